"""What a lookup says of places, before it is taken: plain values, no database."""

from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models.relations import ChangeMethod, MembershipKind


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place under one of its codes. An unlinked place is known by its code only."""

    code: str
    kind: PlaceKind
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    is_linked: bool = True


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """`child` lies in `parent` over the half-open dates; no dates means that none are stated."""

    parent: str
    child: str
    kind: MembershipKind = MembershipKind.WITHIN
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_dated(self) -> bool:
        return self.valid_from is not None or self.valid_to is not None


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """`predecessor` became `successor`, wholly or in part. `weight` is a share of people."""

    predecessor: str
    successor: str
    method: ChangeMethod
    changed_on: date | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were new; what stood already is not counted."""

    places: int
    memberships: int
    changes: int
    notes: tuple[str, ...] = ()
