"""What stands around every page."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders

from leveller.workbench.ground.pages import assets
from leveller.workbench.ground.pages.gallery import figures as gallery
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db


def test_a_visitor_is_not_named(client):
    page = client.get("/pages/glossary/").content.decode()
    assert "Signed in as" not in page


def test_who_is_signed_in_stands_with_the_organisation(client, north, actor: MakeActor):
    client.force_login(actor(north, "analyst").user)
    page = client.get("/pages/glossary/").content.decode()
    assert "Signed in as" in page
    assert "North" in page


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_demonstration_says_that_it_is_one(client, settings, is_demonstration):
    settings.DEMONSTRATION = is_demonstration
    page = client.get("/pages/glossary/").content.decode()
    assert ("Everything here is fictional" in page) == is_demonstration


def test_no_page_of_the_gallery_has_inline_styles_or_scripts(client):
    for name in ("tables", "charts", "maps", "forms", "parts"):
        page = client.get(f"/pages/gallery/{name}/").content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_answers_carry_the_strict_policy(client):
    policy = client.get("/pages/glossary/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_vendored_files_are_what_was_built():
    assert assets.faults() == []


def test_a_changed_a_lost_and_a_strange_file_are_found(tmp_path):
    (tmp_path / "vendor.json").write_text(
        '{"packages": [{"name": "x", "version": "1", "licence": "MIT",'
        ' "files": {"a.js": "00", "b.js": "00"}}]}'
    )
    (tmp_path / "a.js").write_text("changed")
    (tmp_path / "c.js").write_text("strange")
    assert assets.faults(tmp_path) == [
        "b.js is missing.",
        "c.js is not recorded.",
        "a.js was changed after it was built.",
    ]


def test_styles_ask_for_nothing_from_elsewhere():
    for name in ("vendor/govuk.css", "pages/styles.css"):
        text = Path(finders.find(name)).read_text(encoding="utf-8")
        assert "url(" not in text
        assert "@import" not in text
        assert "GDS Transport" not in text


def test_static_files_stand_under_their_own_names_until_they_are_collected(client):
    page = client.get("/pages/glossary/").content.decode()
    assert 'href="/static/vendor/govuk.css"' in page
    assert django_settings.STATIC_ROOT.is_dir()


def test_what_every_page_loads_is_small():
    """Gzipped, as it goes over the wire; a page with its pictures may weigh 200 kB in all."""
    names = ("vendor/govuk.css", "pages/styles.css", "vendor/govuk.js", "pages/mark.svg")
    sizes = {n: len(gzip.compress(Path(finders.find(n)).read_bytes())) for n in names}
    assert sum(sizes.values()) < 32_000, sizes


def test_a_page_thanks_the_sources_of_its_figures(client, monkeypatch):
    source = replace(gallery.SOURCE, attribution="Contains made-up figures.")
    monkeypatch.setattr(gallery, "SOURCE", source)
    page = client.get("/pages/gallery/charts/").content.decode()
    assert page.count("<li>Contains made-up figures.</li>") == 1


def test_the_heaviest_page_of_the_gallery_stays_within_the_budget(client, settings, tmp_path):
    settings.HOME = tmp_path
    page = client.get("/pages/gallery/charts/").content
    names = re.findall(r'src="(/pages/charts/[^"]+)"', page.decode())
    pictures = [gzip.compress(client.get(name).content) for name in names]
    assert len(pictures) == 9
    assert len(gzip.compress(page)) + sum(map(len, pictures)) < 100_000
