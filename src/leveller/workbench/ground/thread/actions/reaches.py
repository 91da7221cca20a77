"""Arguing which determinants a lever reaches."""

from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.thread.models import Lever, LeverReach
from leveller.workbench.ground.vocabulary import arguing
from leveller.workbench.ground.vocabulary.models import Determinant


@transaction.atomic
def link_lever(
    *,
    by: Actor,
    lever: Lever,
    determinant: Determinant,
    strength: str,
    evidence: str,
    source: str,
    status: str,
    reason: str,
) -> LeverReach:
    """Argue that a lever reaches a determinant, in the name of one's organisation."""
    by.must("levers.edit")
    reach = LeverReach(
        lever=lever,
        determinant=determinant,
        strength=strength,
        evidence=evidence.strip(),
        source=source.strip(),
        status=status,
    )
    made = arguing.add(reach, by=by, ends=_ends(reach), reason=reason)
    _record(by, "levers.reach_linked", made, reason)
    return made


@transaction.atomic
def change_reach(
    *,
    by: Actor,
    reach: LeverReach,
    strength: str,
    evidence: str,
    source: str,
    status: str,
    reason: str,
) -> LeverReach:
    """Put another wording in its place. The former stays in the history."""
    by.must("levers.edit")
    new = LeverReach(
        lever=reach.lever,
        determinant=reach.determinant,
        strength=strength,
        evidence=evidence.strip(),
        source=source.strip(),
        status=status,
    )
    made = arguing.replace(reach, new, by=by, ends=_ends(reach), reason=reason)
    _record(by, "levers.reach_changed", made, reason)
    return made


@transaction.atomic
def end_reach(*, by: Actor, reach: LeverReach, reason: str) -> LeverReach:
    """Say that a lever doesn't reach the determinant, for one's own organisation."""
    by.must("levers.edit")
    ended = arguing.end(reach, by=by, ends=_ends(reach), reason=reason)
    _record(by, "levers.reach_ended", ended, reason)
    return ended


def _ends(reach: LeverReach) -> dict[str, object]:
    return {"lever": reach.lever_id, "determinant": reach.determinant_id}


def _record(by: Actor, verb: str, reach: LeverReach, reason: str) -> None:
    detail = {
        "lever": reach.lever.key,
        "determinant": reach.determinant.key,
        "strength": reach.strength,
        "status": reach.status,
        "reason": reason.strip(),
        "replaces": reach.replaces_id,
    }
    records.record(by=by, verb=verb, subject=reach, detail=detail)
