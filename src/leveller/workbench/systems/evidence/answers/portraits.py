"""One indicator at one place with all that stands beside it: one evidence read.

The place's own series comes from the release with the latest figures for it. The country's, the
authority's and the members' figures come from the same release where it has them, so that like is
compared with like; else from their own, which the answer names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import catalogue, company
from leveller.workbench.systems.evidence.answers import (
    across,
    aggregates,
    control,
    gradients,
    indicators,
    reading,
    series,
)
from leveller.workbench.systems.evidence.answers.across import Across
from leveller.workbench.systems.evidence.answers.aggregates import Aggregate, Refused
from leveller.workbench.systems.evidence.answers.gradients import Gradient
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Found
from leveller.workbench.systems.evidence.answers.series import Series
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.company import Company
from leveller.workbench.systems.evidence.store import reader
from leveller.workbench.systems.evidence.store.figures import Observation
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.store.reader import Request

DEPRIVATION = ("deprivation decile", "deprivation quintile")
AGGREGATED = (PlaceKind.AUTHORITY, PlaceKind.REGION, PlaceKind.COUNTY)


@dataclass(frozen=True)
class Choice:
    """What was asked for; what is left open is chosen: everybody, the widest age, the latest."""

    sex: str | None = None
    age: str | None = None
    period: str | None = None
    kind: PlaceKind | None = None


@dataclass(frozen=True)
class Portrait:
    """`own` is missing where no release has the place; `members` are those beside or inside it.

    `aggregate` is a figure made out of the members', or why there can be none, for a place without
    one of its own. `gradients` hold the place's by deprivation and its country's.
    """

    indicator: IndicatorCard
    company: Company
    sex: str
    sexes: tuple[str, ...]
    ages: tuple[str, ...]
    kind: PlaceKind | None
    own: Series | None
    beside: tuple[Series, ...]
    members: Across | None
    aggregate: Aggregate | Refused | None
    gradient: Gradient | None
    national_gradient: Gradient | None
    asked: Choice

    @cached_property
    def shown(self) -> Observation | None:
        """The place's own figure of the period asked for, else its latest."""
        if self.own is None:
            return None
        points = [point for point in self.own.points if point.period.label == self.asked.period]
        return points[0] if points else self.own.latest or self.own.points[-1]

    def of(self, spot: Spot | None) -> Series | None:
        return next((each for each in self.beside if each.place == spot), None)

    @property
    def country(self) -> Series | None:
        return self.of(self.company.country)

    @property
    def authority(self) -> Series | None:
        return self.of(self.company.authority)


@dataclass(frozen=True)
class _Part:
    """A question to one holding, and for which place and purpose."""

    what: str
    spot: Spot | None
    holding: Holding
    where: Mapping[str, tuple[str, ...]]

    @property
    def request(self) -> Request:
        asked = {"indicator": (self.holding.indicator,), **self.where}
        return Request(self.holding.release.sha256, asked, reading.COLUMNS)


Read = list[tuple[_Part, Frame]]


def portrait(
    actor: Actor, indicator: str, place: str, choice: Choice, *, as_at: date
) -> Portrait | None:
    """None for an indicator that the actor sees no figures of; `UnknownPlaceError` for a place."""
    visible, around = catalogue.visible(actor), company.of(place, as_at)
    held = visible.of(indicator, None, None)
    if not held:
        return None
    kind = _kind(visible, indicator, around, choice.kind)
    sex, sexes, ages = _people(visible, indicator, around, kind, choice)
    parts = list(_parts(visible, indicator, around, kind, sex))
    frames = reader.select_many([part.request for part in parts])
    read = list(zip(parts, frames, strict=True))
    asked = Choice(sex, choice.age if choice.age in ages else None, choice.period, kind)
    return _Drawing(indicators.card(indicator), around, read, asked).portrait(sexes, ages, as_at)


def _kind(
    visible: Catalogue, indicator: str, around: Company, asked: PlaceKind | None
) -> PlaceKind | None:
    """The kind asked for where it has figures, else the first that has."""
    held = [kind for kind in around.fellows if visible.of(indicator, kind)]
    return asked if asked in held else next(iter(held), None)


def _people(
    visible: Catalogue,
    indicator: str,
    around: Company,
    kind: PlaceKind | None,
    choice: Choice,
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The sex that is shown, and all sexes and ages of the place, or of its fellows."""
    held = visible.of(indicator, around.spot.kind) or (visible.of(indicator, kind) if kind else [])
    held = held or visible.of(indicator)
    sexes = tuple(s for s in reading.SEXES if any(s in h.sexes for h in held))
    ages = tuple(dict.fromkeys(age for h in held for age in h.ages))
    asked = choice.sex if choice.sex in sexes else None
    first = next((s for s in reading.SEXES if held and s in held[0].sexes), "")
    return (first if asked is None else asked), sexes, ages


def _parts(
    visible: Catalogue, indicator: str, around: Company, kind: PlaceKind | None, sex: str
) -> Iterator[_Part]:
    alone = {"breakdown": ("",), "sex": (sex,)}
    for spot in dict.fromkeys((around.spot, around.country, around.authority)):
        if spot is not None:
            for holding in visible.of(indicator, spot.kind):
                yield _Part("series", spot, holding, {**alone, "place": spot.codes})
    if kind is not None:
        codes = tuple(code for spot in around.fellows[kind] for code in spot.codes)
        for holding in visible.of(indicator, kind):
            yield _Part("members", None, holding, {**alone, "place": codes})
    for spot in dict.fromkeys((around.spot, around.country)):
        if spot is not None:
            yield from _by_deprivation(visible.of(indicator, spot.kind, None), spot)


def _by_deprivation(holdings: Iterable[Holding], spot: Spot) -> Iterator[_Part]:
    for holding in holdings:
        if holding.breakdown_kind in DEPRIVATION:
            where = {"breakdown": (holding.breakdown,), "place": spot.codes}
            yield _Part("gradient", spot, holding, where)


@dataclass(frozen=True)
class _Drawing:
    """Everything that was read, from which the portrait's parts are made."""

    card: IndicatorCard
    around: Company
    read: Read
    asked: Choice

    def portrait(self, sexes: tuple[str, ...], ages: tuple[str, ...], as_at: date) -> Portrait:
        own = self._series(self.around.spot, None)
        beside = (self.around.country, self.around.authority)
        members = self._members(own, raw=False)
        return Portrait(
            indicator=self.card,
            company=self.around,
            sex=self.asked.sex or "",
            sexes=sexes,
            ages=own.ages if own else ages,
            kind=self.asked.kind,
            own=own,
            beside=tuple(s for spot in beside if spot and (s := self._series(spot, own))),
            members=members,
            aggregate=self._aggregate(own, as_at),
            gradient=self._gradient(self.around.spot),
            national_gradient=self._gradient(self.around.country) if self.around.country else None,
            asked=self.asked,
        )

    def _of(self, what: str, spot: Spot | None, like: Series | None = None) -> Read:
        """What was read for a purpose and place, the release of `like` first."""
        found = [
            (part, frame)
            for part, frame in self.read
            if part.what == what and part.spot == spot and len(frame)
        ]
        return sorted(
            found, key=lambda pair: not (like and pair[0].holding.release == like.release)
        )

    def _series(self, spot: Spot, like: Series | None) -> Series | None:
        """Like the place's own series in people and in the length of its periods."""
        read = self._of("series", spot, like)
        asked = {
            "sex": self.asked.sex,
            "age": like.age if like else self.asked.age,
            "months": like.months if like else self._months(),
        }
        for part, frame in read:
            others = tuple({p.holding.release: None for p, _ in read if p is not part})
            rule = part.holding.release.disclosure
            found = Found(part.holding, reading.rows(frame, rule), others)
            made = series.of_rows(self.card, spot, found, **asked)  # type: ignore[arg-type]
            if made is None and like is None:
                made = series.of_rows(self.card, spot, found, sex=self.asked.sex)
            if made is not None:
                return made
        return None

    def _months(self) -> int | None:
        """The length of the period asked for, where some row has it."""
        for part, frame in self.read:
            if part.what == "series" and self.asked.period in part.holding.periods:
                at = frame["period"] == self.asked.period
                rows = reading.rows(frame.take(at), control.NONE) if at.any() else []
                if rows:
                    return rows[0].months
        return None

    def _members(self, own: Series | None, *, raw: bool) -> Across | None:
        if self.asked.kind is None:
            return None
        spots = self.around.fellows[self.asked.kind]
        age = own.age if own else self.asked.age
        for part, frame in self._of("members", None, own):
            release = part.holding.release
            alike = frame.take(frame["age"] == age) if age is not None else frame
            kept = across.of_one_age(alike if len(alike) else frame)
            rule = control.NONE if raw else release.disclosure
            for period in (self.asked.period or _latest(own), None):
                found = across.answered(self.card, release, kept, spots, period, rule)
                if found is not None:
                    return found
        return None

    def _aggregate(self, own: Series | None, as_at: date) -> Aggregate | Refused | None:
        if own is not None or self.around.spot.kind not in AGGREGATED:
            return None
        spots = self.around.fellows.get(PlaceKind.COUNCIL, [])
        found = self._members(None, raw=True)
        if found is None:
            return None
        return aggregates.of_members(found, self.around.spot, spots, as_at)

    def _gradient(self, spot: Spot) -> Gradient | None:
        read = self._of("gradient", spot)
        named = tuple(dict.fromkeys(part.holding.breakdown for part, _ in read))
        for part, frame in read:
            rows = reading.rows(frame, part.holding.release.disclosure)
            sex = self.asked.sex if self.asked.sex in part.holding.sexes else None
            age = self.asked.age if self.asked.age in part.holding.ages else None
            for period in (self.asked.period, None):
                kept = gradients.chosen(rows, sex, age, period)
                made = gradients.of_rows(self.card, spot, part.holding, named, rows, kept)
                if made is not None:
                    return made
        return None


def _latest(own: Series | None) -> str | None:
    found = own.latest if own else None
    return found.period.label if found else None
