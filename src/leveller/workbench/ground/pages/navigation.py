"""The links that stand on every page. A room that isn't mounted yet is left out, not broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; the page itself has no link."""

    label: str
    link: str = ""


@dataclass(frozen=True)
class Entry:
    """`under` lists further paths whose pages belong to this entry."""

    label: str
    route: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    is_active: bool = False
    is_current: bool = False


SERVICE = (
    Entry("Authorities", "front:authorities", ("/authorities/", "/places/")),
    Entry("Evidence", "evidence:home", ("/evidence/",)),
    Entry("Levers", "levers:home", ("/levers/",)),
    Entry("Needs", "thread:needs", ("/thread/",)),
    Entry("Methods", "pages:methods"),
    Entry("Glossary", "pages:glossary"),
)
FOOTER = (
    Entry("Accessibility", "pages:accessibility"),
    Entry("Licences and thanks", "pages:licences"),
    Entry("Sources", "records:sources"),
    Entry("For developers", "api:docs"),
)


@cache
def _mounted(entries: tuple[Entry, ...], urlconf: str) -> tuple[tuple[Entry, str], ...]:
    found = []
    for entry in entries:
        try:
            found.append((entry, reverse(entry.route, urlconf=urlconf)))
        except NoReverseMatch:
            continue
    return tuple(found)


def links(entries: Iterable[Entry], path: str) -> list[Link]:
    mounted = _mounted(tuple(entries), settings.ROOT_URLCONF)
    return [
        Link(
            entry.label,
            address,
            is_active=path.startswith((address, *entry.under)),
            is_current=path == address,
        )
        for entry, address in mounted
    ]
