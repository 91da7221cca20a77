"""Whose word stands where several have spoken: the reader's, the authority's own, or what ships.

Facts that ship are everyone's. An organisation may put its own rows in their place; its members
see those. Where a page is about one authority, the rows of that authority's own organisation
stand for everyone else: an authority speaks for itself, in public. Nobody else's rows are seen.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from django.db.models import Q

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation


class Owned(Protocol):
    """A row of one organisation, or everyone's. An ended row says: no longer, for this owner."""

    organisation: Organisation | None

    @property
    def is_living(self) -> bool: ...


Row = TypeVar("Row", bound=Owned)
READER, AUTHORITY, SHARED = range(3)


@dataclass(frozen=True)
class Viewpoint:
    """From whose organisation, and about which authorities (by code), rows are read."""

    organisation_id: int | None = None
    area_codes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, actor: Actor, *area_codes: str) -> Self:
        organisation = actor.organisation.pk if actor.organisation else None
        return cls(organisation, frozenset(code for code in area_codes if code))

    def rows(self) -> Q:
        """The rows that may be seen from here. Join `organisation` when reading them."""
        seen = Q(organisation__isnull=True)
        if self.organisation_id is not None:
            seen |= Q(organisation=self.organisation_id)
        if self.area_codes:
            seen |= Q(organisation__area_code__in=self.area_codes)
        return seen

    def pages(self) -> Q:
        """`rows()`, and what any authority's own organisation says: its pages lead to it."""
        return self.rows() | Q(organisation__area_code__gt="")

    def sees(self, row: Owned) -> bool:
        """Whether `rows()` would give the row."""
        owner = row.organisation
        return (
            owner is None or owner.pk == self.organisation_id or owner.area_code in self.area_codes
        )

    def rank(self, row: Owned) -> tuple[int, int]:
        """The lowest rank stands. Of two organisations of one authority, the older one does."""
        owner = row.organisation
        if owner is None:
            return SHARED, 0
        if owner.pk == self.organisation_id:
            return READER, owner.pk
        return AUTHORITY, owner.pk

    def standing(self, rows: Iterable[Row], subject: Callable[[Row], Hashable]) -> list[Row]:
        """Of all rows on a subject, the living ones of whoever's word stands, in their order.

        An organisation that has ever spoken on a subject, and ended what it said, has said that
        there is nothing: what ships does not come back by itself.
        """
        found = list(rows)
        groups: dict[Hashable, list[Row]] = {}
        for row in found:
            groups.setdefault(subject(row), []).append(row)
        best = {key: min(map(self.rank, group)) for key, group in groups.items()}
        return [r for r in found if r.is_living and self.rank(r) == best[subject(r)]]
