"""Areas of two vintages in one file: small areas are refused, councils are kept apart."""

from collections.abc import Iterable, Mapping

from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.queries import KnownPlace
from leveller.workbench.systems.evidence import unsaid

SMALL = (PlaceKind.SMALL, PlaceKind.MIDDLE)


def never_together(
    known: Mapping[str, KnownPlace], kinds: Iterable[PlaceKind]
) -> tuple[set[str], set[str]]:
    """Codes that had ended when others of the same kinds began, and those others."""
    places = [place for place in known.values() if place.kind in set(kinds)]
    starts = [place.valid_from for place in places if place.valid_from]
    ends = [place.valid_to for place in places if place.valid_to]
    if not starts or not ends:
        return set(), set()
    ended = {p.code for p in places if p.valid_to and p.valid_to <= max(starts)}
    begun = {p.code for p in places if p.valid_from and p.valid_from >= min(ends)}
    return (ended, begun) if ended and begun else (set(), set())


def note_on_councils(known: Mapping[str, KnownPlace]) -> list[str]:
    """Publishers give figures for councils before and after a reorganisation side by side."""
    ended, begun = never_together(known, (PlaceKind.COUNCIL, PlaceKind.COUNTY))
    if not ended:
        return []
    return [
        f"The file holds {len(ended)} councils that ended ({_some(ended, known)}) beside "
        f"{len(begun)} that came later ({_some(begun, known)}). They are kept apart."
    ]


def note_on_unknown(names: Mapping[str, str], known: Mapping[str, KnownPlace]) -> list[str]:
    unknown = sorted(set(names) - set(known) - set(unsaid.country_names().values()))
    if not unknown:
        return []
    some = ", ".join(unknown[:3]) + (" and others" if len(unknown) > 3 else "")
    if len(unknown) == 1:
        return [f"{some} is a place that is not known yet. It is taken by its code only."]
    return [
        f"{len(unknown):,} places are not known yet ({some}). They are taken by their code only, "
        "without what they lie in."
    ]


def _some(codes: Iterable[str], known: Mapping[str, KnownPlace]) -> str:
    listed = sorted(codes)
    names = ", ".join(known[code].name for code in listed[:2])
    return names + (" and others" if len(listed) > 2 else "")
