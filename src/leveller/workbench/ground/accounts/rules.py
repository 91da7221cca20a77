"""Rules of people and roles that need no database."""

import hashlib
import secrets
from datetime import timedelta

from leveller.workbench.ground.accounts import roles

INVITATION_LASTS = timedelta(days=7)


def new_token() -> str:
    """What an invitation's link carries: 256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def loses_its_last(role: str, holders: int) -> bool:
    """Whether taking this role from one of its holders leaves nobody who can give roles."""
    return "accounts.manage" in roles.ROLES[role].permissions and holders <= 1


def normal_email(email: str) -> str:
    return email.strip().lower()
