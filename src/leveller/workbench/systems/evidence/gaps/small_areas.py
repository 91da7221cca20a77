"""How values of small areas rise with deprivation: a slope over the tenths of small areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from leveller.methods.measures import slope_index
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers.areas import SmallAreas, Wanted, of_each
from leveller.workbench.systems.evidence.answers.comparing import POLARITIES
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.catalogue import Catalogue
from leveller.workbench.systems.evidence.gaps.changes import NO_EARLIER
from leveller.workbench.systems.evidence.gaps.model import (
    Change,
    End,
    Gap,
    Measure,
    Point,
    Verdict,
)
from leveller.workbench.systems.evidence.surroundings import Spot
from leveller.workbench.systems.evidence.traces import Trace

DECILE = "-imd-decile"
# Parts of an index that are about health itself, by what their keys end in.
ABOUT_HEALTH = ("-years-of-life-lost", "-illness-and-disability", "-acute-morbidity")
NO_LIMITS = "small areas' figures are published without intervals"
CIRCULAR = "The index counts this among its parts, so some of the slope is there by construction."
NATIONAL = "Tenths are those of all small areas of the country, so they hold unequal numbers here."
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


def wanted(visible: Catalogue, cards: Sequence[IndicatorCard]) -> list[str]:
    """Which indicators of small areas are looked at: headlines, and those about health itself."""
    held = {h.indicator for h in visible.holdings if h.kind == PlaceKind.SMALL and not h.breakdown}
    about = [key for key in held if key.endswith(ABOUT_HEALTH)]
    return sorted({card.key for card in cards if card.key in held} | set(about))


def gaps(visible: Catalogue, cards: Sequence[IndicatorCard], place: Spot, day: date) -> list[Gap]:
    """For each indicator its slope over the tenths of deprivation, inside the place."""
    pairs = [(key, _deprivation(visible, key)) for key in wanted(visible, cards)]
    asked = [Wanted(key, deprivation) for key, deprivation in pairs if deprivation]
    found = of_each(visible, asked, place.code, as_at=day) if asked else []
    gaps = [_gap(areas, place) for areas in found if areas]
    return [gap for gap in gaps if gap]


def _deprivation(visible: Catalogue, indicator: str) -> str | None:
    """The decile of the index of the indicator's own edition, else the latest there is."""
    held = [
        h
        for h in visible.holdings
        if h.kind == PlaceKind.SMALL and not h.breakdown and h.indicator.endswith(DECILE)
    ]
    edition = indicator.partition("-")[0]
    own = [h.indicator for h in held if h.indicator == f"{edition}{DECILE}"]
    latest = sorted(held, key=lambda h: (h.last, h.indicator))
    return own[0] if own else latest[-1].indicator if latest else None


@dataclass(frozen=True)
class _Tenths:
    """The mean of the small areas of each tenth that occurs, and how many there are of them."""

    order: list[int]
    means: list[float]
    areas: list[int]


def _tenths(areas: SmallAreas) -> _Tenths:
    pairs = [
        (int(area.deprivation), area.observation.value)
        for area in areas.areas
        if area.deprivation is not None and area.observation.value is not None
    ]
    tenth = np.array([pair[0] for pair in pairs], dtype=int)
    value = np.array([pair[1] for pair in pairs], dtype=float)
    order = sorted(set(tenth.tolist()))
    return _Tenths(
        order,
        [float(value[tenth == n].mean()) for n in order],
        [int((tenth == n).sum()) for n in order],
    )


def _gap(areas: SmallAreas, place: Spot) -> Gap | None:
    card = areas.indicator
    tenths = _tenths(areas)
    if ValueType(card.value_type) not in COMPARABLE or len(tenths.order) < FEWEST_GROUPS:
        return None
    polarity = POLARITIES[card.polarity]  # type: ignore[index]
    index = slope_index(tenths.means, tenths.areas, polarity=polarity)
    if index.is_empty:
        return None
    ends = (_end(tenths, 0), _end(tenths, -1))
    now = Point(areas.period, float(index.value), None, ends)
    trace = areas.trace
    return Gap(
        indicator=card,
        place=place,
        measure=Measure.SMALL_AREAS,
        value=now.value,
        unit=card.unit,
        interval=None,
        no_interval=NO_LIMITS,
        period=now.period,
        sex=areas.sex,
        age=areas.age,
        ends=ends,
        change=Change(Verdict.CANNOT_TELL, NO_EARLIER),
        history=(now,),
        method=(
            f"slope through the means of {sum(tenths.areas):,} small areas by "
            f"{areas.deprivation}, weighted by areas. {index.sign}"
        ),
        cautions=tuple(_cautions(areas)),
        substitute="",
        release=areas.release,
        trace=Trace(trace.selections, str(Measure.SMALL_AREAS)),
    )


def _end(tenths: _Tenths, at: int) -> End:
    word = "most" if tenths.order[at] == 1 else "least" if tenths.order[at] == 10 else ""
    name = f"{word} deprived tenth" if word else f"tenth {tenths.order[at]} of deprivation"
    return End(f"{name} of small areas ({tenths.areas[at]:,} areas)", tenths.means[at])


def _cautions(areas: SmallAreas) -> list[str]:
    found = [NATIONAL]
    edition = areas.indicator.key.partition("-")[0]
    if areas.deprivation and areas.deprivation.key.startswith(f"{edition}-"):
        found.append(CIRCULAR)
    if areas.kept_apart:
        found.append(f"{len(areas.kept_apart)} small areas are left out: their boundaries changed.")
    return found
