"""The line of sight through one noun: from what was measured to what was decided, and back."""

from dataclasses import dataclass, field

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.thread.models import (
    Action,
    DataNeed,
    Decision,
    Lever,
    Need,
)
from leveller.workbench.ground.thread.queries import reaches, works
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint


@dataclass(frozen=True)
class LineOfSight:
    """indicator → need → determinant → lever → action → decision; each as far as it is known."""

    indicators: tuple[Indicator, ...] = ()
    needs: tuple[Need, ...] = ()
    determinants: tuple[Determinant, ...] = ()
    levers: tuple[Lever, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    data_needs: tuple[DataNeed, ...] = ()
    possible_levers: tuple[Lever, ...] = field(default=())


def line_of_need(need: Need, actor: Actor) -> LineOfSight:
    done = tuple(works.actions(actor).filter(needs=need))
    return LineOfSight(
        indicators=_known(need.indicator),
        needs=(need,),
        determinants=_known(need.determinant),
        levers=_levers(done),
        actions=done,
        decisions=_decisions(actor, (need,), done),
        possible_levers=_reaching(need, actor),
    )


def line_of_data_need(need: DataNeed, actor: Actor) -> LineOfSight:
    related = works.needs(actor, need.place).filter(indicator=need.indicator)
    return LineOfSight(
        indicators=_known(need.indicator),
        needs=tuple(related) if need.indicator_id else (),
        data_needs=(need,),
    )


def line_of_action(action: Action, actor: Actor) -> LineOfSight:
    served = tuple(works.needs(actor).filter(actions=action))
    return LineOfSight(
        indicators=_known(*(need.indicator for need in served)),
        needs=served,
        determinants=_known(*(need.determinant for need in served)),
        levers=tuple(action.levers.order_by("order")),
        actions=(action,),
        decisions=_decisions(actor, (), (action,)),
    )


def line_of_decision(decision: Decision, actor: Actor) -> LineOfSight:
    done = tuple(works.actions(actor).filter(decisions=decision))
    served = tuple(works.needs(actor).filter(decisions=decision))
    return LineOfSight(
        indicators=_known(*(need.indicator for need in served)),
        needs=served,
        determinants=_known(*(need.determinant for need in served)),
        levers=_levers(done),
        actions=done,
        decisions=(decision,),
    )


def _decisions(
    actor: Actor, served: tuple[Need, ...], done: tuple[Action, ...]
) -> tuple[Decision, ...]:
    rows = works.decisions(actor)
    return tuple((rows.filter(needs__in=served) | rows.filter(actions__in=done)).distinct())


def _levers(done: tuple[Action, ...]) -> tuple[Lever, ...]:
    return tuple(Lever.objects.filter(actions__in=done).distinct().order_by("kind", "order"))


def _reaching(need: Need, actor: Actor) -> tuple[Lever, ...]:
    if need.determinant is None:
        return ()
    found = reaches.reaches_of_determinants([need.determinant], Viewpoint.of(actor))
    return tuple(reach.lever for reach in found[need.determinant.pk])


def _known(*words: Indicator | Determinant | None) -> tuple:  # type: ignore[type-arg]
    """Without gaps and repetitions, in order."""
    return tuple({word.pk: word for word in words if word is not None}.values())
