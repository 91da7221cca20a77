"""What Django's own middleware doesn't do: further headers, and no null characters."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

# What the pages never use, no script may ask for. Passkeys are the exception.
PERMISSIONS = ", ".join(
    [f"{feature}=()" for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "geolocation",
        "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
    )]
    + ["publickey-credentials-get=(self)", "publickey-credentials-create=(self)"]
)  # fmt: skip


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _has_null(request):
            raise BadRequest("An address can't hold a null character.")
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # What somebody sees who is signed in stays in no cache, shared or their own.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _has_null(request: HttpRequest) -> bool:
    """Not every database can look for one. The API answers faults in a form of its own."""
    asked = request.META.get("QUERY_STRING", "")
    return not request.path_info.startswith("/api/") and (
        "%00" in asked or "\0" in request.path_info
    )
