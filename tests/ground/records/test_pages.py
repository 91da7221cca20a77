"""Pages of the record: jobs that keep themselves up to date, the log, sources, facts."""

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import worker
from leveller.workbench.ground.records.actions import enqueue, load_reference, record
from leveller.workbench.ground.records.actions import jobs as actions
from leveller.workbench.ground.records.models import Job, Release, Source
from tests.kit.isolation import ClientOf

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def job(north: Organisation) -> Job:
    by = Actor.of_system("test", north)
    return enqueue(by=by, kind="test.page", title="Importing 3 files", payload={})


def start(job: Job, **progress: object) -> None:
    taken = actions.take(owner="w", lease=worker.Worker().lease)
    assert taken is not None
    actions.renew(job=taken, lease=worker.Worker().lease, progress=progress)
    job.refresh_from_db()


class TestJob:
    def test_it_shows_how_far_it_is(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        start(job, progress_done=3, progress_total=12, progress_note="Checking file 3")
        page = client_of(north, "reader").get(f"/records/jobs/{job.pk}/").content.decode()
        assert "Under way" in page
        assert "3 of 12: Checking file 3" in page
        assert '<progress class="app-progress" value="3" max="12"' in page

    def test_without_javascript_it_refreshes_and_can_be_stopped(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        client = client_of(north, "reader")
        meta = '<noscript><meta http-equiv="refresh" content="5"></noscript>'
        assert meta in client.get(f"/records/jobs/{job.pk}/").content.decode()
        still = client.get(f"/records/jobs/{job.pk}/?refresh=no").content.decode()
        assert meta not in still
        assert "hx-get" not in still

    def test_with_it_only_what_changed_is_sent(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        client = client_of(north, "reader")
        page = client.get(f"/records/jobs/{job.pk}/").content.decode()
        address = page.split('hx-get="')[1].split('"')[0]
        assert client.get(address, headers=HTMX).status_code == 204
        start(job, progress_done=1, progress_total=2)
        change = client.get(address, headers=HTMX).content.decode()
        assert "<html" not in change
        assert "1 of 2" in change

    def test_when_it_is_done_it_leads_to_the_result_and_rests(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        start(job)
        actions.finish(job=job, result={"url": "/evidence/releases/1/"})
        page = client_of(north, "reader").get(f"/records/jobs/{job.pk}/").content.decode()
        assert 'href="/evidence/releases/1/"' in page
        assert "refresh" not in page
        assert "hx-get" not in page

    def test_why_it_was_not_done_is_said_safely(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        start(job)
        actions.fail(job=job, error="Line 3 says <b>this</b>.")
        page = client_of(north, "reader").get(f"/records/jobs/{job.pk}/").content.decode()
        assert "Line 3 says &lt;b&gt;this&lt;/b&gt;." in page

    def test_who_may_not_cancel_sees_no_button(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        reader, administrator = client_of(north, "reader"), client_of(north, "administrator")
        address = f"/records/jobs/{job.pk}/"
        assert "Cancel this work" not in reader.get(address).content.decode()
        assert reader.post(f"{address}cancel/").status_code == 403
        assert "Cancel this work" in administrator.get(address).content.decode()
        administrator.post(f"{address}cancel/")
        assert "Cancelled" in reader.get(address).content.decode()

    def test_it_is_found_again_in_the_list(
        self, job: Job, north: Organisation, client_of: ClientOf
    ) -> None:
        page = client_of(north, "reader").get("/records/jobs/").content.decode()
        assert f'href="/records/jobs/{job.pk}/"' in page

    def test_another_organisation_sees_nothing_of_it(self, job: Job, assert_isolated) -> None:
        assert_isolated(f"/records/jobs/{job.pk}/")

    def test_another_organisations_list_is_empty(
        self, job: Job, south: Organisation, client_of: ClientOf
    ) -> None:
        for address in ("", "data.csv", "data.json"):
            answer = client_of(south, "administrator").get(f"/records/jobs/{address}")
            assert b"Importing 3 files" not in answer.content


class TestAudit:
    def test_the_organisations_own_log_is_shown(
        self, north: Organisation, south: Organisation, client_of: ClientOf, system: Actor
    ) -> None:
        for organisation in (north, south):
            record(
                by=system,
                verb="test.done",
                subject=("thing", 1, f"A thing of {organisation}"),
                detail={"reason": "why not"},
                organisation=organisation,
            )
        for address in ("", "data.csv", "data.json"):
            content = client_of(north, "director").get(f"/records/audit/{address}").content.decode()
            assert "A thing of North" in content
            assert "reason: why not" in content
            assert "A thing of South" not in content

    def test_it_has_pages(self, north: Organisation, client_of: ClientOf, system: Actor) -> None:
        for n in range(51):
            record(by=system, verb="test.done", subject=("t", n, f"T{n}."), organisation=north)
        client = client_of(north, "director")
        assert "T0." not in client.get("/records/audit/").content.decode()
        assert "T0." in client.get("/records/audit/?page=2").content.decode()


class TestSourcesAndFacts:
    def test_a_release_that_is_not_public_is_the_organisations_own(
        self, north: Organisation, south: Organisation, client_of: ClientOf
    ) -> None:
        source = Source.objects.create(
            key="a", name="A source", publisher="Them", licence="OGL 3", attribution="Thank them."
        )
        facts = {"organisation": north, "source": source, "size": 1, "rows": 1, "taken": 1}
        for n, is_public in enumerate((True, False)):
            Release.objects.create(
                sha256=f"{n:064}",
                title=f"Public: {is_public}",
                is_public=is_public,
                kind="observations",
                **facts,
            )
        seen = {
            client: client.get("/records/sources/").content.decode()
            for client in (Client(), client_of(south, "analyst"), client_of(north, "reader"))
        }
        assert all("Thank them." in page and "Public: True" in page for page in seen.values())
        assert ["Public: False" in page for page in seen.values()] == [False, False, True]

    def test_facts_say_what_is_to_be_confirmed(self, tmp_path, system: Actor) -> None:
        (tmp_path / "things.csv").write_text(
            "key,name,source,status\na,First,A report,read\nb,Second,Nobody,to be confirmed\n"
        )
        load_reference(by=system, folder=tmp_path)
        assert "things" in Client().get("/records/reference/").content.decode()
        page = Client().get("/records/reference/things/").content.decode()
        assert "1 of these are to be confirmed" in page
        assert "name: Second" in page
        assert Client().get("/records/reference/nothing/").status_code == 404
