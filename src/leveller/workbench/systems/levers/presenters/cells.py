"""A cell of the map with its basis and its history."""

from collections.abc import Iterable
from dataclasses import dataclass

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.tables import Column, Row, Table
from leveller.workbench.ground.vocabulary.presenters import Said, said, sure
from leveller.workbench.systems.levers import queries, rules
from leveller.workbench.systems.levers.models import Holding, Power
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
