"""Every write about people, organisations and roles.

Each checks who acts, saves in one transaction and records the audit event last.
"""

from collections.abc import Collection

from django.contrib.auth import password_validation
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from leveller.workbench.ground.accounts import rules
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Invitation, Organisation, RoleGrant, User
from leveller.workbench.ground.accounts.recording import record
from leveller.workbench.ground.accounts.roles import ROLES


@transaction.atomic
def create_organisation(
    *, by: Actor, name: str, area_code: str = "", slug: str = ""
) -> Organisation:
    """Only the system makes organisations: whoever runs this Leveller decides who works in it."""
    _must_be_system(by)
    organisation = Organisation(
        name=name.strip(), area_code=area_code, slug=slug or slugify(name)[:50]
    )
    organisation.full_clean()
    organisation.save()
    record(by=by, verb="organisation.created", subject=organisation, organisation=organisation)
    return organisation


@transaction.atomic
def create_user(*, by: Actor, email: str, name: str = "", password: str | None = None) -> User:
    """Without a password the person signs in elsewhere, or by a link that is sent to them.

    Raises `ValidationError` when the address is taken or the password is too weak.
    """
    _must_be_system(by)
    return _new_user(by, email, name, password)


@transaction.atomic
def set_password(*, by: Actor, user: User, password: str) -> None:
    _must_be_system(by)
    password_validation.validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, verb="account.password-set", subject=user)


@transaction.atomic
def set_active(*, by: Actor, user: User, is_active: bool) -> None:
    """Close an account or open it again; a closed one is kept, since the record names it."""
    _must_be_system(by)
    User.objects.filter(pk=user.pk).update(is_active=is_active)
    verb = "account.opened" if is_active else "account.closed"
    record(by=by, verb=verb, subject=user)


@transaction.atomic
def grant_role(*, by: Actor, user: User, role: str, organisation: Organisation) -> RoleGrant:
    """Give the person a role; giving it twice changes nothing."""
    _must_manage(by, organisation)
    _known_role(role)
    grant, is_new = RoleGrant.objects.get_or_create(
        user=user, organisation=organisation, role=role, defaults={"granted_by": by.user}
    )
    if is_new:
        detail = {"role": role}
        record(by=by, verb="role.granted", subject=user, detail=detail, organisation=organisation)
    return grant


@transaction.atomic
def revoke_role(*, by: Actor, user: User, role: str, organisation: Organisation) -> None:
    """Take a role away, from the next request on. The last administrator keeps theirs."""
    _must_manage(by, organisation)
    holders = RoleGrant.objects.select_for_update().filter(organisation=organisation, role=role)
    active = list(holders.filter(user__is_active=True).values_list("user_id", flat=True))
    if user.pk in active and rules.loses_its_last(role, len(active)):
        raise ValidationError(
            f"{user} is the last {ROLES[role].name.lower()} of {organisation}. "
            "Give somebody else the role first."
        )
    if holders.filter(user=user).delete()[0]:
        detail = {"role": role}
        record(by=by, verb="role.revoked", subject=user, detail=detail, organisation=organisation)


@transaction.atomic
def invite(
    *, by: Actor, email: str, role: str, organisation: Organisation
) -> tuple[Invitation, str]:
    """Ask an address to join; the token goes into the link and is kept nowhere.

    An earlier invitation of the address to the same role is withdrawn: its link ends.
    """
    _must_manage(by, organisation)
    _known_role(role)
    email = rules.normal_email(email)
    validate_email(email)
    _settle(_open_invitations().filter(organisation=organisation, email=email, role=role))
    token = rules.new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        token_hash=rules.token_hash(token),
        invited_by=by.user,
        expires_at=timezone.now() + rules.INVITATION_LASTS,
    )
    record(by=by, verb="account.invited", subject=invitation, organisation=organisation)
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    _must_manage(by, invitation.organisation)
    if _settle(_open_invitations().filter(pk=invitation.pk)):
        subject, organisation = invitation, invitation.organisation
        record(by=by, verb="account.uninvited", subject=subject, organisation=organisation)


@transaction.atomic
def set_roles(*, by: Actor, user: User, roles: Collection[str], organisation: Organisation) -> None:
    """Give and take what differs, all or nothing."""
    held = set(
        RoleGrant.objects.filter(user=user, organisation=organisation).values_list(
            "role", flat=True
        )
    )
    for role in sorted(set(roles) - held):
        grant_role(by=by, user=user, role=role, organisation=organisation)
    for role in sorted(held - set(roles)):
        revoke_role(by=by, user=user, role=role, organisation=organisation)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, name: str = "", password: str | None = None
) -> User:
    """Make the invited person's account, or use the one that the address has, and give the role.

    The caller has seen the link, or a provider that vouches for the address; and, where there is
    an account, that the person is signed in to it. Whoever made an account in somebody else's
    name must not come into what that person is invited to. Raises `ValidationError` when the
    invitation has ended.
    """
    open_ = _open_invitations().select_for_update().filter(expires_at__gt=timezone.now())
    if not open_.filter(pk=invitation.pk).exists():
        raise ValidationError("This invitation has ended. Ask for a new one.")
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        system = Actor.of_system("invitation", invitation.organisation)
        user = _new_user(system, invitation.email, name, password)
    _take_up(invitation, user)
    return user


def _new_user(by: Actor, email: str, name: str, password: str | None) -> User:
    email = rules.normal_email(email)
    validate_email(email)
    user = User(email=email, name=name.strip())
    if password is not None:
        password_validation.validate_password(password, user)
    if User.objects.filter(email=email).exists():
        raise ValidationError(f"Somebody has the address {email} already.")
    user = User.objects.create_user(email, password, user.name)
    record(by=by, verb="account.created", subject=user)
    return user


def _take_up(invitation: Invitation, user: User) -> None:
    organisation = invitation.organisation
    RoleGrant.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=invitation.role,
        defaults={"granted_by": invitation.invited_by},
    )
    _settle(Invitation.objects.filter(pk=invitation.pk), accepted_by=user)
    by, detail = Actor(user=user, organisation=organisation), {"role": invitation.role}
    record(by=by, verb="account.joined", subject=user, detail=detail, organisation=organisation)


def _open_invitations():
    return Invitation.objects.filter(settled_at=None)


def _settle(invitations, **fields: object) -> int:
    return invitations.update(settled_at=timezone.now(), **fields)


def _must_be_system(by: Actor) -> None:
    if not by.system:
        raise PermissionDenied("Only whoever runs this Leveller may do that, at its command line.")


def _must_manage(by: Actor, organisation: Organisation) -> None:
    by.must("accounts.manage")
    if not by.system and by.organisation != organisation:
        raise PermissionDenied("You look after the people of your own organisation only.")


def _known_role(role: str) -> None:
    if role not in ROLES:
        raise ValidationError(f"No role is called {role!r}. Choose one of: {', '.join(ROLES)}.")
