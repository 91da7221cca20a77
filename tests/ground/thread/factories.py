"""Work to test with, made by the product's own actions."""

from datetime import date
from typing import Any

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.thread import actions
from leveller.workbench.ground.thread.models import Action, DataNeed, Decision, Lever, Need
from tests.ground.vocabulary.factories import determinant, indicator


def place(code: str = "E47000001") -> Place:
    made = Place.objects.get_or_create(
        code=code, defaults={"kind": "authority", "name": f"Authority {code}"}
    )[0]
    made.codes.get_or_create(code=code)
    Authority.objects.get_or_create(
        place=made,
        defaults={
            "form": "combined authority",
            "full_name": made.name,
            "source": "s",
            "status": "read",
        },
    )
    return made


def lever(key: str = "smoke-free") -> Lever:
    return Lever.objects.get_or_create(
        key=key,
        defaults={
            "name": key.title(),
            "kind": "soft",
            "type": "Publicity",
            "source": "s",
            "status": "proposed",
        },
    )[0]


FIGURE: dict[str, Any] = {
    "words": "Smoking is 9.2 percentage points higher in the most deprived tenth.",
    "value": 9.2,
    "period": "2021",
    "trace": "/evidence/trace/?indicator=fingertips-92443",
}


def need(by: Actor, **more: Any) -> Need:
    values: dict[str, Any] = {
        "place": place(),
        "title": "Smoking in deprived places",
        "statement": "It differs between neighbours.",
        "indicator": indicator(),
        "determinant": determinant(),
        "figure": FIGURE,
    }
    return actions.propose_need(by=by, **(values | more))


def data_need(by: Actor, **more: Any) -> DataNeed:
    values: dict[str, Any] = {
        "place": place(),
        "question": "How many smoke, by ward?",
        "would_settle": "A survey of wards.",
        "indicator": indicator(),
    }
    return actions.raise_data_need(by=by, **(values | more))


def action(by: Actor, **more: Any) -> Action:
    values: dict[str, Any] = {"place": place(), "title": "Help to stop", "kind": "scale"}
    return actions.propose_action(by=by, **(values | more))


def decision(by: Actor, **more: Any) -> Decision:
    values: dict[str, Any] = {
        "place": place(),
        "body": "The board",
        "title": "Fund help to stop",
        "text": "Fund it for two years.",
        "reasons": "It narrows the gap.",
        "decided_on": date(2026, 3, 1),
    }
    return actions.record_decision(by=by, **(values | more))
