"""Where each figure stands among those of the same kind of place, country, sex, age and period."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.systems.evidence.store.summaries.blocks import Block, Floats, Ints

NOT_COMPARED = -1


@dataclass(frozen=True, eq=False)
class Positions:
    """For each row: the spread of its peers, itself among them, and its place from the highest.

    Quartiles are interpolated linearly. Equal values share the better place. A row that is not
    compared has NaN, and 0 for `rank` and `of`.
    """

    minimum: Floats
    lower_quartile: Floats
    median: Floats
    upper_quartile: Floats
    maximum: Floats
    rank: Ints
    of: Ints


def positions(block: Block, rows: Ints) -> Positions:
    """Positions of the rows among all rows of the block that have a value."""
    peers = _peers(block)
    counted = np.flatnonzero(_can_be_peers(block, peers, rows))
    ordered = counted[np.lexsort((block.value[counted], peers[counted]))]
    values, groups = block.value[ordered], peers[ordered]
    first = np.searchsorted(groups, peers[rows], "left")
    after = np.searchsorted(groups, peers[rows], "right")
    compared = (peers[rows] != NOT_COMPARED) & ~np.isnan(block.value[rows])
    of = np.where(compared, after - first, 0)
    at = [_quantile(values, first, of, share) for share in (0, 0.25, 0.5, 0.75, 1)]
    return Positions(*at, rank=_ranks(values, groups, peers[rows], block.value[rows], of), of=of)


def _can_be_peers(block: Block, peers: Ints, rows: Ints) -> npt.NDArray[np.bool_]:
    """Most rows of a long series are of a period that nobody is compared at."""
    at_these_times = np.isin(block.start, np.unique(block.start[rows]))
    return at_these_times & (peers != NOT_COMPARED) & ~np.isnan(block.value)


def _quantile(values: Floats, first: Ints, of: Ints, share: float) -> Floats:
    found = np.full(len(of), np.nan)
    some = of > 0
    place = first[some] + (of[some] - 1) * share
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    found[some] = values[below] + (values[above] - values[below]) * (place - below)
    return found


def _ranks(values: Floats, groups: Ints, wanted: Ints, value: Floats, of: Ints) -> Ints:
    """1 for the highest: one more than the number of peers with a higher value."""
    last_equal = np.full(len(wanted), 0)
    some = np.flatnonzero(of > 0)
    # Searching by group and value at once: the pairs are sorted by group, then by value.
    scale = np.concatenate([values, value[some]])
    _, level = np.unique(scale, return_inverse=True)
    width = int(level.max(initial=0)) + 1
    keys = groups * width + level[: len(values)]
    sought = wanted[some] * width + level[len(values) :]
    group_end = np.searchsorted(groups, wanted[some], "right")
    last_equal[some] = group_end - np.searchsorted(keys, sought, "right") + 1
    return last_equal


def _peers(block: Block) -> Ints:
    """A number for each set of peers; -1 for places that have none."""
    numbers: dict[str, int] = {"": 0}
    kinds = (numbers.setdefault(_peer_kind(code), len(numbers)) for code in block.places)
    kind = np.fromiter(kinds, np.int64, len(block.places))[block.place]
    key = kind
    for part in (block.sex, block.age, block.months, block.start):
        least = part.min(initial=0)
        key = key * (int(part.max(initial=0)) - least + 1) + part - least
    return np.where(kind == 0, NOT_COMPARED, key)


@lru_cache(maxsize=100_000)
def _peer_kind(code: str) -> str:
    """The kind of a place and its country's letter; nothing where places aren't comparable."""
    kind = kind_of(code)
    return "" if kind in (PlaceKind.OTHER, PlaceKind.COUNTRY) else f"{code[0]} {kind}"
