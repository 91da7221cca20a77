"""Whether a person has proved who they are well enough to change things."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest


def is_satisfied(request: HttpRequest) -> bool:
    """Where it is required: a second factor of their own, or a provider that asks for one.

    A person who has one was asked for it when they signed in.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    return is_mfa_enabled(request.user) or _came_through_provider(request)


def _came_through_provider(request: HttpRequest) -> bool:
    if not settings.OIDC_ASKS_FOR_SECOND_FACTOR:
        return False
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "socialaccount" for record in records)
