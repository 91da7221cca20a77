"""Small areas of a place by how deprived they are: where the most deprived tenth of them lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import across, control, indicators, reading
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.store import figures, reader
from leveller.workbench.systems.evidence.store.figures import Period, ReleaseCard
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.store.reader import Request
from leveller.workbench.systems.evidence.traces import Trace

DECILE, RANK = "-imd-decile", "-imd-rank"
PEOPLE = "population"
EVERYBODY = "All ages"
MOST_DEPRIVED = 1


@dataclass(frozen=True)
class Layer:
    """One indicator's latest figures of the small areas, by the current code of each.

    None stands for a figure that is suppressed or that the publisher doesn't give.
    """

    indicator: IndicatorCard
    release: ReleaseCard
    period: Period
    sex: str
    age: str
    values: Mapping[str, float | None]

    @property
    def trace(self) -> Trace:
        return Trace.to(
            self.release,
            indicator=self.indicator.key,
            period=self.period.label,
            sex=self.sex,
            age=self.age,
            breakdown="",
        )


@dataclass(frozen=True)
class Share:
    """One council with its small areas: how many of them, and of their people, are in the tenth.

    `people` are those of the areas whose population is known; None where that is none of them.
    """

    council: Spot
    areas: int
    deprived: int
    people: float | None
    deprived_people: float | None


@dataclass(frozen=True)
class Deprived:
    """`values` is what was asked for; `deciles`, `ranks` and `people` are of the same areas."""

    place: Spot
    spots: Mapping[str, Spot]
    values: Layer | None
    deciles: Layer | None
    ranks: Layer | None
    people: Layer | None
    council_of: Mapping[str, Spot]


def small_area_indicators(actor: Actor) -> list[str]:
    """Keys of the indicators that have figures for small areas."""
    held = catalogue.visible(actor).holdings
    return list(dict.fromkeys(h.indicator for h in held if _is_small(h)))


def deprived(actor: Actor, place: str, indicator: str | None, *, as_at: date) -> Deprived:
    """One evidence read. The index is the latest edition that has most of the place's areas."""
    visible = catalogue.visible(actor)
    keys = [key for key in _keys(visible, indicator) if visible.of(key, PlaceKind.SMALL)]
    cards = tuple(indicators.cards(keys).values())
    return _deprived(visible, cards, place, indicator, as_at)


def _is_small(holding: Holding) -> bool:
    return holding.kind == PlaceKind.SMALL and not holding.breakdown


def _keys(visible: Catalogue, indicator: str | None) -> Iterable[str]:
    ends = [f"{edition}{end}" for edition in _editions(visible) for end in (DECILE, RANK)]
    return dict.fromkeys([*([indicator] if indicator else []), *ends, PEOPLE])


def _editions(visible: Catalogue) -> list[str]:
    """Of indices of deprivation, the latest first: `max` takes the first of equals."""
    held = [h for h in visible.holdings if _is_small(h) and h.indicator.endswith(DECILE)]
    ordered = sorted(held, key=lambda h: h.last, reverse=True)
    return list(dict.fromkeys(h.indicator.removesuffix(DECILE) for h in ordered))


# The cards stand in the key, so a corrected polarity or name is seen at once.
@lru_cache(maxsize=16)
def _deprived(
    visible: Catalogue,
    cards: tuple[IndicatorCard, ...],
    place: str,
    indicator: str | None,
    as_at: date,
) -> Deprived:
    spots = surroundings.small_areas(place, PlaceKind.SMALL, as_at)
    codes = {code: spot.code for spot in spots for code in spot.codes}
    held = {card.key: card for card in cards}
    found = _layers(visible, held, codes)
    editions = _editions(visible)
    edition = max(editions, key=lambda e: _size(found.get(f"{e}{DECILE}")), default="")
    deciles = found.get(f"{edition}{DECILE}")
    return Deprived(
        place=surroundings.spot(place, as_at),
        spots={spot.code: spot for spot in spots},
        values=found.get(indicator) if indicator else deciles,
        deciles=deciles,
        ranks=found.get(f"{edition}{RANK}"),
        people=found.get(PEOPLE),
        council_of=surroundings.council_of_each(place, as_at),
    )


def forget() -> None:
    _deprived.cache_clear()


def _size(found: Layer | None) -> int:
    return len(found.values) if found else 0


def _layers(
    visible: Catalogue, cards: Mapping[str, IndicatorCard], codes: Mapping[str, str]
) -> dict[str, Layer]:
    """For each indicator the first release that has any of the areas."""
    asked = [h for key in cards for h in visible.of(key, PlaceKind.SMALL)]
    frames = reader.select_many([_request(holding, codes) for holding in asked])
    found: dict[str, Layer] = {}
    for holding, frame in zip(asked, frames, strict=True):
        if len(frame) and holding.indicator not in found:
            found[holding.indicator] = _layer(holding, cards[holding.indicator], frame, codes)
    return found


def _request(holding: Holding, codes: Mapping[str, str]) -> Request:
    where = {
        "indicator": (holding.indicator,),
        "breakdown": ("",),
        "place": codes,
        "sex": (next((s for s in reading.SEXES if s in holding.sexes), ""),),
        **({"age": (EVERYBODY,)} if EVERYBODY in holding.ages else {}),
    }
    return Request(holding.release.sha256, where, reading.COLUMNS)


def _layer(holding: Holding, card: IndicatorCard, frame: Frame, codes: Mapping[str, str]) -> Layer:
    kept = across.of_one_age(frame) if len(holding.ages) > 1 else frame
    latest = kept.take(kept["period_end"] == kept["period_end"].max())
    period = Period(*next(iter(latest.tuples(("period", "period_start", "period_end")))))
    return Layer(
        card,
        holding.release,
        period,
        str(latest["sex"][0]),
        str(latest["age"][0]),
        dict(_values(latest, holding.release.disclosure, codes)),
    )


def _values(
    frame: Frame, rule: str, codes: Mapping[str, str]
) -> Iterable[tuple[str, float | None]]:
    """Without control the columns do: an area is a number, and there are thousands."""
    if rule != control.NONE:
        shown = control.controlled(figures.observations(frame), rule)
        return ((codes[o.place], o.value) for o in shown)
    numbers = frame["value"].astype(float)
    known = np.where(np.isnan(numbers), None, numbers).tolist()
    places = frame["place"].tolist()
    return zip((codes[place] for place in places), known, strict=True)


def by_council(found: Deprived) -> list[Share]:
    """The councils of the place, the largest share of deprived areas first."""
    if found.deciles is None:
        return []
    tenth = _known(found.deciles)
    people = _known(found.people) if found.people else {}
    inside: dict[Spot, list[str]] = {}
    for code in tenth:
        if code in found.council_of:
            inside.setdefault(found.council_of[code], []).append(code)
    made = [_share(council, codes, tenth, people) for council, codes in inside.items()]
    return sorted(made, key=lambda one: (-one.deprived / one.areas, one.council.name))


def _known(layer: Layer) -> dict[str, float]:
    return {code: value for code, value in layer.values.items() if value is not None}


def _share(
    council: Spot, codes: Sequence[str], tenth: Mapping[str, float], people: Mapping[str, float]
) -> Share:
    low = [code for code in codes if tenth[code] == MOST_DEPRIVED]
    known = [code for code in codes if code in people]
    return Share(
        council,
        len(codes),
        len(low),
        sum(people[code] for code in known) if known else None,
        sum(people[code] for code in low if code in people) if known else None,
    )


def worst_first(found: Deprived, *, is_low_worst: bool) -> list[str]:
    """Codes of the areas by their value; equal ones by their rank of deprivation, then by name."""
    values = found.values.values if found.values else {}
    rank = found.ranks.values if found.ranks else {}

    def order(code: str) -> tuple[bool, float, float, str]:
        value = values[code]
        signed = 0.0 if value is None else value if is_low_worst else -value
        return value is None, signed, rank.get(code) or 0.0, found.spots[code].name

    return sorted(values, key=order)
