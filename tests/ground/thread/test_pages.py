"""The thread's pages: what an address carries, what a form refuses, who may open what."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.thread import actions, addresses, kinds
from leveller.workbench.ground.thread.models import (
    Action,
    Commitment,
    Decision,
    LeverReach,
    Need,
)
from tests.ground.thread import factories as make
from tests.ground.vocabulary.factories import determinant, indicator
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
ROLES = ("director", "policy-officer")


@pytest.fixture
def director(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, *ROLES)


@pytest.fixture
def neighbour(south: Organisation, actor: MakeActor) -> Actor:
    return actor(south, *ROLES)


def signed_in(who: Actor) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


@pytest.fixture
def desk(director: Actor) -> Client:
    return signed_in(director)


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return plain(response.content.decode())


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize("noun", kinds.NOUNS, ids=lambda noun: noun.name)
def test_an_empty_list_says_what_to_do_next(client: Client, noun: kinds.Noun) -> None:
    page = text(client, reverse(noun.list_route))
    assert noun.empty.split(".")[0] in page
    assert noun.adding not in page
    assert "once you have signed in" in page


@pytest.mark.parametrize("noun", kinds.NOUNS, ids=lambda noun: noun.name)
def test_forms_open_for_who_may_write_and_for_nobody_else(
    client: Client, desk: Client, noun: kinds.Noun, north: Organisation, actor: MakeActor
) -> None:
    add = reverse(f"thread:{noun.route}-add")
    assert client.get(add).status_code == 302
    assert signed_in(actor(north, "reader")).get(add).status_code == 403
    assert noun.adding in text(desk, add)


def test_a_gap_is_written_down_as_a_need_with_its_figure_and_trace(desk: Client) -> None:
    make.place()
    address = addresses.write_need(
        make.place(), indicator(), determinant(), make.FIGURE, title="Smoking"
    )
    html = desk.get(address).content.decode()
    assert make.FIGURE["words"] in plain(html)
    assert f'href="{make.FIGURE["trace"]}"' in html
    assert "selected>Authority E47000001" in html
    carried = re.search(r'name="figure" value="([^"]*)"', html)
    assert carried is not None
    response = desk.post(
        address,
        {
            "place": "E47000001",
            "indicator": indicator().key,
            "determinant": determinant().key,
            "figure": json.dumps(make.FIGURE),
            "title": "Smoking",
            "statement": "It differs.",
            "version": "0",
        },
        follow=True,
    )
    need = Need.objects.get()
    assert (need.figure, need.indicator) == (make.FIGURE, indicator())
    page = plain(response.content.decode())
    assert make.FIGURE["words"] in page
    assert "Where this figure comes from" in page
    assert "Line of sight" in page


@pytest.mark.parametrize("figure", ["{", "[1]", '{"words": "x", "trace": "https://bad.example"}'])
def test_a_figure_that_can_not_be_read_is_refused_not_kept(desk: Client, figure: str) -> None:
    make.place()
    address = reverse("thread:need-add")
    words = {"place": "E47000001", "title": "T", "statement": "S", "version": "0"}
    page = plain(desk.post(address, words | {"figure": figure}).content.decode())
    assert "There is a problem" in page
    assert not Need.objects.exists()
    desk.get(f"{address}?{urlencode({'figure': figure})}")  # neither does it break the form


def test_an_incomplete_form_names_every_fault_at_the_top(desk: Client) -> None:
    page = plain(desk.post(reverse("thread:need-add"), {"version": "0"}).content.decode())
    for fault in (
        "Choose the place that it is about.",
        "Write a title.",
        "Write what differs, between whom, and why it matters here.",
    ):
        assert page.count(fault) >= 2  # in the summary, and beside the field


def test_a_data_need_is_raised_from_what_cannot_be_answered(desk: Client) -> None:
    make.place()
    address = addresses.raise_data_need(
        make.place(), "How many smoke, by ward?", indicator(), "A survey", "The country's figure"
    )
    html = desk.get(address).content.decode()
    assert 'value="How many smoke, by ward?"' in html
    desk.post(
        address,
        {
            "place": "E47000001",
            "question": "How many smoke, by ward?",
            "would_settle": "A survey",
            "needed_by_day": "1",
            "needed_by_month": "6",
            "needed_by_year": "2027",
            "version": "0",
        },
    )
    assert "1 June 2027" in text(desk, reverse("thread:data-need", args=[1]))


def test_a_stale_edit_shows_both_texts_and_can_then_be_saved(desk: Client, director: Actor) -> None:
    need = make.need(director)
    address = reverse("thread:need-edit", args=[need.pk])
    assert 'href="edit/"' in desk.get(addresses.of(need)).content.decode()
    assert 'value="1"' in desk.get(address).content.decode()
    words = {"title": "Theirs", "statement": "Their words.", "version": "1"}
    desk.post(address, words)
    response = desk.post(address, words | {"statement": "My words."})
    page = plain(response.content.decode())
    assert response.status_code == 409
    assert "Their words." in page
    assert "My words." in page
    assert 'name="version" value="2"' in response.content.decode()
    desk.post(address, words | {"statement": "My words.", "version": "2"})
    need.refresh_from_db()
    assert (need.statement, need.version) == ("My words.", 3)


def test_moves_that_are_offered_are_those_of_the_table(
    desk: Client, director: Actor, north: Organisation, actor: MakeActor
) -> None:
    need = make.need(director)
    page = reverse("thread:need", args=[need.pk])
    assert "it can become adopted or set aside" in text(desk, page)
    officer = signed_in(actor(north, "policy-officer"))
    assert "it can become set aside" in text(officer, page)
    move = reverse("thread:need-move", args=[need.pk])
    html = officer.get(move).content.decode()
    assert 'value="adopted"' not in html
    refused = officer.post(move, {"to": "adopted", "version": "1"})
    assert "is not one of the available choices" in plain(refused.content.decode())
    done = desk.post(move, {"to": "adopted", "reason": "", "version": "1"}, follow=True)
    assert "Adopted" in plain(done.content.decode())


def test_a_move_that_needs_a_reason_asks_for_it(desk: Client, director: Actor) -> None:
    need = make.need(director)
    move = reverse("thread:need-move", args=[need.pk])
    page = plain(
        desk.post(move, {"to": "set aside", "reason": "", "version": "1"}).content.decode()
    )
    assert "Write the reason." in page
    need.refresh_from_db()
    assert need.state == "proposed"


def test_from_need_to_action_to_decision_each_step_is_offered(
    desk: Client, director: Actor
) -> None:
    need = make.need(director)
    page = desk.get(reverse("thread:need", args=[need.pk])).content.decode()
    (propose,) = re.findall(r'href="(/thread/actions/add/[^"]*)"', page)
    form = desk.get(propose.replace("&amp;", "&")).content.decode()
    assert re.search(rf'name="needs"[^>]*value="{need.pk}" checked', form)
    desk.post(
        propose.replace("&amp;", "&"),
        {
            "place": "E47000001",
            "title": "Help",
            "kind": "start",
            "needs": [need.pk],
            "levers": [make.lever().key],
            "version": "0",
        },
    )
    action = Action.objects.get()
    assert list(action.levers.all()) == [make.lever()]
    page = desk.get(reverse("thread:action", args=[action.pk])).content.decode()
    (record,) = re.findall(r'href="(/thread/decisions/add/[^"]*)"', page)
    desk.post(
        record.replace("&amp;", "&"),
        {
            "place": "E47000001",
            "body": "The board",
            "title": "Yes",
            "text": "Do it.",
            "reasons": "It helps.",
            "regard": "Looked at the most deprived tenth.",
            "decided_on_day": "1",
            "decided_on_month": "3",
            "decided_on_year": "2026",
            "actions": [action.pk],
            "version": "0",
        },
    )
    decision = Decision.objects.get()
    sight = text(desk, reverse("thread:decision", args=[decision.pk]))
    assert "Help" in sight
    assert "Smoke-Free" in sight
    assert "Looked at the most deprived tenth." in sight


def test_levers_that_reach_the_cause_come_first(desk: Client, director: Actor) -> None:
    make.lever("other")
    LeverReach.objects.create(
        lever=make.lever(),
        determinant=determinant(),
        strength="strong",
        evidence="e",
        author="a",
        status="proposed",
    )
    add = reverse("thread:action-add")
    page = text(desk, f"{add}?need={make.need(director).pk}")
    assert "Levers that reach the cause of a need that is named here Smoke-Free" in page
    assert "Soft levers Other" in page
    assert "Levers that reach the cause" not in text(desk, add)


def test_a_decision_is_superseded_from_its_page(desk: Client, director: Actor) -> None:
    former = make.decision(director)
    address = reverse("thread:decision-add") + f"?supersedes={former.pk}"
    assert "This will supersede" in text(desk, address)
    words = {
        "place": "E47000001",
        "body": "The board",
        "title": "Otherwise",
        "text": "Stop it.",
        "reasons": "It widened the gap.",
        "decided_on_day": "1",
        "decided_on_month": "4",
        "decided_on_year": "2026",
        "version": "0",
    }
    desk.post(address, words)
    assert Decision.objects.get(title="Otherwise").supersedes == former
    assert "A later decision supersedes this one" in text(
        desk, reverse("thread:decision", args=[former.pk])
    )


def test_publishing_and_taking_back(desk: Client, director: Actor, client: Client) -> None:
    need = make.need(director)
    page = reverse("thread:need", args=[need.pk])
    text(client, page, 404)
    desk.post(reverse("thread:need-publish", args=[need.pk]), {"version": "1"})
    assert need.title in text(client, page)
    desk.post(reverse("thread:need-unpublish", args=[need.pk]), {"version": "2"})
    text(client, page, 404)
    assert desk.get(reverse("thread:need-publish", args=[need.pk])).status_code == 405


def test_promises_on_the_page_of_their_action(desk: Client, director: Actor) -> None:
    action = make.action(director)
    desk.post(
        reverse("thread:commitment-add", args=[action.pk]),
        {"partner": "The hospital", "text": "Refer all who smoke"},
    )
    promise = Commitment.objects.get()
    assert "Not settled yet" in text(desk, reverse("thread:action", args=[action.pk]))
    desk.post(
        reverse("thread:commitment-settle", args=[promise.pk]), {"kept": "yes", "version": "1"}
    )
    promise.refresh_from_db()
    assert promise.is_kept is True


@pytest.mark.parametrize("noun", kinds.NOUNS, ids=lambda noun: noun.name)
def test_another_organisation_sees_and_writes_nothing(
    director: Actor, neighbour: Actor, client: Client, noun: kinds.Noun
) -> None:
    writer = {
        "need": make.need,
        "data need": make.data_need,
        "action": make.action,
        "decision": make.decision,
    }[noun.name]
    work = writer(director)
    page, name = addresses.of(work), str(work)
    for reader in (signed_in(neighbour), client):
        text(reader, page, 404)
        for address in (reverse(noun.list_route), f"{reverse(noun.list_route)}data.json"):
            assert name not in reader.get(address).content.decode()
        for twin in ("data.csv", "data.json"):
            text(reader, f"{page}{twin}", 404)
    actions.publish(by=director, work=work, version=1)
    other = signed_in(neighbour)
    assert name in text(other, page)
    for verb in ("edit", "move"):
        if getattr(noun, verb):
            text(other, f"{page}{verb}/", 404)
    response = other.post(f"{page}unpublish/", {"version": "2"})
    assert response.status_code == 404


def test_another_organisations_needs_are_not_offered_in_forms(
    director: Actor, neighbour: Actor
) -> None:
    make.need(director, title="A secret need")
    form = text(signed_in(neighbour), reverse("thread:action-add"))
    assert "A secret need" not in form


def test_lists_narrow_by_place_and_state(desk: Client, director: Actor) -> None:
    make.need(director, title="Here")
    make.need(director, title="There", place=make.place("E47000004"))
    page = text(desk, reverse("thread:needs") + "?place=E47000004&state=proposed")
    assert "There" in page
    assert "Here" not in page
    assert "No need is written down yet" in text(desk, reverse("thread:needs") + "?state=met")
    text(desk, reverse("thread:needs") + "?place=E99999999", 404)
