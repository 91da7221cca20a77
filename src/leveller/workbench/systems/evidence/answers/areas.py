"""Values of the small areas inside a place, beside how deprived each of them is.

An area has the deprivation of the area that it lies wholly in: itself, where both releases speak
of the same vintage of areas, or, by the exact-fit table of changes, the area that it was merged
into or split out of. Areas that fit neither way are kept apart and counted, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Change
from leveller.workbench.ground.places.models.relations import ChangeMethod
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import indicators, reading
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Found
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue
from leveller.workbench.systems.evidence.store.figures import Observation, Period, ReleaseCard
from leveller.workbench.systems.evidence.traces import Selection, Trace

Codes = Mapping[str, Spot]
NO_FIT = "the release of deprivation has no area that holds it exactly"


@dataclass(frozen=True, slots=True)
class Area:
    """`deprivation` is the decile, rank or score asked for; `through` is the code it stands under
    where that isn't the area's own."""

    place: Spot
    observation: Observation
    deprivation: float | None
    through: str = ""


@dataclass(frozen=True)
class SmallAreas:
    indicator: IndicatorCard
    parent: Spot
    period: Period
    sex: str
    age: str
    areas: tuple[Area, ...]
    kept_apart: tuple[tuple[Spot, str], ...]
    release: ReleaseCard
    deprivation: IndicatorCard | None
    deprivation_release: ReleaseCard | None
    periods: tuple[Period, ...]

    @property
    def trace(self) -> Trace:
        shared = {"period": self.period.label, "sex": self.sex, "age": self.age}
        own = Selection.of(self.release, indicator=self.indicator.key, **shared, breakdown="")
        if self.deprivation is None or self.deprivation_release is None:
            return Trace((own,))
        other = Selection.of(self.deprivation_release, indicator=self.deprivation.key, breakdown="")
        return Trace((own, other), measure="values beside deprivation")


@dataclass(frozen=True)
class Wanted:
    """What is asked of small areas. `deprivation` is the key of an indicator that ranks them."""

    indicator: str
    deprivation: str | None = None
    sex: str | None = None
    age: str | None = None
    period: str | None = None
    release: str | None = None
    deprivation_release: str | None = None


def small_areas(
    actor: Actor,
    indicator: str,
    parent: str,
    *,
    kind: PlaceKind = PlaceKind.SMALL,
    deprivation: str | None = None,
    deprivation_release: str | None = None,
    sex: str | None = None,
    age: str | None = None,
    period: str | None = None,
    release: str | None = None,
    as_at: date | None = None,
) -> SmallAreas | None:
    """The latest figures of the small areas inside a place, out of one release.

    `deprivation` is the key of an indicator that ranks areas of the same kind, such as the decile
    of multiple deprivation; without it the areas come without one.
    """
    wanted = Wanted(indicator, deprivation, sex, age, period, release, deprivation_release)
    return of_each(catalogue.visible(actor), [wanted], parent, kind, as_at)[0]


def of_each(
    visible: Catalogue,
    wanted: Sequence[Wanted],
    parent: str,
    kind: PlaceKind = PlaceKind.SMALL,
    as_at: date | None = None,
) -> list[SmallAreas | None]:
    """Several indicators of the same small areas: one evidence read."""
    spots = surroundings.small_areas(parent, kind, as_at)
    codes = {code: spot for spot in spots for code in spot.codes}
    where = {"place": codes}
    ranks = {w: (w.deprivation, w.deprivation_release) for w in wanted if w.deprivation}
    asked = [visible.of(w.indicator, kind, "", w.release) for w in wanted]
    asked += [visible.of(key, kind, "", sha256) for key, sha256 in dict.fromkeys(ranks.values())]
    found = reading.first_of_each([(holdings, where) for holdings in asked])
    ranked = dict(zip(dict.fromkeys(ranks.values()), found[len(wanted) :], strict=True))
    place = surroundings.spot(parent, as_at)
    return [
        _answer(w, own, ranked.get(ranks[w]) if w in ranks else None, place, codes)
        for w, own in zip(wanted, found, strict=False)
    ]


def _answer(
    wanted: Wanted, found: Found | None, ranked: Found | None, parent: Spot, codes: Codes
) -> SmallAreas | None:
    if found is None:
        return None
    rows = reading.of_one_population(found.rows, wanted.sex, wanted.age)
    periods = reading.periods_of(rows)
    chosen = next((p for p in reversed(periods) if wanted.period in (None, p.label)), None)
    observations = [row.observation for row in rows if row.observation.period == chosen]
    if chosen is None or not observations:
        return None
    areas, kept_apart = _joined(observations, codes, ranked)
    return SmallAreas(
        indicator=indicators.card(wanted.indicator),
        parent=parent,
        period=chosen,
        sex=observations[0].sex,
        age=observations[0].age,
        areas=tuple(areas),
        kept_apart=tuple(kept_apart),
        release=found.holding.release,
        deprivation=indicators.card(ranked.holding.indicator) if ranked else None,
        deprivation_release=ranked.holding.release if ranked else None,
        periods=tuple(periods),
    )


def _joined(
    observations: Sequence[Observation], codes: Codes, ranked: Found | None
) -> tuple[list[Area], list[tuple[Spot, str]]]:
    if ranked is None:
        return [Area(codes[o.place], o, None) for o in observations], []
    values = {o.place: o.value for o in ranked.observations if o.value is not None}
    around = containing([o.place for o in observations if o.place not in values], values)
    areas, kept_apart = [], []
    for observation in observations:
        spot = codes[observation.place]
        code = observation.place if observation.place in values else around.get(observation.place)
        if code is not None:
            through = "" if code == observation.place else code
            areas.append(Area(spot, observation, values[code], through))
        else:
            kept_apart.append((spot, NO_FIT))
    return areas, kept_apart


def containing(codes: Iterable[str], known: Mapping[str, object]) -> dict[str, str]:
    """For each code the known code of another vintage whose area holds all of it.

    A merged area lies in its successor; a part of a split area lies in its predecessor.
    """
    wanted = list(codes)
    if not wanted:
        return {}
    forward = Change.objects.filter(predecessor__code__in=wanted)
    backward = Change.objects.filter(successor__code__in=wanted)
    found = _only(
        forward.values_list("predecessor__code", "successor__code", "method"),
        (ChangeMethod.MERGED, ChangeMethod.RECODED),
    )
    found |= _only(
        backward.values_list("successor__code", "predecessor__code", "method"),
        (ChangeMethod.SPLIT, ChangeMethod.RECODED),
    )
    return {code: other for code, other in found.items() if other in known}


def _only(steps: Iterable[tuple[str, str, str]], methods: Sequence[ChangeMethod]) -> dict[str, str]:
    """Codes that have exactly one step, by one of the methods."""
    by_code: dict[str, list[tuple[str, str]]] = {}
    for code, other, method in steps:
        by_code.setdefault(code, []).append((other, method))
    return {
        code: ways[0][0]
        for code, ways in by_code.items()
        if len(ways) == 1 and ways[0][1] in methods
    }
