"""An attacker who holds what was published, and works out what each small group can be.

Written apart from the code under test: it has the rule, linear programmes, and nothing else. It
attacks many publications in one programme: they share no unknown, so the best of their sum is the
best of each. In every programme each publication is asked for one of its groups, or at first for
all of them at once. Whatever comes back is a possible table, so it is evidence for every group:
one that was seen at both ends of "1 to 7" needs no programme of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array

from leveller.methods.measures import Cell

SMALL = 7
UP, DOWN = 1.0, -1.0
AT_ONCE = 60
"""Publications in one programme."""


def shown_as(count: int) -> float | None:
    """The rule, once more: 1 to 7 are suppressed, others are rounded to the nearest 5."""
    return None if 1 <= count <= SMALL else 5.0 * ((count + 2) // 5)


def could_be(shown: float | None) -> tuple[int, int]:
    counts = [count for count in range(int(shown or SMALL) + 5) if shown_as(count) == shown]
    return min(counts), max(counts)


@dataclass(frozen=True)
class Known:
    """How few and how many people a group can hold, for all that was published."""

    group: frozenset[str]
    fewest: int
    most: int

    @property
    def recovered(self) -> bool:
        return 0 < self.most <= SMALL and self.fewest == self.most

    @property
    def narrowed(self) -> bool:
        """A small group that is known closer than "1 to 7"; an empty one is not small."""
        return 0 < self.most <= SMALL and (self.fewest, self.most) != (1, SMALL)


@dataclass(eq=False)
class Publication:
    """Unknown counts of units, what sums of them were published, and what was seen so far."""

    groups: list[frozenset[str]]
    wanted: np.ndarray
    ranges: np.ndarray
    system: csr_array
    low: np.ndarray
    high: np.ndarray
    ends: np.ndarray
    fewest: np.ndarray = field(init=False)
    most: np.ndarray = field(init=False)
    asked: set[tuple[float, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.fewest = np.full(len(self.groups), np.inf)
        self.most = np.full(len(self.groups), -np.inf)

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> "Publication":
        units = sorted({unit for cell in cells for unit in cell.covers})
        groups = worth_knowing(cells, units)
        published = incidence([cell.covers for cell in cells], units)
        low, high = np.array([could_be(cell.shown) for cell in cells], float).T
        alone = published.sum(1) == 1
        ranges = np.array([[0.0, np.inf]] * len(units))
        for number in np.flatnonzero(alone):
            unit = published[number].argmax()
            ranges[unit] = max(ranges[unit, 0], low[number]), min(ranges[unit, 1], high[number])
        published, low, high = published[~alone], low[~alone], high[~alone]
        suppressed = {cell.covers for cell in cells if cell.shown is None}
        return cls(
            groups,
            incidence(groups, units),
            ranges,
            csr_array(published),
            low,
            high,
            np.array([SMALL if group in suppressed else SMALL + 1 for group in groups], float),
        )

    def open(self, direction: float) -> list[int]:
        """The groups that weren't yet seen at their end of what the rule tells, nor asked for."""
        unseen = self.most < self.ends if direction == UP else self.fewest > 1
        unseen &= self.most <= SMALL
        return [int(n) for n in np.flatnonzero(unseen) if (direction, n) not in self.asked]

    def see(self, table: np.ndarray) -> None:
        people = np.round(self.wanted @ table, 6)
        self.most = np.maximum(self.most, people)
        self.fewest = np.minimum(self.fewest, people)

    def known(self) -> list[Known]:
        return [
            Known(group, int(np.ceil(low)), int(np.floor(high)))
            for group, low, high in zip(self.groups, self.fewest, self.most, strict=True)
        ]


def worth_knowing(cells: Sequence[Cell], units: Sequence[str]) -> list[frozenset[str]]:
    """What was suppressed, and units always published together whose sum never was."""
    together: dict[tuple[int, ...], set[str]] = {}
    for unit in units:
        inside = tuple(number for number, cell in enumerate(cells) if unit in cell.covers)
        together.setdefault(inside, set()).add(unit)
    told = {cell.covers for cell in cells if cell.shown is not None}
    suppressed = {cell.covers for cell in cells if cell.shown is None}
    return sorted(
        (suppressed | {frozenset(group) for group in together.values()}) - told, key=sorted
    )


def incidence(groups: Iterable[frozenset[str]], units: Sequence[str]) -> np.ndarray:
    return np.array([[unit in group for unit in units] for group in groups], float).reshape(
        -1, len(units)
    )


def attack(published: Iterable[Sequence[Cell]]) -> list[list[Known]]:
    """For each publication what its holder can know of its groups."""
    publications = [Publication.of(cells) for cells in published]
    for start in range(0, len(publications), AT_ONCE):
        work_out(publications[start : start + AT_ONCE])
    return [publication.known() for publication in publications]


def work_out(publications: Sequence[Publication]) -> None:
    for direction in (UP, DOWN, UP, DOWN):
        all_open = [(each, each.open(direction)) for each in publications]
        ask([(each, direction * each.wanted[some].sum(0)) for each, some in all_open if some])
    for direction in (UP, DOWN):
        while some := [
            (each, each.open(direction)[0]) for each in publications if each.open(direction)
        ]:
            ask([(each, direction * each.wanted[one]) for each, one in some])
            for each, one in some:
                each.asked.add((direction, one))


def ask(questions: Sequence[tuple[Publication, np.ndarray]]) -> None:
    """For each publication a possible table that has as much as can be of what is weighted."""
    if not questions:
        return
    low, high = np.concatenate([each.ranges for each, _ in questions]).T
    answer = milp(
        -np.concatenate([weights for _, weights in questions]),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(
            block_diag([each.system for each, _ in questions], format="csc"),
            np.concatenate([each.low for each, _ in questions]),
            np.concatenate([each.high for each, _ in questions]),
        ),
    )
    assert answer.success, answer.message
    ends = np.cumsum([len(weights) for _, weights in questions])
    for (each, _), table in zip(questions, np.split(answer.x, ends[:-1]), strict=True):
        each.see(table)
