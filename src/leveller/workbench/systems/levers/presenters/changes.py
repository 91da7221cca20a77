"""What changed between two days: laws and deals, authorities, powers."""

from collections.abc import Iterable

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.vocabulary.presenters import sure
from leveller.workbench.systems.levers import queries, rules
from leveller.workbench.systems.levers.models import Holding, PolicyEvent
from leveller.workbench.systems.levers.presenters.standings import look


def changes_tables(changes: queries.Changes) -> list[Table]:
    between = f"between {figures.day(changes.since)} and {figures.day(changes.until)}"
    return [
        _events_table(changes.events, between),
        _authorities_table(changes, between),
        _moves_table("gained", f"Recorded as beginning {between}", changes.gained),
        _moves_table("lost", f"Recorded as ending {between}", changes.lost),
    ]


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
