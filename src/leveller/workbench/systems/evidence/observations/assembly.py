"""The table `observation`: ids of what was parsed, and figures; one row an observation."""

from dataclasses import dataclass

from leveller.workbench.systems.evidence.checking.faults import FaultLog
from leveller.workbench.systems.evidence.observations import checks, figures
from leveller.workbench.systems.evidence.observations.dimensions import PARTS, join
from leveller.workbench.systems.evidence.observations.figures import Told
from leveller.workbench.systems.evidence.observations.layout import FIGURES, Layout, Part
from leveller.workbench.systems.evidence.observations.said import Connection

LIMITS = {Part.LOWER95: "-", Part.UPPER95: "+"}


@dataclass(frozen=True)
class Assembled:
    """How many observations there are, and how many identical ones collapsed into others."""

    count: int
    collapsed: int


def assemble(
    connection: Connection, faults: FaultLog, layout: Layout, plain: frozenset[Part]
) -> Assembled:
    """Make `observation` out of `said` and the tables of distinct texts, and check it."""
    told = figures.told(layout, plain)
    connection.execute(_create(told, []))
    unusual = figures.unusual_parts(connection, told.written)
    if unusual:
        figures.make_numbers(connection, unusual)
        connection.execute(_create(told, unusual))
        figures.log_wrong(connection, faults, unusual)
    checks.log_unparsed(connection, faults)
    checks.log_intervals(connection, faults)
    checks.log_proportions(connection, faults)
    collapsed = checks.settle_repeats(connection, faults)
    [(count,)] = connection.execute("SELECT count(*) FROM observation").fetchall()
    return Assembled(count, collapsed)


def _create(told: Told, unusual: list[Part]) -> str:
    """The statement that makes `observation`; `odd` tells which figures couldn't be cast."""
    ids = ", ".join(f"{name}_said.id AS {name}" for name in PARTS)
    wrong = " OR ".join(
        f"{name}_said.id IN (SELECT id FROM {name} WHERE reason IS NOT NULL)" for name in PARTS
    )
    numbers = ", ".join(
        f'{_figure(part, told, unusual)} AS "{part.sql}"'
        for part in FIGURES
        if part != Part.STANDARD_ERROR
    )
    return (
        f"CREATE OR REPLACE TABLE observation AS SELECT s.row, s.block, {ids}, "
        f"NOT ({wrong}) AS good, {numbers}, {figures.note(unusual)} AS note, "
        f"{figures.odd(told.written)} AS odd FROM said s "
        f"{' '.join(join(name) for name in PARTS)} {figures.joins(unusual)}"
    )


def _figure(part: Part, told: Told, unusual: list[Part]) -> str:
    """A published standard error gives the 95% limits where none are published."""
    own = figures.expression(part, told, unusual)
    if part not in LIMITS or Part.STANDARD_ERROR not in told.all:
        return own
    value = figures.expression(Part.VALUE, told, unusual)
    error = figures.expression(Part.STANDARD_ERROR, told, unusual)
    return f"coalesce({own}, {value} {LIMITS[part]} {figures.Z95} * {error})"
