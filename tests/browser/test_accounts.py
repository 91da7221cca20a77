"""Signing in, people and long work, as a browser shows them."""

import pytest
from playwright.sync_api import Page, expect

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.actions import enqueue
from leveller.workbench.ground.records.actions import jobs as actions
from leveller.workbench.ground.records.models import Job
from leveller.workbench.ground.records.worker import Worker
from tests.browser.kit import assert_accessible, assert_sound
from tests.kit.people import PASSWORD, MakeActor

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = Worker().lease

PAGES = [
    "/accounts/",
    "/accounts/people/",
    "/accounts/people/invite/",
    "/accounts/roles/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/records/jobs/",
    "/records/audit/",
    "/records/sources/",
    "/records/reference/",
]


@pytest.fixture
def user(north: Organisation, actor: MakeActor, live_server: object) -> User:
    return actor(north, "analyst", "administrator").user


def sign_in(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")


def test_pages_have_no_fault_and_fit(desk: Page, user: User) -> None:
    desk.goto("/accounts/login/")
    assert_sound(desk)
    sign_in(desk, user)
    for address in PAGES:
        desk.goto(address)
        assert_sound(desk)


def test_what_is_wrong_is_said_where_it_is(desk: Page, user: User) -> None:
    desk.goto("/accounts/login/")
    desk.get_by_role("button", name="Sign in", exact=True).click()
    assert_accessible(desk)
    desk.get_by_role("link", name="Fill in: Email address").click()
    expect(desk.get_by_label("Email address")).to_be_focused()


def test_one_signs_in_and_out_without_javascript(plain: Page, user: User) -> None:
    sign_in(plain, user)
    plain.goto("/accounts/")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Your account")
    plain.get_by_role("link", name="Sign out").click()
    plain.get_by_role("button", name="Sign out").click()
    plain.goto("/accounts/")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_passkey_is_added_and_then_signs_in(desk: Page, user: User) -> None:
    """By the browser's own virtual key, under the policy that forbids inline scripts."""
    protocol = desk.context.new_cdp_session(desk)
    protocol.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    sign_in(desk, user)
    desk.goto("/accounts/2fa/webauthn/add/")
    desk.get_by_label("Password", exact=True).fill(PASSWORD)
    desk.get_by_role("button", name="Continue").click()
    desk.get_by_label("Name").fill("Laptop")
    desk.get_by_label("Passwordless").check()
    desk.get_by_role("button", name="Add").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    desk.goto("/accounts/logout/")
    desk.get_by_role("button", name="Sign out").click()
    desk.goto("/accounts/login/")
    desk.get_by_role("button", name="Sign in with a passkey").click()
    expect(desk.get_by_role("link", name="Your account")).to_be_visible()


class TestLongWork:
    @pytest.fixture
    def job(self, north: Organisation) -> Job:
        by = Actor.of_system("test", north)
        enqueue(by=by, kind="test.browser", title="Importing 3 files", payload={})
        taken = actions.take(owner="w", lease=LEASE)
        assert taken is not None
        return taken

    def go_on(self, job: Job, done: int) -> None:
        progress = {"progress_done": done, "progress_total": 3, "progress_note": f"File {done}"}
        actions.renew(job=job, lease=LEASE, progress=progress)

    def test_the_page_follows_it_to_its_end(self, desk: Page, user: User, job: Job) -> None:
        sign_in(desk, user)
        self.go_on(job, 1)
        desk.goto(f"/records/jobs/{job.pk}/")
        assert_accessible(desk)
        bar = desk.get_by_role("progressbar")
        expect(bar).to_have_text("1 of 3: File 1")
        self.go_on(job, 2)
        expect(bar).to_have_text("2 of 3: File 2", timeout=10_000)
        actions.finish(job=job, result={"url": "/records/sources/"})
        expect(desk.get_by_role("status")).to_have_text("Finished", timeout=10_000)
        desk.get_by_role("link", name="See the result").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text("Where the figures come from")

    def test_without_javascript_it_does_so_too(self, plain: Page, user: User, job: Job) -> None:
        sign_in(plain, user)
        self.go_on(job, 1)
        plain.goto(f"/records/jobs/{job.pk}/")
        actions.finish(job=job, result={"url": "/records/sources/"})
        expect(plain.get_by_role("status")).to_have_text("Finished", timeout=10_000)
