"""A cell of the map with its basis and its history; what changed between two days."""

from collections.abc import Iterable
from dataclasses import dataclass

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.vocabulary.presenters import Said, said, sure
from leveller.workbench.systems.levers import queries, rules
from leveller.workbench.systems.levers.models import Holding, PolicyEvent, Power
from leveller.workbench.systems.levers.presenters.standings import POWER_KINDS, Look, look


@dataclass(frozen=True)
class HoldingView:
    """A living row: today's, past or to come, with whether it holds on the day of the page."""

    pk: int
    subject: str
    look: Look
    period: str
    holds: bool
    source: str
    sure: str
    note: str
    author: str
    basis: str


def living(history: queries.CellHistory) -> list[HoldingView]:
    shown = {row.pk for row in history.cell.rows}
    return [_view(row, row.pk in shown) for row in history.living]


def ended(history: queries.CellHistory, reader: Actor) -> list[Said]:
    return [said(row, sentence(row), reader) for row in history.ended]


def sentence(row: Holding) -> str:
    subject = row.power.name if row.power else row.domain.name
    return f"{subject}: {look(row.standing).word.lower()}, {rules.period(row)}"


def powers_table(powers: Iterable[Power]) -> Table:
    return Table(
        key="powers",
        caption="Powers that are known in this domain",
        columns=(
            Column("power", "Power"),
            Column("kind", "Kind"),
            Column("basis", "Legal basis"),
            Column("means", "What it lets an authority do"),
            Column("source", "Source"),
            Column("sure", "How sure"),
        ),
        rows=[
            Row(
                {
                    "power": power.name,
                    "kind": POWER_KINDS[power.kind],
                    "basis": power.legal_basis,
                    "means": power.description,
                    "source": power.source,
                    "sure": sure(power.status),
                }
            )
            for power in powers
        ],
        empty="No single power is recorded in this domain yet.",
    )


def living_table(rows: Iterable[HoldingView]) -> Table:
    return Table(
        key="standing",
        caption="What is recorded",
        columns=(
            Column("subject", "Domain or power"),
            Column("standing", "Standing"),
            Column("dates", "Dates"),
            Column("holds", "Holds on the day of this page"),
            Column("source", "Source"),
            Column("sure", "How sure"),
            Column("author", "Who says so"),
            Column("note", "Note"),
        ),
        rows=[
            Row(
                {
                    "subject": row.subject,
                    "standing": row.look.word,
                    "dates": row.period,
                    "holds": row.holds,
                    "source": row.source,
                    "sure": row.sure,
                    "author": row.author,
                    "note": row.note,
                }
            )
            for row in rows
        ],
    )


def changes_tables(changes: queries.Changes) -> list[Table]:
    between = f"between {figures.day(changes.since)} and {figures.day(changes.until)}"
    return [
        _events_table(changes.events, between),
        _authorities_table(changes, between),
        _moves_table("gained", f"Recorded as beginning {between}", changes.gained),
        _moves_table("lost", f"Recorded as ending {between}", changes.lost),
    ]


def _view(row: Holding, holds: bool) -> HoldingView:
    return HoldingView(
        pk=row.pk,
        subject=row.power.name if row.power else f"{row.domain.name}, as a whole",
        look=look(row.standing),
        period=rules.period(row),
        holds=holds,
        source=row.source,
        sure=sure(row.status),
        note=row.note,
        author=row.author,
        basis=row.power.legal_basis if row.power else "",
    )


def _events_table(events: Iterable[PolicyEvent], between: str) -> Table:
    return Table(
        key="events",
        caption=f"Laws, deals and white papers {between}",
        columns=(
            Column("day", "Day", Kind.DATE),
            Column("event", "What happened"),
            Column("effect", "What it changed"),
            Column("source", "Source"),
            Column("sure", "How sure"),
        ),
        rows=[
            Row(
                {
                    "day": event.happened_on,
                    "event": event.title,
                    "effect": event.effect,
                    "source": event.source,
                    "sure": sure(event.status),
                }
            )
            for event in events
        ],
        empty="None is recorded.",
    )


def _authorities_table(changes: queries.Changes, between: str) -> Table:
    rows = [
        Row({"authority": a.place.name, "what": "Began", "day": a.place.valid_from})
        for a in changes.began
    ] + [
        Row({"authority": a.place.name, "what": "Ended", "day": a.place.valid_to})
        for a in changes.ended
    ]
    return Table(
        key="authorities",
        caption=f"Authorities that began or ended {between}",
        columns=(
            Column("authority", "Authority"),
            Column("what", "What happened"),
            Column("day", "Day", Kind.DATE),
        ),
        rows=rows,
        empty="None began or ended.",
    )


def _moves_table(key: str, caption: str, rows: Iterable[Holding]) -> Table:
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("authority", "Authority"),
            Column("subject", "Domain or power"),
            Column("standing", "Standing"),
            Column("dates", "Dates"),
            Column("sure", "How sure"),
        ),
        rows=[
            Row(
                {
                    "authority": row.authority.name,
                    "subject": Cell(row.domain.name, note=row.power.name if row.power else ""),
                    "standing": look(row.standing).word,
                    "dates": rules.period(row),
                    "sure": sure(row.status),
                }
            )
            for row in rows
        ],
        empty="None is recorded.",
    )
