"""Signing in: password, second factor, limits, sessions, and what the record says of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as codes
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.models import AuditEvent
from tests.kit.people import PASSWORD, MakeActor

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user(north: Organisation, actor: MakeActor) -> User:
    return actor(north, "analyst").user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> HttpResponse:
    return client.post(LOGIN, {"login": user.email, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def confirm(client: Client) -> None:
    """Give the password once more, which changes to a sign-in ask for."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def add_codes(client: Client) -> str:
    """Set up codes from an app in a session; the secret that the app then holds."""
    confirm(client)
    url = reverse("mfa_activate_totp")
    client.get(url)
    secret = client.session["mfa.totp.secret"]
    response = client.post(url, {"code": code(secret)})
    assert response.status_code == 302, response.content.decode()
    return secret


def code(secret: str, later: int = 0) -> str:
    counter = next(iter(codes.yield_hotp_counters_from_time())) + later
    return codes.format_hotp_value(codes.hotp_value(secret, counter))


class TestPassword:
    def test_the_right_one_lets_in(self, user: User) -> None:
        client = Client()
        assert sign_in(client, user).status_code == 302
        assert is_in(client)
        assert AuditEvent.objects.filter(verb="account.signed-in", user=user).count() == 1

    def test_a_wrong_one_does_not_and_says_no_more_than_needed(self, user: User) -> None:
        client = Client()
        page = sign_in(client, user, "wrong").content.decode()
        assert "The email address or the password is not right." in page
        assert not is_in(client)
        assert AuditEvent.objects.filter(verb="account.sign-in-refused").count() == 1

    def test_an_address_that_nobody_has_gets_the_same_answer(self, user: User) -> None:
        stranger = User(email="nobody@there.example")
        page = sign_in(Client(), stranger, "wrong").content.decode()
        assert "The email address or the password is not right." in page
        assert not AuditEvent.objects.filter(verb="account.sign-in-refused").exists()

    def test_after_five_wrong_tries_even_the_right_one_waits(self, user: User) -> None:
        client = Client()
        for _ in range(5):
            sign_in(client, user, "wrong")
        page = sign_in(client, user).content.decode()
        assert "Too many tries" in page
        assert not is_in(client)

    def test_a_closed_account_stays_out(self, user: User) -> None:
        User.objects.update(is_active=False)
        client = Client()
        sign_in(client, user)
        assert not is_in(client)

    def test_it_leads_only_to_this_site(self, user: User) -> None:
        given = {"login": user.email, "password": PASSWORD, "next": "https://evil.example/"}
        assert Client().post(LOGIN, given)["Location"] == "/"

    def test_who_wanted_a_page_comes_to_it(self, user: User) -> None:
        client = Client()
        address = client.get("/accounts/people/")["Location"]
        assert address == f"{LOGIN}?next=/accounts/people/"

    def test_the_session_gets_a_new_key(self, user: User) -> None:
        client = Client()
        client.get(LOGIN)
        client.session.save()
        before = client.session.session_key
        sign_in(client, user)
        assert client.session.session_key != before


class TestForgottenPassword:
    def test_a_letter_leads_to_a_new_one(self, user: User) -> None:
        client = Client()
        client.post(reverse("account_reset_password"), {"email": user.email})
        (letter,) = mail.outbox
        found = re.search(r"http://testserver(/\S+)", letter.body)
        assert found
        page = client.get(found[1], follow=True)
        address = page.redirect_chain[-1][0]
        new = "another good one indeed"
        client.post(address, {"password1": new, "password2": new})
        assert sign_in(Client(), user, new).status_code == 302
        assert client.get(found[1], follow=True).context["token_fail"]

    def test_nobody_learns_whether_an_address_has_an_account(self) -> None:
        response = Client().post(
            reverse("account_reset_password"), {"email": "nobody@there.example"}, follow=True
        )
        assert "If the address has an account here" in response.content.decode()
        assert mail.outbox == []


class TestSecondFactor:
    @pytest.fixture
    def client(self, user: User) -> Client:
        client = Client()
        sign_in(client, user)
        return client

    def test_who_has_one_is_asked_for_it(self, user: User, client: Client) -> None:
        secret = add_codes(client)
        fresh = Client()
        assert sign_in(fresh, user)["Location"].startswith(reverse("mfa_authenticate"))
        assert not is_in(fresh)
        fresh.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert not is_in(fresh)
        cache.clear()  # the code was just used to set it up; a code works once
        fresh.post(reverse("mfa_authenticate"), {"code": code(secret)})
        assert is_in(fresh)

    def test_a_code_works_once(self, user: User, client: Client) -> None:
        secret = add_codes(client)
        cache.clear()
        used = code(secret)
        for expected in (True, False):
            fresh = Client()
            sign_in(fresh, user)
            fresh.post(reverse("mfa_authenticate"), {"code": used})
            assert is_in(fresh) == expected

    def test_a_recovery_code_lets_in_once(self, user: User, client: Client) -> None:
        add_codes(client)
        page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
        recovery = re.findall(r"<code>([^<]+)</code>", page)
        assert len(recovery) == 10
        for expected in (True, False):
            fresh = Client()
            sign_in(fresh, user)
            fresh.post(reverse("mfa_authenticate"), {"code": recovery[0]})
            assert is_in(fresh) == expected

    def test_its_secret_is_not_readable_in_the_database(self, client: Client) -> None:
        secret = add_codes(client)
        assert secret not in str(list(Authenticator.objects.values()))

    def test_adding_and_removing_it_is_in_the_record(
        self,
        client: Client,
        django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list]],
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            add_codes(client)
            client.post(reverse("mfa_deactivate_totp"))
        verbs = AuditEvent.objects.filter(verb__startswith="account.factor")
        assert verbs.filter(verb="account.factor-added", detail__type="totp").exists()
        assert verbs.filter(verb="account.factor-removed", detail__type="totp").exists()

    def test_a_former_secret_key_still_opens_it(
        self, user: User, client: Client, settings: LazySettings
    ) -> None:
        secret = add_codes(client)
        cache.clear()
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another secret key, long enough to be one"
        fresh = Client()
        sign_in(fresh, user)
        fresh.post(reverse("mfa_authenticate"), {"code": code(secret)})
        assert is_in(fresh)

    def test_the_picture_to_scan_stands_in_the_page(self, client: Client) -> None:
        confirm(client)
        page = client.get(reverse("mfa_activate_totp")).content.decode()
        assert '<svg role="img" aria-label="QR code"' in page
        assert "data:" not in page
        assert "style=" not in page


class TestSecondFactorIsRequired:
    @pytest.fixture(autouse=True)
    def _required(self, settings: LazySettings) -> None:
        settings.SECOND_FACTOR_REQUIRED = True

    @pytest.fixture
    def director(self, north: Organisation, actor: MakeActor) -> User:
        return actor(north, "director", "administrator").user

    def test_without_one_a_role_that_changes_things_is_held_back(self, director: User) -> None:
        client = Client()
        sign_in(client, director)
        response = client.get("/accounts/people/")
        assert response["Location"] == reverse("accounts:second-factor-needed")
        page = client.get(response["Location"]).content.decode()
        assert "Add a second factor first" in page

    def test_reading_goes_on(self, director: User) -> None:
        client = Client()
        sign_in(client, director)
        assert client.get("/records/audit/").status_code == 200

    def test_once_it_is_added_the_role_is_whole(self, director: User) -> None:
        client = Client()
        sign_in(client, director)
        add_codes(client)
        assert client.get("/accounts/people/").status_code == 200


class TestSessions:
    def test_a_person_ends_their_other_sessions(self, user: User) -> None:
        here, elsewhere = Client(), Client()
        sign_in(here, user)
        sign_in(elsewhere, user)
        page = here.get("/accounts/sessions/").content.decode()
        assert page.count("Elsewhere") == 1
        here.post("/accounts/sessions/")
        assert is_in(here)
        assert not is_in(elsewhere)

    def test_signing_out_needs_a_click(self, user: User) -> None:
        client = Client()
        sign_in(client, user)
        assert "Sign out" in client.get("/accounts/logout/").content.decode()
        assert is_in(client)
        client.post("/accounts/logout/")
        assert not is_in(client)

    def test_a_new_password_ends_the_others(self, user: User) -> None:
        here, elsewhere = Client(), Client()
        sign_in(here, user)
        sign_in(elsewhere, user)
        new = "another good one indeed"
        given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        here.post(reverse("account_change_password"), given)
        assert not is_in(elsewhere)
        assert AuditEvent.objects.filter(verb="account.password-set").count() == 1


class TestSigningUp:
    GIVEN = {"email": "me@here.example", "password1": PASSWORD, "password2": PASSWORD}  # noqa: RUF012

    def test_it_is_open_on_ones_own_machine(self) -> None:
        client = Client()
        assert "Make an account" in client.get(LOGIN).content.decode()
        client.post("/accounts/signup/", self.GIVEN)
        assert is_in(client)
        assert not User.objects.get().grants.exists()

    @pytest.mark.parametrize("mode", ["production", "demonstration"])
    def test_and_closed_elsewhere(self, mode: str, settings: LazySettings) -> None:
        settings.MODE = mode
        client = Client()
        assert "Make an account" not in client.get(LOGIN).content.decode()
        page = client.post("/accounts/signup/", self.GIVEN).content.decode()
        assert "You need an invitation" in page
        assert not User.objects.exists()


class TestPasskeys:
    def test_the_page_hands_out_a_challenge(self) -> None:
        response = Client().get(
            reverse("mfa_login_webauthn"), headers={"accept": "application/json"}
        )
        assert response.json()["request_options"]["publicKey"]["challenge"]

    def test_no_script_stands_in_a_page(self, user: User) -> None:
        client = Client()
        sign_in(client, user)
        confirm(client)
        add = client.get(reverse("mfa_add_webauthn"))
        for page in (Client().get(LOGIN), add):
            scripts = re.findall(r"<script([^>]*)>([^<]*)", page.content.decode())
            assert scripts
            assert [a for a, body in scripts if body.strip() and "application/json" not in a] == []
