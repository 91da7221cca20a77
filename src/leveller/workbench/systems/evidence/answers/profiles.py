"""Everything that is known of one place, from the summaries: one read, whatever the store holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import comparing, control, indicators
from leveller.workbench.systems.evidence.answers.comparing import Compared, RecentTrend
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.series import trace_of
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.store import layout, reader
from leveller.workbench.systems.evidence.store.figures import (
    Interval,
    Observation,
    Period,
    ReleaseCard,
)
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.store.summaries.rows import SCHEMA, SPREAD
from leveller.workbench.systems.evidence.surroundings import Spot, Surroundings
from leveller.workbench.systems.evidence.traces import Trace


@dataclass(frozen=True, slots=True)
class Position:
    """Among places of the same kind in the same country and period: 1 is the highest value."""

    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float
    rank: int
    of: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest figure of an indicator at a place, and how it stands.

    `previous` is the last figure before it that shares no day with it; `region` and `country` are
    figures of the same period. `position` is missing where a release's figures are controlled for
    disclosure, since a spread can give a suppressed figure away.
    """

    indicator: IndicatorCard
    release: ReleaseCard
    latest: Observation
    previous: Observation | None
    region: Observation | None
    country: Observation | None
    position: Position | None
    trend: RecentTrend
    compared: Compared
    points: int

    @property
    def trace(self) -> Trace:
        return trace_of(self.release, self.latest)


@dataclass(frozen=True)
class Profile:
    place: Spot
    region: Spot | None
    country: Spot | None
    standings: tuple[Standing, ...]

    def of(self, indicator: str) -> list[Standing]:
        """The figures of one indicator, one for each sex and age."""
        return [each for each in self.standings if each.indicator.key == indicator]


def profile(actor: Actor, place: str, *, as_at: date | None = None) -> Profile:
    """The latest of every indicator at a place. Each comes out of one release: the one with the
    latest period for places of the kind among those that have the place."""
    around = surroundings.around(place, as_at)
    visible = catalogue.visible(actor)
    held = {h.indicator for h in visible.holdings if h.kind == around.spot.kind}
    return _profile(visible, around, tuple(indicators.cards(held).values()))


def profiles(
    actor: Actor, places: Sequence[str], keys: Collection[str], *, as_at: date | None = None
) -> list[Profile]:
    """The latest of some indicators at several places of one kind: one evidence read for all."""
    visible = catalogue.visible(actor)
    cards = indicators.cards(keys)
    around = tuple(surroundings.around(place, as_at) for place in places)
    return list(_profiles(visible, around, tuple(cards.values()))) if around else []


# The cards stand in the key, so a corrected polarity or name is seen at once.
@lru_cache(maxsize=64)
def _profile(visible: Catalogue, around: Surroundings, cards: tuple[IndicatorCard, ...]) -> Profile:
    return _profile_of(_rows(visible, (around,), cards)[0], around, cards)


@lru_cache(maxsize=16)
def _profiles(
    visible: Catalogue, places: tuple[Surroundings, ...], cards: tuple[IndicatorCard, ...]
) -> tuple[Profile, ...]:
    read = _rows(visible, places, cards)
    return tuple(_profile_of(rows, one, cards) for rows, one in zip(read, places, strict=True))


def _profile_of(rows: "_Rows", around: Surroundings, cards: Sequence[IndicatorCard]) -> Profile:
    by_key = {card.key: card for card in cards}
    found = [_standing(by_key[row["indicator"]], release, row, rows) for row, release in rows.own]
    ordered = sorted(found, key=lambda s: (s.indicator.order, s.indicator.name, s.latest.sex))
    return Profile(
        around.spot, around.region, around.country, tuple(comparing.compare_all(ordered))
    )


def forget() -> None:
    for kept in (_profile, _profiles):
        kept.cache_clear()


PERIOD = ("period", "period_start", "period_end")
Row = dict[str, Any]
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class _Rows:
    """Rows of the place with their releases, and the region's rows by release and population."""

    own: list[tuple[Row, ReleaseCard]]
    region: dict[Key, Row]
    country: str


def _rows(
    visible: Catalogue, places: Sequence[Surroundings], cards: Sequence[IndicatorCard]
) -> list[_Rows]:
    """The rows of each of several places of one kind: one read."""
    wanted = {card.key for card in cards}
    holdings = [
        h
        for h in visible.holdings
        if h.kind == places[0].spot.kind and not h.breakdown and h.indicator in wanted
    ]
    releases = {h.release.sha256: h.release for h in holdings}
    spots = [spot for one in places for spot in (one.spot, one.region) if spot]
    codes = dict.fromkeys(code for spot in spots for code in spot.codes)
    where = {"place": codes} | ({"indicator": wanted} if len(places) > 1 else {})
    frames = reader.select_each(list(releases), where, SCHEMA.names, layout.SUMMARY)
    by_release = {sha: _dicts(frame) for sha, frame in zip(releases, frames, strict=True)}
    return [_rows_of(one, by_release, holdings, releases) for one in places]


def _rows_of(
    around: Surroundings,
    by_release: dict[str, list[Row]],
    holdings: Sequence[Holding],
    releases: Mapping[str, ReleaseCard],
) -> _Rows:
    region = around.region.codes if around.region else ()
    return _Rows(
        [(row, releases[sha]) for sha, row in _preferred(holdings, by_release, around.spot.codes)],
        {
            _key(sha, row): row
            for sha, rows in by_release.items()
            for row in rows
            if row["place"] in region
        },
        around.country.code if around.country else "",
    )


def _dicts(frame: Frame) -> list[Row]:
    return [dict(zip(SCHEMA.names, row, strict=True)) for row in frame.tuples(SCHEMA.names)]


def _key(sha: str, row: Row) -> Key:
    return (sha, row["indicator"], row["sex"], row["age"])


def _preferred(
    holdings: Sequence[Holding], by_release: dict[str, list[Row]], codes: Sequence[str]
) -> Iterable[tuple[str, Row]]:
    """The rows of each indicator out of the first release, in order of preference, that has any.

    Holdings come with the latest period first. A place with rows under an old and a new code in
    one release is shown under the code with the later figure.
    """
    taken: dict[str, str] = {}
    grouped = {
        (sha, indicator): found
        for sha, rows in by_release.items()
        for indicator, found in _by_indicator(rows, codes).items()
    }
    for holding in holdings:
        sha = holding.release.sha256
        rows = grouped.get((sha, holding.indicator))
        if rows and taken.setdefault(holding.indicator, sha) == sha:
            yield from ((sha, row) for row in rows)
            del grouped[sha, holding.indicator]


def _by_indicator(rows: Iterable[Row], codes: Sequence[str]) -> dict[str, list[Row]]:
    best: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if row["place"] not in codes:
            continue
        key = (row["indicator"], row["sex"], row["age"])
        standing = best.get(key)
        if standing is None or row["period_end"] > standing["period_end"]:
            best[key] = row
    found: dict[str, list[Row]] = {}
    for (indicator, _, _), row in best.items():
        found.setdefault(indicator, []).append(row)
    return found


def _standing(card: IndicatorCard, release: ReleaseCard, row: Row, rows: _Rows) -> Standing:
    latest = _observation(row, row["place"], "")
    others = (
        _observation(row, row["place"], "previous_"),
        _regional(rows.region.get(_key(release.sha256, row)), row),
        _observation({**row, **_same_period(row, "country_")}, rows.country, "country_"),
    )
    shown = [_controlled(observation, release) for observation in (latest, *others)]
    assert shown[0] is not None
    return Standing(
        indicator=card,
        release=release,
        latest=shown[0],
        previous=shown[1],
        region=shown[2],
        country=shown[3],
        position=_position(row) if release.disclosure == control.NONE else None,
        trend=comparing.recent_trend(card, row["trend"], row["trend_reason"]),
        compared=comparing.NOT_YET,
        points=row["points"],
    )


def _controlled(observation: Observation | None, release: ReleaseCard) -> Observation | None:
    return control.controlled([observation], release.disclosure)[0] if observation else None


def _regional(region: Row | None, row: Row) -> Observation | None:
    """The region's figure of the place's period: its latest, or the one before."""
    if region is None:
        return None
    for prefix in ("", "previous_"):
        if region[f"{prefix}period"] == row["period"]:
            return _observation(region, region["place"], prefix)
    return None


def _same_period(row: Row, prefix: str) -> Row:
    return {f"{prefix}{name}": row[name] for name in PERIOD}


def _observation(row: Row, place: str, prefix: str) -> Observation | None:
    if row[f"{prefix}row"] is None:
        return None
    return Observation(
        indicator=row["indicator"],
        place=place,
        period=Period(*(row[f"{prefix}{name}"] for name in PERIOD)),
        sex=row["sex"],
        age=row["age"],
        breakdown="",
        category="",
        category_order=None,
        value=row[f"{prefix}value"],
        interval=_interval(row, f"{prefix}lower95", f"{prefix}upper95", 0.95),
        interval998=None if prefix else _interval(row, "lower998", "upper998", 0.998),
        count=row[f"{prefix}count"],
        denominator=row[f"{prefix}denominator"],
        note="" if prefix else row["note"],
        row=int(row[f"{prefix}row"]),
    )


def _interval(row: Row, lower: str, upper: str, level: float) -> Interval | None:
    if row[lower] is None or row[upper] is None:
        return None
    return Interval(row[lower], row[upper], level)


def _position(row: Row) -> Position | None:
    if not row["compared"]:
        return None
    return Position(*(row[name] for name in SPREAD), rank=row["rank"], of=row["compared"])
