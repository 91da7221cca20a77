"""Categories of a breakdown: which are deciles or quintiles of deprivation, and in which order.

Publishers count them from either end. The order that is stored always gives 1 to the most
deprived; it comes from the words of the category, from a direction that the file states, or from
one that somebody states by hand. A bare number tells no direction.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which end of numbered deciles or quintiles is the most deprived."""

    FIRST = "1 is most deprived"
    LAST = "highest is most deprived"


class Kind(StrEnum):
    NONE = ""
    DECILE = "deprivation decile"
    QUINTILE = "deprivation quintile"
    CAUSE = "cause"
    OTHER = "other"

    @property
    def size(self) -> int:
        return {Kind.DECILE: 10, Kind.QUINTILE: 5}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Order:
    """Rank of a category, 1 the most deprived; None where there is no order."""

    kind: Kind
    rank: int | None = None


class DirectionError(ValueError):
    """Numbered deciles or quintiles, and nothing says which end is the most deprived."""


class ConflictError(ValueError):
    """The words and the numbers of the categories contradict each other or the stated direction."""


COUNTED = {"": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4}
WORDS = re.compile(
    r"(?P<nth>second|third|fourth|fifth|2nd|3rd|4th)?\s*(?P<way>most|more|least|less)\s+deprived",
    re.IGNORECASE,
)
MIDDLE = re.compile(r"\b(?:average|middle|mid|third)\b(?:\s+deprived)?(?:\s+quintile)?", re.I)
NUMBER = re.compile(r"(?<![\d.])(?P<number>10|[1-9])(?:\.0+)?(?![\d.])")
STATED = re.compile(
    r"(?P<number>10|[15])\s*(?:=|is|:|\(|-|–)\s*(?:the\s+)?(?P<way>most|least)\s+deprived", re.I
)


def kind_of(breakdown: str, labels: Collection[str]) -> Kind:
    """What kind of breakdown the name and the categories tell."""
    text = " ".join((breakdown, *labels)).lower()
    deprivation = any(word in text for word in ("depriv", "imd", "simd"))
    if deprivation and ("decile" in text or len(labels) == 10):
        return Kind.DECILE
    if deprivation and ("quintile" in text or len(labels) == 5):
        return Kind.QUINTILE
    return Kind.CAUSE if "cause" in breakdown.lower() else Kind.OTHER


def order(
    breakdown: str, labels: Collection[str], stated: Direction | None = None
) -> dict[str, Order]:
    """The order of the categories of one breakdown.

    Raises `DirectionError` when the labels are bare numbers and nothing tells the direction, and
    `ConflictError` when what tells it disagrees.
    """
    kind = kind_of(breakdown, labels)
    if not kind.size:
        return {label: Order(kind) for label in labels}
    in_words = {label: _rank_in_words(label, kind.size) for label in labels}
    direction = _direction(breakdown, in_words, kind.size, stated)
    return {
        label: Order(kind, rank or _rank_by_number(label, kind.size, direction))
        for label, rank in in_words.items()
    }


def _rank_in_words(label: str, size: int) -> int | None:
    match = WORDS.search(label)
    if match is None:
        return (size + 1) // 2 if size == 5 and MIDDLE.search(label) else None
    nth = COUNTED[(match["nth"] or "").lower()]
    return nth if match["way"].lower() in ("most", "more") else size + 1 - nth


def _number(label: str, size: int) -> int | None:
    bare = re.sub(r"\(?\b(?:S?IMD|19|20)\s*\d{2,4}\b.*", "", label)
    found = NUMBER.search(bare)
    return int(found["number"]) if found and int(found["number"]) <= size else None


def _direction(
    breakdown: str, in_words: dict[str, int | None], size: int, stated: Direction | None
) -> Direction | None:
    """What the file itself says first; what somebody states may not contradict it."""
    told = set()
    for label, rank in in_words.items():
        number = _number(label, size)
        if rank in (1, size) and number in (1, size):
            told.add(Direction.FIRST if rank == number else Direction.LAST)
    for match in STATED.finditer(breakdown):
        first = (int(match["number"]) == 1) == (match["way"].lower() == "most")
        told.add(Direction.FIRST if first else Direction.LAST)
    if stated and any(rank is None for rank in in_words.values()):
        told.add(stated)
    if len(told) > 1:
        raise ConflictError(f"What is said of {breakdown or 'the categories'} is contradictory.")
    return told.pop() if told else None


def _rank_by_number(label: str, size: int, direction: Direction | None) -> int | None:
    number = _number(label, size)
    if number is None:
        return None
    if direction is None:
        raise DirectionError(f"Nothing says whether 1 or {size} is the most deprived.")
    return number if direction == Direction.FIRST else size + 1 - number
