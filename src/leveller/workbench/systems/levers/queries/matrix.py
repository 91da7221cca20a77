"""The policy map: authorities down, domains or areas of competence across, as at a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import DomainMapping, Holding
from leveller.workbench.systems.levers.queries.cells import Cell, holdings, standing


@dataclass(frozen=True)
class Column:
    """A heading, with the domains of 2022 that count under it (itself, for a domain)."""

    heading: FrameworkHeading
    domains: tuple[FrameworkHeading, ...]


@dataclass(frozen=True)
class MatrixRow:
    authority: Authority
    cells: tuple[Cell, ...]

    @property
    def is_recorded(self) -> bool:
        return any(cell.rows for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    on: date
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]


def matrix(
    actor: Actor,
    on: date,
    *,
    by_competence: bool = False,
    only: Collection[str] = (),
) -> Matrix:
    """Every authority that stands on the day, or those of the codes `only`. At most 4 queries."""
    authorities = places.authorities(on)
    if only:
        authorities = [a for a in authorities if a.place.code in only]
    columns = competences() if by_competence else domains()
    held = _held(actor, [a.place for a in authorities], on)
    rows = tuple(
        MatrixRow(authority, tuple(_cell(authority.place, column, held) for column in columns))
        for authority in authorities
    )
    return Matrix(on, tuple(columns), rows)


def authority_row(authority: Authority, actor: Actor, on: date) -> MatrixRow:
    """One authority's line of the matrix, standing or ended. Two queries."""
    held = _held(actor, [authority.place], on, "power")
    return MatrixRow(authority, tuple(_cell(authority.place, column, held) for column in domains()))


def domains() -> list[Column]:
    return [Column(heading, (heading,)) for heading in _headings(rules.DOMAINS)]


def competences() -> list[Column]:
    """The areas of competence, each with the domains that are mapped to it. Two queries."""
    mapped = DomainMapping.objects.select_related("domain").order_by("domain__order")
    under: dict[int, list[FrameworkHeading]] = {}
    for mapping in mapped:
        under.setdefault(mapping.competence_id, []).append(mapping.domain)
    return [
        Column(heading, tuple(under.get(heading.pk, ())))
        for heading in _headings(rules.COMPETENCES)
    ]


def _headings(framework: str) -> list[FrameworkHeading]:
    rows = FrameworkHeading.objects.filter(framework__key=framework)
    return list(rows.select_related("framework").order_by("order"))


def _held(
    actor: Actor, authorities: Sequence[Place], on: date, *joined: str
) -> dict[tuple[int, int], list[Holding]]:
    view = Viewpoint.of(actor)
    known = holdings(view).filter(authority__in=authorities).select_related("organisation", *joined)
    rows = standing(known, view)
    found: dict[tuple[int, int], list[Holding]] = {}
    for row in rules.on(rows, on):
        found.setdefault((row.authority_id, row.domain_id), []).append(row)
    return found


def _cell(place: Place, column: Column, held: dict[tuple[int, int], list[Holding]]) -> Cell:
    rows = [row for domain in column.domains for row in held.get((place.pk, domain.pk), [])]
    return Cell(place, column.heading, tuple(rows))
