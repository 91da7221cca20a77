"""Bringing files in by the page: uploaded, examined, reviewed, published or thrown away."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation, RoleGrant
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.models import AuditEvent, Job, Release
from leveller.workbench.ground.records.worker import run_queued
from leveller.workbench.systems.evidence import actions
from leveller.workbench.systems.evidence.imports import staging
from leveller.workbench.systems.evidence.imports.rules import KEPT_FOR
from leveller.workbench.systems.evidence.models import Import, SavedMapping
from tests.systems.evidence.kit import csv_text, fingertips, fingertips_row, write
from tests.systems.evidence.pages.kit import (
    UPLOAD,
    bring_in,
    odd_table,
    only_file,
    publish,
    states,
    words,
)

pytestmark = pytest.mark.django_db
LOOKUP = "LAD23CD,LAD23NM,CAUTH23CD,CAUTH23NM\nE08000003,Manchester,E47000001,Greater Manchester\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    rows = [fingertips_row(), fingertips_row(Sex="Female", Value="79.9")]
    return fingertips(tmp_path / "good.csv", *rows)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    rows = [
        fingertips_row(),
        fingertips_row(Area_Code="na"),
        fingertips_row(Sex="Female", Value="abc"),
    ]
    return fingertips(tmp_path / "bad.csv", *rows)


class TestOneGoodFile:
    def test_it_is_reviewed_before_anything_is_published(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        assert not Release.objects.exists()
        page = words(desk, f"{UPLOAD}{batch.pk}/")
        for said in ("Ready to publish", "Fingertips data download", "2 observations", "2018–20"):
            assert said in page

    def test_it_is_published_on_the_terms_that_were_confirmed(
        self, desk: Client, good: Path
    ) -> None:
        batch = bring_in(desk, good)
        publish(
            desk, batch, visibility="private", disclosure="counts 1 to 7", source_1="ons-census"
        )
        release = Release.objects.get()
        assert release.source is not None
        assert (release.is_public, release.disclosure, release.source.key) == (
            False,
            "counts 1 to 7",
            "ons-census",
        )
        assert release.published_by is not None
        job = Job.objects.latest("pk")
        assert job.result_url == f"/evidence/releases/{release.sha256}/"
        assert words(desk, job.result_url)
        assert not staging.folder(batch.folder).exists()
        batch.refresh_from_db()
        assert batch.state == "finished"

    def test_the_recognised_source_stands_beforehand(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        page = desk.get(f"{UPLOAD}{batch.pk}/publish/").content.decode()
        assert '<option value="ohid-fingertips" selected>' in page

    def test_terms_are_asked_for_before_it_is_published(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        refused = desk.post(f"{UPLOAD}{batch.pk}/publish/", {"disclosure": "none"})
        assert "Say who may see the figures." in refused.content.decode()
        assert desk.post(f"{UPLOAD}{batch.pk}/check/").status_code == 302
        assert run_queued() == 0
        assert not Release.objects.exists()

    def test_brought_in_again_it_is_there_already(self, desk: Client, good: Path) -> None:
        publish(desk, bring_in(desk, good))
        again = bring_in(desk, good)
        assert only_file(again).state == "already there"
        assert again.state == "finished"
        assert Release.objects.get().title in words(desk, f"{UPLOAD}{again.pk}/")


class TestBadFiles:
    def test_every_fault_is_told_and_can_be_downloaded(self, desk: Client, bad: Path) -> None:
        batch = bring_in(desk, bad)
        page = words(desk, f"{UPLOAD}{batch.pk}/")
        assert "Refused" in page
        assert "Nothing of the file was taken." in page
        assert "Leave the row out below".lower() in page.lower()
        assert "--leave-out" not in page
        address = f"{UPLOAD}{batch.pk}/1/faults/"
        assert "abc" in words(desk, address)
        lines = b"".join(desk.get(f"{address}data.csv")).decode("utf-8-sig").splitlines()
        assert lines[0] == "Row,Column,What stands there,What is wrong,What to do"
        assert [line.split(",")[:3] for line in lines[1:3]] == [
            ["3", "Area Code", "na"],
            ["4", "Value", "abc"],
        ]
        listed = json.loads(b"".join(desk.get(f"{address}data.json")))["faults"]
        assert [(f["row"], f["reason"]) for f in listed][:2] == [
            (3, "bad-code"),
            (4, "not-a-number"),
        ]

    def test_many_faults_are_shown_a_page_at_a_time(self, desk: Client, tmp_path: Path) -> None:
        rows = [fingertips_row(Value="?", Area_Code=f"E0{n:07}") for n in range(2500)]
        batch = bring_in(desk, fingertips(tmp_path / "many.csv", *rows))
        address = f"{UPLOAD}{batch.pk}/1/faults/"
        first, last = words(desk, address), words(desk, f"{address}?page=25")
        assert "2,500 faults" in first
        assert " 2 Value" in first
        assert " 2,501 Value" in last
        assert len(b"".join(desk.get(f"{address}data.csv")).splitlines()) == 2501

    def test_rows_are_left_out_with_a_reason(self, desk: Client, bad: Path) -> None:
        batch = bring_in(desk, bad)
        address = f"{UPLOAD}{batch.pk}/1/choices/"
        filled = desk.get(f"{address}?rows=faulty").content.decode()
        assert 'value="3-4"' in filled
        refused = desk.post(address, {"leave_out": "3-4"})
        assert "Say why the rows are left out." in refused.content.decode()
        desk.post(address, {"leave_out": "3-4", "reason": "misprints"})
        run_queued()
        assert only_file(batch).state == "ready"
        publish(desk, batch)
        assert [row["reason"] for row in Release.objects.get().left_out] == ["misprints"] * 2

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("empty.csv", b"", "The file is empty."),
            ("cut.csv.gz", b"\x1f\x8b\x08\x00\x00", "The file is cut short."),
            ("cut.xlsx", b"PK\x03\x04 no more", "The file is cut short."),
            ("page.csv", b"<!DOCTYPE html><html></html>", "This is not a file of data."),
            ("mixed.csv", b"area_code,value\nE08000003,\x81\xc3\xa9\n", "neither UTF-8 nor"),
            ("headings.csv", b"area_code,period,indicator,value\n", ""),
            ("words.txt", b"Dear colleague,\n\nnothing to see here.\n", "Not recognised"),
            ("\u202ename\n<b>.csv", b"", "The file is empty."),
        ],
    )
    def test_whatever_is_uploaded_is_answered_in_words(
        self, name: str, content: bytes, said: str, desk: Client
    ) -> None:
        response = desk.post(UPLOAD, {"files": SimpleUploadedFile(name, content)})
        assert response.status_code == 302
        run_queued()
        batch = Import.objects.latest("pk")
        assert said in words(desk, f"{UPLOAD}{batch.pk}/")
        assert only_file(batch).state in {"refused", "not recognised"}
        assert not Release.objects.exists()

    def test_without_a_file_the_page_asks_for_one(self, desk: Client) -> None:
        response = desk.post(UPLOAD, {})
        assert "Choose at least one file." in response.content.decode()
        assert not Import.objects.exists()

    def test_too_large_an_upload_is_refused_with_the_limit(
        self, desk: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settings, "UPLOAD_LIMIT", 2_000_000)
        response = desk.post(UPLOAD, {"files": SimpleUploadedFile("a.csv", b"x" * 2_500_000)})
        assert response.status_code == 400
        assert "An upload may have 2 megabytes" in response.content.decode()
        assert not Import.objects.exists()
        assert not staging.root().exists()

    def test_a_fault_of_ours_is_told_of_the_one_file(
        self, desk: Client, good: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from leveller.workbench.systems.evidence import importing

        real = importing.examine

        def stumble(path: Path, **named: object) -> object:
            if path.name == "bad.csv":
                raise ZeroDivisionError
            return real(path, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(importing, "examine", stumble)
        batch = bring_in(desk, good, bad)
        assert states(batch) == {"good.csv": "ready", "bad.csv": "refused"}
        assert "Leveller stumbled over the file." in words(desk, f"{UPLOAD}{batch.pk}/2/")


class TestSeveralFiles:
    def test_lookups_come_before_figures_and_each_is_whole_or_not_at_all(
        self, desk: Client, good: Path, bad: Path, tmp_path: Path
    ) -> None:
        lookup = write(tmp_path / "z_lookup.csv", LOOKUP)
        batch = bring_in(desk, good, bad, lookup)
        assert states(batch) == {"good.csv": "ready", "bad.csv": "refused", "z_lookup.csv": "ready"}
        publish(desk, batch)
        names = Release.objects.order_by("pk").values_list("filename", flat=True)
        assert list(names) == ["z_lookup.csv", "good.csv"]
        assert Job.objects.latest("pk").result_url == f"{UPLOAD}{batch.pk}/"
        batch.refresh_from_db()
        assert batch.state == "open"
        page = words(desk, f"{UPLOAD}{batch.pk}/")
        assert "Published" in page
        assert "Refused" in page

    def test_two_files_of_one_name_stand_beside_each_other(
        self, desk: Client, good: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "other").mkdir()
        other = fingertips(tmp_path / "other" / "good.csv", fingertips_row(Value="70"))
        batch = bring_in(desk, good, other)
        assert list(batch.files.values_list("state", flat=True)) == ["ready", "ready"]


class TestMapping:
    def test_what_is_proposed_is_shown_changed_and_kept(self, desk: Client, tmp_path: Path) -> None:
        batch = bring_in(desk, odd_table(tmp_path / "odd.csv"))
        assert only_file(batch).state == "not recognised"
        address = f"{UPLOAD}{batch.pk}/1/mapping/"
        page = desk.get(address)
        assert "61.2, 55.4, 62.8" in words(desk, address)
        answers = {
            name: page.context["form"][name].value() or "" for name in page.context["form"].fields
        }
        assert (answers["role_0"], answers["role_2"]) == ("place", "value")
        answers |= {"says_indicator": "Adults who walk", "says_unit": "%", "name": "Walking"}
        assert desk.post(address, answers).status_code == 302
        run_queued()
        assert "Adults who walk" in words(desk, f"{UPLOAD}{batch.pk}/")
        publish(desk, batch)
        release = Release.objects.get()
        assert release.mapping is not None
        assert release.mapping["says"]["indicator"] == "Adults who walk"
        assert SavedMapping.objects.count() == 1
        later = odd_table(tmp_path / "later.csv")
        later.write_text(later.read_text().replace("61.2", "61.3"))
        assert only_file(bring_in(desk, later)).state == "ready"

    def test_a_mapping_that_says_no_value_is_refused_in_words(
        self, desk: Client, tmp_path: Path
    ) -> None:
        batch = bring_in(desk, odd_table(tmp_path / "odd.csv"))
        response = desk.post(f"{UPLOAD}{batch.pk}/1/mapping/", {"shape": "one", "role_0": "place"})
        assert "Say which column holds the value." in response.content.decode()
        assert only_file(batch).state == "not recognised"

    def test_formulas_of_a_workbook_are_told_cell_by_cell(
        self, desk: Client, tmp_path: Path
    ) -> None:
        import openpyxl

        workbook = openpyxl.Workbook()
        for row in [("area_code", "period", "value"), ("E08000003", "2021", "=1+1")]:
            workbook.active.append(row)
        workbook.save(tmp_path / "formula.xlsx")
        batch = bring_in(desk, tmp_path / "formula.xlsx")
        address = f"{UPLOAD}{batch.pk}/1/mapping/"
        assert "holds formulas" in words(desk, address)
        form = desk.get(address).context["form"]
        desk.post(address, {name: form[name].value() or "" for name in form.fields})
        run_queued()
        page = words(desk, f"{UPLOAD}{batch.pk}/1/faults/")
        assert "The cell holds a formula, not a value." in page
        assert "=1+1" in page


def test_what_the_file_leaves_open_can_be_said(desk: Client, tmp_path: Path) -> None:
    text = csv_text(("area_code", "indicator", "value"), [("E08000003", "Walkers", 1)])
    batch = bring_in(desk, write(tmp_path / "undated.csv", text))
    form = desk.get(f"{UPLOAD}{batch.pk}/1/mapping/").context["form"]
    desk.post(
        f"{UPLOAD}{batch.pk}/1/mapping/", {name: form[name].value() or "" for name in form.fields}
    )
    run_queued()
    page = words(desk, f"{UPLOAD}{batch.pk}/1/choices/")
    assert page.index("Which period are the figures for?") < page.index("Rows to leave out")
    desk.post(f"{UPLOAD}{batch.pk}/1/choices/", {"period": "2021"})
    run_queued()
    assert only_file(batch).state == "ready"


class TestLeavingAndComingBack:
    def test_an_import_is_found_again_in_the_list(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        assert f'href="{UPLOAD}{batch.pk}/"' in desk.get("/evidence/imports/").content.decode()
        [table] = json.loads(desk.get("/evidence/imports/data.json").content)["tables"]
        assert table["rows"][0]["files"] == 1

    def test_while_the_work_waits_the_page_says_so(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good, works=False)
        page = desk.get(f"{UPLOAD}{batch.pk}/").content.decode()
        assert '<noscript><meta http-equiv="refresh"' in page
        assert "Waiting" in page
        assert "Go on to publish" not in page

    def test_a_job_that_died_goes_on_where_it_stopped(
        self, desk: Client, good: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The first attempt ends after the first file, as when the machine stops."""
        from leveller.workbench.systems.evidence import importing

        real, seen = importing.examine, []

        def until_the_lights_go_out(path: Path, **named: object) -> object:
            seen.append(path.name)
            if len(seen) == 2:
                raise KeyboardInterrupt
            return real(path, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(importing, "examine", until_the_lights_go_out)
        bring_in(desk, good, bad, works=False)
        with pytest.raises(KeyboardInterrupt):
            run_queued()
        Job.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
        assert run_queued() == 1
        assert seen == ["good.csv", "bad.csv", "bad.csv"]
        assert states(Import.objects.get()) == {"good.csv": "ready", "bad.csv": "refused"}

    def test_publishing_that_died_publishes_nothing_twice(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        publish(desk, batch)
        batch.files.update(state="ready")
        Import.objects.update(state="open")
        staged = staging.path_of(batch.folder, 1, "good.csv")
        staged.parent.mkdir(parents=True)
        staged.write_bytes(good.read_bytes())
        records.enqueue(
            by=Actor.of_system("test", batch.organisation),
            kind="evidence.publish",
            title="again",
            payload={"import": batch.pk},
        )
        run_queued()
        assert Release.objects.count() == 1
        assert only_file(batch).state == "published"

    def test_a_cancelled_check_can_be_asked_for_again(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good, works=False)
        desk.post(f"/records/jobs/{Job.objects.get().pk}/cancel/")
        page = words(desk, f"{UPLOAD}{batch.pk}/")
        assert "Check again" in page
        desk.post(f"{UPLOAD}{batch.pk}/again/")
        run_queued()
        assert only_file(batch).state == "ready"

    def test_who_lost_the_role_publishes_nothing(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        desk.post(f"{UPLOAD}{batch.pk}/publish/", {"visibility": "public", "disclosure": "none"})
        desk.post(f"{UPLOAD}{batch.pk}/check/")
        RoleGrant.objects.all().delete()
        run_queued()
        job = Job.objects.latest("pk")
        assert job.state == "failed"
        assert "You need a role" in job.error
        assert not Release.objects.exists()


class TestThrowingAway:
    def test_it_is_asked_for_and_then_gone(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        assert "Throw these files away?" in words(desk, f"{UPLOAD}{batch.pk}/discard/")
        desk.post(f"{UPLOAD}{batch.pk}/discard/")
        batch.refresh_from_db()
        assert batch.state == "discarded"
        assert not staging.folder(batch.folder).exists()
        assert "Its files were thrown away." in words(desk, f"{UPLOAD}{batch.pk}/")
        assert AuditEvent.objects.filter(verb="evidence.import-discarded").exists()

    def test_nothing_can_be_done_with_it_afterwards(self, desk: Client, good: Path) -> None:
        batch = bring_in(desk, good)
        desk.post(f"{UPLOAD}{batch.pk}/publish/", {"visibility": "public", "disclosure": "none"})
        desk.post(f"{UPLOAD}{batch.pk}/discard/")
        for address in ("again/", "check/", "discard/", "1/choices/"):
            desk.post(f"{UPLOAD}{batch.pk}/{address}", {"leave_out": "2", "reason": "why"})
        assert run_queued() == 0
        assert not Release.objects.exists()

    def test_the_sweep_lets_it_expire(self, desk: Client, good: Path, system: Actor) -> None:
        batch = bring_in(desk, good)
        assert actions.sweep(by=system) == []
        Import.objects.update(touched_at=timezone.now() - KEPT_FOR - timedelta(days=1))
        folder = staging.folder(batch.folder)
        import os

        os.utime(folder, (0, 0))
        assert actions.sweep(by=system) == [batch.folder]
        assert not folder.exists()
        batch.refresh_from_db()
        assert batch.state == "expired"
        assert AuditEvent.objects.filter(verb="evidence.import-expired").exists()
        assert "Nobody came back" in words(desk, f"{UPLOAD}{batch.pk}/")


def test_nobody_of_another_organisation_sees_an_import(
    desk: Client, stranger: Client, bad: Path, south: Organisation
) -> None:
    batch = bring_in(desk, bad)
    for rest in ("", "data.json", "1/", "1/faults/", "1/faults/data.csv", "1/choices/", "publish/"):
        assert stranger.get(f"{UPLOAD}{batch.pk}/{rest}").status_code == 404
        assert desk.get(f"{UPLOAD}{batch.pk}/{rest}").status_code in {200, 302}
    for rest in ("again/", "discard/", "check/"):
        assert stranger.post(f"{UPLOAD}{batch.pk}/{rest}").status_code == 404
    assert "bad.csv" not in words(stranger, "/evidence/imports/")
    assert Client().get(f"{UPLOAD}{batch.pk}/").status_code == 302
