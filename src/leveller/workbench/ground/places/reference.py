"""The facts that ship of this room: authorities, their members, what became of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions
from leveller.workbench.ground.places.drafts import ChangeDraft, MembershipDraft, PlaceDraft
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.places.models.relations import ChangeMethod, MembershipKind
from leveller.workbench.ground.records import reference, taking
from leveller.workbench.ground.records.models import ReferenceRow

Rows = Sequence[ReferenceRow]
SHIPPED = "Authorities that ship with Leveller; each row names its source"
HAS_MAYOR = {"yes": True, "no": False, "": None}


@reference.loader("authorities")
def load_authorities(rows: Rows, *, by: Actor) -> None:
    actions.take_places(by=by, places=map(_authority_place, rows), source=SHIPPED)
    for row in rows:
        for code in filter(None, row.fields["other_codes"].split(";")):
            actions.also_coded(by=by, code=row.key, other=code.strip(), source=row.source)
    places = {place.code: place for place in Place.objects.filter(code__in=[r.key for r in rows])}
    taking.words(
        Authority,
        rows,
        lambda row: _authority(row) | {"place": places[row.key]},
        identity=lambda authority: authority.place_id,
    )


@reference.loader("authority_facts", after=("authorities",))
def load_authority_facts(rows: Rows, *, by: Actor) -> None:
    facts: dict[str, dict[str, object]] = {}
    for row in rows:
        words = {"value": row.fields["value"], "source": row.source, "status": row.status}
        facts.setdefault(row.fields["authority"], {})[row.fields["fact"]] = words
    authorities = list(Authority.objects.select_related("place"))
    for authority in authorities:
        authority.facts = facts.get(authority.place.code, {})
    Authority.objects.bulk_update(authorities, ["facts"])


@reference.loader("authority_members", after=("authorities",))
def load_authority_members(rows: Rows, *, by: Actor) -> None:
    """Counties come first, since a later row may name one as the holder of its districts."""
    for source, group in _by_source(rows):
        actions.take_places(
            by=by,
            places=[_member_place(row) for row in group],
            memberships=[_membership(row) for row in group],
            source=source,
        )


@reference.loader("authority_changes", after=("authorities",))
def load_authority_changes(rows: Rows, *, by: Actor) -> None:
    for source, group in _by_source(rows):
        actions.take_places(
            by=by,
            places=[
                PlaceDraft(
                    row.fields["predecessor"],
                    PlaceKind.AUTHORITY,
                    row.fields["predecessor_name"],
                    valid_to=_day(row.fields["changed_on"]),
                )
                for row in group
            ],
            changes=[
                ChangeDraft(
                    row.fields["predecessor"],
                    row.fields["successor"],
                    ChangeMethod(row.fields["method"]),
                    _day(row.fields["changed_on"]),
                )
                for row in group
            ],
            source=source,
        )


def _authority_place(row: ReferenceRow) -> PlaceDraft:
    return PlaceDraft(
        row.key,
        PlaceKind(row.fields["kind"]),
        row.fields["name"],
        _day(row.fields["valid_from"]),
        _day(row.fields["valid_to"]),
    )


def _authority(row: ReferenceRow) -> dict[str, object]:
    texts = {name: row.fields[name] for name in ("form", "full_name", "tier", "note")}
    return texts | {"has_mayor": HAS_MAYOR[row.fields["has_mayor"]]}


def _member_place(row: ReferenceRow) -> PlaceDraft:
    kind = PlaceKind(row.fields["member_kind"])
    return PlaceDraft(row.fields["member"], kind, row.fields["member_name"])


def _membership(row: ReferenceRow) -> MembershipDraft:
    return MembershipDraft(
        row.fields["authority"],
        row.fields["member"],
        MembershipKind(row.fields["kind"]),
        _day(row.fields["valid_from"]),
        _day(row.fields["valid_to"]),
    )


def _by_source(rows: Iterable[ReferenceRow]) -> list[tuple[str, list[ReferenceRow]]]:
    """The rows grouped by their source, in the order in which sources first come."""
    groups: dict[str, list[ReferenceRow]] = {}
    for row in rows:
        groups.setdefault(row.source, []).append(row)
    return list(groups.items())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
