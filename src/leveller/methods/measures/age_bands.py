"""Age bands as publishers write them, and how those of one table fit those of another.

A band is half-open in completed years: 5-9 is from 5 up to 10. The last band is open.
"""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from leveller.methods.measures.errors import MeasureError

OPEN = math.inf


class AgeBandError(MeasureError):
    """Age bands that can't be read, or that don't fit together."""


@dataclass(frozen=True, order=True)
class AgeBand:
    """From an age up to, but not including, another; `OPEN` where there is no upper end."""

    start: float
    end: float

    def __str__(self) -> str:
        if self.end == OPEN:
            return f"{self.start:g}+"
        if self.end == self.start + 1:
            return f"{self.start:g}"
        return f"{self.start:g}-{self.end - 1:g}"

    def holds(self, other: "AgeBand") -> bool:
        return self.start <= other.start and other.end <= self.end


_RANGE = re.compile(r"(\d+)\s*(?:-|to|\s)\s*(\d+)")
_ONE = re.compile(r"\d+(?:\.0+)?")
_NOISE = re.compile(r"\b(aged?|years?|yrs?|old|completed)\b")
_OPEN_WORDS = re.compile(r"\+|\b(and (?:over|above|older)|plus|or (?:over|more|older))\b")
_DOWN_WORDS = re.compile(r"\b(and under|or (?:under|less|younger)|and younger)\b")
_BELOW_WORDS = re.compile(r"<|\b(under|below|less than)\b")


def parse_age_band(label: object) -> AgeBand:
    """The band that a label means: `5-9`, `85+`, `<1`, `Aged 4 years and under`, `90 and over`."""
    text = re.sub(r"[–—−_]", "-", str(label).strip().lower())
    text = _NOISE.sub(" ", text).strip()
    span = _RANGE.search(text)
    if span:
        return _span(label, int(span[1]), int(span[2]))
    number = _ONE.search(text)
    if number is None:
        raise AgeBandError(f"age band: {label!r} is not an age band. Write it like 5-9 or 85+.")
    return _single(text, float(number[0]))


def _span(label: object, first: int, last: int) -> AgeBand:
    if last < first:
        raise AgeBandError(f"age band: {label!r} ends before it starts.")
    return AgeBand(first, last + 1)


def _single(text: str, age: float) -> AgeBand:
    if _OPEN_WORDS.search(text):
        return AgeBand(age, OPEN)
    if _DOWN_WORDS.search(text):
        return AgeBand(0, age + 1)
    if _BELOW_WORDS.search(text):
        return AgeBand(0, age)
    return AgeBand(age, age + 1)


def bands_from_starts(starts: Sequence[float]) -> tuple[AgeBand, ...]:
    """Bands that each reach to the next start; the last one is open. The starts must ascend."""
    ends = [*starts[1:], OPEN]
    for start, end in zip(starts, ends, strict=True):
        if not start < end:
            raise AgeBandError(
                f"start ages must ascend without repeats; {end:g} follows {start:g}."
            )
    return tuple(AgeBand(start, end) for start, end in zip(starts, ends, strict=True))


def bare_ages(labels: Sequence[object]) -> bool:
    """Whether every label is a bare number, so that it can only be a start age."""
    return all(_ONE.fullmatch(str(label).strip()) for label in labels)


def read_age_bands(labels: Sequence[object]) -> tuple[AgeBand, ...]:
    """The bands of a column's labels, in their order.

    Bare numbers are start ages when every label is one: 0, 1, 5, 10 are the bands 0, 1-4, 5-9, 10+.
    """
    if bare_ages(labels):
        starts = [float(str(label)) for label in labels]
        bands = dict(zip(sorted(starts), bands_from_starts(sorted(starts)), strict=True))
        return tuple(bands[start] for start in starts)
    return tuple(parse_age_band(label) for label in labels)


def check_no_overlap(bands: Sequence[AgeBand]) -> None:
    ordered = sorted(bands)
    for lower, upper in itertools.pairwise(ordered):
        if upper.start < lower.end:
            raise AgeBandError(f"age bands {lower} and {upper} overlap. Give each age to one band.")


def gaps_between(bands: Sequence[AgeBand]) -> tuple[AgeBand, ...]:
    """The ages that lie between the first and the last band but in none of them."""
    ordered = sorted(bands)
    return tuple(
        AgeBand(lower.end, upper.start)
        for lower, upper in itertools.pairwise(ordered)
        if upper.start > lower.end
    )
