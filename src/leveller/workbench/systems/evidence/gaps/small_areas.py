"""How values of small areas rise with deprivation: a slope over the tenths of small areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import slope_index
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import surroundings
from leveller.workbench.systems.evidence.answers import control, indicators
from leveller.workbench.systems.evidence.answers.areas import containing
from leveller.workbench.systems.evidence.answers.comparing import POLARITIES
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.gaps.changes import NO_EARLIER
from leveller.workbench.systems.evidence.gaps.model import (
    Change,
    End,
    Gap,
    Measure,
    Point,
    Verdict,
)
from leveller.workbench.systems.evidence.store import reader
from leveller.workbench.systems.evidence.store.figures import Period
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.traces import Selection, Trace

DECILE = "-imd-decile"
# Parts of an index that are about health itself, by what their keys end in.
ABOUT_HEALTH = (
    *("-years-of-life-lost", "-illness-and-disability", "-acute-morbidity"),
    *("-mortality-ratio", "-comparative-illness", "-emergency-stays"),
)
NO_LIMITS = "small areas' figures are published without intervals"
CIRCULAR = "The index counts this among its parts, so some of the slope is there by construction."
NATIONAL = "Tenths are those of all small areas of the country, so they hold unequal numbers here."
COLUMNS = ("place", "value", "sex", "age", "period", "period_start", "period_end")
FEWEST_GROUPS = 5
COMPARABLE = {
    ValueType.PROPORTION,
    ValueType.CRUDE_RATE,
    ValueType.STANDARDISED_RATE,
    ValueType.RATIO,
    ValueType.LIFE_EXPECTANCY,
    ValueType.MEAN,
    ValueType.OTHER,
}


@dataclass(frozen=True)
class _Pair:
    """An indicator and the tenths of deprivation that it is laid against."""

    card: IndicatorCard
    values: Holding
    tenths: Holding


def gaps(visible: Catalogue, cards: Sequence[IndicatorCard], place: Spot, day: date) -> list[Gap]:
    """For each indicator its slope over the tenths of deprivation, inside the place: one read."""
    pairs = _pairs(visible, cards)
    codes = _codes(place, day) if pairs else []
    if not codes:
        return []
    holdings = list(dict.fromkeys(h for pair in pairs for h in (pair.values, pair.tenths)))
    frames = reader.select_many([_request(holding, codes) for holding in holdings])
    read = {h: _latest(frame) for h, frame in zip(holdings, frames, strict=True)}
    found = [_gap(pair, read[pair.values], read[pair.tenths], place) for pair in pairs]
    return [gap for gap in found if gap]


def _codes(place: Spot, day: date) -> list[str]:
    if place.kind in (PlaceKind.SMALL, PlaceKind.COUNTRY):
        return []
    return [
        code for s in surroundings.small_areas(place.code, PlaceKind.SMALL, day) for code in s.codes
    ]


def _pairs(visible: Catalogue, cards: Sequence[IndicatorCard]) -> list[_Pair]:
    """Headlines, and parts of an index that are about health itself, held for small areas.

    Releases under disclosure control are passed over: a mean would give suppressed figures away.
    """
    held: dict[str, Holding] = {}
    for h in visible.holdings:
        if h.kind == PlaceKind.SMALL and not h.breakdown and h.release.disclosure == control.NONE:
            held.setdefault(h.indicator, h)
    known = {card.key: card for card in cards}
    about = [key for key in held if key.endswith(ABOUT_HEALTH) and key not in known]
    known |= indicators.cards(about) if about else {}
    wanted = sorted((c for c in known.values() if c.key in held), key=lambda c: (c.order, c.name))
    return [
        _Pair(card, held[card.key], tenths)
        for card in wanted
        if (tenths := _tenths_for(card.key, held)) and ValueType(card.value_type) in COMPARABLE
    ]


def _tenths_for(indicator: str, held: Mapping[str, Holding]) -> Holding | None:
    """The decile of the index of the indicator's own edition, else the latest there is."""
    own = held.get(f"{indicator.partition('-')[0]}{DECILE}")
    others = [h for key, h in held.items() if key.endswith(DECILE)]
    return own or max(others, key=lambda h: (h.last, h.indicator), default=None)


def _request(holding: Holding, codes: Sequence[str]) -> reader.Request:
    where = {"indicator": (holding.indicator,), "breakdown": ("",), "place": codes}
    return reader.Request(holding.release.sha256, where, COLUMNS)


def _latest(frame: Frame) -> Frame:
    """The rows of the latest period that have a value."""
    if not len(frame):
        return frame
    last = frame["period_end"] == frame["period_end"].max()
    return frame.take(last & ~np.isnan(frame["value"].astype(float)))


@dataclass(frozen=True)
class _Tenths:
    """The mean of the small areas of each tenth that occurs, and how many there are of them."""

    order: list[int]
    means: list[float]
    areas: list[int]
    left_out: int


def _laid(values: Frame, tenths: Frame) -> _Tenths:
    tenth_of = dict(tenths.tuples(("place", "value")))
    places = values["place"].tolist()
    through = containing([code for code in places if code not in tenth_of], tenth_of)
    found = [tenth_of.get(code, tenth_of.get(through.get(code, ""))) for code in places]
    tenth = np.array([0 if each is None else int(each) for each in found])
    return _means(tenth, values["value"].astype(float))


def _means(tenth: npt.NDArray[np.int64], value: npt.NDArray[np.float64]) -> _Tenths:
    order = sorted(set(tenth.tolist()) - {0})
    return _Tenths(
        order,
        [float(value[tenth == n].mean()) for n in order],
        [int((tenth == n).sum()) for n in order],
        int((tenth == 0).sum()),
    )


def _gap(pair: _Pair, values: Frame, deciles: Frame, place: Spot) -> Gap | None:
    if not len(values) or not len(deciles):
        return None
    card, tenths = pair.card, _laid(values, deciles)
    if len(tenths.order) < FEWEST_GROUPS:
        return None
    polarity = POLARITIES[card.polarity]  # type: ignore[index]
    index = slope_index(tenths.means, tenths.areas, polarity=polarity)
    if index.is_empty:
        return None
    ends = (_end(tenths, 0), _end(tenths, -1))
    period = Period(*next(values.tuples(("period", "period_start", "period_end"))))
    now = Point(period, float(index.value), None, ends)
    return Gap(
        indicator=card,
        place=place,
        measure=Measure.SMALL_AREAS,
        value=now.value,
        unit=card.unit,
        interval=None,
        no_interval=NO_LIMITS,
        period=period,
        sex=str(values["sex"][0]),
        age=str(values["age"][0]),
        ends=ends,
        change=Change(Verdict.CANNOT_TELL, NO_EARLIER),
        history=(now,),
        method=(
            f"slope through the means of {sum(tenths.areas):,} small areas by tenth of "
            f"deprivation ({pair.tenths.release.title}), weighted by areas. {index.sign}"
        ),
        cautions=tuple(_cautions(pair, tenths)),
        substitute="",
        release=pair.values.release,
        trace=_trace(pair, period).giving(now.value),
    )


def _end(tenths: _Tenths, at: int) -> End:
    word = {1: "most", 10: "least"}.get(tenths.order[at], "")
    name = f"{word} deprived tenth" if word else f"tenth {tenths.order[at]} of deprivation"
    return End(f"{name} of small areas ({tenths.areas[at]:,} areas)", tenths.means[at])


def _trace(pair: _Pair, period: Period) -> Trace:
    values = Selection.of(
        pair.values.release, indicator=pair.card.key, period=period.label, breakdown=""
    )
    tenths = Selection.of(pair.tenths.release, indicator=pair.tenths.indicator, breakdown="")
    return Trace((values, tenths), str(Measure.SMALL_AREAS))


def _cautions(pair: _Pair, tenths: _Tenths) -> list[str]:
    found = [NATIONAL]
    if pair.tenths.indicator.partition("-")[0] == pair.card.key.partition("-")[0]:
        found.append(CIRCULAR)
    if tenths.left_out:
        found.append(f"{tenths.left_out} small areas are left out: their boundaries changed.")
    return found
