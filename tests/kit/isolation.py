"""What one organisation writes, no other sees: `assert_isolated` for one address."""

from collections.abc import Callable

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.accounts.roles import ROLES
from tests.kit.people import MakeActor

ClientOf = Callable[..., Client]
HIDDEN = {403, 404}


@pytest.fixture
def client_of(actor: MakeActor) -> ClientOf:
    """A browser signed in as somebody new: `client_of(north, "analyst")`."""

    def make(organisation: Organisation, *roles: str) -> Client:
        client = Client()
        client.force_login(actor(organisation, *roles).user)
        return client

    return make


@pytest.fixture
def assert_isolated(
    north: Organisation, south: Organisation, client_of: ClientOf
) -> Callable[..., None]:
    """The address is open to `role` of north, and to nobody of south, whatever their role.

    The address, its CSV and its JSON (`twins=False` when it has none) are asked for. Without
    `is_public`, the public doesn't see it either.
    """

    def check(
        address: str, *, role: str = "analyst", twins: bool = False, is_public: bool = False
    ) -> None:
        addresses = [address, *([f"{address}data.csv", f"{address}data.json"] if twins else [])]
        insider, public = client_of(north, role), Client()
        outsiders = {key: client_of(south, key) for key in ROLES}
        for each in addresses:
            assert insider.get(each).status_code == 200, f"{role} of north can't open {each}"
            for key, outsider in outsiders.items():
                status = outsider.get(each).status_code
                assert is_public or status in HIDDEN, f"{key} of south got {status} for {each}"
            if not is_public:
                assert public.get(each).status_code in {302, *HIDDEN}, f"the public opened {each}"

    return check
