"""The policy map and its comparison, as pages and tables show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.systems.levers import queries, rules
from leveller.workbench.systems.levers.presenters.standings import KEY, Look, look

DIFFER = "Sources differ"
ORDER = {held.word: n for n, held in enumerate(KEY)}


@dataclass(frozen=True)
class CellView:
    heading: str
    look: Look
    address: str
    note: str


@dataclass(frozen=True)
class LineView:
    """One authority: its name and address, and a cell for each column."""

    name: str
    address: str
    form: str
    cells: tuple[CellView, ...]
    is_recorded: bool

    @property
    def by_standing(self) -> list[tuple[Look, list[CellView]]]:
        """For narrow screens: the cells of each standing that occurs, the most power first."""
        looks = dict.fromkeys(cell.look for cell in sorted(self.cells, key=_order))
        return [(held, [cell for cell in self.cells if cell.look == held]) for held in looks]


@dataclass(frozen=True)
class MapView:
    headings: tuple[str, ...]
    lines: tuple[LineView, ...]


def map_view(matrix: queries.Matrix) -> MapView:
    return MapView(
        tuple(column.heading.name for column in matrix.columns),
        tuple(line_view(row, matrix.on) for row in matrix.rows),
    )


def line_view(row: queries.MatrixRow, on: date) -> LineView:
    place = row.authority.place
    address, asked = reverse("levers:authority", args=[place.code]), _on(on)
    return LineView(
        name=place.name,
        address=f"{address}{asked}",
        form=row.authority.form,
        cells=tuple(_cell_view(cell, address, asked) for cell in row.cells),
        is_recorded=row.is_recorded,
    )


def map_table(matrix: queries.Matrix, caption: str) -> Table:
    """The same map for the twins: words in cells, notes beside them."""
    columns = [Column("authority", "Authority", Kind.LINK), Column("code", "Code")]
    columns += [Column(c.heading.key, c.heading.name) for c in matrix.columns]
    return Table(
        key="map",
        caption=caption,
        columns=tuple(columns),
        rows=[_table_row(row, matrix.on) for row in matrix.rows],
        notes=(f"{rules.UNKNOWN.capitalize()}: {rules.UNKNOWN_MEANS}",),
        empty="No authority stood on that day.",
    )


def caption(on: date, *, by_competence: bool = False) -> str:
    across = "areas of competence of 2026" if by_competence else "power domains of 2022"
    return f"Who holds which power on {figures.day(on)}, by {across}"


def authority_address(code: str, on: date) -> str:
    return f"{reverse('levers:authority', args=[code])}{_on(on)}"


def cell_address(code: str, domain: str, on: date) -> str:
    return f"{reverse('levers:cell', args=[code, domain])}{_on(on)}"


def _on(on: date) -> str:
    return "" if on == timezone.localdate() else "?" + urlencode({"on": on.isoformat()})


def _order(cell: CellView) -> int:
    return ORDER[cell.look.word]


def _cell_view(cell: queries.Cell, authority: str, asked: str) -> CellView:
    """An area of competence has no page of its own: it leads to the authority's."""
    own = f"{cell.domain.key}/" if cell.domain.framework.key == rules.DOMAINS else ""
    return CellView(
        heading=cell.domain.name,
        look=look(cell.standing),
        address=f"{authority}{own}{asked}",
        note=DIFFER if cell.sources_differ else "",
    )


def _table_row(row: queries.MatrixRow, on: date) -> Row:
    place = row.authority.place
    cells: dict[str, Cell | str] = {
        "authority": Cell(place.name, link=authority_address(place.code, on)),
        "code": place.code,
    }
    for cell in row.cells:
        note = DIFFER if cell.sources_differ else ""
        cells[cell.domain.key] = Cell(look(cell.standing).word, note=note)
    return Row(cells)


def only_differing(view: MapView) -> Sequence[str]:
    """Headings under which the authorities compared do not all stand alike."""
    return [
        heading
        for n, heading in enumerate(view.headings)
        if len({line.cells[n].look for line in view.lines}) > 1
    ]
