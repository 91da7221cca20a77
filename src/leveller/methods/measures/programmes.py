"""The most and the fewest people that sums of groups can hold, by few linear programmes.

One programme answers many questions. Systems that don't touch each other stand in it side by side,
since the best sum over them is the sum of their bests. And within a system all open sums are first
pushed up, or down, together: a sum that so reaches what no cell lets it pass is settled. Only the
sums that are then still open get a copy of their system, and an answer, of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from leveller.methods.measures.arrays import Floats, Mask
from leveller.methods.measures.attack import System
from leveller.methods.measures.disclosure import DisclosureError

AT_ONCE = 1_500
"""How many groups one programme holds, copies counted; larger ones take longer for each."""
TOGETHER = 3
"""How often the open sums of a system are pushed together, before each is on its own."""
TOLERANCE = 1e-6
UP, DOWN = 1.0, -1.0


@dataclass(frozen=True, eq=False)
class Search:
    """What is known of each sum: what it can't pass, and the furthest that it was seen to reach.

    A sum that was seen at `enough` or more is settled: nobody asks how many more it could be.
    """

    system: System
    sums: Floats
    bottom: Floats
    top: Floats
    fewest: Floats
    most: Floats
    enough: float

    @classmethod
    def of(cls, system: System, sums: Floats, enough: float) -> "Search":
        bottom, top = system.limits(sums)
        if (bottom > top).any():
            raise contradiction()
        fewest, most = np.full_like(bottom, np.inf), np.full_like(top, -np.inf)
        search = cls(system, sums, bottom, np.minimum(top, enough), fewest, most, enough)
        lone = search._lone()
        fewest[lone], most[lone] = bottom[lone], top[lone]
        return search

    def _lone(self) -> Mask:
        """Groups that are summed with no other: no other cell can tell more of them."""
        summed = self.system.members[self.system.members.sum(1) > 1].any(0)
        return np.asarray((self.sums.sum(1) == 1) & ~self.sums[:, summed].any(1))

    def open(self, direction: float) -> Mask:
        if direction == UP:
            return np.asarray(self.most < self.top - TOLERANCE)
        return np.asarray((self.fewest > self.bottom + TOLERANCE) & (self.most < self.enough))

    def take(self, columns: Mask, point: Floats) -> None:
        """Learns from one way in which the people could be spread over some of the groups."""
        rows = ~self.sums[:, ~columns].any(1)
        reached = self.sums[rows][:, columns] @ point
        self.most[rows] = np.maximum(self.most[rows], reached)
        self.fewest[rows] = np.minimum(self.fewest[rows], reached)


@dataclass(frozen=True, eq=False)
class Question:
    """How large (or, with negative weights, how small) a weighted sum of groups can be."""

    search: Search
    weights: Floats
    columns: Mask
    part: System

    @classmethod
    def of(cls, search: Search, weights: Floats) -> "Question":
        columns = search.system.near(weights != 0)
        return cls(search, weights[columns], columns, search.system.part(columns))


def contradiction() -> DisclosureError:
    return DisclosureError("the counts that were shown contradict each other.")


def settle(searches: Sequence[Search]) -> None:
    """Finds the most and the fewest of every sum of every search."""
    for _ in range(TOGETHER):
        if _copies(searches) <= AT_ONCE:
            break
        _ask(
            Question.of(search, direction * search.sums[some].sum(0))
            for search, direction, some in _open(searches)
        )
    _ask(
        Question.of(search, direction * row)
        for search, direction, some in _open(searches)
        for row in search.sums[some]
    )


def _copies(searches: Sequence[Search]) -> int:
    """How many groups there were in all, had each open sum a copy of its system."""
    return sum(len(search.system.groups) * some.sum() for search, _, some in _open(searches))


def _open(searches: Sequence[Search]) -> Iterator[tuple[Search, float, Mask]]:
    for search in searches:
        for direction in (UP, DOWN):
            some = search.open(direction)
            if some.any():
                yield search, direction, some


def _ask(questions: Iterable[Question]) -> None:
    """Answers all of them, a fitting number at once."""
    batch: list[Question] = []
    size = 0
    for question in questions:
        batch.append(question)
        size += len(question.weights)
        if size >= AT_ONCE:
            _answer(batch)
            batch, size = [], 0
    if batch:
        _answer(batch)


def _answer(batch: Sequence[Question]) -> None:
    ends = np.cumsum([len(question.weights) for question in batch])
    points = np.split(_solve(batch), ends[:-1])
    for question, point in zip(batch, points, strict=True):
        question.search.take(question.columns, point)


def _solve(batch: Sequence[Question]) -> Floats:
    """Cells of one group bound its variable, the others are the programme's constraints."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import block_diag

    parts = [question.part for question in batch]
    sums = [part.members.sum(1) > 1 for part in parts]
    ranges = [part.ranges() for part in parts]
    answer = milp(
        -np.concatenate([question.weights for question in batch]),
        bounds=Bounds(
            np.concatenate([low for low, _ in ranges]), np.concatenate([high for _, high in ranges])
        ),
        constraints=LinearConstraint(
            block_diag(
                [part.members[some] for part, some in zip(parts, sums, strict=True)], format="csc"
            ),
            np.concatenate([part.lower[some] for part, some in zip(parts, sums, strict=True)]),
            np.concatenate([part.upper[some] for part, some in zip(parts, sums, strict=True)]),
        ),
    )
    if not answer.success:
        raise contradiction()
    return np.asarray(answer.x)
