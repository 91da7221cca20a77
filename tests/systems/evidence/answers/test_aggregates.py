"""What can be put together out of councils is; what can't is refused in words."""

from typing import Any

import pytest

from leveller.methods.measures import crude_rate, proportion
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import queries
from leveller.workbench.systems.evidence.answers.aggregates import REFUSALS
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, COUNCILS = "E47000001", ["E08000001", "E08000002", "E08000003"]
COUNTED = [(10.0, 100.0), (40.0, 300.0), (2.0, 50.0)]


@pytest.fixture(autouse=True)
def _places() -> None:
    region({GM: COUNCILS}, dict(zip(COUNCILS, ("Bolton", "Bury", "Manchester"), strict=True)))


def publish(north: Organisation, kind: ValueType, **more: Any) -> None:
    indicator("a", value_type=kind, multiplier=more.pop("multiplier", 100))
    rows = [
        row("a", code, "2019", 100 * count / base, count=count, denominator=base, **more)
        for code, (count, base) in zip(COUNCILS, COUNTED, strict=True)
    ]
    release(north, rows)


def made(actor: Actor, **more: Any) -> queries.Aggregate:
    found = queries.aggregate(actor, "a", GM, **more)
    assert isinstance(found, queries.Aggregate), found
    return found


def refused(actor: Actor, **more: Any) -> queries.Refused:
    found = queries.aggregate(actor, "a", GM, **more)
    assert isinstance(found, queries.Refused), found
    return found


@pytest.mark.parametrize(
    ("kind", "multiplier", "measure"),
    [(ValueType.PROPORTION, 100, proportion), (ValueType.CRUDE_RATE, 100_000, crude_rate)],
)
def test_proportions_and_rates_are_made_anew(
    kind: ValueType, multiplier: float, measure: Any, north: Organisation, public: Actor
) -> None:
    publish(north, kind, multiplier=multiplier)
    found = made(public)
    expected = measure(52, 450, multiplier=multiplier)
    assert found.figure.value == pytest.approx(float(expected.value))
    assert found.figure.interval is not None
    assert found.figure.interval.lower == pytest.approx(float(expected.interval().lower))
    assert (found.figure.count, found.figure.denominator) == (52, 450)
    assert not found.is_approximation
    assert [spot.name for spot, _ in found.members] == ["Bolton", "Bury", "Manchester"]


def test_counts_add_up(north: Organisation, public: Actor) -> None:
    indicator("a", value_type=ValueType.COUNT)
    release(north, [row("a", code, "2019", 2.0 + n) for n, code in enumerate(COUNCILS)])
    assert made(public).figure.value == 9.0


@pytest.mark.parametrize("kind", REFUSALS)
def test_the_rest_is_refused_in_words(kind: ValueType, north: Organisation, public: Actor) -> None:
    publish(north, kind)
    assert refused(public).reason == REFUSALS[kind]


def test_an_approximation_is_made_when_asked_for_and_says_so(
    north: Organisation, public: Actor
) -> None:
    publish(north, ValueType.LIFE_EXPECTANCY)
    found = made(public, approximate=True)
    assert found.figure.value == pytest.approx(100 * 52 / 450)
    assert found.is_approximation
    assert "approximation" in found.method
    assert found.figure.interval is None


def test_an_order_of_places_is_never_averaged(north: Organisation, public: Actor) -> None:
    publish(north, ValueType.RANK)
    assert "order" in refused(public, approximate=True).reason


def test_a_council_without_a_figure_is_named(north: Organisation, public: Actor) -> None:
    indicator("a", multiplier=100)
    rows = [row("a", code, "2019", 1.0, count=1, denominator=100) for code in COUNCILS[:2]]
    release(north, rows)
    found = refused(public)
    assert found.reason == "There is no figure in 2019 for Manchester."
    assert [spot.name for spot in found.missing] == ["Manchester"]


def test_a_council_without_counts_stands_in_the_way(north: Organisation, public: Actor) -> None:
    indicator("a", multiplier=100)
    release(north, [row("a", code, "2019", 1.0) for code in COUNCILS])
    assert "count and the denominator" in refused(public).reason


def test_where_there_is_nothing(north: Organisation, public: Actor) -> None:
    indicator("a")
    assert refused(public).reason == "No council has a figure."


def test_small_counts_are_summed_as_they_are_and_controlled_afterwards(
    north: Organisation, public: Actor
) -> None:
    indicator("a", multiplier=100)
    rows = [row("a", code, "2019", 4.0, count=4, denominator=100) for code in COUNCILS]
    release(north, rows, disclosure="suppress 1 to 7, round to 5")
    found = made(public)
    assert (found.figure.count, found.figure.denominator) == (10, 300)
    assert found.figure.value == pytest.approx(100 * 10 / 300)
    assert all(o.is_suppressed and o.value is None for _, o in found.members)
