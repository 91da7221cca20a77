"""Limits of the slope and the ratio by simulation, where their distribution isn't known."""

from dataclasses import dataclass

import numpy as np

from leveller.methods.measures.arrays import Floats, Mask, divide
from leveller.methods.measures.scales import ValueType, natural, on_scale
from leveller.methods.measures.simulation import (
    limits_and_errors,
    order_statistics,
    simulate,
    standard_normals,
)
from leveller.methods.measures.slopes import Line, SlopeLimits


@dataclass(frozen=True)
class Draws:
    """How values vary: on which scale, whether the line is fitted there, how often, which seed."""

    kind: ValueType
    transform: bool
    repetitions: int
    seed: int

    @property
    def ends_are_normal(self) -> bool:
        """Whether the line's ends are normal before they are turned back: two draws then do."""
        return self.transform or self.kind is ValueType.OTHER


def simulated_limits(
    line: Line, values: Floats, error: Floats, levels: tuple[float, ...], draws: Draws, skip: Mask
) -> SlopeLimits:
    """Groups are flattened for the work and given back in their shape; skipped ones are NaN."""
    flat = Line(*(np.reshape(part, (-1, *part.shape[line.start.ndim :])) for part in _parts(line)))
    good = np.flatnonzero(~skip.reshape(-1))
    chosen = Line(*(part[good] for part in _parts(flat)))
    bands = values.shape[-1]
    if draws.ends_are_normal:
        found = _from_ends(chosen, error.reshape(-1, bands)[good], levels, draws)
    else:
        found = _from_values(
            chosen, values.reshape(-1, bands)[good], error.reshape(-1, bands)[good], levels, draws
        )
    ordered = np.full((flat.start.size, *found.shape[1:]), np.nan)
    ordered[good] = found
    ordered = ordered.reshape(*line.start.shape, *found.shape[1:])
    slope, slope_errors = limits_and_errors(ordered[..., 0, :], levels)
    ratio, ratio_errors = limits_and_errors(ordered[..., 1, :], levels)
    return SlopeLimits(slope, ratio, slope_errors, ratio_errors)


def _parts(line: Line) -> tuple[Floats, Floats, Floats, Floats]:
    return line.start_weights, line.end_weights, line.start, line.end


def _from_ends(line: Line, error: Floats, levels: tuple[float, ...], draws: Draws) -> Floats:
    """The two ends are normal together: draw them instead of every value."""
    start_var, end_var, cov = line.variances(error)
    start_error = np.sqrt(start_var)
    tied = divide(cov, start_error)
    tied = np.where(np.isfinite(tied), tied, 0.0)
    free = np.sqrt(np.maximum(end_var - tied**2, 0.0))
    first, second = standard_normals(2, draws.repetitions, draws.seed)

    def work(block: slice) -> Floats:
        start = line.start[block, None] + start_error[block, None] * first
        end = line.end[block, None] + tied[block, None] * first + free[block, None] * second
        if draws.transform:
            start, end = natural(start, draws.kind), natural(end, draws.kind)
        return _ordered(start, end, levels)

    return simulate(line.start.size, 2 * draws.repetitions, work)


def _from_values(
    line: Line, values: Floats, error: Floats, levels: tuple[float, ...], draws: Draws
) -> Floats:
    """Draw every value on its scale, turn it back, and fit the line to it."""
    scaled, bands = on_scale(values, draws.kind), values.shape[-1]
    normals = standard_normals(bands, draws.repetitions, draws.seed)

    def work(block: slice) -> Floats:
        drawn = natural(scaled[block, :, None] + error[block, :, None] * normals, draws.kind)
        start = np.einsum("gb,gbr->gr", line.start_weights[block], drawn)
        end = np.einsum("gb,gbr->gr", line.end_weights[block], drawn)
        return _ordered(start, end, levels)

    return simulate(line.start.size, bands * draws.repetitions, work)


def _ordered(start: Floats, end: Floats, levels: tuple[float, ...]) -> Floats:
    return np.stack(
        [order_statistics(end - start, levels), order_statistics(divide(end, start), levels)],
        axis=1,
    )
