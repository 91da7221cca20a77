"""The levers register and a lever's page."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.thread.models import Lever, LeverReach
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.presenters import sure
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.presenters.links import argument, argument_columns
from leveller.workbench.systems.levers.presenters.standings import LEVER_KINDS, look
from leveller.workbench.systems.levers.queries.reach import NEEDS_NO_POWER


def lever_address(lever: Lever) -> str:
    return reverse("levers:lever", args=[lever.key])


def levers_table(
    levers: Iterable[Lever],
    domains: Mapping[str, FrameworkHeading],
    reaches: Mapping[int, Sequence[LeverReach]],
    standings: Mapping[str, str] | None = None,
    authority: str = "",
) -> Table:
    """With `standings`, how one authority stands to the power behind each lever."""
    columns = [
        Column("lever", "Lever", Kind.LINK),
        Column("kind", "Kind"),
        Column("type", "Type"),
        Column("domain", "Power domain that it rests on"),
        Column("reaches", "Determinants that it reaches"),
    ]
    if standings is not None:
        columns.append(Column("standing", f"How {authority} stands to the power"))
    return Table(
        key="levers",
        caption="Levers",
        columns=(*columns, Column("sure", "How sure")),
        rows=[_lever_row(lever, domains, reaches, standings) for lever in levers],
        empty="No lever fits. Choose fewer filters.",
    )


def lever_facts(lever: Lever, domain: FrameworkHeading | None) -> list[SummaryRow]:
    rows = [
        SummaryRow("Kind", LEVER_KINDS[lever.kind]),
        SummaryRow("Type", lever.type),
        SummaryRow("Rests on", domain.name if domain else "No power domain"),
        SummaryRow("How sure", (sure(lever.status), lever.source)),
    ]
    more = {
        "Who decides": lever.decided_by,
        "When": lever.decided_when,
        "On which paper": lever.template,
    }
    return rows + [SummaryRow(key, value) for key, value in more.items() if value]


def reach_table(reaches: Iterable[LeverReach], reader: Actor) -> Table:
    """What a lever reaches."""
    return Table(
        key="reaches",
        caption="Determinants that this lever reaches",
        columns=(Column("determinant", "Determinant", Kind.LINK), *argument_columns()),
        rows=[
            Row(
                {
                    "determinant": Cell(
                        reach.determinant.name,
                        link=reverse("levers:determinant", args=[reach.determinant.key]),
                    ),
                    **argument(reach, reader, reverse("levers:reach", args=[reach.pk])),
                }
            )
            for reach in reaches
        ],
        empty="No determinant is linked to it.",
    )


def _lever_row(
    lever: Lever,
    domains: Mapping[str, FrameworkHeading],
    reaches: Mapping[int, Sequence[LeverReach]],
    standings: Mapping[str, str] | None,
) -> Row:
    cells: dict[str, Cell | str] = {
        "lever": Cell(lever.name, link=lever_address(lever), note=lever.description),
        "kind": lever.kind.capitalize(),
        "type": lever.type,
        "domain": domain_name(lever, domains),
        "reaches": figures.listed([r.determinant.name for r in reaches.get(lever.pk, ())]),
        "sure": sure(lever.status),
    }
    if standings is not None:
        held = standings.get(lever.power_domain, rules.UNKNOWN)
        cells["standing"] = look(held if lever.power_domain else NEEDS_NO_POWER).word
    return Row(cells)


def domain_name(lever: Lever, domains: Mapping[str, FrameworkHeading]) -> str:
    if not lever.power_domain:
        return "None: it needs no power"
    domain = domains.get(lever.power_domain)
    return domain.name if domain else lever.power_domain
