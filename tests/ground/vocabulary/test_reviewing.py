"""Reviewing an indicator that a file brought: once, with who and when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import AuditEvent
from leveller.workbench.ground.vocabulary import actions
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.ground.vocabulary.models.indicators import ValueType

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator() -> Indicator:
    return Indicator.objects.create(
        key="loneliness", name="Adults who feel lonely", value_type=ValueType.PROPORTION
    )


def review(by: Actor, indicator: Indicator, short_name: str = "Loneliness") -> Indicator:
    return actions.review_indicator(
        by=by,
        indicator=indicator,
        short_name=short_name,
        theme="Wellbeing",
        order=306,
        is_headline=False,
        reviewed_on=date(2026, 10, 1),
    )


def test_it_counts_as_reviewed_from_then_on(north: Organisation, indicator: Indicator) -> None:
    by = Actor.of_system("test", north)
    assert not indicator.is_reviewed
    found = review(by, indicator)
    assert (found.is_reviewed, found.reviewed_by, str(found)) == (True, "test", "Loneliness")
    assert AuditEvent.objects.filter(verb="vocabulary.indicator_reviewed").count() == 1


def test_what_was_reviewed_stays(north: Organisation, indicator: Indicator) -> None:
    by = Actor.of_system("test", north)
    review(by, indicator)
    with pytest.raises(ValidationError, match="was reviewed on"):
        review(by, indicator, "Something else")


def test_the_public_may_not(indicator: Indicator) -> None:
    with pytest.raises(PermissionDenied):
        review(Actor.public(), indicator)
