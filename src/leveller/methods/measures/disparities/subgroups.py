"""Subgroups of a population with their estimates: what every summary measure starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, Mask, divide, floats
from leveller.methods.measures.findings import Findings

MOST_MISSING = 0.15


@dataclass(frozen=True, eq=False)
class Subgroups:
    """Arrays of settings by subgroups; NaN beyond a setting's last subgroup.

    `there` is false beyond the last subgroup. Ordered subgroups stand from the most to the least
    disadvantaged along the axis. `scale` is what an estimate is out of: 100 for percentages.
    """

    estimate: Floats
    se: Floats
    population: Floats
    there: Mask
    ordered: bool
    favourable: Mask
    scale: Floats
    reference: Mask

    @classmethod
    def of(
        cls,
        estimate: ArrayLike,
        *,
        se: ArrayLike | None = None,
        population: ArrayLike | None = None,
        ordered: bool = False,
        favourable: ArrayLike = True,
        scale: ArrayLike = np.nan,
        reference: ArrayLike = False,
        there: ArrayLike | None = None,
    ) -> "Subgroups":
        """Arrays whose last axis is that of subgroups; without a population all count alike."""
        values = floats(estimate)
        settings = values.shape[:-1]

        def like(given: ArrayLike | None, default: float) -> Floats:
            return np.broadcast_to(floats(default if given is None else given), values.shape)

        return cls(
            values,
            like(se, np.nan),
            like(population, 1.0),
            np.broadcast_to(True if there is None else np.asarray(there, bool), values.shape),
            ordered,
            np.broadcast_to(np.asarray(favourable, bool), settings),
            np.broadcast_to(floats(scale), settings),
            np.broadcast_to(np.asarray(reference, bool), values.shape),
        )

    @cached_property
    def known(self) -> Mask:
        return self.there & ~np.isnan(self.estimate)

    @cached_property
    def values(self) -> Floats:
        """The estimates with 0 where there is none, for sums."""
        return np.where(self.known, self.estimate, 0.0)

    @cached_property
    def number(self) -> Floats:
        return floats(self.known.sum(-1))

    @cached_property
    def share(self) -> Floats:
        """Each subgroup's share of the people with an estimate; 0 where there is none."""
        people = np.where(self.known, self.population, 0.0)
        return divide(people, people.sum(-1, keepdims=True))

    @cached_property
    def even(self) -> Floats:
        """The same share for every subgroup with an estimate."""
        return np.where(self.known, divide(np.ones_like(self.number), self.number)[..., None], 0.0)

    @cached_property
    def mean(self) -> Floats:
        return np.asarray((self.share * self.values).sum(-1))

    @cached_property
    def rank(self) -> Floats:
        """The middle of each subgroup's share of the people, ranked from the disadvantaged."""
        return np.cumsum(self.share, -1) - self.share / 2

    @cached_property
    def best(self) -> Floats:
        """The best estimate: the highest where more is good, else the lowest."""
        high = np.where(self.known, self.estimate, -np.inf).max(-1)
        low = np.where(self.known, self.estimate, np.inf).min(-1)
        return floats(np.where(self.favourable, high, low))

    @cached_property
    def errors(self) -> Floats:
        return np.where(self.known, self.se, 0.0)

    def at_reference(self, values: Floats) -> Floats:
        """The reference subgroup's value; NaN unless exactly one has an estimate."""
        chosen = self.reference & self.known
        found = np.where(chosen, values, 0.0).sum(-1)
        return floats(np.where(chosen.sum(-1) == 1, found, np.nan))

    def findings(self, *, force: bool = False) -> Findings:
        """What keeps any measure from being taken."""
        findings = Findings(self.estimate.shape[:-1])
        subgroups = self.there.sum(-1)
        missing = subgroups - self.known.sum(-1)
        findings.note(np.isinf(self.values).any(-1), reasons.NOT_FINITE)
        if not force:
            gap = reasons.SUBGROUP_MISSING_IN_ORDER if self.ordered else reasons.SUBGROUPS_MISSING
            allowed = 0 if self.ordered else MOST_MISSING * subgroups
            findings.note(missing > allowed, gap)
        findings.note(self.number <= 2, reasons.TOO_FEW_SUBGROUPS)
        people = np.where(self.known, self.population, 0.0)
        findings.note(((people < 0).any(-1)) | (people.sum(-1) == 0), reasons.SUBGROUP_POPULATION)
        findings.note(np.isnan(people).any(-1), reasons.SUBGROUP_POPULATION_MISSING)
        findings.note((self.errors < 0).any(-1), reasons.STANDARD_ERROR_NEGATIVE)
        findings.note(missing > 0, reasons.SUBGROUPS_LEFT_OUT)
        return findings

    def reshaped(self, shape: tuple[int, ...]) -> "Subgroups":
        """All settings along one axis, or the like."""
        settings = shape[:-1]
        return Subgroups(
            self.estimate.reshape(shape),
            np.reshape(self.se, shape),
            np.reshape(self.population, shape),
            np.reshape(self.there, shape),
            self.ordered,
            np.reshape(self.favourable, settings),
            np.reshape(self.scale, settings),
            np.reshape(self.reference, shape),
        )

    def block(self, rows: slice) -> "Subgroups":
        """Some of the settings."""
        return Subgroups(
            self.estimate[rows],
            self.se[rows],
            self.population[rows],
            self.there[rows],
            self.ordered,
            self.favourable[rows],
            self.scale[rows],
            self.reference[rows],
        )

    def drawn(self, estimate: Floats) -> "Subgroups":
        """The same subgroups with other estimates; draws stand on an axis before the last."""
        extra = estimate.ndim - self.estimate.ndim

        def spread(values: Any) -> Any:
            return np.broadcast_to(_with_axes(values, -1, extra), estimate.shape)

        def settings(values: Any) -> Any:
            shape = estimate.shape[:-1]
            return np.broadcast_to(values.reshape(values.shape + (1,) * extra), shape)

        return Subgroups(
            estimate,
            spread(self.se),
            spread(self.population),
            spread(self.there),
            self.ordered,
            settings(self.favourable),
            settings(self.scale),
            spread(self.reference),
        )


def _with_axes(values: Any, before: int, extra: int) -> Any:
    """The array with further axes of length 1 before the given one."""
    shape = values.shape[:before] + (1,) * extra + values.shape[before:]
    return values.reshape(shape)


Formula = Callable[[Subgroups], Floats]
