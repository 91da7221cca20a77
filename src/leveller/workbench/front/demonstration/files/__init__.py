"""The demonstration's files, in the layouts in which official figures are published."""

from collections.abc import Callable
from pathlib import Path

from leveller.workbench.front.demonstration.files import (
    boundaries,
    deaths,
    deprivation,
    extracts,
    fingertips,
    lookups,
    metadata,
    population,
)
from leveller.workbench.front.demonstration.world import World, world

WRITERS: tuple[Callable[[World, Path], list[Path]], ...] = (
    lookups.write,
    boundaries.write,
    metadata.write,
    deprivation.write,
    population.write,
    deaths.write,
    fingertips.write,
    extracts.write,
)


def write_all(folder: Path) -> list[Path]:
    """Write every file into an existing folder; the same bytes on every machine and run."""
    made = world()
    return [path for write in WRITERS for path in write(made, folder)]
