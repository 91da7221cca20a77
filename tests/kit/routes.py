"""Every address of the product, with an example of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

NUMBER = "999999"
# What stands in the place of an argument: the first that fits. They are well-formed, and nothing
# bears them.
CANDIDATES = (
    NUMBER,
    "no-such-thing",
    "00000000-0000-4000-8000-000000000000",
    "data.csv",
    "X99999999",
    "1999-12-31",
    "1-x",
    f"{'0' * 40}.svg",
)


@dataclass(frozen=True)
class Route:
    name: str
    pattern: URLPattern
    address: str

    def __str__(self) -> str:
        return self.name or self.address


def routes() -> list[Route]:
    return list(_under(get_resolver(), [], ""))


def _under(resolver: URLResolver, spaces: list[str], above: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = [*spaces, entry.namespace] if entry.namespace else spaces
            yield from _under(entry, inner, here)
        else:
            name = ":".join([*spaces, entry.name]) if entry.name else ""
            yield Route(name, entry, _example(name, entry, resolver, here))


def _example(name: str, entry: URLPattern, resolver: URLResolver, written: str) -> str:
    """An address of the route; as it is written when nothing that we know of fits."""
    patterns = (resolver.pattern, entry.pattern)
    converters = {key: c for pattern in patterns for key, c in pattern.converters.items()}
    groups = [key for pattern in patterns for key in pattern.regex.groupindex]
    for guess in CANDIDATES:
        arguments = {key: _fitting(converters.get(key), guess) for key in groups}
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    return f"/{written}"


def _fitting(converter: Any, guess: str) -> object:
    """A value that the converter takes; the guess where a regular expression has no converter."""
    if converter is None:
        return guess
    fitting = (text for text in CANDIDATES if re.fullmatch(converter.regex, text))
    return converter.to_python(next(fitting, guess))
