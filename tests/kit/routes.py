"""Every address of the product, with an example of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import get_converters

# What stands in the place of each kind of argument: well-formed, and nothing has it.
SAMPLES = {
    "int": 999_999,
    "slug": "no-such-thing",
    "str": "no-such-thing",
    "path": "no/such/thing",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "twin": "csv",
}
# For arguments that a regular expression describes, the first that fits.
CANDIDATES = ("x", "1-x", f"{'0' * 40}.svg")


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
    known = {type(converter): kind for kind, converter in get_converters().items()}
    converters = {**resolver.pattern.converters, **entry.pattern.converters}
    samples = {key: SAMPLES.get(known.get(type(c), ""), "x") for key, c in converters.items()}
    groups = {**resolver.pattern.regex.groupindex, **entry.pattern.regex.groupindex}
    for candidate in CANDIDATES:
        try:
            return reverse(name, kwargs={key: samples.get(key, candidate) for key in groups})
        except NoReverseMatch:
            continue
    return f"/{written}"
