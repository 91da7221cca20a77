"""Sign-ins, and changes to how somebody signs in, go to the audit log of the system."""

import logging

from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.db import transaction
from django.dispatch import receiver

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import User
from leveller.workbench.ground.accounts.recording import record

log = logging.getLogger("leveller.sign-in")


def tell(verb: str, user: User, **detail: object) -> None:
    with transaction.atomic():
        record(by=Actor(user=user), verb=verb, subject=user, detail=detail)


@receiver(auth.user_logged_in)
def signed_in(user: User, **_: object) -> None:
    tell("account.signed-in", user)


@receiver(auth.user_login_failed)
def refused(credentials: dict[str, object], **_: object) -> None:
    """Only for an address that somebody has: a stray password must not end up in a log."""
    user = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
    if user is None:
        log.warning("a sign-in was refused: nobody has that address")
    else:
        tell("account.sign-in-refused", user)


@receiver(account.password_changed)
@receiver(account.password_reset)
def password_changed(user: User, **_: object) -> None:
    tell("account.password-set", user)


@receiver(factors.authenticator_added)
def factor_added(user: User, authenticator: Authenticator, **_: object) -> None:
    tell("account.factor-added", user, type=authenticator.type)


@receiver(factors.authenticator_removed)
def factor_removed(user: User, authenticator: Authenticator, **_: object) -> None:
    tell("account.factor-removed", user, type=authenticator.type)


@receiver(factors.authentication_failed)
def factor_refused(user: User, authenticator: Authenticator, **_: object) -> None:
    tell("account.sign-in-refused", user, type=authenticator.type)
