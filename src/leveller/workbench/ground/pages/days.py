"""The day that an address asks for. What can't be read is said, never guessed."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone


def day(request: HttpRequest, name: str = "on") -> date:
    """The day that the address names, as 2024-05-07; today when it names none."""
    return optional_day(request, name) or timezone.localdate()


def optional_day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404(
            f"{text!r} is not a day. Write year, month and day, such as 2024-05-07."
        ) from None
