"""From gaps to the levers that reach their causes, as the authority stands today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Row, Table
from leveller.workbench.ground.thread import addresses
from leveller.workbench.ground.vocabulary.presenters import author, strong, sure
from leveller.workbench.systems.evidence.gaps import Gap
from leveller.workbench.systems.evidence.presenters import words
from leveller.workbench.systems.levers.queries import DeterminantReach, LeverInReach

MOST = 3
MOST_CAUSES = 4  # named in a row on paper


@dataclass(frozen=True)
class Cause:
    """A determinant with the link's strength, and the levers that reach it."""

    name: str
    link: str
    strength: str
    argument: str
    levers: tuple[tuple[str, str, str], ...]
    more: int
    evidence: str = ""
    author: str = ""
    sure: str = ""
    change: str = ""


@dataclass(frozen=True)
class Block:
    """One indicator with a gap, as the page shows it."""

    name: str
    link: str
    lines: tuple[str, ...]
    verdicts: tuple[str, ...]
    trace: str
    causes: tuple[Cause, ...]
    need: str


def blocks(sight: Sight) -> list[Block]:
    return [_block(sight, gaps) for gaps in ordered(sight)]


def _block(sight: Sight, gaps: tuple[Gap, ...]) -> Block:
    gap = max(gaps, key=lambda one: abs(one.value))
    card = gap.indicator
    reach = sight.reach_of(card.key)
    return Block(
        name=card.short_name or card.name,
        link=f"/evidence/indicators/{card.key}/?place={sight.place.code}",
        lines=tuple(_line(one) for one in gaps),
        verdicts=_verdicts(gaps),
        trace=gap.trace.url,
        causes=tuple(_cause(d) for d in reach.determinants) if reach else (),
        need=need_address(sight, gap),
    )


def _verdicts(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """One for all where it is the same, else each with whom it is of."""
    said = dict.fromkeys(words.verdict(one) for one in gaps)
    if len(said) == 1:
        return tuple(said)
    return tuple(f"{words.whom(one).lower()}: {words.verdict(one).lower()}" for one in gaps)


def _line(gap: Gap) -> str:
    whom = words.whom(gap)
    start = "" if whom == "Everyone" else f"{whom}: "
    sure = words.interval(gap)
    return (
        f"{start}{words.size(gap)} ({sure}), {words.between(gap)}, "
        f"{figures.period(gap.period.label)}"
    )


def cause(found: DeterminantReach, reader: Actor) -> Cause:
    """With all that the link claims, and by whom; levers that can't be pulled today as well."""
    shown = _cause(found, found.levers)
    link = found.link
    return replace(
        shown,
        strength=strong(link.strength),
        evidence=link.evidence,
        author=author(link, reader),
        sure=sure(link.status),
        change=f"{shown.argument}change/",
    )


def _cause(found: DeterminantReach, pulled: Sequence[LeverInReach] | None = None) -> Cause:
    usable = found.usable if pulled is None else pulled
    return Cause(
        name=found.determinant.name,
        link=addresses.determinant(found.determinant),
        strength=found.link.strength,
        argument=f"/levers/links/{found.link.pk}/",
        levers=tuple(
            (one.lever.name, addresses.lever(one.lever), one.standing) for one in usable[:MOST]
        ),
        more=max(len(usable) - MOST, 0),
    )


COLUMNS = (
    Column("indicator", "Indicator"),
    Column("gap", "Largest gap"),
    Column("period", "Period"),
    Column("change", "Change"),
    Column("determinants", "Linked to these causes"),
    Column("levers", "Levers this authority can pull"),
    Column("need", "Next"),
)


def table(sight: Sight, *, is_printed: bool = False) -> Table:
    """The indicators with a gap, the widest relative to its level first after the outcomes.

    On paper nothing can be clicked, so the next step is left out; and a row is short.
    """
    rows = [_row(sight, gaps, is_printed=is_printed) for gaps in ordered(sight)]
    columns = COLUMNS[:-1] if is_printed else COLUMNS
    kept = {column.key for column in columns}
    rows = [Row({key: cell for key, cell in row.cells.items() if key in kept}) for row in rows]
    return Table(
        "levers",
        "Gaps in health and its causes, and the levers that reach them",
        columns,
        tuple(rows),
        notes=(
            "A link between an indicator, a cause and a lever is an argument, not a proof. "
            "Each has its author, its evidence and its strength, and can be corrected.",
        ),
        empty="No indicator with a gap is linked to a cause yet.",
    )


def ordered(sight: Sight) -> list[tuple[Gap, ...]]:
    """The best gaps of each indicator: outcomes first, then by how far apart the two ends are."""
    found = [gaps for key in sight.indicators if (gaps := sight.best(key))]
    outcome = dict.fromkeys((g[0].indicator.key for g in sight.lead and [sight.lead]), 0)
    return sorted(found, key=lambda gaps: (outcome.get(gaps[0].indicator.key, 1), -_relative(gaps)))


def _relative(gaps: Sequence[Gap]) -> float:
    ends = [[end.value for end in gap.ends if end.value] for gap in gaps]
    return max(
        (max(pair) / min(pair) for pair in ends if len(pair) == 2 and min(pair) > 0), default=0
    )


def _row(sight: Sight, gaps: tuple[Gap, ...], *, is_printed: bool) -> Row:
    gap = max(gaps, key=lambda one: abs(one.value))
    card = gap.indicator
    reach = sight.reach_of(card.key)
    causes = [d.determinant.name for d in reach.determinants] if reach else []
    pulled = list(reach.usable_levers) if reach else []
    name = card.short_name or card.name
    whom = words.whom(gap)
    size, sure = words.size(gap), words.interval(gap)
    shown = f"{size} ({sure})" if is_printed else f"{size}, {words.between(gap)}"
    most = MOST_CAUSES if is_printed else len(causes)
    return Row(
        {
            "indicator": Cell(
                name, link=f"/evidence/indicators/{card.key}/?place={sight.place.code}"
            ),
            "gap": Cell(
                shown if whom == "Everyone" else f"{whom}: {shown}",
                link=gap.trace.url,
                note="" if gap.interval or is_printed else words.NO_INTERVAL,
            ),
            "period": figures.period(gap.period.label),
            "change": words.verdict(gap),
            "determinants": _some(causes, most, ", ") if causes else "No link yet",
            "levers": _some([one.lever.name for one in pulled], MOST, "; ") or "None known",
            "need": Cell("Write down as a need", link=need_address(sight, gap)),
        }
    )


def _some(names: Sequence[str], most: int, between: str) -> str:
    if len(names) <= most and between == ", ":
        return figures.listed(list(names))
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{between.join(names[:most])}{more}"


def need_address(sight: Sight, gap: Gap) -> str:
    """The form for a need, with the figure as it stands and the way back to it."""
    reach = sight.reach_of(gap.indicator.key)
    name = gap.indicator.short_name or gap.indicator.name
    return addresses.write_need(
        sight.place,
        indicator=reach.indicator if reach else None,
        determinant=reach.determinants[0].determinant if reach and reach.determinants else None,
        title=f"Gap in {inside(name)}",
        figure=figure(gap),
    )


def inside(name: str) -> str:
    """A name as it stands inside a sentence."""
    return f"{name[:1].lower()}{name[1:]}"


def figure(gap: Gap) -> dict[str, object]:
    """What a need keeps of the gap that it was written down for."""
    return _known(
        {
            "words": f"{words.whom(gap)}: {words.size(gap)}, {words.between(gap)}",
            "value": gap.value,
            "lower": gap.interval.lower if gap.interval else None,
            "upper": gap.interval.upper if gap.interval else None,
            "unit": gap.unit,
            "period": gap.period.label,
            "measure": str(gap.measure),
            "indicator": gap.indicator.key,
            "trace": gap.trace.url,
        }
    )


def _known(figure: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in figure.items() if value is not None}
