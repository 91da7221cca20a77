"""What changed between two days: who came and went, which powers moved, which laws were made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers.models import Holding, PolicyEvent
from leveller.workbench.systems.levers.queries.cells import holdings, standing


@dataclass(frozen=True)
class Changes:
    """After the first day, up to and on the last."""

    since: date
    until: date
    began: tuple[Authority, ...]
    ended: tuple[Authority, ...]
    gained: tuple[Holding, ...]
    lost: tuple[Holding, ...]
    events: tuple[PolicyEvent, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.began or self.ended or self.gained or self.lost or self.events)


def changes_between(
    actor: Actor, since: date, until: date, authorities: Collection[Place] | None = None
) -> Changes:
    """Three queries. A row that starts inside the days is gained, one that ends is lost."""
    view = Viewpoint.of(actor)
    rows = holdings(view).select_related("authority", "domain", "power")
    every = Authority.objects.select_related("place").order_by("place__name")
    if authorities is not None:
        rows = rows.filter(authority__in=authorities)
        every = every.filter(place__in=authorities)
    found, known = standing(rows, view), list(every)
    return Changes(
        since,
        until,
        began=tuple(a for a in known if _inside(a.place.valid_from, since, until)),
        ended=tuple(a for a in known if _inside(a.place.valid_to, since, until)),
        gained=tuple(row for row in found if _inside(row.valid_from, since, until)),
        lost=tuple(row for row in found if _inside(row.valid_to, since, until)),
        events=tuple(PolicyEvent.objects.filter(happened_on__gt=since, happened_on__lte=until)),
    )


def _inside(day: date | None, since: date, until: date) -> bool:
    return day is not None and since < day <= until
