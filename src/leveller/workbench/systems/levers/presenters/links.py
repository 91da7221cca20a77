"""A link's own page, and the columns in which tables show links."""

from collections.abc import Iterable

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Kind
from leveller.workbench.ground.thread.models import LeverReach
from leveller.workbench.ground.vocabulary.models import DeterminantLink
from leveller.workbench.ground.vocabulary.presenters import Said, author, said, strong, sure

Link = DeterminantLink | LeverReach


def link_facts(link: Link, reader: Actor) -> list[SummaryRow]:
    return [
        SummaryRow("Strength", strong(link.strength)),
        SummaryRow("Evidence", link.evidence),
        SummaryRow("Read in", link.source or "No source is named"),
        SummaryRow("How sure", sure(link.status)),
        SummaryRow("Who says so", author(link, reader)),
        SummaryRow("Since", figures.day(link.made_at.date())),
        SummaryRow("Reason", link.reason or "It ships with the product."),
    ]


def link_history(rows: Iterable[Link], reader: Actor) -> list[Said]:
    return [said(row, f"{strong(row.strength)}: {row.evidence}", reader) for row in rows]


def argument_columns() -> tuple[Column, ...]:
    return (
        Column("strength", "Strength"),
        Column("evidence", "Evidence"),
        Column("author", "Who says so"),
        Column("sure", "How sure"),
        Column("page", "Read or change", Kind.LINK),
    )


def argument(row: Link, reader: Actor, address: str) -> dict[str, Cell | str]:
    return {
        "strength": strong(row.strength),
        "evidence": Cell(row.evidence, note=row.source),
        "author": author(row, reader),
        "sure": sure(row.status),
        "page": Cell("This link", link=address),
    }
