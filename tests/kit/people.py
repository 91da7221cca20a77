"""People and organisations to test with."""

from collections.abc import Callable

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation, RoleGrant, User

PASSWORD = "correct horse battery staple"
MakeActor = Callable[..., Actor]


@pytest.fixture
def north(db: None) -> Organisation:
    return Organisation.objects.create(slug="north", name="North", area_code="E47000001")


@pytest.fixture
def south(db: None) -> Organisation:
    """Another organisation, which must see nothing of the first."""
    return Organisation.objects.create(slug="south", name="South", area_code="E47000004")


@pytest.fixture
def actor(db: None) -> MakeActor:
    """Makes a person with roles in an organisation: `actor(north, "analyst", "director")`."""

    def make(organisation: Organisation, *roles: str) -> Actor:
        number = User.objects.count() + 1
        email = f"{number}@{organisation.slug}.example"
        user = User.objects.create_user(email, PASSWORD, name=f"P {number}")
        for role in roles:
            RoleGrant.objects.create(user=user, organisation=organisation, role=role)
        return Actor.of_user(user, organisation)

    return make


@pytest.fixture
def system() -> Actor:
    return Actor.of_system("test")
