"""No small number leaves a release that asks for disclosure control, in whatever answer."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import queries
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.store.figures import Interval, Observation, Period
from tests.systems.evidence.factory import dates, indicator, region, release, row

RULE = "suppress 1 to 7, round to 5"
PLACE, OTHER, PARENT, AREA = "E08000003", "E08000001", "E47000001", "E01000001"
SECRET = 3.141592


def observation(count: float | None, base: float | None, value: float | None) -> Observation:
    limits = None if value is None else Interval(value * 0.9, value * 1.1)
    period = Period("2019", *dates("2019"))
    who = ("a", PLACE, period, "persons", "All ages", "", "", None)
    return Observation(*who, value, limits, None, count, base, "", 2)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@settings(deadline=None)
def test_small_counts_are_suppressed_with_all_that_tells_them(count: int, more: int) -> None:
    base = count + more
    value = 100 * count / base if base else None
    (shown,) = control.controlled([observation(count, base, value)], RULE)
    if 1 <= count <= 7 or 1 <= base <= 7:
        assert shown.is_suppressed
        assert (shown.value, shown.count, shown.interval) == (None, None, None)
        assert "small" in shown.note
    else:
        assert shown.count == pytest.approx(count, abs=2.5)
        assert shown.count % 5 == 0
        assert shown.denominator % 5 == 0


@given(st.integers(8, 400), st.integers(8, 400), st.sampled_from((1, 100, 100_000)))
@settings(deadline=None)
def test_the_true_count_cannot_be_worked_out_of_the_value(
    count: int, more: int, multiplier: float
) -> None:
    base = count + more
    truth = observation(count, base, multiplier * count / base)
    (shown,) = control.controlled([truth], RULE)
    assert shown.value == pytest.approx(multiplier * shown.count / shown.denominator)
    near = range(max(8, count - 5), count + 6)
    others = [observation(c, base, multiplier * c / base) for c in near]
    alike = [c for c, o in zip(near, control.controlled(others, RULE), strict=True) if o == shown]
    assert len(alike) >= 3
    assert count in alike


def test_without_a_rule_nothing_changes() -> None:
    observations = [observation(3, 100, 3.0)]
    assert control.controlled(observations, "none") == observations


ASKED = {
    "trend": lambda a: queries.trend(a, "a", PLACE),
    "across": lambda a: queries.across(a, "a", [PLACE, OTHER]),
    "by category": lambda a: queries.by_category(a, "a", PLACE, "deprivation decile"),
    "profile": lambda a: queries.profile(a, PLACE),
    "profile of a neighbour": lambda a: queries.profile(a, OTHER),
    "small areas": lambda a: queries.small_areas(a, "a", PARENT),
    "trace": lambda a: queries.trace(a, trace_of_everything()),
}


def trace_of_everything() -> dict[str, list[str]]:
    from leveller.workbench.ground.records.models import Release

    return {"release": [Release.objects.get().sha256], "indicator": ["a"]}


@pytest.mark.django_db
@pytest.mark.parametrize("way", ASKED)
def test_it_holds_in_every_answer(way: str, north: Organisation, public: Actor) -> None:
    region({PARENT: [PLACE, OTHER], PLACE: [AREA]})
    indicator("a", multiplier=100)
    small: dict[str, Any] = {"count": 3.0, "denominator": 100.0, "limits": (SECRET, SECRET)}
    large = {"count": 50.0, "denominator": 100.0}
    decile = {"breakdown": "D", "breakdown_kind": "deprivation decile", "category_order": 1}
    release(
        north,
        [
            row("a", PLACE, "2018", SECRET, **small),
            row("a", PLACE, "2019", SECRET, **small),
            row("a", PLACE, "2019", SECRET, **small, **decile),
            row("a", OTHER, "2018", SECRET, **small),
            row("a", OTHER, "2019", 50.0, **large),
            row("a", AREA, "2019", SECRET, **small),
        ],
        disclosure=RULE,
    )
    found = ASKED[way](public)
    assert found
    text = json.dumps(asdict(found), default=str)
    assert str(SECRET) not in text
    assert "uppressed" in text
