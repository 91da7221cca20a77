"""What several releases of counts reveal together, and a ledger that refuses what is too much.

A cell that was shown says that its people are between two numbers: suppressed, 1 to 7; rounded to
45, 43 to 47. Cells of two releases that cover nearly the same people bound those in whom they
differ. The ledger finds the least and the most that each such group can hold, by linear
programmes over everything that was shown, and refuses a release that pins a small group down
closer than the rule itself would. It needs only what was shown, and keeps no true count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from leveller.methods.measures.arrays import ArrayLike
from leveller.methods.measures.attack import Covers, System
from leveller.methods.measures.disclosure import (
    NHS_RULE,
    CountRule,
    DisclosureError,
    control_counts,
)


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
            f"This release is refused: together with earlier ones it shows that {places} hold "
            f"{worst.fewest} to {worst.most} people ({len(self.revealed)} such groups). Publish it "
            "over the same areas and dates as before, or over larger ones."
        )


@dataclass(frozen=True)
class Ledger:
    """Every release that went out, under one rule. Ledgers don't change: `add` gives a new one."""

    rule: CountRule = NHS_RULE
    releases: tuple[Release, ...] = field(default=())

    def review(self, release: Release) -> Review:
        """What the release reveals with those before it that they, or it, did not show alone; and
        what it alone gives away exactly."""
        before = _cells(self.releases)
        together = pinned_down([*before, *release.cells], self.rule)
        known = {each.covers: each for each in pinned_down(before, self.rule)}
        known |= {
            each.covers: each
            for each in pinned_down(release.cells, self.rule)
            if not each.exact and each.covers not in known
        }
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
    if not cells:
        return ()
    system = System.of(cells, rule)
    targets = system.targets(cells)
    most = system.extremes([row for row, _ in targets], most=True)
    small = [
        (target, at_most)
        for target, at_most in zip(targets, most, strict=True)
        if 0 < at_most <= rule.suppress_to
    ]
    fewest = system.extremes([row for (row, _), _ in small], most=False)
    return tuple(
        Revealed(covers, at_least, at_most)
        for ((_, covers), at_most), at_least in zip(small, fewest, strict=True)
        if (at_least, at_most) != (1, rule.suppress_to)
    )
