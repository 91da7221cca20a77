"""Standard populations, and their weights for whatever age bands the data has.

The European Standard Populations of 2013 (Eurostat, "Revision of the European Standard
Population", 2013) and of 1976 (Waterhouse and others, "Cancer incidence in five continents",
1976) stand in `standard_populations.csv`, in the finest bands that were published.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from leveller.methods.measures.age_bands import (
    OPEN,
    AgeBand,
    AgeBandError,
    check_no_overlap,
    gaps_between,
)
from leveller.methods.measures.arrays import Floats, floats

Weights = Mapping[AgeBand, float]


@cache
def _published() -> dict[str, dict[AgeBand, float]]:
    table: dict[str, dict[AgeBand, float]] = {}
    path = files("leveller.methods.measures") / "standard_populations.csv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            end = float(row["age_to"]) if row["age_to"] else OPEN
            weights = table.setdefault(row["name"], {})
            weights[AgeBand(float(row["age_from"]), end)] = float(row["weight"])
    return table


def names() -> tuple[str, ...]:
    return tuple(_published())


def standard_population(name: str) -> Weights:
    """A published standard by name: `ESP2013` or `ESP1976`; spaces and case don't matter."""
    key = name.upper().replace(" ", "").replace("-", "").replace("_", "")
    if key not in _published():
        raise AgeBandError(
            f"standard population {name!r} is unknown. There are {', '.join(names())}."
        )
    return _published()[key]


def weights_for(bands: Sequence[AgeBand], standard: Weights | str) -> Floats:
    """The standard's weight of each band, matched by age and never by position.

    Bands may be wider than the standard's, in which case its weights are added, and may stop
    short of all ages (under 75, say), but may neither split one of its bands nor leave a gap.
    """
    table = standard_population(standard) if isinstance(standard, str) else standard
    check_no_overlap(bands)
    gaps = gaps_between(bands)
    if gaps:
        raise AgeBandError(f"age band {gaps[0]} is missing between the others.")
    return floats([_weight(band, table) for band in bands])


def _weight(band: AgeBand, table: Weights) -> float:
    inside = [(part, weight) for part, weight in table.items() if band.holds(part)]
    cut = [part for part in table if not band.holds(part) and _touches(band, part)]
    if cut or not inside:
        whole = ", ".join(str(part) for part in cut) or "none of its bands"
        raise AgeBandError(
            f"age band {band} doesn't fit the standard population: it holds only part of {whole}. "
            "Add up your bands until each holds whole bands of the standard."
        )
    return sum(weight for _, weight in inside)


def _touches(band: AgeBand, part: AgeBand) -> bool:
    return part.start < band.end and band.start < part.end
