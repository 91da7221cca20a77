"""What an indicator is: its unit, its direction, its publisher's words, and who checked them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.vocabulary.models.indicators import Polarity
from leveller.workbench.systems.evidence.answers.portraits import Portrait
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import words
from leveller.workbench.systems.evidence.queries import IndicatorCard, Metadata, ReleaseCard

DIRECTIONS = {
    Polarity.HIGH_IS_GOOD: "More is better",
    Polarity.LOW_IS_GOOD: "Less is better",
    Polarity.NO_JUDGEMENT: "Neither more nor less is better in itself",
}
REVIEWED = "A person has checked its unit and its direction."
NOT_REVIEWED = (
    "To be confirmed: nobody has checked its unit and its direction yet. They are as published."
)
SAID = (
    ("definition", "Definition"),
    ("rationale", "Why it matters"),
    ("numerator", "Counted (numerator)"),
    ("denominator", "Out of (denominator)"),
    ("data_source", "Source of the data"),
    ("method", "How it is worked out"),
    ("interval_method", "How the interval is worked out"),
    ("disclosure_control", "Disclosure control"),
    ("caveats", "Caveats"),
    ("licence", "Licence"),
)
IN_SHORT = ("definition", "rationale", "caveats")
NEXT = ("nextUpdate", "next", "next update", "nextUploadDate")


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    note: str = ""


def facts(found: Metadata, shown: ReleaseCard | None) -> list[SummaryRow]:
    """What everybody needs to know; the publisher's further words are `further`."""
    card = found.indicator
    rows = [
        SummaryRow("Name", card.name),
        SummaryRow("Unit", card.unit or "None"),
        SummaryRow("Direction", DIRECTIONS[Polarity(card.polarity)]),
        SummaryRow("Kind of figure", card.value_type[:1].upper() + card.value_type[1:]),
    ]
    rows += list(_said(found, IN_SHORT))
    rows += [
        SummaryRow("Review", REVIEWED if card.is_reviewed else NOT_REVIEWED),
        *([_release(shown)] if shown else []),
        SummaryRow("Next update", str(_next(found)) or "The publisher names no day."),
    ]
    return rows


def further(found: Metadata) -> list[SummaryRow]:
    rows = list(_said(found, [name for name, _ in SAID if name not in IN_SHORT]))
    if found.updated:
        rows.append(SummaryRow("Described", found.updated.partition("T")[0]))
    if found.release:
        rows.append(SummaryRow("Described in", found.release.title))
    return rows


def _said(found: Metadata, names: Iterable[str]) -> Iterable[SummaryRow]:
    for name, label in SAID:
        text = getattr(found, name)
        if name in names and text.strip():
            yield SummaryRow(label, [line for line in text.splitlines() if line.strip()])


def _release(shown: ReleaseCard) -> SummaryRow:
    lines = [
        ", ".join(part for part in (shown.title, shown.publisher) if part),
        f"Brought in on {figures.day(shown.published_on)}.",
    ]
    if shown.licence:
        lines.append(words.sentence(f"Licence: {shown.licence}"))
    return SummaryRow("Release", lines)


def _next(found: Metadata) -> object:
    return next((found.other[name] for name in NEXT if found.other.get(name)), "")


def links(portrait: Portrait) -> list[Link]:
    """The same figures for machines, and the pages that go further."""
    card, spot = portrait.indicator, portrait.company.spot
    asked = urlencode({"place": spot.code, "sex": portrait.sex})
    found = [
        Link("Time series by the API", f"{reverse('api:series', args=[card.key])}?{asked}"),
        Link("Description by the API", reverse("api:indicator", args=[card.key])),
    ]
    if portrait.members and portrait.company.within:
        within = urlencode({"within": portrait.company.within.code, "sex": portrait.sex})
        address = f"{reverse('api:across', args=[card.key])}?{within}"
        found.insert(1, Link("Places side by side by the API", address))
    return found


def releases(portrait: Portrait) -> list[ReleaseCard]:
    """Every release that the page shows figures of, the place's own first."""
    held = [s.release for s in (portrait.own, *portrait.beside) if s]
    held += [x.release for x in (portrait.members, portrait.gradient) if x]
    held += [portrait.national_gradient.release] if portrait.national_gradient else []
    return list(dict.fromkeys(held))


def address(card: IndicatorCard, spot: Spot, **more: str) -> str:
    asked = urlencode({"place": spot.code, **{k: v for k, v in more.items() if v}})
    return f"{reverse('evidence:indicator', args=[card.key])}?{asked}"
