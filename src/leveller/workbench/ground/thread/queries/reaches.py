"""Levers, and the determinants that they reach, as one viewpoint has them."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from leveller.workbench.ground.thread.models import Lever, LeverReach, Need
from leveller.workbench.ground.vocabulary.models import Determinant
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint


def levers(view: Viewpoint) -> list[Lever]:
    """Every lever that may be pulled: those that ship and the organisation's own."""
    rows = Lever.objects.filter(view.rows(), is_retired=False).select_related("organisation")
    return list(rows.order_by("kind", "order", "name"))


def lever(key: str, view: Viewpoint) -> Lever:
    """One lever, retired or not; `Lever.DoesNotExist` when it may not be seen."""
    return Lever.objects.select_related("organisation").get(view.rows(), key=key)


def reaches_of_determinants(
    determinants: Collection[Determinant | int], view: Viewpoint
) -> dict[int, list[LeverReach]]:
    """What reaches each determinant, by its id; strong before weak, hard before soft."""
    rows = LeverReach.objects.filter(
        view.rows(), determinant__in=determinants, lever__is_retired=False
    )
    found: dict[int, list[LeverReach]] = {getattr(item, "pk", item): [] for item in determinants}
    for reach in _standing(rows, view):
        found[reach.determinant_id].append(reach)
    return {pk: sorted(group, key=_strongest_first) for pk, group in found.items()}


def reaches_by_lever(view: Viewpoint) -> dict[int, list[LeverReach]]:
    """What every lever reaches, by the lever's id, in the order of determinants. One query."""
    found: dict[int, list[LeverReach]] = {}
    rows = LeverReach.objects.filter(view.rows()).order_by("determinant__order")
    for reach in _standing(rows, view):
        found.setdefault(reach.lever_id, []).append(reach)
    return found


def levers_for_needs(needs: Iterable[Need], view: Viewpoint) -> set[int]:
    """The ids of levers that reach the cause of any of these needs, where one is named."""
    causes = {need.determinant_id for need in needs if need.determinant_id is not None}
    found = reaches_of_determinants(causes, view)
    return {reach.lever_id for group in found.values() for reach in group}


def reaches_of_lever(lever: Lever, view: Viewpoint) -> list[LeverReach]:
    rows = LeverReach.objects.filter(view.rows(), lever=lever)
    return _standing(rows.order_by("determinant__order"), view)


def reach(pk: int, view: Viewpoint) -> LeverReach:
    rows = LeverReach.objects.select_related(
        "lever__organisation", "determinant", "organisation", "made_by", "ended_by"
    )
    return rows.get(view.pages(), pk=pk)


def reach_history(reach: LeverReach, view: Viewpoint) -> list[LeverReach]:
    """Everything that was ever said of the two ends, as far as it may be seen, newest first."""
    rows = LeverReach.objects.filter(
        view.rows() | Q(organisation=reach.organisation_id, organisation__isnull=False),
        lever=reach.lever_id,
        determinant=reach.determinant_id,
    )
    return list(
        rows.select_related("organisation", "made_by", "ended_by").order_by("-made_at", "-pk")
    )


def standing_reach(reach: LeverReach, view: Viewpoint) -> LeverReach | None:
    mine = [r for r in reach_history(reach, view) if view.sees(r)]
    return next(iter(_standing(mine, view)), None)


STRENGTHS = ("strong", "moderate", "weak")
KINDS = ("hard", "soft", "internal")


def _strongest_first(reach: LeverReach) -> tuple[int, int, int]:
    return (
        STRENGTHS.index(reach.strength),
        KINDS.index(reach.lever.kind),
        reach.lever.order,
    )


def _standing(rows: Iterable[LeverReach], view: Viewpoint) -> list[LeverReach]:
    if hasattr(rows, "select_related"):
        rows = rows.select_related("lever", "determinant", "organisation")
    return view.standing(rows, lambda reach: (reach.lever_id, reach.determinant_id))
