"""What an address asks for. What can't be read is said on the page, and a sensible default taken.

Only a place or an indicator that nobody knows ends in a page of its own: figures of something else
than what was asked for would mislead.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.http import HttpRequest

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import company, surroundings
from leveller.workbench.systems.evidence.atlas import Spot

CODE = re.compile(r"[A-Za-z0-9_]{1,40}")
LONGEST = 200
EARLIEST, LATEST = date(1801, 1, 1), date(2200, 1, 1)


class UnknownPlaceError(LookupError):
    """No place has the code or name; `asked` is what was written."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


@dataclass
class Asked:
    """The parameters of one address, and what had to be said of them."""

    request: HttpRequest
    notices: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Without characters that no text has, at most 200 of them."""
        given = self.request.GET.get(name, "")
        return "".join(c for c in given if c.isprintable()).strip()[:LONGEST]

    def day(self, name: str = "as_at") -> date:
        today, text = surroundings.today(), self.text(name)
        if not text:
            return today
        try:
            found = date.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or not EARLIEST <= found <= LATEST:
            self.notices.append(
                f"“{text}” is not a day. Write it as 2024-05-07. Shown as at {figures.day(today)}."
            )
            return today
        return found

    def one_of(self, name: str, choices: Sequence[str], what: str) -> str | None:
        """The value asked for where it is a choice; None where nothing is asked or it isn't."""
        if name not in self.request.GET:
            return None
        text = self.text(name)
        if text in choices:
            return text
        if text:
            self.notices.append(f"There is no {what} “{text}” here. {_offer(choices)}")
        return None

    def kind(self, name: str = "kind") -> PlaceKind | None:
        found = self.one_of(name, [str(kind) for kind in PlaceKind], "kind of place")
        return PlaceKind(found) if found else None

    def place(self, as_at: date, name: str = "place") -> Spot | None:
        """By code or by the whole name; None when none is asked for."""
        text = self.text(name)
        if not text:
            return None
        found = _by_code(text, as_at) or company.named(text)
        if found is None:
            raise UnknownPlaceError(text)
        return found


def _offer(choices: Sequence[str]) -> str:
    named = [choice for choice in choices if choice]
    return f"There is {figures.listed(named[:8], 'or')}." if named else ""


def _by_code(text: str, as_at: date) -> Spot | None:
    if not CODE.fullmatch(text):
        return None
    try:
        return surroundings.spot(text.upper(), as_at)
    except surroundings.UnknownPlaceError:
        return None


def resembling(text: str, spots: Iterable[Spot], most: int = 8) -> list[Spot]:
    """Places whose name holds what was written, then those that are spelt much like it."""
    plain = text.casefold()
    by_name = {spot.name.casefold(): spot for spot in spots}
    close = [name for name in by_name if plain in name]
    close += get_close_matches(plain, by_name, n=most, cutoff=0.7)
    return [by_name[name] for name in dict.fromkeys(close)][:most]
