"""Indices of deprivation of England (2019, 2025) and Scotland (2020), one column a measure.

Ranks and deciles give 1 to the most deprived. A file in which they contradict each other is
refused.
"""

import re
from collections.abc import Callable

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import FaultLog
from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.indicators import shipped
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.observations.said import Connection, heading_of
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

TITLES = {
    "iod2015": "English indices of deprivation 2015",
    "iod2019": "English indices of deprivation 2019",
    "iod2025": "English indices of deprivation 2025",
    "simd2020": "Scottish index of multiple deprivation 2020",
}
SOURCES = {"iod2015": "mhclg-iod", "iod2019": "mhclg-iod", "iod2025": "mhclg-iod"}
PLACE = re.compile(
    r"lsoa(?:11|21)_(?:code|cd)|lsoa_code_(?:2011|2021)|dz11_code|data_zone|datazone"
)
PLACE_NAME = re.compile(r"lsoa(?:11|21)_(?:name|nm)|lsoa_name_(?:2011|2021)|dz11_name")
POPULATION = re.compile(r"(?:total_)?population_?mid_?(?P<year>\d{4})(?:_excluding_prisoners)?")
FEWEST = 3  # columns that must be known before a table is taken for an index of deprivation


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = [normal(h) for h in table.headings]
    place = _first(names, PLACE.fullmatch)
    edition = _edition(names, place)
    if place is None or edition is None:
        return None
    blocks = [b for i, h in enumerate(table.headings) if (b := _block(edition, i, h, names[i]))]
    if len(blocks) < FEWEST:
        return None
    columns = {Part.PLACE: place}
    named = _first(names, PLACE_NAME.fullmatch)
    if named is not None:
        columns[Part.PLACE_NAME] = named
    return ObservationsMatch(
        format=edition,
        title=TITLES[edition] + _part_of(blocks),
        source=SOURCES.get(edition, "scotgov-simd"),
        table=table,
        layout=Layout(
            columns,
            blocks,
            says={Part.PERIOD: edition[-4:]},
            scheme=edition,
        ),
        notes=_passed_over(table, blocks, columns),
        check=log_opposite_ends,
    )


def _first(names: list[str], test: Callable[[str], object]) -> int | None:
    return next((i for i, name in enumerate(names) if test(name)), None)


def _edition(names: list[str], place: int | None) -> str | None:
    """Told by the vintage of the small areas, and by what only one edition has."""
    if place is None:
        return None
    if names[place].startswith("d"):
        return "simd2020"
    if "21" in names[place]:
        return "iod2025"
    return "iod2015" if any("district_code_2013" in name for name in names) else "iod2019"


def _block(edition: str, index: int, heading: str, name: str) -> Block | None:
    population = POPULATION.fullmatch(name)
    if population:
        return Block(
            {Part.VALUE: index},
            {Part.INDICATOR: "population", Part.SEX: "persons", Part.AGE: "All ages"},
        )
    if shipped().by_name(edition, heading) is None:
        return None
    return Block({Part.VALUE: index}, {Part.INDICATOR: heading})


def _part_of(blocks: list[Block]) -> str:
    """Which of the files of an edition this is, by what stands in it."""
    measures = {normal(b.says[Part.INDICATOR]) for b in blocks}
    if any(m.startswith(("imd_", "index_of_multiple")) for m in measures):
        return ""
    ranked = any("_rank" in m for m in measures)
    return ": sub-domains" if ranked else ": underlying indicators"


def _passed_over(table: Table, blocks: list[Block], columns: dict[Part, int]) -> list[str]:
    used = {*columns.values(), *(i for b in blocks for i in b.columns.values())}
    left = [h for i, h in enumerate(table.headings) if i not in used and not _describes(h)]
    return [f"Columns that were not taken: {', '.join(left)}."] if left else []


def _describes(heading: str) -> bool:
    """Whether the column only says in which larger area the small area lies."""
    return re.search(r"(?:^|_)(?:code|name|cd|nm)(?:_|$)", normal(heading)) is not None


def log_opposite_ends(connection: Connection, faults: FaultLog) -> None:
    """Log the rows with rank 1 of any measure whose decile isn't 1."""
    heading = heading_of(Part.VALUE)
    connection.execute(
        "CREATE TEMP TABLE ends AS SELECT o.row, o.block, o.value, o.place, i.key "
        "FROM observation o JOIN subject i ON i.id = o.subject "
        "WHERE i.key LIKE '%-rank' OR i.key LIKE '%-decile'"
    )
    faults.add_query(
        reasons.OPPOSITE_ENDS,
        f"""SELECT s.row, {heading}, s.value, 'Rank 1 stands in decile ' || s.value || '.'
        FROM ends rank JOIN ends decile ON decile.place = rank.place
            AND decile.key = replace(rank.key, '-rank', '-decile')
        JOIN said s ON s.row = decile.row AND s.block = decile.block
        WHERE rank.key LIKE '%-rank' AND rank.value = 1 AND decile.value <> 1""",
    )
