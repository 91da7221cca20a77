"""Ages as publishers write them, to half-open years. A label is kept as published."""

import re
from dataclasses import dataclass

ALL_AGES = "All ages"
OLDEST = 130


@dataclass(frozen=True, slots=True)
class Age:
    """`start` and `end` in completed years, half-open; both None where the text tells no years.

    `end` alone is None for an open band such as `90+`.
    """

    label: str
    start: int | None = None
    end: int | None = None

    @property
    def has_bounds(self) -> bool:
        return self.start is not None

    @property
    def short_label(self) -> str:
        """The label for an age that stands only as the heading of a column: `0-4`, `90+`, `7`."""
        if self.start is None or (self.start == 0 and self.end is None):
            return self.label
        if self.end is None:
            return f"{self.start}+"
        return str(self.start) if self.end == self.start + 1 else f"{self.start}-{self.end - 1}"


YEARS = r"(?: ?(?:years?|yrs?)(?: olds?| of age)?)?"
PREFIX = r"(?:aged?s? |persons? |age_|population aged )?"
TO = r" ?(?:-|–|to|_to_) ?"
FORMS = tuple(
    (re.compile(PREFIX + form, re.IGNORECASE), start, end)
    for form, start, end in (
        (rf"(\d{{1,3}}){YEARS}{TO}(\d{{1,3}}){YEARS}", 1, 2),
        (rf"(\d{{1,3}}){YEARS} ?(?:\+|(?:and|&|or) (?:over|older|above)){YEARS}", 1, None),
        (rf"(\d{{1,3}}) ?\+{YEARS}", 1, None),
        (rf"(?:over|≥) ?(\d{{1,3}}){YEARS}", 1, None),
        (rf"(\d{{1,3}}){YEARS} ?(?:and|&|or) (?:under|younger){YEARS}", None, 1),
        (rf"(?:<|under|less than) ?(\d{{1,3}}){YEARS}", None, -1),
        (rf"(\d{{1,3}}){YEARS}", 1, 1),
    )
)
EVERYONE = re.compile(
    r"(?:total|all)(?:[ _](?:ages?|persons|people|population))?(?: \(total\))?|"
    r"(?:total[ _])?population|all age groups",
    re.IGNORECASE,
)


def parse(text: str) -> Age:
    """The age that a text says. A text that tells no years keeps its label and has no bounds."""
    label = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    if EVERYONE.fullmatch(label):
        return Age(ALL_AGES, 0, None)
    for form, start, end in FORMS:
        match = form.fullmatch(label)
        if match:
            return _bounded(label, match, start, end)
    return Age(label)


def heading(text: str) -> Age | None:
    """The age that heads a column of figures, with its short label; None for another heading."""
    age = parse(text)
    return Age(age.short_label, age.start, age.end) if age.has_bounds else None


def between(first: str, last: str) -> Age:
    """The age of two columns of whole years, both included; an empty `last` is an open band."""
    start = int(first) if first else 0
    end = int(last) + 1 if last else None
    if start == 0 and end is None:
        return Age(ALL_AGES, 0, None)
    age = Age("", start, end)
    return Age(age.short_label, start, end)


def _bounded(label: str, match: re.Match[str], start: int | None, end: int | None) -> Age:
    over = label.lower().removeprefix("aged ").startswith("over")
    low = int(match[start]) + over if start else 0
    high = None if end is None else int(match[abs(end)]) + (end > 0)
    if low > OLDEST or (high is not None and not low < high <= OLDEST + 1):
        return Age(label)
    return Age(label, low, high)
