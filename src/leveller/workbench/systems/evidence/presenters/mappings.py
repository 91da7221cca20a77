"""Saved mappings as the pages show them."""

from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse

from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Table
from leveller.workbench.ground.records.presenters import moment
from leveller.workbench.systems.evidence.imports.columns import NAMES
from leveller.workbench.systems.evidence.models import SavedMapping
from leveller.workbench.systems.evidence.observations.layout import Part


def mappings_table(mappings: Iterable[SavedMapping]) -> Table:
    columns = (
        Column("name", "Mapping", Kind.LINK),
        Column("columns", "Columns of the table", Kind.NUMBER, decimals=0),
        Column("by", "Saved by"),
        Column("at", "Saved"),
    )
    rows = [
        {
            "name": Cell(each.name, link=reverse("evidence:mapping", args=[each.pk])),
            "columns": len(each.headings),
            "by": str(each.saved_by or "the command line"),
            "at": moment(each.saved_at),
        }
        for each in mappings
    ]
    return Table("mappings", "Saved mappings", columns, rows, empty="None is saved yet.")


def columns_table(mapping: SavedMapping) -> Table:
    columns = (Column("heading", "Column"), Column("role", "Read as"), Column("says", "Stands for"))
    read = dict(_read(mapping.mapping))
    rows = [
        {"heading": heading, "role": role, "says": says}
        for heading in dict.fromkeys(mapping.headings)
        for role, says in [read.get(heading, ("Not used", ""))]
    ]
    return Table("columns", "How each column is read", columns, rows)


def said(mapping: SavedMapping) -> list[tuple[str, str]]:
    """What holds for every row."""
    held = mapping.mapping
    found = [(_name(name), str(text)) for name, text in (held.get("says") or {}).items()]
    more = {"years": "Years", "direction": "Deciles and quintiles"}
    return found + [(label, str(held[key])) for key, label in more.items() if held.get(key)]


def _read(mapping: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, str]]]:
    for heading, part in (mapping.get("columns") or {}).items():  # type: ignore[attr-defined]
        yield heading, (_name(part), "")
    for block in mapping.get("figures") or []:  # type: ignore[attr-defined]
        says = "; ".join(str(text) for text in (block.get("says") or {}).values())
        for heading, part in (block.get("columns") or {}).items():
            yield heading, (_name(part), says)


def _name(part: str) -> str:
    try:
        return NAMES[Part(part)]
    except ValueError:
        return part
