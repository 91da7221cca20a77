"""Short names and themes of the demonstration's own indicators, and the causes they point to."""

from leveller.workbench.front.demonstration.geography import rows
from leveller.workbench.front.demonstration.parameters import TODAY
from leveller.workbench.front.demonstration.work.organisations import REGION, Cast
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary import actions
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator

KEY = "fingertips-{}"
SOURCE = "Demonstration region (fictional)"
REASON = "Agreed at the demonstration's first workshop on causes."


def describe(*, by: Actor, cast: Cast) -> None:
    """The links that ship wait for their indicators; these are there now."""
    actions.relink_indicators(by=by)
    officer = cast.of(REGION, "policy-officer")
    for row in rows("work/indicators.csv"):
        indicator = Indicator.objects.get(key=KEY.format(row["id"]))
        actions.review_indicator(
            by=officer,
            indicator=indicator,
            short_name=row["short_name"],
            theme=row["theme"],
            order=int(row["order"]),
            is_headline=row["headline"] == "yes",
            reviewed_on=TODAY,
        )
        for argument in row["causes"].split(";"):
            _link(officer, indicator, *argument.split(":"))


def _link(by: Actor, indicator: Indicator, cause: str, role: str, strength: str) -> None:
    actions.link_indicator(
        by=by,
        indicator=indicator,
        determinant=Determinant.objects.get(key=cause),
        role={"is": "measures", "of": "is an outcome of"}[role],
        strength=strength,
        evidence="The officers of the demonstration agree; they have read no study for it.",
        source=SOURCE,
        status=Status.PROPOSED,
        reason=REASON,
    )
