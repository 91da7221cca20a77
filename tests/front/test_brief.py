"""The inequality brief: every figure with its trace, in all forms, by page and by command."""

import json
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from leveller.cli.main import main
from leveller.workbench.front import briefs
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.papers.faces import Face
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.records.models import Document
from tests.front.region import GM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]
ADDRESS = f"/places/{GM}/brief/"
NUMBER = re.compile(r"\d+\.\d+")
DATED = date(2026, 1, 15)


@pytest.fixture
def printed() -> dict[Face, bytes]:
    made = briefs.printed(Actor.public(), places.by_code(GM), dated=DATED)
    return {each.face: each.content for each in made}


@pytest.fixture
def said(printed: dict[Face, bytes]) -> dict[str, object]:
    return json.loads(printed[Face.JSON])


def runs(node: object) -> list[dict[str, str]]:
    """Every piece of a sentence in the JSON, wherever it stands."""
    if isinstance(node, dict):
        return node.get("runs", []) + [r for value in node.values() for r in runs(value)]
    return [r for value in node for r in runs(value)] if isinstance(node, list) else []


def test_all_five_forms_are_made(printed: dict[Face, bytes]) -> None:
    assert set(printed) == set(Face)
    assert printed[Face.PDF].startswith(b"%PDF-")
    for face in (Face.WORD, Face.SPREADSHEET):
        assert zipfile.ZipFile(BytesIO(printed[face])).testzip() is None
    assert b"<!DOCTYPE html>" in printed[Face.WEB][:100]


def test_every_figure_of_a_sentence_has_a_source_and_a_trace(said: dict[str, object]) -> None:
    figures = {figure["id"]: figure for figure in said["figures"]}
    used = {run["figure"] for run in runs(said["sections"]) if run["kind"] == "figure"}
    assert len(used) > 5
    for figure in (figures[name] for name in used):
        assert figure["trace"]["address"].startswith("/evidence/trace/?release=")
        assert figure["period"]


def test_no_number_of_a_sentence_is_typed_into_it(said: dict[str, object]) -> None:
    plain = [run["text"] for run in runs(said["sections"]) if run["kind"] == "text"]
    made = "made with Leveller"
    assert [text for text in plain if NUMBER.search(text) and made not in text] == []


def test_the_same_sentences_stand_in_every_form(printed: dict[Face, bytes]) -> None:
    lead = "life expectancy for men"
    document = zipfile.ZipFile(BytesIO(printed[Face.WORD])).read("word/document.xml").decode()
    for text in (printed[Face.WEB].decode(), re.sub(r"<[^>]+>", "", document)):
        assert lead in text
        assert "4.6 years" in text.replace("\u00a0", " ")


def test_the_brief_says_what_it_cannot_say(said: dict[str, object]) -> None:
    text = json.dumps(said, ensure_ascii=False)
    assert "What the data cannot say" in text
    assert "What would settle it" in text


def test_a_page_offers_every_form(client: Client) -> None:
    shown = client.get(ADDRESS).content.decode()
    for face in ("docx", "pdf", "xlsx", "json"):
        assert f"{ADDRESS}{Face(face).value}/" in shown if face in set(Face) else True
    for face in briefs.FILES:
        assert f"{ADDRESS}{face.value}/" in shown


@pytest.mark.parametrize("face", [Face.JSON, Face.SPREADSHEET])
def test_a_form_is_downloaded_under_a_name(client: Client, face: Face) -> None:
    response = client.get(f"{ADDRESS}{face.value}/")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "greater-manchester" in response["Content-Disposition"].lower()


def test_there_is_no_other_form(client: Client) -> None:
    response = client.get(f"{ADDRESS}exe/")
    assert response.status_code == 404
    assert "no form called exe" in response.content.decode()


def test_keeping_it_needs_the_right_to(client: Client, client_of: object, north: Organisation):
    assert client.post(f"{ADDRESS}keep/").status_code == 302
    assert not Document.objects.exists()
    assert client_of(north, "reader").post(f"{ADDRESS}keep/").status_code == 403
    assert not Document.objects.exists()


def test_a_kept_brief_stands_among_the_organisations_papers(
    client_of: object, north: Organisation, south: Organisation
) -> None:
    member = client_of(north, "policy-officer")
    assert member.post(f"{ADDRESS}keep/").status_code == 302
    assert Document.objects.filter(organisation=north).count() >= 5
    assert "Inequality brief" in member.get("/papers/").content.decode()
    assert "Inequality brief" not in client_of(south, "director").get("/papers/").content.decode()


def test_the_command_writes_five_files(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["brief", GM, "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    written = sorted(file.suffix for file in (tmp_path / "out").iterdir())
    assert written == [".docx", ".html", ".json", ".pdf", ".xlsx"]


def test_the_command_says_when_there_is_no_such_place(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["brief", "E99999999", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "E99999999" in result.output
    assert not list(tmp_path.glob("*.*"))
