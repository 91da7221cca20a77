"""Writing places. Lookups only ever add: nothing that is known is lost by taking another."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import queries, rules
from leveller.workbench.ground.places.drafts import (
    ChangeDraft,
    MembershipDraft,
    PlaceDraft,
    Taken,
)
from leveller.workbench.ground.places.models import (
    Authority,
    Change,
    Membership,
    Place,
    PlaceCode,
    PlaceName,
)
from leveller.workbench.ground.places.models.authorities import AuthorityForm
from leveller.workbench.ground.records import actions as records

BATCH = 5_000


@transaction.atomic
def take_places(
    *,
    by: Actor,
    places: Iterable[PlaceDraft] = (),
    memberships: Iterable[MembershipDraft] = (),
    changes: Iterable[ChangeDraft] = (),
    source: str,
) -> Taken:
    """Take what a lookup says of places; what is known already stays as it is.

    A place that was known by its code only is completed. A name that differs is kept beside the
    current one. Every code that a membership or a change names must be known or among `places`.
    Raises `UnknownCodesError` otherwise, and nothing is written.
    """
    by.must("evidence.import")
    drafts = list({draft.code: draft for draft in places}.values())
    links, steps = list(memberships), list(changes)
    known = queries.known_codes(_codes(drafts, links, steps))
    new = _add_places([d for d in drafts if d.code not in known])
    _complete([d for d in drafts if d.code in known], known)
    ids = {code: place.id for code, place in known.items()} | new
    _refuse_unknown(links, steps, ids)
    taken = Taken(
        places=len(new),
        memberships=_add_memberships(links, ids, source),
        changes=_add_changes(steps, ids, source),
    )
    if taken.places or taken.memberships or taken.changes:
        records.record(
            by=by,
            verb="places.taken",
            subject=("places.Place", source[:80], source),
            detail={
                "places": taken.places,
                "memberships": taken.memberships,
                "changes": taken.changes,
            },
        )
    return taken


class UnknownCodesError(ValueError):
    """A membership or a change names codes that nobody has introduced."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = sorted(codes)
        some = ", ".join(self.codes[:5])
        super().__init__(f"{len(self.codes)} codes are not known: {some}")


def _codes(
    drafts: list[PlaceDraft], links: list[MembershipDraft], steps: list[ChangeDraft]
) -> set[str]:
    return (
        {d.code for d in drafts}
        | {code for link in links for code in (link.parent, link.child)}
        | {code for step in steps for code in (step.predecessor, step.successor)}
    )


def _add_places(drafts: list[PlaceDraft]) -> dict[str, int]:
    rows = [
        Place(
            kind=d.kind,
            code=d.code,
            name=d.name or d.code,
            valid_from=d.valid_from,
            valid_to=d.valid_to,
            is_linked=d.is_linked,
        )
        for d in drafts
    ]
    made = Place.objects.bulk_create(rows, batch_size=BATCH)
    PlaceCode.objects.bulk_create(
        [
            PlaceCode(place=p, code=p.code, valid_from=p.valid_from, valid_to=p.valid_to)
            for p in made
        ],
        batch_size=BATCH,
    )
    PlaceName.objects.bulk_create(
        [
            PlaceName(place=p, name=p.name, valid_from=p.valid_from, valid_to=p.valid_to)
            for p in made
        ],
        batch_size=BATCH,
    )
    return {p.code: p.pk for p in made}


def _complete(drafts: list[PlaceDraft], known: dict[str, queries.KnownPlace]) -> None:
    """Turn places that were known by code only into linked ones, and keep further names."""
    for draft in drafts:
        place = known[draft.code]
        if draft.is_linked and not place.is_linked:
            Place.objects.filter(pk=place.id).update(
                kind=draft.kind, name=draft.name, is_linked=True
            )
        elif draft.name and draft.name != place.name and draft.name != draft.code:
            PlaceName.objects.get_or_create(
                place_id=place.id, name=draft.name, valid_from=draft.valid_from
            )
        _date(draft, place)


def _date(draft: PlaceDraft, place: queries.KnownPlace) -> None:
    """Take over dates that were not known before; dates that stand are never changed here."""
    dates = {
        field: value
        for field, value in (("valid_from", draft.valid_from), ("valid_to", draft.valid_to))
        if value is not None and getattr(place, field) is None
    }
    if dates:
        Place.objects.filter(pk=place.id, code=draft.code).update(**dates)
        PlaceCode.objects.filter(code=draft.code).update(**dates)


def _refuse_unknown(
    links: list[MembershipDraft], steps: list[ChangeDraft], ids: dict[str, int]
) -> None:
    missing = _codes([], links, steps) - ids.keys()
    if missing:
        raise UnknownCodesError(missing)


def _add_memberships(links: list[MembershipDraft], ids: dict[str, int], source: str) -> int:
    """A dated statement beats an undated one, which says only that the pair held at some time."""
    standing = _standing({ids[link.parent] for link in links})
    rows, outdated = [], []
    for link in links:
        pair = (ids[link.parent], ids[link.child])
        periods = standing.setdefault(pair, [])
        undated = [row for row in periods if row[1:] == (None, None)]
        if link.is_dated and undated:
            outdated += [row[0] for row in undated if row[0] is not None]
            periods[:] = [row for row in periods if row not in undated]
        if any(rules.overlap(row[1:], (link.valid_from, link.valid_to)) for row in periods):
            continue
        if not link.is_dated and periods:
            continue
        periods.append((None, link.valid_from, link.valid_to))
        rows.append(
            Membership(
                parent_id=pair[0],
                child_id=pair[1],
                kind=link.kind,
                valid_from=link.valid_from,
                valid_to=link.valid_to,
                source=source[:300],
            )
        )
    Membership.objects.filter(pk__in=outdated).delete()
    Membership.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


Period = tuple[int | None, date | None, date | None]


def _standing(parents: Collection[int]) -> dict[tuple[int, int], list[Period]]:
    standing: dict[tuple[int, int], list[Period]] = {}
    wanted = list(parents)
    for start in range(0, len(wanted), queries.LOOKUP_BATCH):
        rows = Membership.objects.filter(parent__in=wanted[start : start + queries.LOOKUP_BATCH])
        for row in rows.values_list("parent_id", "child_id", "pk", "valid_from", "valid_to"):
            standing.setdefault(row[:2], []).append(row[2:])
    return standing


def _add_changes(steps: list[ChangeDraft], ids: dict[str, int], source: str) -> int:
    predecessors = {ids[step.predecessor] for step in steps}
    standing: set[tuple[int, int]] = set()
    wanted = list(predecessors)
    for start in range(0, len(wanted), queries.LOOKUP_BATCH):
        rows = Change.objects.filter(predecessor__in=wanted[start : start + queries.LOOKUP_BATCH])
        standing.update(rows.values_list("predecessor_id", "successor_id"))
    new = {
        (ids[step.predecessor], ids[step.successor]): step
        for step in steps
        if (ids[step.predecessor], ids[step.successor]) not in standing
        and ids[step.predecessor] != ids[step.successor]
    }
    Change.objects.bulk_create(
        [
            Change(
                predecessor_id=pair[0],
                successor_id=pair[1],
                changed_on=step.changed_on,
                method=step.method,
                weight=step.weight,
                source=source[:300],
            )
            for pair, step in new.items()
        ],
        batch_size=BATCH,
    )
    return len(new)


@transaction.atomic
def add_code(
    *,
    by: Actor,
    code: str,
    new_code: str,
    changed_on: date,
    source: str,
) -> Place:
    """Give a place another code from a date on: the same area, recoded.

    The place keeps its identity, so its series goes on under the new code.
    """
    by.must("evidence.import")
    place = queries.by_code(code)
    PlaceCode.objects.filter(code=code).update(valid_to=changed_on)
    PlaceCode.objects.create(place=place, code=new_code, valid_from=changed_on)
    Place.objects.filter(pk=place.pk).update(code=new_code)
    records.record(
        by=by,
        verb="places.recoded",
        subject=place,
        detail={"from": code, "to": new_code, "on": changed_on.isoformat(), "source": source},
    )
    place.refresh_from_db()
    return place


@transaction.atomic
def also_coded(*, by: Actor, code: str, other: str, source: str) -> Place:
    """Let a place be known by another code that is in use beside its own.

    A code that is known already stays with the place that it has.
    """
    by.must("evidence.import")
    place = queries.by_code(code)
    _, is_new = PlaceCode.objects.get_or_create(
        code=other,
        defaults={
            "place": place,
            "valid_from": place.valid_from,
            "valid_to": place.valid_to,
        },
    )
    if is_new:
        records.record(
            by=by,
            verb="places.also_coded",
            subject=place,
            detail={"code": other, "source": source},
        )
    return place


@transaction.atomic
def state_authority(
    *,
    by: Actor,
    place: Place,
    form: str,
    full_name: str,
    tier: str,
    has_mayor: bool | None,
    source: str,
    status: str,
) -> Authority:
    """Say that a place is an authority, and of which form; stating it again changes the words.

    An authority speaks for itself: only its own organisation may. What ships is corrected as
    reference data.
    """
    by.must("levers.edit")
    if by.organisation is None or by.organisation.area_code != place.code:
        raise PermissionDenied(f"Only {place}'s own organisation can say that.")
    if Authority.objects.filter(place=place, reference_row__isnull=False).exists():
        raise PermissionDenied(f"{place} ships with Leveller. Correct its row of reference data.")
    words = {
        "form": AuthorityForm(form),
        "full_name": full_name,
        "tier": tier,
        "has_mayor": has_mayor,
        "source": source,
        "status": status,
    }
    authority, _ = Authority.objects.update_or_create(place=place, defaults=words)
    records.record(by=by, verb="places.authority_stated", subject=place, detail=words)
    return authority
