"""Papers that are kept: whole, once, for their organisation, and given back as they were."""

import hashlib
import json
import os
import time
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.papers import actions, queries, rules, shelf
from leveller.workbench.ground.papers.faces import FORMATS, Face, printed
from leveller.workbench.ground.records.models import AuditEvent, Document
from tests.ground.papers import sample
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
Signed = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def empty_shelf(home, settings):
    settings.STATIC_ROOT = home / "static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    for file in shelf.folder().glob("*"):
        file.unlink()


@pytest.fixture
def analyst(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "analyst")


@pytest.fixture
def signed(client: Client) -> Signed:
    def sign_in(by: Actor) -> Client:
        client.force_login(by.user)
        return client

    return sign_in


def keep(by: Actor, *faces: Face, **changes: object) -> list[Document]:
    return actions.keep(by=by, paper=sample.paper(**changes), faces=faces or tuple(Face))


def test_a_paper_is_kept_in_all_its_faces(analyst):
    documents = keep(analyst)
    assert [d.made_from["face"] for d in documents] == list(Face)
    made = printed(sample.paper())
    for document, one in zip(documents, made, strict=True):
        content = shelf.path(document.sha256).read_bytes()
        assert content == one.content
        assert document.sha256 == hashlib.sha256(content).hexdigest()
        assert (document.size, document.filename) == (len(content), one.filename)
        assert document.organisation == analyst.organisation
        assert document.made_by == analyst.user


def test_a_document_says_what_it_was_made_from(analyst):
    [document] = keep(analyst, Face.JSON)
    assert document.made_from["releases"] == sorted([sample.DEATHS.sha256, sample.HEALTH.sha256])
    assert document.made_from["dated"] == "2026-11-21"
    assert document.made_from["reference"] == "WCA/2026/114"
    assert sample.SURVEY.title in document.made_from["sources"]


def test_keeping_is_told_in_the_audit_log(analyst):
    documents = keep(analyst, Face.PDF, Face.JSON)
    event = AuditEvent.objects.get(verb="papers.kept")
    assert event.organisation == analyst.organisation
    assert event.detail["documents"] == {d.filename: d.sha256 for d in documents}


def test_the_same_paper_is_kept_once(analyst):
    first, again = keep(analyst, Face.PDF), keep(analyst, Face.PDF, Face.JSON)
    assert again[0] == first[0]
    assert Document.objects.count() == 2
    assert keep(analyst, Face.PDF, dated=sample.date(2027, 1, 1))[0] != first[0]


def test_each_organisation_keeps_its_own(analyst, south, actor):
    [mine], [theirs] = keep(analyst, Face.JSON), keep(actor(south, "director"), Face.JSON)
    assert mine.sha256 == theirs.sha256
    assert mine.pk != theirs.pk


def test_who_may_not_make_papers_keeps_none(north, actor):
    for by in (actor(north, "reader"), Actor.public()):
        with pytest.raises(PermissionDenied):
            keep(by)
    assert not Document.objects.exists()
    assert not list(shelf.folder().glob("*"))


def test_a_paper_of_nobody_is_not_kept(system):
    with pytest.raises(actions.NobodysPaperError, match="Choose for which one you work"):
        keep(system)


def test_a_paper_that_is_not_fit_to_print_leaves_no_trace(analyst):
    with pytest.raises(rules.PaperError):
        keep(analyst, title=" ")
    assert not Document.objects.exists()
    assert not list(shelf.folder().glob("*"))


# Who sees what


def test_an_organisation_sees_its_own_only(analyst, south, actor, system):
    [mine], [theirs] = keep(analyst, Face.JSON), keep(actor(south, "analyst"), Face.JSON)
    assert list(queries.documents_visible_to(analyst)) == [mine]
    assert list(queries.documents_visible_to(Actor.public())) == []
    assert set(queries.documents_visible_to(system)) == {mine, theirs}
    assert queries.document_visible_to(analyst, theirs.pk) is None


@pytest.mark.parametrize("face", Face)
def test_a_document_is_given_back_as_a_file(analyst, signed, face):
    [document] = keep(analyst, face)
    response = signed(analyst).get(f"/papers/{document.pk}/")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == shelf.path(document.sha256).read_bytes()
    assert response["Content-Type"] == FORMATS[face].media_type
    assert response["Content-Disposition"] == f'attachment; filename="{document.filename}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert int(response["Content-Length"]) == document.size


def test_nobody_takes_what_is_another_s(analyst, south, actor, signed, client):
    [document] = keep(analyst, Face.PDF)
    assert client.get(f"/papers/{document.pk}/").status_code == 302
    assert client.get("/papers/").status_code == 302
    other = signed(actor(south, "director"))
    assert other.get(f"/papers/{document.pk}/").status_code == 404
    assert document.title not in other.get("/papers/").content.decode()


def test_the_list_names_every_file_with_its_form_and_size(analyst, signed):
    keep(analyst)
    text = signed(analyst).get("/papers/").content.decode()
    for document in Document.objects.all():
        assert f'href="/papers/{document.pk}/"' in text
        assert document.filename in text
    for form in ("Web page", "Word", "PDF", "Spreadsheet", "JSON"):
        assert form in text
    twin = json.loads(signed(analyst).get("/papers/data.json").content)
    assert len(twin["tables"][0]["rows"]) == 5


def test_a_file_that_is_lost_is_a_clear_message(analyst, signed):
    [document] = keep(analyst, Face.PDF)
    shelf.path(document.sha256).unlink()
    response = signed(analyst).get(f"/papers/{document.pk}/")
    assert response.status_code == 404


# The shelf


def test_what_no_document_names_is_swept_when_it_is_old(analyst):
    [document] = keep(analyst, Face.JSON)
    orphan = shelf.path(shelf.put(b"orphan"))
    assert actions.sweep() == 0
    yesterday = time.time() - 2 * actions.A_DAY
    for file in shelf.folder().iterdir():
        os.utime(file, (yesterday, yesterday))
    assert actions.sweep() == 1
    assert not orphan.exists()
    assert shelf.is_whole(document.sha256)


def test_putting_again_keeps_a_file_from_being_swept(home):
    sha256 = shelf.put(b"wanted")
    os.utime(shelf.path(sha256), (0, 0))
    shelf.put(b"wanted")
    assert shelf.sweep(set(), older_than_seconds=60) == 0


def test_damage_is_found_and_mended_by_keeping_again(analyst):
    [document] = keep(analyst, Face.JSON)
    assert queries.damaged() == []
    shelf.path(document.sha256).write_bytes(b"other")
    assert queries.damaged() == [document]
    keep(analyst, Face.JSON)
    assert queries.damaged() == []


def test_files_have_names_that_every_system_takes():
    names = [one.filename for one in printed(sample.paper(title='A/B: "Ŵ" <c> \\ ' + "x" * 200))]
    assert all(name.startswith("2026-11-21-ab-w-c") and len(name) < 110 for name in names)
    assert printed(sample.paper(title="中文"), (Face.JSON,))[0].filename == "2026-11-21-paper.json"
