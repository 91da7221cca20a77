"""What is hashed must be the same before and after a database kept it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leveller.workbench.ground.records import canonical
from leveller.workbench.ground.records.models import Job
from tests.kit.people import Organisation

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
scalars = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts
numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e200, max_value=1e200)
values = st.recursive(
    scalars | numbers,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=values)
@example(value=[1e20, -0.0, 1.0, 5e-324, 1e16, 0.1])
@example(value={"b": 1, "a": {"é": "𝔘", "aa": [], "": None}})
def test_a_database_gives_back_what_was_hashed(value: object, north: Organisation) -> None:
    job = Job.objects.create(
        organisation=north, kind="k", title="t", payload=canonical.normalised({"it": value})
    )
    job.refresh_from_db()
    assert canonical.encoded(job.payload) == canonical.encoded({"it": value}), connection.vendor


def test_dates_and_decimals_become_text() -> None:
    when = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    assert canonical.encoded({"b": when, "a": [date(2026, 1, 2), Decimal("1.50")]}) == (
        b'{"a":["2026-01-02","1.50"],"b":"2026-01-02T03:04:00+00:00"}'
    )


def test_a_set_has_one_order() -> None:
    assert canonical.encoded({"c", "a", "b"}) == b'["a","b","c"]'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "a\x00b", "\ud800", object()])
def test_what_no_database_gives_back_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical.encoded({"it": value})
