"""People and roles as the pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from leveller.workbench.ground.accounts.models import Invitation, User
from leveller.workbench.ground.accounts.queries import Person
from leveller.workbench.ground.accounts.roles import ROLES, Role
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table


@dataclass(frozen=True)
class RoleView:
    """A role with what it lets its holder do, and whose account shows it in a demonstration."""

    key: str
    name: str
    who: str
    may: list[str]
    email: str = ""


def role_views(roles: Iterable[type[Role]] = tuple(ROLES.values())) -> list[RoleView]:
    return [RoleView(role.key, role.name, role.who, role.may()) for role in roles]


def step_in_views(people: dict[str, User]) -> list[RoleView]:
    views = {view.key: view for view in role_views()}
    return [RoleView(*_fields(views[key]), email=user.email) for key, user in people.items()]


def people_table(people: Sequence[Person]) -> Table:
    columns = (
        Column("name", "Name", Kind.LINK),
        Column("email", "Email address"),
        Column("roles", "Roles"),
        Column("joined", "Since", Kind.DATE),
    )
    return Table("people", "People", columns, [_person_row(person) for person in people])


def roles_table() -> Table:
    """Which role may do what, one row a permission."""
    columns = (Column("role", "Role"), Column("who", "Who has it"), Column("may", "May"))
    rows = [
        {"role": role.name, "who": role.who, "may": sentence}
        for role in ROLES.values()
        for sentence in role.may()
    ]
    return Table("roles", "What each role may do", columns, rows)


@dataclass(frozen=True)
class InvitationView:
    pk: int
    email: str
    role: str
    invited_by: str
    until: object


def invitation_views(invitations: Iterable[Invitation]) -> list[InvitationView]:
    return [
        InvitationView(i.pk, i.email, ROLES[i.role].name, str(i.invited_by or ""), i.expires_at)
        for i in invitations
    ]


def _person_row(person: Person) -> Row:
    user = person.user
    return Row(
        {
            "name": Cell(str(user), link=reverse("accounts:person", args=[user.pk])),
            "email": user.email if user.is_active else f"{user.email} (closed)",
            "roles": ", ".join(role.name for role in person.roles),
            "joined": user.joined_at.date(),
        }
    )


def _fields(view: RoleView) -> tuple[str, str, str, list[str]]:
    return view.key, view.name, view.who, view.may
