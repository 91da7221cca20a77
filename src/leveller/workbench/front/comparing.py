"""Authorities side by side: the same gap and indicators, in the same release and period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from leveller.workbench.front.demonstration.parameters import REGION_CODE
from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.tables import Cell, Column, Row, Table
from leveller.workbench.ground.pages.twins import Page
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.models import Authority
from leveller.workbench.systems.evidence.gaps import Gap
from leveller.workbench.systems.evidence.presenters import gaps as gap_presenters
from leveller.workbench.systems.evidence.presenters import sources, words

MOST = 4
IN_EXAMPLE = 3


@dataclass(frozen=True)
class Asked:
    codes: tuple[str, ...]

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        codes = [code.strip().upper() for code in query.getlist("place") if code.strip()]
        return cls(tuple(dict.fromkeys(codes)))


def page(actor: Actor, asked: Asked, as_at: date) -> Page:
    """Two to four authorities in columns; without a choice, the form alone."""
    known = {a.place.code: a for a in places.authorities(as_at)}
    chosen = [known[code] for code in asked.codes if code in known][:MOST]
    is_example = not asked.codes and REGION_CODE in known
    if is_example:
        chosen = _example(known)
    elif len(chosen) == 1:
        chosen += _peers(chosen[0], known)
    unknown = [code for code in asked.codes if code not in known]
    tables, charts = _compared(actor, chosen, as_at) if len(chosen) > 1 else ([], [])
    return Page(
        "front/compare.html",
        tables or [_empty()],
        {
            "authorities": list(known.values()),
            "chosen": chosen,
            "chosen_codes": {a.place.code for a in chosen},
            "unknown": unknown,
            "too_many": len(asked.codes) > MOST,
            "is_too_few": len(chosen) == 1,
            "is_compared": bool(tables),
            "charts": charts,
            "most": MOST,
            "is_example": is_example,
            "breadcrumbs": [Crumb("Authorities", "/authorities/"), Crumb("Side by side")],
        },
    )


def _peers(chosen: Authority, known: Mapping[str, Authority]) -> list[Authority]:
    """Others of its country, since one alone can't be compared."""
    letter = chosen.place.code[0]
    return [a for code, a in known.items() if code[0] == letter and a != chosen][: IN_EXAMPLE - 1]


def _example(known: Mapping[str, Authority]) -> list[Authority]:
    """The demonstration's region beside others, so that the page shows what it is for."""
    others = [a for code, a in known.items() if code[0] == REGION_CODE[0] and code != REGION_CODE]
    return [known[REGION_CODE], *others][:IN_EXAMPLE]


def _empty() -> Table:
    return Table(
        "gaps",
        "Gaps side by side",
        (Column("indicator", "Indicator"),),
        (),
        empty="Choose two to four authorities.",
    )


def _compared(
    actor: Actor, chosen: list[Authority], as_at: date
) -> tuple[list[Table], list[object]]:
    seen = {a.place.code: Sight(actor, a.place, as_at) for a in chosen}
    keys = dict.fromkeys(key for one in seen.values() for key in one.indicators)
    held = {
        code: {(g.indicator.key, g.sex): g for key in keys for g in one.best(key)}
        for code, one in seen.items()
    }
    rows = dict.fromkeys(pair for own in held.values() for pair in own)
    drawn = [
        (chart, gap)
        for gap in next(iter(seen.values())).compared
        if (chart := gap_presenters.others(gap))
    ]
    behind = [replace(chart.table, traces=sources.traces([gap])) for chart, gap in drawn]
    return [_table(chosen, held, list(rows)), *behind], [chart for chart, _ in drawn]


def _table(
    chosen: list[Authority],
    held: Mapping[str, Mapping[tuple[str, str], Gap]],
    pairs: list[tuple[str, str]],
) -> Table:
    columns = [
        Column("indicator", "Indicator"),
        Column("whom", "Who"),
        Column("measure", "Measure"),
    ]
    columns += [Column(a.place.code, a.place.name) for a in chosen]
    return Table(
        "gaps",
        "Gaps side by side",
        tuple(columns),
        tuple(_row(chosen, held, pair) for pair in pairs),
        notes=("Compare only gaps of the same measure and period; each cell names its own.",),
        traces=tuple(g.trace.as_dict() for own in held.values() for g in own.values()),
    )


def _row(
    chosen: list[Authority],
    held: Mapping[str, Mapping[tuple[str, str], Gap]],
    pair: tuple[str, str],
) -> Row:
    found = [gap for own in held.values() if (gap := own.get(pair))]
    one = found[0]
    cells: dict[str, Cell | str] = {
        "indicator": Cell(
            one.indicator.short_name or one.indicator.name,
            link=f"/evidence/indicators/{one.indicator.key}/",
        ),
        "whom": words.whom(one),
        "measure": figures.listed(list(dict.fromkeys(words.measure(gap) for gap in found))),
    }
    for authority in chosen:
        gap = held[authority.place.code].get(pair)
        cells[authority.place.code] = _cell(gap) if gap else figures.NO_FIGURE
    return Row(cells)


def _cell(gap: Gap) -> Cell:
    shown = f"{words.size(gap)} ({words.interval(gap)})"
    return Cell(
        shown,
        link=gap.trace.url,
        note=f"{figures.period(gap.period.label)}. {words.verdict(gap)}.",
    )
