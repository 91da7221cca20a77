"""The observations of one file, examined and ready to be written; nothing is stored yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leveller.workbench.systems.evidence.checking.faults import FaultLog
from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.indicators import Book, Definition
from leveller.workbench.systems.evidence.observations import (
    assembly,
    catalogue,
    checks,
    dimensions,
    people,
    said,
    subjects,
    totals,
    writing,
)
from leveller.workbench.systems.evidence.observations.catalogue import SeriesDraft
from leveller.workbench.systems.evidence.observations.layout import Layout
from leveller.workbench.systems.evidence.observations.said import Connection

OBSERVATIONS = "observations.parquet"


@dataclass
class Observations:
    """`names` gives each place's code with the name that the file has for it, if any."""

    connection: Connection
    definitions: Mapping[str, Definition]
    scheme: str
    names: Mapping[str, str]
    rows: int
    taken: int
    first_period: str
    last_period: str

    def write(self, folder: Path) -> list[Path]:
        target = folder / OBSERVATIONS
        writing.write(self.connection, target)
        return [target]

    def series(self, kinds: Mapping[str, str]) -> list[SeriesDraft]:
        return catalogue.series(self.connection, kinds)

    def preview(self) -> tuple[list[str], list[tuple[object, ...]]]:
        return writing.preview(self.connection)


def read(
    connection: Connection,
    faults: FaultLog,
    match: ObservationsMatch,
    layout: Layout,
    book: Book,
    aliases: Mapping[str, str],
    leave_out: tuple[tuple[int, int], ...],
) -> tuple[Observations, list[str]]:
    """Read, parse and check; gives the observations and notes. Faults go to the log."""
    data = match.table.read(layout.wanted, () if leave_out else layout.figures)
    sums, notes = totals.rows(data, layout)
    left_out = (*leave_out, *sums)
    plain = said.lay_out(connection, data, layout, match.table.headings, left_out)
    definitions, further = subjects.make_subjects(connection, book, layout.scheme)
    notes += further
    used = dimensions.make_places(connection, aliases)
    notes += [f"{text!r} was read as {code}." for text, code in used.items()]
    dimensions.make_periods(connection, layout.years)
    people.make_people(connection, layout.direction)
    assembled = assembly.assemble(connection, faults, layout, plain)
    if match.check:
        match.check(connection, faults)
    if assembled.collapsed:
        notes.append(
            f"{assembled.collapsed:,} measurements stood twice, the same in every figure; "
            "each was taken once."
        )
    names = catalogue.place_names(connection)
    notes += [
        f"The name of {code} is a formula in the file; it was taken as the text that stands there."
        for code, name in names.items()
        if name.startswith("=")
    ]
    first, last = catalogue.span(connection)
    content = Observations(
        connection=connection,
        definitions=definitions,
        scheme=layout.scheme,
        names=names,
        rows=len(data),
        taken=assembled.count,
        first_period=first,
        last_period=last,
    )
    return content, notes


log_mixed_vintages = checks.log_mixed_vintages
