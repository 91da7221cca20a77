"""Lists of work, and of what partners promised."""

from collections.abc import Iterable, Sequence
from typing import Any

from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.thread import addresses
from leveller.workbench.ground.thread.models import Commitment
from leveller.workbench.ground.thread.models.needs import Work


def works_table(key: str, caption: str, works: Iterable[Work], empty: str) -> Table:
    """A list of needs, data needs, actions or decisions."""
    rows = list(works)
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("title", "Title", Kind.LINK),
            Column("place", "Place"),
            Column("state", "State"),
            Column("about", "About"),
            Column("owner", "Owner"),
            Column("day", "Day", Kind.DATE),
            Column("by", "Organisation"),
            Column("shown", "Seen by"),
        ),
        rows=[_work_row(work) for work in rows],
        empty=empty,
    )


def commitments_table(commitments: Sequence[Commitment]) -> Table:
    return Table(
        key="commitments",
        caption="What partners promised",
        columns=(
            Column("partner", "Partner"),
            Column("text", "Promise"),
            Column("due", "By", Kind.DATE),
            Column("kept", "Kept"),
        ),
        rows=[
            Row(
                {
                    "partner": c.partner,
                    "text": c.text,
                    "due": Cell(c.due_on, text="" if c.due_on else "No day"),
                    "kept": {True: "Yes", False: "No", None: "Not settled yet"}[c.is_kept],
                }
            )
            for c in commitments
        ],
        empty="No partner has promised anything yet.",
    )


def _work_row(work: Any) -> Row:
    about = getattr(work, "indicator", None) or getattr(work, "determinant", None)
    state = getattr(work, "state", "") or "recorded"
    day = getattr(work, "decided_on", None) or work.created_at.date()
    return Row(
        {
            "title": Cell(str(work), link=addresses.of(work)),
            "place": work.place.name,
            "state": state.capitalize(),
            "about": str(about or ""),
            "owner": getattr(work, "owner", "") or getattr(work, "body", ""),
            "day": day,
            "by": work.organisation.name,
            "shown": "Everyone" if work.is_public else "The organisation",
        }
    )
