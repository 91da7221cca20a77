"""How far two ends are apart: many pairs at once, with an interval where both ends have one."""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.methods.measures import Uncertain, absolute_gap, relative_gap
from leveller.workbench.systems.evidence.gaps.model import End
from leveller.workbench.systems.evidence.store.figures import Interval

DIGITS = 12  # beyond them lies what binary numbers add: 79.4 less 74.8 is 4.6


@dataclass(frozen=True, slots=True)
class Apart:
    value: float
    interval: Interval | None


def apart(
    pairs: Sequence[tuple[End, End]], *, relative: bool = False, signed: bool = False
) -> list[Apart | None]:
    """The higher end less (or over) the lower; `signed`, the first less the second.

    None where an end has no value, or a ratio would be over 0.
    """
    ordered = [pair if signed else _by_value(pair) for pair in pairs]
    with_limits = [n for n, pair in enumerate(ordered) if all(end.interval for end in pair)]
    limits = _intervals([ordered[n] for n in with_limits], relative)
    interval_of = dict(zip(with_limits, limits, strict=True))
    return [_apart(*pair, relative, interval_of.get(n)) for n, pair in enumerate(ordered)]


def _by_value(pair: tuple[End, End]) -> tuple[End, End]:
    one, other = pair
    return (one, other) if (one.value or 0) >= (other.value or 0) else (other, one)


def _apart(one: End, other: End, relative: bool, interval: Interval | None) -> Apart | None:
    if one.value is None or other.value is None:
        return None
    if not relative:
        return Apart(round(one.value - other.value, DIGITS), interval)
    return Apart(one.value / other.value, interval) if other.value > 0 else None


def _intervals(pairs: Sequence[tuple[End, End]], relative: bool) -> list[Interval | None]:
    if not pairs:
        return []
    measure = relative_gap if relative else absolute_gap
    made = measure(_uncertain([pair[0] for pair in pairs]), _uncertain([pair[1] for pair in pairs]))
    lower, upper = made.interval().lower.tolist(), made.interval().upper.tolist()
    return [
        None if low != low or high != high else Interval(low, high)
        for low, high in zip(lower, upper, strict=True)
    ]


def _uncertain(ends: Sequence[End]) -> Uncertain:
    return Uncertain(
        [end.value if end.value is not None else float("nan") for end in ends],
        lower=[end.interval.lower for end in ends if end.interval],
        upper=[end.interval.upper for end in ends if end.interval],
    )
