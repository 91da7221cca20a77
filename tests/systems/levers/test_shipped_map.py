"""The map that ships, as at days that people remember."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.records.actions import load_reference
from leveller.workbench.ground.vocabulary import actions as vocabulary
from leveller.workbench.ground.vocabulary.models import DeterminantLink, Indicator
from leveller.workbench.systems.levers import queries
from leveller.workbench.systems.levers.models import Holding
from tests.kit.people import MakeActor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
PUBLIC = Actor.public()
REPORT, TODAY = date(2022, 6, 1), date(2026, 11, 1)


def standing(code: str, domain: str, on: date) -> str:
    row = queries.authority_row(queries.authority_at(code), PUBLIC, on)
    return next(cell.standing for cell in row.cells if cell.domain.key == domain)


def names(on: date) -> set[str]:
    return {row.authority.place.name for row in queries.matrix(PUBLIC, on).rows}


@pytest.mark.parametrize(
    ("code", "domain", "on", "expected"),
    [
        ("E47000001", "health-and-social-care", REPORT, "held"),
        ("E47000001", "environmental", REPORT, "not held"),
        ("E12000007", "health-inequalities", REPORT, "held"),
        ("E12000007", "health-inequalities", date(2010, 1, 1), "held"),
        ("E47000002", "policing-and-crime", date(2024, 5, 6), "not held"),
        ("E47000002", "policing-and-crime", date(2024, 5, 7), "held"),
        ("E47000015", "transport", date(2026, 3, 31), "concurrent"),
        ("E47000015", "transport", date(2026, 4, 1), "held"),
        ("E47000001", "health-inequalities", date(2026, 4, 28), "not held"),
        ("E47000001", "health-inequalities", date(2026, 4, 29), "planned"),
        ("E47000016", "waste-disposal", TODAY, "not known"),
        ("E47000001", "transport", date(2021, 12, 31), "not known"),
    ],
)
def test_cells(code: str, domain: str, on: date, expected: str) -> None:
    assert standing(code, domain, on) == expected


def test_north_of_tyne_becomes_part_of_the_north_east() -> None:
    before, after = names(date(2024, 5, 6)), names(date(2024, 5, 7))
    assert before - after == {"North of Tyne", "North East (four councils)"}
    assert after - before == {"North East"}


def test_where_sources_differ_the_map_says_so() -> None:
    """The 2022 table leaves West Yorkshire's adult education blank; the Order of 2021 gives it."""
    place = queries.authority_at("E47000003").place
    cell = queries.cell(place, queries.domain("adult-education"), PUBLIC, REPORT).cell
    assert (cell.standing, cell.sources_differ) == ("held", True)
    assert [row.standing for row in cell.rows] == ["not held", "held"]
    assert "Looks odd" in cell.rows[0].note


def test_london_is_found_by_either_of_its_codes() -> None:
    assert queries.authority_at("E61000001") == queries.authority_at("E12000007")


def test_areas_of_competence_are_made_of_the_domains_that_map_to_them() -> None:
    found = queries.matrix(PUBLIC, REPORT, by_competence=True)
    assert len(found.columns) == 7
    row = next(r for r in found.rows if r.authority.place.code == "E47000003")
    safety = next(c for c in row.cells if c.domain.key == "public-safety")
    assert safety.standing == "held"


def test_changes_between_two_days() -> None:
    found = queries.changes_between(PUBLIC, date(2024, 5, 6), date(2024, 5, 7))
    assert {a.place.code for a in found.ended} == {"E47000010", "E47000011"}
    assert {a.place.code for a in found.began} == {"E47000014"}
    assert ("E47000002", "policing-and-crime", "held") in {
        (row.authority.code, row.domain.key, row.standing) for row in found.gained
    }
    assert len([row for row in found.lost if row.authority.code == "E47000011"]) == 13
    assert {event.key for event in found.events} == {
        "north-east-2024",
        "south-yorkshire-police-2024",
    }


def test_members_come_with_the_authorities() -> None:
    councils = places.councils_of(places.by_code("E47000001"))
    assert len(councils) == 10
    assert len(places.councils_of(places.by_code("E12000007"))) == 33
    assert len(places.councils_of(places.by_code("GCR"))) == 8
    assert len(places.councils_of(places.by_code("E47000018"))) == 14


def test_loading_again_changes_nothing(system: Actor) -> None:
    before = list(Holding.objects.order_by("pk").values_list("pk", "ended_at"))
    load_reference(by=system, again=True)
    assert list(Holding.objects.order_by("pk").values_list("pk", "ended_at")) == before


@pytest.fixture
def indicator() -> Indicator:
    return Indicator.objects.get(key="fingertips-92443")


def test_a_shipped_indicator_has_its_links_once(system: Actor, indicator: Indicator) -> None:
    vocabulary.relink_indicators(by=system)
    links = DeterminantLink.objects.filter(indicator=indicator)
    assert {link.determinant.key for link in links} == {
        "tobacco",
        "income",
        "stress-and-resilience",
    }


def test_levers_that_reach_an_indicators_causes_and_who_holds_the_power(
    system: Actor, indicator: Indicator
) -> None:
    vocabulary.relink_indicators(by=system)
    manchester = places.by_code("E47000001")
    with CaptureQueriesContext(connection) as asked:
        found = queries.levers_for_indicator(indicator, manchester, TODAY)
    assert len(asked) <= 3
    by_key = {item.determinant.key: item for item in found.determinants}
    levers = {item.lever.key: item for item in by_key["tobacco"].levers}
    assert by_key["tobacco"].link.strength == "strong"
    assert levers["public-health-functions"].standing == "held"
    assert levers["smoke-free-alliance"].standing == "no power needed"
    assert levers["home-fire-safety-visits"].is_usable
    strengths = [item.reach.strength for item in by_key["tobacco"].levers]
    assert strengths == sorted(strengths, key=("strong", "moderate", "weak").index)


def test_elsewhere_the_same_levers_may_be_out_of_reach(system: Actor, indicator: Indicator) -> None:
    vocabulary.relink_indicators(by=system)
    found = queries.levers_for_indicator(indicator, places.by_code("E47000006"), TODAY)
    tobacco = next(item for item in found.determinants if item.determinant.key == "tobacco")
    held = {item.lever.key: item.standing for item in tobacco.levers}
    assert held["public-health-functions"] == "not held"
    assert [item.lever.key for item in tobacco.usable] == ["smoke-free-alliance"]
    assert "public-health-functions" not in {item.lever.key for item in found.usable_levers}


def test_many_indicators_take_no_more_queries_than_one(system: Actor) -> None:
    keys = ["fingertips-92443", "fingertips-90366", "fingertips-90362", "fingertips-93088"]
    held = Indicator.objects.in_bulk(keys, field_name="key")
    many = [held[key] for key in keys]
    vocabulary.relink_indicators(by=system)
    manchester = places.by_code("E47000001")
    with CaptureQueriesContext(connection) as asked:
        found = queries.levers_for_indicators(many, manchester, TODAY)
    assert len(asked) <= 3
    assert [item.indicator for item in found] == many
    assert all(item.determinants for item in found)
    usable = found[1].usable_levers
    assert len(usable) == len({item.lever.pk for item in usable})


def test_without_an_authority_nothing_is_claimed(system: Actor, indicator: Indicator) -> None:
    vocabulary.relink_indicators(by=system)
    found = queries.levers_for_indicator(indicator, None, TODAY)
    standings = {lever.standing for d in found.determinants for lever in d.levers}
    assert standings <= {"not known", "no power needed"}


def test_who_can_use_a_domain_leaves_out_who_has_ended() -> None:
    found = queries.holders_of(["transport", "fire"], PUBLIC, TODAY)
    codes = {place.code for place, _ in found["fire"]}
    assert codes == {"E12000007", "E47000001", "E47000012"}
    assert "E47000011" not in {place.code for place, _ in found["transport"]}


def test_a_neighbours_correction_stays_out_of_everyone_elses_answer(
    system: Actor, indicator: Indicator, south: Organisation, actor: MakeActor
) -> None:
    vocabulary.relink_indicators(by=system)
    neighbour = actor(south, "policy-officer")
    link = DeterminantLink.objects.get(indicator=indicator, determinant__key="income")
    vocabulary.end_link(by=neighbour, link=link, reason="Not here.")
    manchester = places.by_code("E47000001")
    keys = {
        reader: {
            item.determinant.key
            for item in queries.levers_for_indicator(
                indicator, manchester, TODAY, actor=reader
            ).determinants
        }
        for reader in (PUBLIC, neighbour)
    }
    assert "income" in keys[PUBLIC]
    assert "income" not in keys[neighbour]
