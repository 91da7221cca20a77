"""What a place lies in, what lies in it, how it came about, and whom its figures thank."""

from collections import Counter
from collections.abc import Mapping

from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.pages import charts, figures
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Row, Table
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.places.models.relations import ChangeMethod
from leveller.workbench.systems.evidence.presenters import sources

METHODS = {
    ChangeMethod.RECODED: "the same area under a new code",
    ChangeMethod.MERGED: "whole areas joined, so counts add up",
    ChangeMethod.SPLIT: "divided, so figures are kept apart",
    ChangeMethod.IRREGULAR: "boundaries moved, so figures are kept apart",
}


def address(place: Place) -> str:
    return f"/places/{place.code}/"


def councils(sight: Sight) -> Table:
    """The councils with the figure of the map."""
    across = sight.across
    held = {spot.code: o for spot, o in across.figures} if across else {}
    columns = [Column("council", "Council"), Column("code", "Code")]
    if across:
        card = across.indicator
        sex = {"male": ", men", "female": ", women"}.get(across.sex, "")
        label = f"{card.short_name or card.name}{sex}, {figures.period(across.period.label)}"
        columns.append(Column("value", label, Kind.NUMBER, card.unit, card.decimals))
        if any(observation.interval for observation in held.values()):
            interval = Column("interval", "95% interval", Kind.INTERVAL, decimals=card.decimals)
            columns.append(interval)
    rows = []
    for council in _worst_first(sight, held):
        cells = {"council": Cell(council.name, link=address(council)), "code": council.code}
        if across:
            found = held.get(council.code)
            estimate = sources.observed(found) if found else None
            missing = "suppressed" if found and found.is_suppressed else figures.NO_FIGURE
            value = estimate.value if estimate else None
            cells["value"] = Cell(value, text="" if value is not None else missing)
            cells |= {"interval": _interval(estimate)} if len(columns) > 3 else {}
        rows.append(Row(cells))
    return Table(
        "councils",
        f"Councils of {sight.place.name}",
        tuple(columns),
        tuple(rows),
        source=sources.source(across.release) if across else None,
        traces=(across.trace.as_dict(),) if across else (),
        empty="No councils are known yet. Take a lookup of councils and authorities.",
    )


def _worst_first(sight: Sight, held: Mapping[str, object]) -> list[Place]:
    """As the ends of the lead gap say which is worse; those without a figure last."""
    values = {c: e.value for c, o in held.items() if (e := sources.observed(o))}
    worse, better = (end.value or 0 for end in sight.lead[0].ends) if sight.lead else (0, 0)
    sign = -1 if worse > better else 1
    return sorted(
        sight.councils,
        key=lambda c: ((v := values.get(c.code)) is None, sign * (v or 0), c.name),
    )


def _interval(estimate: charts.Estimate | None) -> Interval | None:
    if estimate is None or estimate.lower is None or estimate.upper is None:
        return None
    return Interval(estimate.lower, estimate.upper)


def facts(sight: Sight) -> list[SummaryRow]:
    authority = sight.authority
    rows = []
    if authority:
        rows.append(SummaryRow("Form", authority.form[:1].upper() + authority.form[1:]))
        if authority.tier:
            rows.append(SummaryRow("Tier", authority.tier))
        if authority.has_mayor is not None:
            rows.append(SummaryRow("Mayor", "Yes" if authority.has_mayor else "No"))
    rows.append(SummaryRow("Councils", figures.number(len(sight.councils), 0)))
    rows.append(SummaryRow("Code", sight.place.code))
    rows += [SummaryRow(row["key"], row["text"]) for row in changes(sight.place)]
    return rows


def changes(place: Place) -> list[dict[str, str]]:
    """How the place came about and what became of it, in words."""
    found = []
    if place.valid_from:
        found.append({"key": "Since", "text": figures.day(place.valid_from)})
    if place.valid_to:
        found.append({"key": "Until", "text": figures.day(place.valid_to)})
    for change in places.changes_of(place):
        came = change.successor_id == place.pk
        other = change.predecessor if came else change.successor
        day = f" on {figures.day(change.changed_on)}" if change.changed_on else ""
        method = METHODS[ChangeMethod(change.method)]
        found.append(
            {
                "key": "Came from" if came else "Became",
                "text": f"{other.name} ({other.code}){day}: {method}",
                "link": address(other),
            }
        )
    return found


def crumbs(sight: Sight) -> list[Crumb]:
    """Through the authority and the council where the place has them."""
    shown = {PlaceKind.AUTHORITY, PlaceKind.COUNCIL}
    way = [p for p in sight.above if p.kind in shown]
    return [
        Crumb("Authorities", "/authorities/"),
        *(Crumb(p.name, address(p)) for p in way),
        Crumb(sight.place.name),
    ]


def within(place: Place) -> Table:
    """The places that lie directly in it."""
    rows = [
        Row(
            {
                "place": Cell(p.name, link=address(p)),
                "kind": PlaceKind(p.kind).label,
                "code": p.code,
            }
        )
        for p in places.members(place)
    ]
    return Table(
        "within",
        f"Places in {place.name}",
        (Column("place", "Place"), Column("kind", "Kind"), Column("code", "Code")),
        tuple(rows),
        empty="No smaller places are known here.",
    )


def kinds_within(table: Table) -> str:
    """How many there are of each kind, in words."""
    counts = Counter(str(row.cells["kind"]).lower() for row in table.rows)
    return figures.listed([f"{n} {_plural(kind) if n > 1 else kind}" for kind, n in counts.items()])


def _plural(kind: str) -> str:
    return f"{kind.removesuffix('y')}ies" if kind.endswith("y") else f"{kind}s"


def attributions(sight: Sight) -> list[str]:
    releases = [gap.release for gap in sight.answers]
    releases += [cause.total.release for cause in sight.causes]
    releases += list(sight.boundaries.vintages)
    return list(dict.fromkeys(r.attribution for r in releases if r.attribution))
