"""The list of indicators: what it can be narrowed down by, and its table."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import sources
from leveller.workbench.systems.evidence.presenters.kinds import PLURALS
from leveller.workbench.systems.evidence.queries import Entry

OTHER = "Other"
COLUMNS = (
    Column("indicator", "Indicator"),
    Column("theme", "Theme"),
    Column("latest", "Latest period"),
    Column("since", "Since", Kind.NUMBER, decimals=0),
    Column("places", "Figures for"),
    Column("breakdowns", "By"),
    Column("release", "Latest release", Kind.LINK),
    Column("review", "Review"),
    Column("key", "Key"),
)
ON_THE_PAGE = tuple(column for column in COLUMNS if column.key not in {"key", "since"})


@dataclass(frozen=True)
class Count:
    figure: str
    label: str
    link: str = ""


def matches(entry: Entry, theme: str | None, source: str | None) -> bool:
    return (theme is None or theme == theme_of(entry)) and (
        source is None or source in sources_of(entry)
    )


def theme_of(entry: Entry) -> str:
    return entry.indicator.theme or OTHER


def sources_of(entry: Entry) -> set[str]:
    return {release.source for release in entry.releases if release.source}


def themes(entries: Sequence[Entry]) -> list[str]:
    """In the order of their first indicator, the rest last."""
    found = list(dict.fromkeys(theme_of(entry) for entry in entries))
    return sorted(found, key=lambda theme: theme == OTHER)


def kinds(entries: Sequence[Entry]) -> list[PlaceKind]:
    held = {kind for entry in entries for kind in entry.kinds}
    return [kind for kind in PlaceKind if kind in held]


def all_sources(entries: Sequence[Entry]) -> list[str]:
    return sorted({source for entry in entries for source in sources_of(entry)})


def counts(entries: Sequence[Entry]) -> list[Count]:
    """What there is, in four figures."""
    releases = {release.sha256 for entry in entries for release in entry.releases}
    reviewed = sum(entry.indicator.is_reviewed for entry in entries)
    latest = max((entry.last for entry in entries), default=None)
    return [
        Count(figures.number(len(entries)), "indicators with figures"),
        Count(figures.number(len(releases)), "releases that they come from", "/evidence/releases/"),
        Count(figures.number(reviewed), "reviewed by a person"),
        *([Count(_until(latest), "the latest figure")] if latest else []),
    ]


def _until(day: date) -> str:
    """The year of the last day that a figure covers."""
    return str(day.year - 1 if (day.month, day.day) == (1, 1) else day.year)


def table(entries: Sequence[Entry], place: Spot | None, columns: tuple[Column, ...]) -> Table:
    kept = {column.key for column in columns}
    return Table(
        "indicators",
        "Indicators that have figures" + (f" for {place.name}" if place else ""),
        columns,
        [_row(entry, place, kept) for entry in entries],
        empty="No indicator fits. Take a filter away, or use fewer words.",
    )


def _row(entry: Entry, place: Spot | None, kept: Collection[str]) -> Row:
    card, release = entry.indicator, entry.releases[0]
    cells: dict[str, Cell | str | int] = {
        "indicator": Cell(
            card.name, link=address(card.key, place), note="Headline" if card.is_headline else ""
        ),
        "theme": theme_of(entry),
        "latest": figures.period(entry.periods[-1]) if entry.periods else "",
        "since": entry.first.year,
        "places": figures.listed([PLURALS[kind] for kind in entry.kinds]),
        "breakdowns": _breakdowns(entry),
        "release": Cell(release.title, link=sources.address(release), note=_more(entry)),
        "review": "Reviewed" if card.is_reviewed else "To be confirmed",
        "key": card.key,
    }
    return Row({key: cell for key, cell in cells.items() if key in kept})


def _breakdowns(entry: Entry) -> str:
    """Named where there are few; the longest names are those of deprivation."""
    if not entry.breakdowns:
        return ""
    by_deprivation = any("deprivation" in name.lower() for name in entry.breakdowns)
    others = sum("deprivation" not in name.lower() for name in entry.breakdowns)
    parts = ["deprivation"] if by_deprivation else []
    parts += [f"{others} other{'s' if others > 1 else ''}"] if others else []
    return figures.listed(parts)


def _more(entry: Entry) -> str:
    others = len(entry.releases) - 1
    return f"and {others} more" if others else ""


def address(key: str, place: Spot | None) -> str:
    asked = f"?{urlencode({'place': place.code})}" if place else ""
    return f"{reverse('evidence:indicator', args=[key])}{asked}"


def theme_counts(entries: Sequence[Entry]) -> Counter[str]:
    return Counter(theme_of(entry) for entry in entries)
