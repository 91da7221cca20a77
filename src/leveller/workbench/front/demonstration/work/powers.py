"""What the fictional authorities are in law, and which powers they hold since when."""

from datetime import date

from leveller.workbench.front.demonstration.geography import rows
from leveller.workbench.front.demonstration.work.organisations import Cast
from leveller.workbench.ground.places import actions as places
from leveller.workbench.ground.places import queries
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.systems.levers import actions, rules
from leveller.workbench.systems.levers.models import Power

SOURCE = "Demonstration region (fictional)"
REASON = "Written down when the demonstration was made."


def record(cast: Cast) -> None:
    for row in rows("authorities.csv"):
        places.state_authority(
            by=cast.authorities[row["code"]],
            place=queries.by_code(row["code"]),
            form=row["form"],
            full_name=row["full_name"],
            tier=row["tier"],
            has_mayor=row["mayor"] == "yes",
            source=SOURCE,
            status=Status.PROPOSED,
        )
    for row in rows("work/holdings.csv"):
        _hold(cast, row)


def _hold(cast: Cast, row: dict[str, str]) -> None:
    domain = FrameworkHeading.objects.get(framework__key=rules.DOMAINS, key=row["domain"])
    actions.add_holding(
        by=cast.authorities[row["authority"]],
        authority=queries.by_code(row["authority"]),
        domain=domain,
        power=Power.objects.get(key=row["power"]) if row["power"] else None,
        standing=row["standing"],
        valid_from=date.fromisoformat(row["from"]),
        valid_to=date.fromisoformat(row["to"]) if row["to"] else None,
        source=SOURCE,
        status=Status.PROPOSED,
        note=row["note"],
        reason=REASON,
    )
