"""What other rooms show on an indicator's page: they register, since this room imports none.

`front` registers the levers that reach an indicator's causes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
    from leveller.workbench.systems.evidence.atlas import Spot
    from leveller.workbench.systems.evidence.gaps import Gap


@dataclass(frozen=True)
class Shown:
    """What the page is about. `authority` is the place itself or the one around it."""

    indicator: "IndicatorCard"
    place: "Spot"
    authority: "Spot | None"
    as_at: date
    gaps: "tuple[Gap, ...]" = ()


Renderer = Callable[[HttpRequest, Shown], SafeString]
_renderers: list[Renderer] = []


def register(renderer: Renderer) -> None:
    """Have a part shown on every indicator's page; the same renderer counts once."""
    if renderer not in _renderers:
        _renderers.append(renderer)


def rendered(request: HttpRequest, shown: Shown) -> list[SafeString]:
    """The parts that have something to say of this indicator at this place."""
    return [part for renderer in _renderers if (part := renderer(request, shown))]
