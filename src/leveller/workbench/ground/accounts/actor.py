"""Who acts: a person in an organisation, the public, or the system itself."""

from dataclasses import dataclass
from typing import Self

from django.core.exceptions import PermissionDenied

from leveller.workbench.ground.accounts import roles
from leveller.workbench.ground.accounts.models import Organisation, RoleGrant, User


@dataclass(frozen=True)
class Actor:
    """Every write takes one and every read of what isn't public takes one.

    `organisation` is the one that the person works for at the moment; what is written belongs
    to it. The system may do everything and is named in the audit log as what it is.
    """

    user: User | None = None
    organisation: Organisation | None = None
    permissions: frozenset[str] = frozenset()
    system: str = ""
    withheld: frozenset[str] = frozenset()  # until the person signs in with a second factor

    @classmethod
    def public(cls) -> Self:
        return cls()

    @classmethod
    def of_system(cls, name: str, organisation: Organisation | None = None) -> Self:
        """An actor without a person: `name` says which part acts, for example `command line`."""
        return cls(organisation=organisation, permissions=frozenset(roles.PERMISSIONS), system=name)

    @classmethod
    def of_user(
        cls, user: User, organisation: Organisation | None = None, *, is_secured: bool = True
    ) -> Self:
        """The person in the organisation, or in the first by name of those that they belong to.

        Whoever isn't a member has no permissions there, and is given no organisation. Without a
        second factor, where one is required, a person reads and changes nothing.
        """
        grants = RoleGrant.objects.filter(user=user, user__is_active=True)
        held = list(grants.select_related("organisation").order_by("organisation__name"))
        if organisation is None and held:
            organisation = held[0].organisation
        mine = [g.role for g in held if organisation and g.organisation_id == organisation.pk]
        full = roles.permissions_of(mine)
        given = full if is_secured else full & roles.READING
        return cls(
            user=user,
            organisation=organisation if mine else None,
            permissions=given,
            withheld=full - given,
        )

    @property
    def name(self) -> str:
        return self.system or (str(self.user) if self.user else "the public")

    @property
    def is_public(self) -> bool:
        return self.user is None and not self.system

    def may(self, permission: str) -> bool:
        if permission not in roles.PERMISSIONS:
            raise KeyError(f"No permission is called {permission!r}.")
        return permission in self.permissions

    def must(self, permission: str) -> None:
        """Raise `PermissionDenied`, in words, unless the actor may."""
        if not self.may(permission):
            raise PermissionDenied(self.refusal(permission))

    def refusal(self, permission: str) -> str:
        if permission in self.withheld:
            return "Add a second factor to your sign-in first: your role lets you change things."
        return f"You need a role that may {roles.PERMISSIONS[permission].sentence}."
