"""Bringing files in, as browsers have it: with scripts and without, wide, narrow, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.worker import run_queued
from leveller.workbench.systems.evidence.models import Import
from tests.browser.kit import assert_sound
from tests.browser.test_accounts import sign_in
from tests.kit.people import MakeActor
from tests.systems.evidence.kit import fingertips, fingertips_row
from tests.systems.evidence.pages.kit import odd_table

pytestmark = pytest.mark.django_db(transaction=True)
UPLOAD = "/evidence/import/"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RELEASES", "WORK"):
        monkeypatch.setattr(settings, name, tmp_path / "home" / name.lower())
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")


@pytest.fixture
def user(north: Organisation, actor: MakeActor, live_server: object) -> User:
    return actor(north, "analyst").user


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    good = fingertips(tmp_path / "good.csv", fingertips_row(), fingertips_row(Sex="Female"))
    bad = fingertips(tmp_path / "bad.csv", fingertips_row(Value="abc"))
    return [good, bad, odd_table(tmp_path / "odd.csv")]


def send(page: Page, *files: Path) -> str:
    """Upload and let the worker look; gives the address of the import."""
    page.goto(UPLOAD)
    page.get_by_label("Choose or drop files").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="Check the files").click()
    page.wait_for_url(f"**{UPLOAD}*/")
    run_queued()
    return f"{UPLOAD}{Import.objects.latest('pk').pk}/"


def pages_of(page: Page, files: list[Path]) -> Iterator[str]:
    """Every page of the way in, from the upload to the release and its trace."""
    yield UPLOAD
    here = send(page, *files)
    yield from (f"{here}{rest}" for rest in ("", "1/", "2/", "2/faults/", "2/choices/"))
    yield from (f"{here}{rest}" for rest in ("3/mapping/", "publish/", "discard/"))
    page.goto(f"{here}publish/")
    page.get_by_role("radio", name="Everyone").check()
    page.get_by_role("button", name="Continue").click()
    yield f"{here}check/"
    page.goto(f"{here}check/")
    page.get_by_role("button", name="Publish the file").click()
    yield here
    run_queued()
    release = f"/evidence/releases/{Release.objects.get().sha256}/"
    yield from ("/evidence/imports/", "/evidence/releases/", release, f"{release}withdraw/")
    yield f"/evidence/trace/?release={Release.objects.get().sha256}&indicator=fingertips-90366"
    yield "/evidence/mappings/"


def test_no_page_of_the_way_in_has_a_fault(desk: Page, user: User, files: list[Path]) -> None:
    sign_in(desk, user)
    for address in pages_of(desk, files):
        desk.goto(address)
        assert_sound(desk)


def test_a_file_is_published_without_javascript(plain: Page, user: User, files: list[Path]) -> None:
    sign_in(plain, user)
    plain.goto(send(plain, files[0]))
    plain.get_by_role("button", name="Go on to publish").click()
    plain.get_by_role("button", name="Continue").click()
    expect(plain.get_by_role("alert")).to_contain_text("Say who may see the figures.")
    plain.get_by_role("radio", name="Only people of your organisation").check()
    plain.get_by_role("button", name="Continue").click()
    plain.get_by_role("button", name="Publish the file").click()
    run_queued()
    plain.reload()
    plain.get_by_role("link", name="Fingertips data download").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Life expectancy")
    assert not Release.objects.get().is_public


def test_the_page_follows_the_work_by_itself(desk: Page, user: User, files: list[Path]) -> None:
    sign_in(desk, user)
    desk.goto(UPLOAD)
    desk.get_by_label("Choose or drop files").set_input_files(str(files[0]))
    desk.get_by_role("button", name="Check the files").click()
    expect(desk.get_by_role("status")).to_contain_text("Waiting")
    run_queued()
    desk.get_by_role("link", name="See the result").click()
    expect(desk.get_by_text("Ready to publish")).to_be_visible()


def test_the_form_is_sent_by_keyboard(desk: Page, user: User) -> None:
    sign_in(desk, user)
    desk.goto(UPLOAD)
    desk.get_by_label("Choose or drop files").focus()
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Check the files")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Choose at least one file.")
    desk.get_by_role("alert").get_by_role("link").click()
    expect(desk.get_by_label("Choose or drop files")).to_be_focused()
