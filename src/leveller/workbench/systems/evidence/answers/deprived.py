"""Small areas of a place by how deprived they are: where the most deprived tenth of them lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import areas
from leveller.workbench.systems.evidence.answers.areas import SmallAreas, Wanted
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding

DECILE, RANK = "-imd-decile", "-imd-rank"
PEOPLE = "population"
MOST_DEPRIVED = 1


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
    values: SmallAreas | None
    deciles: SmallAreas | None
    ranks: SmallAreas | None
    people: SmallAreas | None
    council_of: Mapping[str, Spot]


def indicators(actor: Actor) -> list[str]:
    """Keys of the indicators that have figures for small areas."""
    held = catalogue.visible(actor).holdings
    return list(dict.fromkeys(h.indicator for h in held if _is_small(h)))


def deprived(actor: Actor, place: str, indicator: str | None, *, as_at: date) -> Deprived:
    """One evidence read. The index is the latest edition that has most of the place's areas."""
    visible = catalogue.visible(actor)
    editions = _editions(visible)
    wanted = [Wanted(indicator)] if indicator else []
    wanted += [Wanted(f"{edition}{end}") for edition in editions for end in (DECILE, RANK)]
    wanted += [Wanted(PEOPLE)]
    found = areas.of_each(visible, wanted, place, as_at=as_at)
    by_key = {w.indicator: one for w, one in zip(wanted, found, strict=True)}
    edition = max(editions, key=lambda e: _size(by_key.get(f"{e}{DECILE}")), default="")
    deciles = by_key.get(f"{edition}{DECILE}")
    return Deprived(
        place=surroundings.spot(place, as_at),
        values=by_key.get(indicator) if indicator else deciles,
        deciles=deciles,
        ranks=by_key.get(f"{edition}{RANK}"),
        people=by_key.get(PEOPLE),
        council_of=surroundings.council_of_each(place, as_at),
    )


def _is_small(holding: Holding) -> bool:
    return holding.kind == PlaceKind.SMALL and not holding.breakdown


def _editions(visible: Catalogue) -> list[str]:
    """Of indices of deprivation, the latest first: `max` takes the first of equals."""
    held = [h for h in visible.holdings if _is_small(h) and h.indicator.endswith(DECILE)]
    ordered = sorted(held, key=lambda h: h.last, reverse=True)
    return list(dict.fromkeys(h.indicator.removesuffix(DECILE) for h in ordered))


def _size(found: SmallAreas | None) -> int:
    return len(found.areas) if found else 0


def by_council(found: Deprived) -> list[Share]:
    """The councils of the place, the largest share of deprived areas first."""
    if found.deciles is None:
        return []
    tenth = _values(found.deciles)
    people = _values(found.people) if found.people else {}
    inside: dict[Spot, list[str]] = {}
    for code in tenth:
        if code in found.council_of:
            inside.setdefault(found.council_of[code], []).append(code)
    made = [_share(council, codes, tenth, people) for council, codes in inside.items()]
    return sorted(made, key=lambda one: (-one.deprived / one.areas, one.council.name))


def _values(found: SmallAreas) -> dict[str, float]:
    pairs = ((area.place.code, area.observation.value) for area in found.areas)
    return {code: value for code, value in pairs if value is not None}


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
