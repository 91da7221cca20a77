"""What dates and standings of powers allow, and what they come to on a day. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.systems.levers.models import Standing

DOMAINS = "power-domains-2022"
COMPETENCES = "areas-of-competence-2026"

# What a reader may conclude, the most power first.
ORDER = (
    Standing.HELD,
    Standing.SHARED,
    Standing.CONCURRENT,
    Standing.INFLUENCE,
    Standing.PLANNED,
    Standing.NOT_HELD,
)
USABLE = frozenset({Standing.HELD, Standing.SHARED, Standing.CONCURRENT, Standing.INFLUENCE})
MEANS: Mapping[str, str] = {
    Standing.HELD: "The authority holds the power.",
    Standing.SHARED: "The authority holds it together with others.",
    Standing.CONCURRENT: "The authority and another body may each use it.",
    Standing.INFLUENCE: "The authority does not hold it, but has a formal say.",
    Standing.PLANNED: "Settled in law or in a deal, but not yet known to be in force.",
    Standing.NOT_HELD: "The source says that the authority does not hold it.",
}
UNKNOWN = "not known"
UNKNOWN_MEANS = "Nobody has recorded anything. That is not the same as not held."


class Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class HoldingDraft:
    """A row of the policy map as somebody writes it, by code and keys."""

    authority: str
    domain: str
    standing: str
    valid_from: date
    valid_to: date | None = None
    power: str = ""
    source: str = ""
    status: str = Status.PROPOSED
    label: str = ""

    @property
    def subject(self) -> tuple[str, str, str]:
        return self.authority, self.domain, self.power

    @property
    def name(self) -> str:
        return self.label or f"{self.authority}, {self.power or self.domain}"


def holds_on(row: Dated, day: date) -> bool:
    """Whether the half-open period has the day in it."""
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def on(rows: Iterable[D], day: date) -> list[D]:
    return [row for row in rows if holds_on(row, day)]


def overlap(one: Dated, other: Dated) -> bool:
    """Whether a day is in both half-open periods."""
    one_ends_first = one.valid_to is not None and one.valid_to <= other.valid_from
    other_ends_first = other.valid_to is not None and other.valid_to <= one.valid_from
    return not (one_ends_first or other_ends_first)


def strongest(standings: Iterable[str]) -> str:
    """The most power that any of the rows gives; `UNKNOWN` when there is no row."""
    return min(standings, key=lambda standing: ORDER.index(Standing(standing)), default=UNKNOWN)


def differs(standings: Collection[str]) -> bool:
    """Whether one source says not held and another gives a power: readers are told so."""
    said = set(standings)
    return Standing.NOT_HELD in said and bool(said & USABLE)


def faults(
    drafts: Sequence[HoldingDraft],
    *,
    authorities: Collection[str],
    domains: Collection[str],
    powers: Mapping[str, str],
) -> list[str]:
    """One sentence for each thing that is wrong. `powers` gives the domain of each power."""
    found = [fault for draft in drafts for fault in _faults_of(draft, authorities, domains, powers)]
    return found + _overlaps(drafts)


def _faults_of(
    draft: HoldingDraft,
    authorities: Collection[str],
    domains: Collection[str],
    powers: Mapping[str, str],
) -> Iterable[str]:
    if draft.authority not in authorities:
        yield f"{draft.name}: no authority has the code {draft.authority!r}."
    if draft.domain not in domains:
        yield f"{draft.name}: no power domain is called {draft.domain!r}."
    elif draft.power and powers.get(draft.power) != draft.domain:
        yield f"{draft.name}: the domain {draft.domain!r} has no power called {draft.power!r}."
    if draft.standing not in set(Standing):
        yield f"{draft.name}: {draft.standing!r} is not one of: {', '.join(Standing)}."
    if draft.status not in set(Status):
        yield f"{draft.name}: {draft.status!r} is not one of: {', '.join(Status)}."
    if not draft.source.strip():
        yield f"{draft.name}: the source is missing. Say where it can be read."
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        yield (
            f"{draft.name}: it ends on {draft.valid_to:%-d %B %Y}, which is not after its start "
            f"on {draft.valid_from:%-d %B %Y}."
        )


def _overlaps(drafts: Sequence[HoldingDraft]) -> list[str]:
    subjects: dict[tuple[str, str, str], list[HoldingDraft]] = {}
    for draft in drafts:
        subjects.setdefault(draft.subject, []).append(draft)
    return [
        f"{one.name}: the dates {period(one)} overlap {period(other)}, which is recorded as "
        f"{other.standing}. End one of the two first, or change its dates."
        for rows in subjects.values()
        for other, one in combinations(rows, 2)
        if _is_period(one) and _is_period(other) and overlap(one, other)
    ]


def _is_period(row: Dated) -> bool:
    return row.valid_to is None or row.valid_to > row.valid_from


def period(row: Dated) -> str:
    """Half-open dates in words, as a reader says them: the last day is the day before the end."""
    start = f"{row.valid_from:%-d %B %Y}"
    if row.valid_to is None:
        return f"from {start}"
    return f"from {start} until before {row.valid_to:%-d %B %Y}"
