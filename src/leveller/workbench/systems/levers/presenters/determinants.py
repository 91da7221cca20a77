"""The list of determinants and a determinant's page."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread.models import Lever, LeverReach
from leveller.workbench.ground.vocabulary.models import DeterminantLink, FrameworkHeading
from leveller.workbench.ground.vocabulary.presenters import strong, sure
from leveller.workbench.ground.vocabulary.queries import Branch
from leveller.workbench.systems.levers.presenters.links import argument, argument_columns
from leveller.workbench.systems.levers.presenters.register import domain_name, lever_address
from leveller.workbench.systems.levers.presenters.standings import look

Holders = Mapping[str, Sequence[tuple[Place, str]]]


def determinants_table(
    tree: Iterable[Branch], indicators: Mapping[int, int], levers: Mapping[int, int]
) -> Table:
    return Table(
        key="determinants",
        caption="Determinants: the causes of health",
        columns=(
            Column("determinant", "Determinant", Kind.LINK),
            Column("head", "Under"),
            Column("description", "What it means"),
            Column("indicators", "Indicators linked", Kind.NUMBER),
            Column("levers", "Levers that reach it", Kind.NUMBER),
            Column("sure", "How sure"),
        ),
        rows=[
            Row(
                {
                    "determinant": Cell(
                        leaf.name, link=reverse("levers:determinant", args=[leaf.key])
                    ),
                    "head": branch.head.name,
                    "description": leaf.description,
                    "indicators": indicators.get(leaf.pk, 0),
                    "levers": levers.get(leaf.pk, 0),
                    "sure": sure(leaf.status),
                }
            )
            for branch in tree
            for leaf in branch.leaves
        ],
    )


def indicators_table(links: Iterable[DeterminantLink], reader: Actor) -> Table:
    return Table(
        key="indicators",
        caption="Indicators that are linked to this determinant",
        columns=(
            Column("indicator", "Indicator"),
            Column("role", "The indicator"),
            *argument_columns(),
        ),
        rows=[
            Row(
                {
                    "indicator": link.indicator.name if link.indicator else "",
                    "role": "measures it" if link.role == "measures" else "is an outcome of it",
                    **argument(link, reader, reverse("levers:link", args=[link.pk])),
                }
            )
            for link in links
        ],
        empty="No indicator that is known here is linked to it. Bring in files that have one.",
    )


def reached_table(
    reaches: Iterable[LeverReach],
    domains: Mapping[str, FrameworkHeading],
    holders: Holders,
    reader: Actor,
) -> Table:
    """The levers that reach a determinant, and how many authorities can use the power behind."""
    return Table(
        key="levers",
        caption="Levers that reach this determinant",
        columns=(
            Column("lever", "Lever", Kind.LINK),
            Column("kind", "Kind"),
            Column("domain", "Power domain"),
            Column("holders", "Authorities that can use the power"),
            *argument_columns(),
        ),
        rows=[
            Row(
                {
                    "lever": Cell(reach.lever.name, link=lever_address(reach.lever)),
                    "kind": reach.lever.kind.capitalize(),
                    "domain": domain_name(reach.lever, domains),
                    "holders": _how_many(reach.lever, holders),
                    **argument(reach, reader, reverse("levers:reach", args=[reach.pk])),
                }
            )
            for reach in reaches
        ],
        empty="No lever reaches it yet. If you know of one, add it on the lever's page.",
    )


def holders_table(domains: Iterable[FrameworkHeading], holders: Holders, on_words: str) -> Table:
    """Which authorities hold, share or influence the powers behind a determinant's levers."""
    return Table(
        key="holders",
        caption=f"Who can use the powers behind these levers, {on_words}",
        columns=(
            Column("authority", "Authority", Kind.LINK),
            Column("domain", "Power domain"),
            Column("standing", "Standing"),
        ),
        rows=[
            Row(
                {
                    "authority": Cell(
                        place.name, link=reverse("levers:authority", args=[place.code])
                    ),
                    "domain": domain.name,
                    "standing": look(standing).word,
                }
            )
            for domain in domains
            for place, standing in holders.get(domain.key, ())
        ],
        empty="No authority is recorded as able to use them on that day.",
    )


def headings_table(links: Iterable[DeterminantLink]) -> Table:
    return Table(
        key="headings",
        caption="What other frameworks call it, or count under it",
        columns=(
            Column("framework", "Framework"),
            Column("heading", "Heading", Kind.LINK),
            Column("strength", "Strength"),
            Column("author", "Who says so"),
            Column("sure", "How sure"),
        ),
        rows=[
            Row(
                {
                    "framework": link.heading.framework.name if link.heading else "",
                    "heading": Cell(
                        link.heading.name if link.heading else "",
                        link=reverse("levers:link", args=[link.pk]),
                    ),
                    "strength": strong(link.strength),
                    "author": link.author,
                    "sure": sure(link.status),
                }
            )
            for link in links
        ],
        empty="No other framework's heading is mapped to it.",
    )


def _how_many(lever: Lever, holders: Holders) -> str:
    if not lever.power_domain:
        return "Any authority"
    count = len(holders.get(lever.power_domain, ()))
    return f"{count} of those recorded" if count else "None is recorded"
