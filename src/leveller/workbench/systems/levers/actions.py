"""Every write of the policy map. Nothing is edited in place: the history of a cell is kept.

What an organisation changes stands for its members, and, where the cell is about the authority
that the organisation works for, for everyone: an authority speaks for itself. What ships stays as
it shipped, beside it.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.vocabulary import stating
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.rules import StaleEditError, fault_of_reason
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import Holding, Power
from leveller.workbench.systems.levers.queries.cells import standing_rows

TAKEN_OVER = "Taken over unchanged, beside the row that was corrected."


@transaction.atomic
def add_holding(
    *,
    by: Actor,
    authority: Place,
    domain: FrameworkHeading,
    power: Power | None,
    standing: str,
    valid_from: date,
    valid_to: date | None,
    source: str,
    status: str,
    note: str,
    reason: str,
) -> Holding:
    """Record how an authority stands to a domain, or to one power of it, over some dates."""
    by.must("levers.edit")
    new = Holding(
        authority=authority,
        domain=domain,
        power=power,
        standing=standing,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        status=status,
        note=note.strip(),
    )
    _lock(authority)
    others = standing_rows(by, authority, domain, power)
    _refuse(new, others, reason)
    _take_over(others, by)
    made = stating.save(new, by=by, reason=reason)
    _record(by, "levers.holding_added", made, reason)
    return made


@transaction.atomic
def correct_holding(
    *,
    by: Actor,
    holding: Holding,
    standing: str,
    valid_from: date,
    valid_to: date | None,
    source: str,
    status: str,
    note: str,
    reason: str,
) -> Holding:
    """Put a corrected row in the place of one that is wrong or has come to an end."""
    by.must("levers.edit")
    new = Holding(
        authority=holding.authority,
        domain=holding.domain,
        power=holding.power,
        standing=standing,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        status=status,
        note=note.strip(),
        replaces=holding,
    )
    others = _others_than(holding, by, _words(new))
    _refuse(new, others, reason)
    _take_over(others, by)
    if holding.organisation_id == stating.owner(by).pk:
        stating.end(holding, by=by, reason=reason)
    made = stating.save(new, by=by, reason=reason)
    _record(by, "levers.holding_corrected", made, reason)
    return made


@transaction.atomic
def withdraw_holding(*, by: Actor, holding: Holding, reason: str) -> Holding:
    """Say that a row was never so. For dates in that it did hold, correct it instead."""
    by.must("levers.edit")
    fault = fault_of_reason(reason)
    if fault:
        raise ValidationError({"reason": fault})
    _take_over(_others_than(holding, by, {"reason": reason}), by)
    row = holding
    if row.organisation_id != stating.owner(by).pk:
        row = stating.save(stating.copy(row), by=by, reason=reason)
    ended = stating.end(row, by=by, reason=reason)
    _record(by, "levers.holding_withdrawn", ended, reason)
    return ended


def _others_than(holding: Holding, by: Actor, yours: dict[str, object]) -> list[Holding]:
    """The other standing rows of the cell. Raises `StaleEditError` when `holding` is none."""
    _lock(holding.authority)
    rows = standing_rows(by, holding.authority, holding.domain, holding.power)
    if holding.pk not in {row.pk for row in rows}:
        raise StaleEditError(rows[-1] if rows else None, yours)
    return [row for row in rows if row.pk != holding.pk]


def _lock(authority: Place) -> None:
    """One writer at a time on an authority, so that two can't record overlapping dates."""
    Place.objects.select_for_update().get(pk=authority.pk)


def _refuse(new: Holding, others: Iterable[Holding], reason: str) -> None:
    is_authority = Authority.objects.filter(place=new.authority).exists()
    found = rules.faults(
        [*map(draft_of, others), draft_of(new)],
        authorities={new.authority.code} if is_authority else set(),
        domains={new.domain.key} if new.domain.framework.key == rules.DOMAINS else set(),
        powers={new.power.key: new.power.domain.key} if new.power else {},
    )
    fault = fault_of_reason(reason)
    if found or fault:
        raise ValidationError([*found, *([fault] if fault else [])])


def draft_of(row: Holding) -> rules.HoldingDraft:
    return rules.HoldingDraft(
        authority=row.authority.code,
        domain=row.domain.key,
        power=row.power.key if row.power else "",
        standing=row.standing,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        status=row.status,
        label=f"{row.authority}, {row.power or row.domain}",
    )


def _take_over(rows: Iterable[Holding], by: Actor) -> None:
    """Once an organisation has a row in a cell its rows stand: so it needs the others as well."""
    mine = stating.owner(by).pk
    for row in rows:
        if row.organisation_id != mine:
            author = row.author
            kept = stating.save(stating.copy(row), by=by, reason=TAKEN_OVER)
            Holding.objects.filter(pk=kept.pk).update(author=author)


def _words(row: Holding) -> dict[str, object]:
    names = ("standing", "valid_from", "valid_to", "source", "status", "note")
    return {name: getattr(row, name) for name in names}


def _record(by: Actor, verb: str, row: Holding, reason: str) -> None:
    detail = {
        "authority": row.authority.code,
        "domain": row.domain.key,
        "power": row.power.key if row.power else None,
        "standing": row.standing,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "reason": reason.strip(),
        "replaces": row.replaces_id,
    }
    records.record(by=by, verb=verb, subject=row, detail=detail)
