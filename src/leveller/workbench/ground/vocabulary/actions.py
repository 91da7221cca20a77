"""Every write of the shared vocabulary: links onto the one list of determinants."""

from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.queries.reference import newest_set
from leveller.workbench.ground.vocabulary import arguing
from leveller.workbench.ground.vocabulary.models import Determinant, DeterminantLink, Indicator
from leveller.workbench.ground.vocabulary.reference import load_indicator_links


@transaction.atomic
def link_indicator(
    *,
    by: Actor,
    indicator: Indicator,
    determinant: Determinant,
    role: str,
    strength: str,
    evidence: str,
    source: str,
    status: str,
    reason: str,
) -> DeterminantLink:
    """Argue that an indicator is linked to a determinant, in the name of one's organisation."""
    by.must("vocabulary.edit")
    link = DeterminantLink(
        indicator=indicator,
        determinant=determinant,
        role=role,
        strength=strength,
        evidence=evidence.strip(),
        source=source.strip(),
        status=status,
    )
    made = arguing.add(link, by=by, ends=_ends(link), reason=reason)
    _record(by, "vocabulary.linked", made, reason)
    return made


@transaction.atomic
def change_link(
    *,
    by: Actor,
    link: DeterminantLink,
    role: str,
    strength: str,
    evidence: str,
    source: str,
    status: str,
    reason: str,
) -> DeterminantLink:
    """Put another wording of the link in its place. The former stays in the history."""
    by.must("vocabulary.edit")
    new = DeterminantLink(
        indicator=link.indicator,
        heading=link.heading,
        determinant=link.determinant,
        role=role,
        strength=strength,
        evidence=evidence.strip(),
        source=source.strip(),
        status=status,
    )
    made = arguing.replace(link, new, by=by, ends=_ends(link), reason=reason)
    _record(by, "vocabulary.link_changed", made, reason)
    return made


@transaction.atomic
def end_link(*, by: Actor, link: DeterminantLink, reason: str) -> DeterminantLink:
    """Say that the link doesn't hold, for one's own organisation. It stays in the history."""
    by.must("vocabulary.edit")
    ended = arguing.end(link, by=by, ends=_ends(link), reason=reason)
    _record(by, "vocabulary.link_ended", ended, reason)
    return ended


@transaction.atomic
def relink_indicators(*, by: Actor) -> None:
    """Make the links that ship for indicators that have become known since they were loaded."""
    newest = newest_set("indicator_links")
    if newest is not None:
        load_indicator_links(list(newest.rows.order_by("order")), by=by)


def _ends(link: DeterminantLink) -> dict[str, object]:
    return {
        "indicator": link.indicator_id,
        "heading": link.heading_id,
        "determinant": link.determinant_id,
    }


def _record(by: Actor, verb: str, link: DeterminantLink, reason: str) -> None:
    detail = {
        "determinant": link.determinant.key,
        "strength": link.strength,
        "status": link.status,
        "reason": reason.strip(),
        "replaces": link.replaces_id,
    }
    records.record(by=by, verb=verb, subject=link, detail=detail)
