"""When something goes wrong the page says what happened and what to do."""

import logging

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import include, path

from leveller.config.urls import handler400, handler403, handler404, handler500

pytestmark = pytest.mark.django_db
WRONG = {
    "lost": Http404("No place has the code X."),
    "closed": PermissionDenied("You need a role that may import files."),
    "garbled": SuspiciousOperation("x"),
    "broken": ZeroDivisionError("x"),
}


def fail(request, how):
    raise WRONG[how]


__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [
    path("fail/<str:how>/", fail, name="fail"),
    path("", include("leveller.config.urls")),
]


@pytest.fixture
def visitor(settings, monkeypatch):
    from leveller.workbench.ground.accounts import access

    settings.ROOT_URLCONF = __name__
    table = {**access.table(), "fail": access.Rule("fail", access.PUBLIC, "test")}
    monkeypatch.setattr(access, "table", lambda: table)
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("lost", 404, "No place has the code X."),
        ("closed", 403, "You need a role that may import files."),
        ("garbled", 400, "check what you entered"),
        ("broken", 500, "give them this reference"),
    ],
)
def test_each_error_is_a_whole_page(visitor, how, status, said, caplog):
    caplog.set_level(logging.CRITICAL)
    answer = visitor.get(f"/fail/{how}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert page.count("<h1") == 1
    assert "Leveller</title>" in page


def test_an_address_that_leads_nowhere_shows_none_of_djangos_words(visitor):
    page = visitor.get("/no/such/thing/").content.decode()
    assert "Page not found" in page
    assert "tried" not in page
    assert "Resolver404" not in page


def test_the_reference_on_the_page_is_the_one_in_the_log(visitor, caplog):
    page = visitor.get("/fail/broken/").content.decode()
    reference = page.partition("this reference: <strong>")[2][:8]
    assert any(reference in record.message for record in caplog.records)


def test_a_failure_asks_nothing_of_the_database(visitor, django_assert_num_queries, caplog):
    caplog.set_level(logging.CRITICAL)
    with django_assert_num_queries(0):
        visitor.get("/fail/broken/")


def test_a_form_without_its_token_is_refused_in_words(visitor):
    answer = visitor.post("/pages/gallery/forms/", {"title": "x"})
    assert answer.status_code == 403
    assert "reload the page, and send the form again" in answer.content.decode()
