"""What templates of the sign-in pages may use."""

from django.conf import settings
from django.http import HttpRequest


def sign_in(request: HttpRequest) -> dict[str, object]:
    return {"is_open_for_sign_up": settings.MODE == "local"}
