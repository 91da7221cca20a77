"""ONS estimates of the very old: a spreadsheet saved as CSV, in a block of rows for each sex."""

import re

import pyarrow as pa

from leveller.workbench.systems.evidence import unsaid
from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising import ages
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import HeldTable, Table, column

TITLE = re.compile(
    r"population estimates of the very old.*?(?P<country>England|Wales|Scotland)", re.I
)
SEX, YEAR = 0, 1


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    above = [" ".join(cell for cell in row if cell) for row in table.above]
    title = next((m for line in above if (m := TITLE.search(line))), None)
    found = {i: age for i, h in enumerate(table.headings) if (age := ages.heading(h))}
    if title is None or len(found) < 5 or min(found) <= YEAR:
        return None
    country = title["country"].title()
    code = unsaid.country_names()[country]
    return ObservationsMatch(
        format="very-old",
        title=f"Population of the very old, {country}",
        source="ons-very-old",
        table=_with_sexes(table),
        layout=Layout(
            {Part.SEX: SEX, Part.PERIOD: YEAR},
            [Block({Part.VALUE: i}, {Part.AGE: age.label}) for i, age in found.items()],
            says={Part.INDICATOR: "population-very-old", Part.PLACE: code},
        ),
        notes=[
            f"The place, {country} ({code}), was taken from the title above the table.",
            *(line for line in above if line and not TITLE.search(line) and line != "Age"),
        ],
    )


def _with_sexes(table: Table) -> HeldTable:
    """The sex stands in the first row of each block only; a row without a year is not data."""
    data = table.read(range(len(table.headings)))
    years = data[column(YEAR)].to_pylist()
    kept = [i for i, year in enumerate(years) if year and re.fullmatch(r"\d{4}", year.strip())]
    sexes, last = [], None
    for text, year in zip(data[column(SEX)].to_pylist(), years, strict=True):
        last = text if text and year else last
        sexes.append(last)
    index = data.column_names.index(column(SEX))
    filled = data.set_column(index, column(SEX), pa.array(sexes, pa.string())).take(kept)
    texts = zip(data[column(SEX)].to_pylist(), years, strict=True)
    notes = [text for text, year in texts if text and not year and text != "Notes:"]
    return HeldTable(
        name=table.name,
        headings=("sex", "year", *table.headings[2:]),
        header_row=table.header_row,
        above=table.above,
        sample=(),
        data=filled,
        notes=[*table.notes, *(f"Note under the table: {note.strip()}" for note in notes)],
    )
