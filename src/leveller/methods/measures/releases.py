"""What several releases of counts reveal together, and a ledger that refuses what is too much.

A cell that was shown says that its people are between two numbers: suppressed, 1 to 7; rounded to
45, 43 to 47. Cells of two releases that cover nearly the same people bound those in whom they
differ. The ledger finds the least and the most that each such group can hold, by linear
programmes over everything that was shown, and refuses a release that pins a small group down
closer than the rule would of one count, be it by itself or with those before it. It needs only
what was shown, and keeps no true count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from leveller.methods.measures.arrays import ArrayLike, floats
from leveller.methods.measures.attack import Covers, System
from leveller.methods.measures.disclosure import (
    NHS_RULE,
    CountRule,
    DisclosureError,
    control_counts,
)
from leveller.methods.measures.programmes import TOLERANCE, Search, settle


@dataclass(frozen=True)
class Cell:
    """A count as shown, and the smallest units whose people it counts.

    A unit is any label that stands for people nobody counts apart: an area and month and sex, say.
    `shown` is None where suppressed.
    """

    covers: Covers
    shown: float | None

    def bounds(self, rule: CountRule) -> tuple[float, float]:
        """The fewest and the most people that it can stand for."""
        if self.shown is None:
            return 1.0, float(rule.suppress_to)
        if self.shown == 0:
            return 0.0, 0.0
        spread = rule.round_to // 2
        fewest = max(self.shown - spread, rule.suppress_to + 1)
        return float(fewest), float(self.shown + (rule.round_to - 1 - spread))


@dataclass(frozen=True)
class Release:
    """A set of cells of one measure, shown together."""

    title: str
    cells: tuple[Cell, ...]

    @classmethod
    def of(
        cls,
        title: str,
        counts: ArrayLike,
        covers: Iterable[Iterable[str]],
        rule: CountRule = NHS_RULE,
    ) -> "Release":
        """Controls the true counts and keeps only what may be shown."""
        controlled = control_counts(counts, rule)
        shown = [
            None if hidden else float(value)
            for hidden, value in zip(
                controlled.suppressed.ravel(), controlled.shown.ravel(), strict=True
            )
        ]
        return cls(
            title,
            tuple(Cell(frozenset(each), value) for each, value in zip(covers, shown, strict=True)),
        )


@dataclass(frozen=True)
class Revealed:
    """A group of people whose number is pinned down, and between which numbers."""

    covers: Covers
    fewest: int
    most: int

    @property
    def exact(self) -> bool:
        return self.fewest == self.most


@dataclass(frozen=True)
class Review:
    """Whether a release may go out beside those before it, and if not what it would reveal."""

    release: Release
    revealed: tuple[Revealed, ...]

    @property
    def refused(self) -> bool:
        return bool(self.revealed)

    @property
    def words(self) -> str:
        if not self.refused:
            return "This release may go out: with those before it, it pins no small group down."
        worst = min(self.revealed, key=lambda each: each.most - each.fewest)
        places = ", ".join(sorted(worst.covers)[:3])
        return (
            "This release is refused: with what was published before, it shows that "
            f"{places} hold {worst.fewest} to {worst.most} people ({len(self.revealed)} such "
            "groups). Publish it over the same areas and dates as before, over larger ones, or "
            "without the totals that tell it."
        )


@dataclass(frozen=True)
class Ledger:
    """Every release that went out, under one rule. Ledgers don't change: `add` gives a new one."""

    rule: CountRule = NHS_RULE
    releases: tuple[Release, ...] = field(default=())

    def review(self, release: Release) -> Review:
        """What the release reveals, alone or with those before it, that they did not."""
        before = _cells(self.releases)
        known = {each.covers: each for each in pinned_down(before, self.rule)}
        together = pinned_down([*before, *release.cells], self.rule)
        return Review(
            release, tuple(each for each in together if _tells_more(each, known.get(each.covers)))
        )

    def add(self, release: Release) -> "Ledger":
        """The ledger with the release; an error if it must not go out."""
        review = self.review(release)
        if review.refused:
            raise DisclosureError(review.words)
        return Ledger(self.rule, (*self.releases, release))


def _cells(releases: Sequence[Release]) -> list[Cell]:
    return [cell for release in releases for cell in release.cells]


def _tells_more(now: Revealed, before: Revealed | None) -> bool:
    return before is None or (now.fewest, now.most) != (before.fewest, before.most)


def pinned_down(cells: Sequence[Cell], rule: CountRule) -> tuple[Revealed, ...]:
    """The groups whose number is known closer than the rule would tell.

    Groups are those of units that always stand together, and the cells that were suppressed. The
    rule tells "1 to 7" of a small group; to know that it has fewer than 7, but perhaps some, or at
    least 2 and no more than 7, is closer. To know that a group is empty is not.
    """
    return pinned_down_in_each([cells], rule)[0]


def pinned_down_in_each(
    sets: Sequence[Sequence[Cell]], rule: CountRule
) -> tuple[tuple[Revealed, ...], ...]:
    """`pinned_down` for many sets of cells, of which an attacker holds one: quicker at once."""
    systems = [System.of(cells, rule) for cells in sets]
    targets = [system.targets(cells) for system, cells in zip(systems, sets, strict=True)]
    searches = [
        Search.of(
            system,
            floats([row for row, _ in some]).reshape(len(some), len(system.groups)),
            rule.suppress_to + 1.0,
        )
        for system, some in zip(systems, targets, strict=True)
    ]
    settle(searches)
    return tuple(
        _revealed(search, [covers for _, covers in some], rule)
        for search, some in zip(searches, targets, strict=True)
    )


def _revealed(search: Search, groups: Sequence[Covers], rule: CountRule) -> tuple[Revealed, ...]:
    at_least = np.ceil(search.fewest - TOLERANCE)
    at_most = np.floor(search.most + TOLERANCE)
    closer = (at_least != 1) | (at_most != rule.suppress_to)
    places = np.flatnonzero((at_most > 0) & (at_most <= rule.suppress_to) & closer).tolist()
    return tuple(
        Revealed(groups[place], int(at_least[place]), int(at_most[place])) for place in places
    )
