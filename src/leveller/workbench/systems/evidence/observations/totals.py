"""Rows that total other rows: they say `Grand Total` where others have the code of a place."""

import pyarrow as pa
import pyarrow.compute as pc

from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.observations.layout import Layout, Part
from leveller.workbench.systems.evidence.reading.tables import ROW, column

TOTAL = r"(?i)^\s*(grand |sub-? ?)?totals?:?\s*$"
NOTE = "{} where the code of a place stands: a total of other rows, and not taken."


def rows(data: pa.Table, layout: Layout) -> tuple[row_lists.Rows, list[str]]:
    """The rows to pass over, and a note that names them."""
    if Part.PLACE not in layout.columns:
        return (), []
    codes = data[column(layout.columns[Part.PLACE])]
    said = pc.unique(codes).cast(pa.string())
    totals = said.filter(pc.fill_null(pc.match_substring_regex(said, TOTAL), False))
    if not len(totals):
        return (), []
    found = data.filter(pc.is_in(codes.cast(pa.string()), totals))[ROW].to_pylist()
    named = ", ".join(repr(text.as_py()) for text in totals)
    rows = f"Row {found[0]:,} says" if len(found) == 1 else f"{len(found):,} rows say"
    return tuple((row, row) for row in found), [NOTE.format(f"{rows} {named}")]
