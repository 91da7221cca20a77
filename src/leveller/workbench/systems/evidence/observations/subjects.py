"""What is measured: each indicator that the file names, found by number, by name, or new."""

from collections.abc import Iterable

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.indicators import (
    FINGERTIPS,
    Book,
    Definition,
    Found,
    key_of,
    provisional,
)
from leveller.workbench.systems.evidence.observations.dimensions import (
    Result,
    Texts,
    Wrong,
    distinct,
    make,
)
from leveller.workbench.systems.evidence.observations.layout import Part
from leveller.workbench.systems.evidence.observations.said import Connection


def make_subjects(
    connection: Connection, book: Book, scheme: str
) -> tuple[dict[str, Definition], list[str]]:
    """Make `subject`; gives back the definitions by key, and notes."""
    texts = distinct(connection, "subject")
    resolver = _Resolver(book, scheme, texts)
    make(connection, "subject", [(t, resolver.result(t)) for t in texts])
    return resolver.used, resolver.notes


EXTRACT = "extract"  # names under which Fingertips indicators are passed on without a number


class _Resolver:
    def __init__(self, book: Book, scheme: str, texts: Iterable[Texts]) -> None:
        self.book, self.scheme = book, scheme
        self.used: dict[str, Definition] = {}
        self.notes: list[str] = []
        self.numbers = {name: number for number, name, _ in texts if number and name}

    def result(self, texts: Texts) -> Result:
        number, name, unit = (text.strip() if text else "" for text in texts)
        if name and not number and name in self.numbers:
            number = self.numbers[name].strip()
            self.notes.append(
                f"Rows without an indicator number were given {number}, by the exact name {name!r}."
            )
        found = self._found(number, name, unit)
        if found is None:
            return Wrong(reasons.NO_INDICATOR, Part.INDICATOR)
        definition = self.used.setdefault(found.definition.key, found.definition)
        return {
            "key": definition.key,
            "sex": found.sex,
            "years": definition.years or None,
            "is_proportion": definition.is_proportion,
        }

    def _found(self, number: str, name: str, unit: str) -> Found | None:
        if number:
            number = number.removesuffix(".0")
            new = provisional(f"{FINGERTIPS}-{key_of(number)}", name or f"Indicator {number}", unit)
            named = self.book.by_name(self.scheme, name) or self.book.by_name(EXTRACT, name)
            return self.book.by_number(number) or named or Found(new)
        if not name:
            return None
        known = self.book.by_name(self.scheme, name) or self.book.by_key.get(name)
        if isinstance(known, Definition):
            return Found(known)
        return known or Found(provisional(self._free_key(name), name, unit, unit))

    def _free_key(self, name: str) -> str:
        """A key that no other indicator has."""
        key, number = key_of(name), 1
        taken = {**self.book.by_key, **self.used}
        while key in taken and taken[key].name != name:
            number += 1
            key = f"{key_of(name)[:110]}-{number}"
        return key
