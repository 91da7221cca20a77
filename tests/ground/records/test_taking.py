"""Bringing rows in line with what ships, again and again, without losing history."""

import pytest

from leveller.workbench.ground.records import taking
from leveller.workbench.ground.records.models import ReferenceRow, ReferenceSet
from leveller.workbench.ground.vocabulary.models import DeterminantLink, PopulationGroup
from tests.ground.vocabulary.factories import determinant, indicator

pytestmark = pytest.mark.django_db


def rows(version: int, **names: str) -> list[ReferenceRow]:
    held = ReferenceSet.objects.create(name="groups", version=version, sha256=str(version))
    return [
        ReferenceRow.objects.create(
            set=held, key=key, order=n, fields={"name": name}, source="s", status="read"
        )
        for n, (key, name) in enumerate(names.items())
    ]


def take(shipped: list[ReferenceRow]) -> None:
    taking.words(PopulationGroup, shipped, lambda r: {"key": r.key, "name": r.fields["name"]})


def names() -> dict[str, str]:
    return dict(PopulationGroup.objects.values_list("key", "name"))


def test_words_are_made_rewritten_and_kept() -> None:
    take(rows(1, carers="Carers", men="Men"))
    first = PopulationGroup.objects.get(key="carers").pk
    take(rows(2, carers="Unpaid carers", women="Women"))
    assert names() == {"carers": "Unpaid carers", "men": "Men", "women": "Women"}
    assert PopulationGroup.objects.get(key="carers").pk == first


def test_words_point_at_the_version_that_they_come_from() -> None:
    take(rows(1, carers="Carers"))
    take(rows(2, carers="Carers"))
    assert PopulationGroup.objects.get().reference_row.set.version == 2


def argue(evidence: str | None, row: ReferenceRow) -> None:
    wanted = [
        DeterminantLink(
            indicator=indicator(),
            determinant=determinant(),
            strength="weak",
            evidence=evidence,
            author="a",
            status="read",
            reference_row=row,
        )
    ]
    taking.arguments(
        DeterminantLink,
        wanted if evidence else [],
        subject=lambda link: (link.indicator_id, link.determinant_id),
        content=("strength", "evidence"),
    )


def test_an_argument_that_says_the_same_is_kept_and_follows_the_version() -> None:
    one, two = rows(1, a="A") + rows(2, a="A")
    argue("E.", one)
    argue("E.", two)
    assert DeterminantLink.objects.get().reference_row == two


def test_an_argument_that_says_otherwise_ends_the_former_and_replaces_it() -> None:
    one, two = rows(1, a="A") + rows(2, a="A")
    argue("E.", one)
    argue("F.", two)
    old, new = DeterminantLink.objects.order_by("pk")
    assert (old.is_living, old.end_reason) == (False, taking.CHANGED)
    assert (new.is_living, new.evidence, new.replaces) == (True, "F.", old)


def test_an_argument_that_ships_no_more_ends_with_its_reason() -> None:
    (row,) = rows(1, a="A")
    argue("E.", row)
    argue(None, row)
    assert DeterminantLink.objects.get().end_reason == taking.DROPPED
