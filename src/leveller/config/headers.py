"""Headers of every response that Django's own middleware doesn't set."""

from collections.abc import Callable

from django.conf import settings
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
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # What somebody sees who is signed in stays in no cache, shared or their own.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
