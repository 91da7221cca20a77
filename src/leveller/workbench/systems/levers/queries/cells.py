"""One cell of the policy map: an authority and a domain, as at a day, with its history."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import Activity, Holding, Power


@dataclass(frozen=True)
class Cell:
    """How an authority stands to a domain on a day. `rows` say it, the domain as a whole first."""

    authority: Place
    domain: FrameworkHeading
    rows: tuple[Holding, ...]

    @property
    def standing(self) -> str:
        """The most power that any row gives: a power inside the domain counts for the domain."""
        return rules.strongest(row.standing for row in self.rows)

    @property
    def sources_differ(self) -> bool:
        return rules.differs([row.standing for row in self.rows])

    @property
    def has_note(self) -> bool:
        return any(row.note for row in self.rows)


@dataclass(frozen=True)
class CellHistory:
    """A cell with all that was ever recorded of it and may be seen, and what it rests on."""

    cell: Cell
    living: tuple[Holding, ...]
    ended: tuple[Holding, ...]
    powers: tuple[Power, ...]
    activities: tuple[Activity, ...]


def seen_by(view: Viewpoint) -> Q:
    """Holdings that may be seen: shared ones, one's own, and each authority's own about itself."""
    seen = Q(organisation__isnull=True) | Q(organisation__area_code=F("authority__code"))
    if view.organisation_id is not None:
        seen |= Q(organisation=view.organisation_id)
    return seen


def holdings(view: Viewpoint) -> QuerySet[Holding]:
    """With their owners, without which nobody knows whose word stands; join the rest as needed."""
    return Holding.objects.filter(seen_by(view)).select_related("organisation")


def standing(rows: QuerySet[Holding], view: Viewpoint) -> list[Holding]:
    """Of these rows, those that stand from the viewpoint; the domain as a whole before powers."""
    ordered = rows.order_by("authority", "domain__order", F("power").asc(nulls_first=True), "pk")
    return view.standing(ordered, lambda row: (row.authority_id, row.domain_id, row.power_id))


def standing_rows(
    actor: Actor, authority: Place, domain: FrameworkHeading, power: Power | None
) -> list[Holding]:
    """All dates of one subject, as the actor's viewpoint has them, by start."""
    view = Viewpoint.of(actor)
    rows = holdings(view).filter(authority=authority, domain=domain, power=power)
    found = standing(rows.select_related("domain__framework", "power__domain", "authority"), view)
    return sorted(found, key=lambda row: row.valid_from)


def authority_at(code: str) -> Authority:
    """The authority that bears or bore the code; `Authority.DoesNotExist` when none did."""
    found = Authority.objects.filter(Q(place__code=code) | Q(place__codes__code=code))
    authority = found.select_related("place").first()
    if authority is None:
        raise Authority.DoesNotExist(f"No authority has the code {code}.")
    return authority


def domain(key: str) -> FrameworkHeading:
    rows = FrameworkHeading.objects.select_related("framework")
    return rows.get(framework__key=rules.DOMAINS, key=key)


def cell(authority: Place, domain: FrameworkHeading, actor: Actor, on: date) -> CellHistory:
    """Four queries: the rows twice, as they stand and as they were; powers; activities."""
    view = Viewpoint.of(actor)
    rows = holdings(view).filter(authority=authority, domain=domain)
    every = rows.select_related(
        "domain__framework", "power__domain", "organisation", "made_by", "ended_by", "authority"
    )
    living = standing(every, view)
    kept = {row.pk for row in living}
    ended = [row for row in every.order_by("-made_at", "-pk") if row.pk not in kept]
    return CellHistory(
        cell=Cell(authority, domain, tuple(rules.on(living, on))),
        living=tuple(living),
        ended=tuple(ended),
        powers=tuple(Power.objects.filter(domain=domain)),
        activities=tuple(activities_seen(view, authority).filter(domain=domain)),
    )


def holding(pk: int, actor: Actor) -> Holding:
    """One row that may be seen, standing or not; `Holding.DoesNotExist` otherwise."""
    rows = holdings(Viewpoint.of(actor))
    return rows.select_related("domain__framework", "power__domain", "authority").get(pk=pk)


def activities_seen(view: Viewpoint, authority: Place) -> QuerySet[Activity]:
    seen = Q(organisation__isnull=True) | Q(organisation__area_code=authority.code)
    if view.organisation_id is not None:
        seen |= Q(organisation=view.organisation_id)
    rows = Activity.objects.filter(seen, authority=authority)
    return rows.select_related("domain", "determinant", "lever")
