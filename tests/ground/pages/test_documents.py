"""The glossary and the methods, as they stand in the project and as pages."""

import re
from pathlib import Path

import pytest

from leveller.config import paths
from leveller.workbench.ground.pages import documents, glossary

GLOSSARY = """# Glossary

## Places

**Small area**
: About 1,500 people:
  an *LSOA*.

**Absolute gap, relative gap**
: A difference, and a ratio.

## Measures

**Slope index**
: A line.
"""


@pytest.fixture
def written(monkeypatch, tmp_path) -> Path:
    (tmp_path / "GLOSSARY.md").write_text(GLOSSARY)
    folder = tmp_path / "docs" / "methods"
    folder.mkdir(parents=True)
    (folder / "slope.md").write_text(
        "# The slope index\n\nA line. Then more.\n\n## Why\n\n[r](rate.md)\n"
    )
    (folder / "rate.md").write_text("# A rate\n\nCounts by people,\nfor e.g. a year.\n")
    (folder / "draft.md").write_text("No title yet.\n")
    monkeypatch.setattr(glossary, "source", lambda: tmp_path / "GLOSSARY.md")
    monkeypatch.setattr(documents, "folder", lambda: folder)
    return tmp_path


def test_the_glossary_is_read_by_chapter(written):
    places, measures = glossary.chapters()
    assert (places.heading, [term.name for term in places.terms]) == (
        "Places",
        ["Small area", "Absolute gap, relative gap"],
    )
    assert "<em>LSOA</em>" in places.terms[0].meaning
    assert measures.terms[0].anchor == "slope-index"


@pytest.mark.parametrize("name", ["small area", "Small Area", "relative gap", "absolute gap"])
def test_a_term_is_found_by_any_of_its_names(written, name):
    assert glossary.term(name)


def test_a_changed_glossary_is_read_again(written):
    assert glossary.term("Spine") is None
    (written / "GLOSSARY.md").write_text(GLOSSARY + "\n**Spine**\n: A chart.\n")
    assert glossary.term("Spine")


def test_the_glossary_page_has_an_anchor_for_each_term(written, client):
    page = client.get("/pages/glossary/").content.decode()
    assert 'id="small-area"' in page
    assert 'href="#measures"' in page


def test_methods_are_those_that_have_a_title(written):
    assert [(d.slug, d.title, d.summary) for d in documents.methods()] == [
        ("rate", "A rate", "Counts by people, for e.g. a year."),
        ("slope", "The slope index", "A line."),
    ]


def test_a_method_is_a_page_and_links_to_its_sisters(written, client):
    page = client.get("/pages/methods/slope/").content.decode()
    assert page.count("<h1") == 1
    assert 'href="../rate/"' in page
    assert '<h2 id="why">' in page


def test_an_unknown_method_is_not_found(written, client):
    answer = client.get("/pages/methods/nonsense/")
    assert answer.status_code == 404
    assert "No method is called nonsense." in answer.content.decode()


def test_an_installation_without_documents_says_so(client, monkeypatch, tmp_path):
    monkeypatch.setattr(glossary, "source", lambda: tmp_path / "none.md")
    monkeypatch.setattr(documents, "folder", lambda: tmp_path / "none")
    assert "not part of this installation" in client.get("/pages/glossary/").content.decode()
    assert "not part of this installation" in client.get("/pages/methods/").content.decode()


def test_every_word_that_a_template_links_is_in_the_glossary():
    templates = paths.PACKAGE.rglob("templates/**/*.html")
    linked = {
        (file.name, name)
        for file in templates
        for name in re.findall(r"{% glossary \"([^\"]+)\"", file.read_text(encoding="utf-8"))
    }
    assert linked, "no template links to the glossary any more: has the tag changed?"
    assert [(file, name) for file, name in sorted(linked) if glossary.term(name) is None] == []


pytestmark = pytest.mark.django_db
