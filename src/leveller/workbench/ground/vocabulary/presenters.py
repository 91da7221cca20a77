"""How sure a fact is, how strong a link is, and what a reader may make of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary.models import Statement
from leveller.workbench.ground.vocabulary.rules import STRENGTH_MEANS


@dataclass(frozen=True)
class Sureness:
    label: str
    means: str


SURE: Mapping[str, Sureness] = {
    Status.STATED: Sureness("Stated", "It stands in the source documents of the field."),
    Status.READ: Sureness("Read", "Somebody read it in the public source that is named."),
    Status.TO_BE_CONFIRMED: Sureness(
        "To be confirmed", "General knowledge. Nobody has confirmed it in a source yet."
    ),
    Status.PROPOSED: Sureness("Proposed", "Somebody's own proposal, not a fact."),
}
STRONG: Mapping[str, Sureness] = {
    strength: Sureness(str(strength).capitalize(), means)
    for strength, means in STRENGTH_MEANS.items()
}


def sure(status: str) -> str:
    return SURE[status].label if status in SURE else status


def meanings() -> tuple[str, ...]:
    """What each word for how sure a fact is means: notes below a table that uses them."""
    return tuple(f"{one.label}: {one.means}" for one in SURE.values())


def strong(strength: str) -> str:
    return STRONG[strength].label if strength in STRONG else strength


@dataclass(frozen=True)
class Said:
    """One row of a history: what was said, by whom, since when, and how it ended."""

    what: str
    author: str
    when: str
    reason: str
    ended: str
    source: str
    status: str


def author(row: Statement, reader: Actor) -> str:
    """The organisation that says it; its members also see which of them wrote it."""
    is_mine = reader.organisation is not None and row.organisation_id == reader.organisation.pk
    if is_mine and row.made_by is not None:
        return f"{row.author} ({row.made_by})"
    return row.author


def said(row: Statement, what: str, reader: Actor) -> Said:
    ended = ""
    if row.ended_at is not None:
        ended = f"{row.ended_at:%-d %B %Y}: {row.end_reason}"
    return Said(
        what=what,
        author=author(row, reader),
        when=f"{row.made_at:%-d %B %Y}",
        reason=row.reason or "It ships with the product.",
        ended=ended,
        source=row.source,
        status=sure(row.status),
    )


@dataclass(frozen=True)
class Difference:
    """One field of two people's texts."""

    label: str
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.yours


def differences(
    labels: Mapping[str, str], theirs: object, yours: Mapping[str, object]
) -> list[Difference]:
    """Both texts of an edit that came too late, field by field, in the form's order."""
    return [
        Difference(label, _text(getattr(theirs, name, None)), _text(yours[name]))
        for name, label in labels.items()
        if name in yours
    ]


def _text(value: object) -> str:
    if hasattr(value, "all"):
        value = list(value.all())
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
