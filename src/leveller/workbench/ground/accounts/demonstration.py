"""The people of a demonstration: one a role, whose passwords this home folder keeps."""

import json
import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from leveller.workbench.ground.accounts import actions, queries
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.accounts.roles import ROLES

NAMES = {
    "reader": "Robin Reader",
    "analyst": "Asha Analyst",
    "policy-officer": "Pat Policy",
    "director": "Dilys Director",
    "administrator": "Alex Administrator",
}


@transaction.atomic
def ensure_people(*, by: Actor, organisation: Organisation) -> dict[str, tuple[str, str]]:
    """One account a role, made when it isn't there; email address and password by role."""
    if not settings.DEMONSTRATION:
        raise PermissionDenied("Accounts with known passwords exist in a demonstration only.")
    passwords = _passwords(settings.HOME / "secrets" / "demonstration.json")
    for role in ROLES:
        email = queries.demonstration_email(role)
        user = queries.user_by_email(email)
        if user is None:
            user = actions.create_user(
                by=by, email=email, name=NAMES.get(role, role), password=passwords[role]
            )
        actions.grant_role(by=by, user=user, role=role, organisation=organisation)
    return {role: (queries.demonstration_email(role), passwords[role]) for role in ROLES}


def _passwords(file: Path) -> dict[str, str]:
    """Made at random once, in words that can be typed; a role that is new gets one too."""
    kept = json.loads(file.read_text()) if file.exists() else {}
    for role in ROLES:
        kept.setdefault(role, "-".join(secrets.token_hex(2) for _ in range(4)))
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    file.write_text(json.dumps(kept, indent=2))
    return kept
