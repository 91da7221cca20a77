"""Every write of the shared vocabulary: links onto the one list of determinants."""

from datetime import date

from django.core.exceptions import ValidationError
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


@transaction.atomic
def review_indicator(
    *,
    by: Actor,
    indicator: Indicator,
    short_name: str,
    theme: str,
    order: int,
    is_headline: bool,
    reviewed_on: date,
) -> Indicator:
    """Stand in for what a file said of an indicator: from then on it counts as reviewed.

    What has been reviewed already stays as it is.
    """
    by.must("vocabulary.edit")
    row = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if row.is_reviewed:
        raise ValidationError(f"{row} was reviewed on {row.reviewed_on} by {row.reviewed_by}.")
    words = {"short_name": short_name, "theme": theme, "order": order, "is_headline": is_headline}
    for name, value in {**words, "reviewed_by": by.name, "reviewed_on": reviewed_on}.items():
        setattr(row, name, value)
    row.save()
    records.record(by=by, verb="vocabulary.indicator_reviewed", subject=row, detail=words)
    return row


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
