"""Who belongs where, and who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from leveller.workbench.ground.accounts import rules
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Invitation, Organisation, RoleGrant, User
from leveller.workbench.ground.accounts.roles import ROLES, Role

DEMONSTRATION_DOMAIN = "demonstration.example"


@dataclass(frozen=True)
class Person:
    """A member of an organisation with the roles that they hold in it."""

    user: User
    roles: tuple[type[Role], ...]

    @property
    def may(self) -> list[str]:
        """What they may do, as sentences without repetition."""
        return list(dict.fromkeys(s for role in self.roles for s in role.may()))


def people_visible_to(actor: Actor) -> list[Person]:
    """The members of the actor's organisation, by name, for who looks after accounts."""
    if actor.organisation is None or not actor.may("accounts.manage"):
        return []
    grants = RoleGrant.objects.filter(organisation=actor.organisation).select_related("user")
    held: dict[User, list[str]] = {}
    for grant in grants.order_by("user__name", "user__email"):
        held.setdefault(grant.user, []).append(grant.role)
    return [Person(user, _in_order(keys)) for user, keys in held.items()]


def person_visible_to(actor: Actor, pk: int) -> Person | None:
    return next((p for p in people_visible_to(actor) if p.user.pk == pk), None)


def memberships(user: User) -> list[tuple[Organisation, tuple[type[Role], ...]]]:
    """The organisations that a person belongs to, by name, each with their roles there."""
    grants = RoleGrant.objects.filter(user=user).select_related("organisation")
    held: dict[Organisation, list[str]] = {}
    for grant in grants.order_by("organisation__name"):
        held.setdefault(grant.organisation, []).append(grant.role)
    return [(organisation, _in_order(keys)) for organisation, keys in held.items()]


def invitations_visible_to(actor: Actor) -> list[Invitation]:
    """Those that wait for an answer, newest first."""
    if actor.organisation is None or not actor.may("accounts.manage"):
        return []
    open_ = _living().filter(organisation=actor.organisation).select_related("invited_by")
    return list(open_.order_by("-invited_at"))


def invitation_by_token(token: str) -> Invitation | None:
    found = _living().filter(token_hash=rules.token_hash(token))
    return found.select_related("organisation").first()


def invitations_for(email: str) -> list[Invitation]:
    """From every organisation: for who has proved that the address is theirs."""
    return list(_living().filter(email=rules.normal_email(email)).select_related("organisation"))


def user_by_email(email: str) -> User | None:
    return User.objects.filter(email=rules.normal_email(email)).first()


def default_organisation() -> Organisation | None:
    """The first that was made: the one that setup makes."""
    return Organisation.objects.order_by("pk").first()


def organisations() -> list[Organisation]:
    return list(Organisation.objects.order_by("name"))


def organisation_named(name: str) -> Organisation | None:
    return Organisation.objects.filter(Q(slug=name) | Q(name=name)).first()


def demonstration_people() -> dict[str, User]:
    """The account of each role that visitors of a demonstration may step into, by role."""
    if not settings.DEMONSTRATION:
        return {}
    wanted = {demonstration_email(role): role for role in ROLES}
    users = User.objects.filter(email__in=wanted, is_active=True)
    found = {wanted[user.email]: user for user in users}
    return {role: found[role] for role in ROLES if role in found}


def demonstration_email(role: str) -> str:
    return f"{role}@{DEMONSTRATION_DOMAIN}"


def _living():
    return Invitation.objects.filter(settled_at=None, expires_at__gt=timezone.now())


def _in_order(keys: Sequence[str]) -> tuple[type[Role], ...]:
    return tuple(role for key, role in ROLES.items() if key in keys)
