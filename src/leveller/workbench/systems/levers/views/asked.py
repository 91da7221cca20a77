"""What an address asks for: a day, authorities. What can't be read is said, never guessed."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from leveller.workbench.ground.places.models import Authority
from leveller.workbench.systems.levers import queries


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


def authority(code: str) -> Authority:
    try:
        return queries.authority_at(code)
    except Authority.DoesNotExist as error:
        raise Http404(str(error)) from None


def authorities(request: HttpRequest, name: str = "authority") -> list[Authority]:
    """Those that the address names, each once, in its order."""
    codes = dict.fromkeys(code for code in request.GET.getlist(name) if code)
    return [authority(code) for code in codes]
