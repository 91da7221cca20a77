"""The facts that ship of this room: what indicators are, and which way is good."""

from collections.abc import Sequence

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import reference
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.systems.evidence import taking
from leveller.workbench.systems.evidence.indicators import definition_of


@reference.loader("indicators", corrected_by="vocabulary.edit")
def load_indicators(rows: Sequence[ReferenceRow], *, by: Actor) -> None:
    """Bring every indicator that ships in line with its definition."""
    for row in rows:
        fields = {"key": row.key, "source": row.source, "status": row.status, **row.fields}
        taking.take_definition(definition_of(fields), by)
