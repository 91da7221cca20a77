"""A figure's trace: the release, the selection of rows, the measure and the version that gave it.

A trace is a record that machines read and an address that people follow. The address names
everything, so it holds for as long as the release is kept, even when it has been withdrawn.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import leveller
from leveller.workbench.systems.evidence.store.figures import ReleaseCard

ADDRESS = "/evidence/trace/"
AS_PUBLISHED = "as published"
# Columns by which a selection may be made, in the order in which an address gives them.
SELECTABLE = (
    "indicator",
    "place",
    "period",
    "sex",
    "age",
    "breakdown",
    "category",
)


class TraceError(ValueError):
    """An address that is not a trace; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one release: in every named column one of the values."""

    release: ReleaseCard
    where: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, release: ReleaseCard, **where: str | Iterable[str]) -> "Selection":
        """A column may be given one value or several; one that isn't given isn't restricted."""
        given = {name: (v,) if isinstance(v, str) else tuple(v) for name, v in where.items()}
        return cls(release, tuple((name, given[name]) for name in SELECTABLE if name in given))

    @property
    def filter(self) -> dict[str, tuple[str, ...]]:
        return dict(self.where)


@dataclass(frozen=True)
class Trace:
    """Most figures rest on one selection; a measure over two releases on two.

    `figure` is the one that was shown, so that whoever follows the trace can compare. A page
    names each of its traces several times, so the address and the hash are kept.
    """

    selections: tuple[Selection, ...]
    measure: str = AS_PUBLISHED
    version: str = leveller.__version__
    figure: float | None = None

    @classmethod
    def to(
        cls, release: ReleaseCard, measure: str = AS_PUBLISHED, **where: str | Iterable[str]
    ) -> "Trace":
        return cls((Selection.of(release, **where),), measure)

    def giving(self, figure: float) -> "Trace":
        """The same, naming the figure that was shown."""
        return replace(self, figure=figure)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.selections, self.measure, self.version, self.figure))

    @cached_property
    def url(self) -> str:
        return f"{ADDRESS}?{urlencode(list(self._parameters()))}"

    def _parameters(self) -> Iterable[tuple[str, str]]:
        for number, selection in enumerate(self.selections, 1):
            suffix = "" if number == 1 else f".{number}"
            yield f"release{suffix}", selection.release.sha256
            for name, values in selection.where:
                yield from ((f"{name}{suffix}", value) for value in values)
        yield "measure", self.measure
        yield "version", self.version
        if self.figure is not None:
            yield "figure", repr(float(self.figure))

    def as_dict(self) -> dict[str, Any]:
        return {
            "address": self.url,
            "measure": self.measure,
            "version": self.version,
            "figure": self.figure,
            "selections": [
                {
                    "release": selection.release.as_dict(),
                    "where": {name: list(values) for name, values in selection.where},
                }
                for selection in self.selections
            ],
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for, before anybody has looked whether it may be seen."""

    selections: tuple[tuple[str, dict[str, tuple[str, ...]]], ...]
    measure: str
    version: str
    figure: float | None


def parse(query: Mapping[str, list[str]]) -> Wanted:
    """Read a trace's address; `query` maps each parameter to its values. Raises `TraceError`."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for key, values in query.items():
        name, _, number = key.partition(".")
        if name in ("release", *SELECTABLE):
            found.setdefault(_number(number), {})[name] = tuple(values)
    selections = [_selection(found[number]) for number in sorted(found)]
    if not selections:
        raise TraceError("The address names no release. It needs release=, the release's SHA-256.")
    measure, version = (query.get(name, [default])[0] for name, default in _defaults())
    return Wanted(tuple(selections), measure, version, _figure(query.get("figure", [""])[0]))


def _figure(text: str) -> float | None:
    if not text:
        return None
    try:
        figure = float(text)
    except ValueError:
        figure = math.nan
    if not math.isfinite(figure):
        raise TraceError(f"{text!r} is not a figure.")
    return figure


def _defaults() -> tuple[tuple[str, str], tuple[str, str]]:
    return ("measure", AS_PUBLISHED), ("version", leveller.__version__)


def _number(text: str) -> int:
    if text and not text.isdecimal():
        raise TraceError(f"{text!r} is not the number of a selection.")
    return int(text or 1)


def _selection(parts: dict[str, tuple[str, ...]]) -> tuple[str, dict[str, tuple[str, ...]]]:
    release = parts.pop("release", ())
    if len(release) != 1:
        raise TraceError("Each selection of a trace names exactly one release.")
    if "indicator" not in parts:
        raise TraceError("Each selection of a trace names an indicator.")
    return release[0], parts
