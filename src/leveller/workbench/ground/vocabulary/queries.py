"""Reading the shared vocabulary: the tree of determinants, and links as one viewpoint has them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from leveller.workbench.ground.vocabulary.models import (
    Determinant,
    DeterminantLink,
    FrameworkHeading,
    Indicator,
    Strength,
)
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint


@dataclass(frozen=True)
class Branch:
    """A broad head and the determinants under it, in their order."""

    head: Determinant
    leaves: tuple[Determinant, ...]


def determinant_tree() -> list[Branch]:
    every = list(Determinant.objects.order_by("order"))
    return [
        Branch(head, tuple(leaf for leaf in every if leaf.parent_id == head.pk))
        for head in every
        if head.parent_id is None
    ]


def leaves() -> list[Determinant]:
    """What a link may point at: the second level of the list."""
    return list(Determinant.objects.filter(parent__isnull=False).order_by("order"))


def links_of_indicators(
    indicators: Collection[Indicator], view: Viewpoint
) -> dict[int, list[DeterminantLink]]:
    """The standing links of each indicator, by its id: strong before weak, then in order."""
    rows = DeterminantLink.objects.filter(view.rows(), indicator__in=indicators).select_related(
        "determinant", "organisation", "indicator"
    )
    found: dict[int, list[DeterminantLink]] = {indicator.pk: [] for indicator in indicators}
    for link in _standing(rows.order_by("determinant__order"), view):
        found[link.indicator_id].append(link)
    return {pk: sorted(links, key=_strongest_first) for pk, links in found.items()}


def all_indicator_links(view: Viewpoint) -> list[DeterminantLink]:
    rows = DeterminantLink.objects.filter(view.rows(), indicator__isnull=False)
    return _standing(rows.select_related("organisation"), view)


def indicator_links_of(determinant: Determinant, view: Viewpoint) -> list[DeterminantLink]:
    rows = DeterminantLink.objects.filter(
        view.rows(), determinant=determinant, indicator__isnull=False
    ).select_related("indicator", "organisation", "determinant")
    return _standing(rows.order_by("indicator__order", "indicator__name"), view)


def heading_links_of(determinant: Determinant, view: Viewpoint) -> list[DeterminantLink]:
    """What other frameworks call the determinant, or count under it."""
    rows = DeterminantLink.objects.filter(
        view.rows(), determinant=determinant, heading__isnull=False
    ).select_related("heading__framework", "organisation", "determinant")
    return _standing(rows.order_by("heading__framework__order", "heading__order"), view)


def link(pk: int, view: Viewpoint) -> DeterminantLink:
    """One link that may be seen from here; `DeterminantLink.DoesNotExist` otherwise."""
    rows = DeterminantLink.objects.select_related(
        "indicator", "heading__framework", "determinant", "organisation", "made_by", "ended_by"
    )
    return rows.get(view.pages(), pk=pk)


def history(link: DeterminantLink, view: Viewpoint) -> list[DeterminantLink]:
    """Everything that was ever said of the two ends, as far as it may be seen, newest first."""
    rows = DeterminantLink.objects.filter(
        view.rows() | Q(organisation=link.organisation_id, organisation__isnull=False),
        indicator=link.indicator_id,
        heading=link.heading_id,
        determinant=link.determinant_id,
    )
    return list(
        rows.select_related("organisation", "made_by", "ended_by").order_by("-made_at", "-pk")
    )


def standing_link(link: DeterminantLink, view: Viewpoint) -> DeterminantLink | None:
    """The link that stands now between the same two ends."""
    mine = [r for r in history(link, view) if view.sees(r)]
    return next(iter(_standing(mine, view)), None)


def headings(framework: str) -> list[FrameworkHeading]:
    rows = FrameworkHeading.objects.filter(framework__key=framework)
    return list(rows.select_related("framework").order_by("order"))


def _strongest_first(link: DeterminantLink) -> int:
    return list(reversed(Strength)).index(Strength(link.strength))


def _standing(rows: object, view: Viewpoint) -> list[DeterminantLink]:
    return view.standing(
        rows,  # type: ignore[arg-type]
        lambda link: (link.indicator_id, link.heading_id, link.determinant_id),
    )
