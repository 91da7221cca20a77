"""The facts that ship of this room: levers, and the determinants that they reach."""

from collections.abc import Sequence

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import reference, taking
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.thread.models import Lever, LeverReach
from leveller.workbench.ground.vocabulary.models import Determinant

Rows = Sequence[ReferenceRow]


@reference.loader("levers", after=("lever_types",))
def load_levers(rows: Rows, *, by: Actor) -> None:
    taking.words(Lever, rows, _lever)
    shipped = [row.key for row in rows]
    shared = Lever.objects.filter(organisation__isnull=True)
    shared.exclude(key__in=shipped).update(is_retired=True)
    shared.filter(key__in=shipped).update(is_retired=False)


@reference.loader("lever_reach", after=("levers", "determinants"))
def load_lever_reach(rows: Rows, *, by: Actor) -> None:
    levers = {lever.key: lever for lever in Lever.objects.all()}
    determinants = {determinant.key: determinant for determinant in Determinant.objects.all()}
    taking.arguments(
        LeverReach,
        [
            LeverReach(
                lever=levers[row.fields["lever"]],
                determinant=determinants[row.fields["determinant"]],
                strength=row.fields["strength"],
                evidence=row.fields["evidence"],
                author=row.fields["author"],
                source=row.source,
                status=row.status,
                reference_row=row,
            )
            for row in rows
        ],
        subject=lambda reach: (reach.lever_id, reach.determinant_id),
        content=("strength", "evidence", "source", "author", "status"),
    )


def _lever(row: ReferenceRow) -> dict[str, object]:
    names = ("name", "kind", "type", "power_domain", "description")
    return {"key": row.key, "order": int(row.fields["order"])} | {
        name: row.fields[name] for name in names
    }
