"""Who works in the demonstration: six authorities, one council, and people in two of them."""

from dataclasses import dataclass

from leveller.workbench.front.demonstration.geography import rows
from leveller.workbench.front.demonstration.parameters import REGION_CODE
from leveller.workbench.ground.accounts import actions, demonstration, queries
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.accounts.roles import ROLES

REGION, COUNCIL = "tarrowside", "tarrowmouth"
COUNCIL_NAME, COUNCIL_CODE = "Tarrowmouth City Council", "X08000001"
COUNCIL_PEOPLE = {"director": "Imogen Farr", "analyst": "Morgan Hale"}


@dataclass(frozen=True)
class Cast:
    """Actors by organisation and role; of organisations without people, the system in its name."""

    people: dict[tuple[str, str], Actor]
    authorities: dict[str, Actor]

    def of(self, organisation: str, role: str) -> Actor:
        return self.people[organisation, role]


def region() -> Organisation:
    """The region's authority, made where setup hasn't made it."""
    found = Organisation.objects.filter(area_code=REGION_CODE).order_by("pk").first()
    return found or _made(_full_names()[REGION_CODE], REGION_CODE)


def ensure_cast(*, by: Actor) -> Cast:
    authority = region()
    demonstration.ensure_people(by=by, organisation=authority)
    council = _ensured(COUNCIL_NAME, COUNCIL_CODE)
    people = {(REGION, role): _shown_person(role, authority) for role in ROLES}
    for role, name in COUNCIL_PEOPLE.items():
        people[COUNCIL, role] = _person(name, role, council)
    authorities = {
        code: Actor.of_system("demonstration", _ensured(name, code))
        for code, name in _full_names().items()
    }
    return Cast(people, authorities)


def _full_names() -> dict[str, str]:
    return {row["code"]: row["full_name"] for row in rows("authorities.csv")}


def _ensured(name: str, code: str) -> Organisation:
    return Organisation.objects.filter(area_code=code).first() or _made(name, code)


def _made(name: str, code: str) -> Organisation:
    return actions.create_organisation(
        by=Actor.of_system("demonstration"), name=name, area_code=code
    )


def _shown_person(role: str, organisation: Organisation) -> Actor:
    user = queries.user_by_email(queries.demonstration_email(role))
    assert user is not None
    return Actor.of_user(user, organisation)


def _person(name: str, role: str, organisation: Organisation) -> Actor:
    """Somebody whom no visitor can step into: they have no password."""
    email = f"{name.lower().replace(' ', '.')}@{queries.DEMONSTRATION_DOMAIN}"
    system = Actor.of_system("demonstration", organisation)
    user = queries.user_by_email(email) or actions.create_user(by=system, email=email, name=name)
    actions.grant_role(by=system, user=user, role=role, organisation=organisation)
    return Actor.of_user(user, organisation)
