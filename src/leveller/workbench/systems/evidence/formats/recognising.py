"""Which format a file is: every format is asked in turn, the most particular first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.formats import (
    authorities,
    authority_register,
    boundaries,
    broad_ages,
    changes,
    deprivation,
    extracts,
    fingertips,
    fingertips_metadata,
    fingertips_upload,
    geographies,
    mortality,
    ons_tables,
    populations,
    postcodes,
    standard_population,
    tidy,
    very_old,
)
from leveller.workbench.systems.evidence.formats.matches import Match, ObservationsMatch
from leveller.workbench.systems.evidence.normalising.headings import fingerprint
from leveller.workbench.systems.evidence.observations.layout import MappingError, from_mapping
from leveller.workbench.systems.evidence.reading.grids import refuse_repeated
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

OF_TABLES: tuple[Callable[[Opened, Table], Match | None], ...] = (
    fingertips.recognise,
    fingertips_upload.recognise,
    fingertips_metadata.recognise_categories,
    ons_tables.recognise_subnational,
    ons_tables.recognise_health_index,
    extracts.recognise,
    very_old.recognise,
    changes.recognise_small_areas,
    changes.recognise_councils,
    authorities.recognise_by_year,
    authorities.recognise_current,
    authorities.recognise_ever,
    authority_register.recognise,
    postcodes.recognise,
    standard_population.recognise,
    mortality.recognise_expectancy,
    mortality.recognise_quality,
    mortality.recognise_life_table,
    deprivation.recognise,
    broad_ages.recognise,
    populations.recognise,
    populations.recognise_totals,
    geographies.recognise,
)
OF_DOCUMENTS: tuple[Callable[[Opened], Match | None], ...] = (
    boundaries.recognise,
    fingertips_metadata.recognise_document,
)
MAPPED = "tidy"


@dataclass(frozen=True)
class Saved:
    """A mapping that somebody accepted for tables with these headings."""

    name: str
    mapping: Mapping[str, Any]


def recognise(opened: Opened, sheet: str, saved: Mapping[str, Saved]) -> Match | None:
    """The format of the file, or None. Raises `FaultError` when two sheets could be meant."""
    for of_document in OF_DOCUMENTS:
        found = of_document(opened)
        if found:
            return found
    matches = [m for t in tables_of(opened, sheet) if (m := _of_table(opened, t, saved))]
    if len(matches) > 1:
        sheets = ", ".join(m.table.name for m in matches if m.table)
        raise FaultError(Fault(reasons.MANY_SHEETS, text=sheets))
    return matches[0] if matches else None


def tables_of(opened: Opened, sheet: str) -> Iterable[Table]:
    tables = [t for t in opened.tables if not sheet or t.name == sheet]
    if sheet and not tables:
        names = ", ".join(t.name for t in opened.tables)
        raise FaultError(Fault(reasons.MANY_SHEETS, detail=f"There is no {sheet!r}, but: {names}."))
    return tables


def mapped(
    table: Table, mapping: Mapping[str, Any], notes: Iterable[str] = ()
) -> ObservationsMatch:
    """A table read by a mapping. Raises `FaultError` when the mapping doesn't fit."""
    refuse_repeated(table.headings, table.header_row)
    try:
        layout = from_mapping(mapping, table.headings, scheme=MAPPED)
    except MappingError as error:
        raise FaultError(Fault(reasons.BAD_MAPPING, detail=str(error))) from error
    return ObservationsMatch(
        format=MAPPED,
        title="Table read by a mapping",
        source="",
        names_indicators=True,
        table=table,
        layout=layout,
        notes=tuple(notes),
        mapping=mapping,
    )


def propose(opened: Opened, sheet: str) -> tuple[Table, tidy.Proposal] | None:
    """A mapping for the first table that one can be proposed for."""
    tables = list(tables_of(opened, sheet))
    proposals = [(t, tidy.propose(t, opened.filename)) for t in tables]
    return next((p for p in proposals if p[1].layout), proposals[0] if proposals else None)


def _of_table(opened: Opened, table: Table, saved: Mapping[str, Saved]) -> Match | None:
    for of_table in OF_TABLES:
        found = of_table(opened, table)
        if found:
            refuse_repeated(table.headings, table.header_row)
            return found
    own = saved.get(fingerprint(table.headings))
    if own:
        return mapped(table, own.mapping, [f"It was read by the saved mapping {own.name!r}."])
    return None
