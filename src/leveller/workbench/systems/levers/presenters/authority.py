"""An authority's own page: what it is, what it may do, what it does, what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.places.models import Authority, Change, Place
from leveller.workbench.ground.vocabulary.presenters import meanings, sure
from leveller.workbench.systems.levers import queries, rules
from leveller.workbench.systems.levers.models import Activity, Holding
from leveller.workbench.systems.levers.presenters.maps import (
    DIFFER,
    authority_address,
    cell_address,
)
from leveller.workbench.systems.levers.presenters.standings import look


@dataclass(frozen=True)
class Step:
    """A place that an authority came from or turned into, with its page if it is an authority."""

    name: str
    when: str
    how: str
    address: str


def facts(authority: Authority) -> list[SummaryRow]:
    """What is known of the authority; each fact with how sure it is and where it stands."""
    place = authority.place
    rows = [
        SummaryRow("Form", authority.form.capitalize()),
        SummaryRow("Tier", authority.tier or "None, or not known"),
        SummaryRow("Mayor", _mayor(authority.has_mayor)),
        SummaryRow("Codes", place.code),
        SummaryRow("Stands", _stands(place)),
        *(SummaryRow(name, _fact(fact)) for name, fact in authority.facts.items()),
        SummaryRow("How sure", (sure(authority.status), authority.source)),
    ]
    return rows + ([SummaryRow("Note", authority.note)] if authority.note else [])


def powers_table(row: queries.MatrixRow, on: date) -> Table:
    """Every domain with what each recorded row says; a domain without a row says that, too."""
    place = row.authority.place
    return Table(
        key="powers",
        caption=f"Powers of {place.name} on {figures.day(on)}",
        columns=(
            Column("domain", "Domain or power", Kind.LINK),
            Column("standing", "Standing"),
            Column("since", "Dates"),
            Column("basis", "Legal basis"),
            Column("source", "Source"),
            Column("sure", "How sure"),
        ),
        rows=[shown for cell in row.cells for shown in _power_rows(cell, place.code, on)],
        notes=(f"{look(rules.UNKNOWN).word}: {rules.UNKNOWN_MEANS}", *meanings()),
    )


def activities_table(activities: Iterable[Activity]) -> Table:
    return Table(
        key="activities",
        caption="What the authority does with its powers",
        columns=(
            Column("activity", "Activity"),
            Column("domain", "Domain"),
            Column("determinant", "Determinant that it acts on"),
            Column("started", "Began"),
            Column("evidence", "Evidence"),
            Column("source", "Source"),
            Column("sure", "How sure"),
        ),
        rows=[_activity_row(activity) for activity in activities],
        empty="No activity has been recorded yet.",
    )


def members_table(memberships: Sequence[tuple[Place, str, date | None, date | None]]) -> Table:
    return Table(
        key="members",
        caption="Members",
        columns=(
            Column("member", "Member"),
            Column("code", "Code"),
            Column("kind", "Kind of membership"),
            Column("since", "From", Kind.DATE),
            Column("until", "Until before", Kind.DATE),
        ),
        rows=[
            Row({"member": p.name, "code": p.code, "kind": kind, "since": start, "until": end})
            for p, kind, start, end in memberships
        ],
        empty="No members are known.",
    )


def steps(
    changes: Iterable[Change], place: Place, authorities: set[int]
) -> tuple[list[Step], list[Step]]:
    """Predecessors and successors."""
    came, went = [], []
    for change in changes:
        is_successor = change.successor_id == place.pk
        other = change.predecessor if is_successor else change.successor
        step = Step(
            other.name,
            figures.day(change.changed_on),
            change.method,
            authority_address(other.code, _last_day(other)) if other.pk in authorities else "",
        )
        (came if is_successor else went).append(step)
    return came, went


def _last_day(place: Place) -> date:
    """A day on which the other authority stood, so that its page shows what it held."""
    if place.valid_to is None:
        return timezone.localdate()
    return date.fromordinal(place.valid_to.toordinal() - 1)


def _mayor(has_mayor: bool | None) -> str:
    return {True: "Yes", False: "No", None: "Not known"}[has_mayor]


def _stands(place: Place) -> str:
    start = f"from {figures.day(place.valid_from)}" if place.valid_from else "start not dated"
    return f"{start} until before {figures.day(place.valid_to)}" if place.valid_to else start


def _fact(fact: dict[str, str]) -> tuple[str, str]:
    return str(fact["value"]), f"{sure(fact['status'])}. {fact['source']}"


def _power_rows(cell: queries.Cell, code: str, on: date) -> list[Row]:
    link = cell_address(code, cell.domain.key, on)
    if not cell.rows:
        empty = {"domain": Cell(cell.domain.name, link=link), "standing": look(rules.UNKNOWN).word}
        return [Row(empty)]
    return [_holding_row(row, link, cell) for row in cell.rows]


def _holding_row(row: Holding, link: str, cell: queries.Cell) -> Row:
    power = row.power
    name = f"{cell.domain.name}: {power.name}" if power else cell.domain.name
    notes = [row.note, DIFFER if cell.sources_differ else ""]
    return Row(
        {
            "domain": Cell(name, link=link),
            "standing": Cell(look(row.standing).word, note=" ".join(filter(None, notes))),
            "since": rules.period(row),
            "basis": power.legal_basis if power else "",
            "source": row.source,
            "sure": sure(row.status),
        }
    )


def _activity_row(activity: Activity) -> Row:
    return Row(
        {
            "activity": Cell(activity.name, note=activity.description),
            "domain": activity.domain.name,
            "determinant": activity.determinant.name if activity.determinant else "",
            "started": figures.day(activity.started_on) if activity.started_on else "Not dated",
            "evidence": activity.evidence or "None recorded",
            "source": activity.source,
            "sure": sure(activity.status),
        }
    )
