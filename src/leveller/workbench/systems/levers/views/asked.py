"""The authorities that an address asks for. What isn't known is said, never guessed."""

from django.http import Http404, HttpRequest

from leveller.workbench.ground.places.models import Authority
from leveller.workbench.systems.levers import queries


def authority(code: str) -> Authority:
    try:
        return queries.authority_at(code)
    except Authority.DoesNotExist as error:
        raise Http404(str(error)) from None


def authorities(request: HttpRequest, name: str = "authority") -> list[Authority]:
    """Those that the address names, each once, in its order."""
    codes = dict.fromkeys(code for code in request.GET.getlist(name) if code)
    return [authority(code) for code in codes]
