"""Signing in with an organisation's own accounts: the whole way between two processes."""

import re
import socket
import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from leveller.workbench.ground.accounts import actions
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation, User
from tests.kit.processes import leveller, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL, PASSWORD = "ann@there.example", "a password of the provider"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=10).status_code == 200
    except requests.RequestException:
        return False


@pytest.fixture(scope="module")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Leveller and the provider, each a process of its own; the address of the former."""
    ours, theirs = free_port(), free_port()
    here, there = f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{theirs}"
    provider = leveller(
        *(
            "oidc-provider",
            "--port",
            str(theirs),
            "--site",
            here,
            "--person",
            f"{EMAIL}:{PASSWORD}",
        ),
        LEVELLER_HOME=str(tmp_path_factory.mktemp("provider")),
    )
    secret = said(provider, r"LEVELLER_OIDC_CLIENT_SECRET=(\S+)")
    product = leveller(
        *("serve", "--port", str(ours), "--workers", "1"),
        LEVELLER_OIDC_ISSUER=there,
        LEVELLER_OIDC_CLIENT_ID="leveller",
        LEVELLER_OIDC_CLIENT_SECRET=secret,
        LEVELLER_OIDC_NAME="There",
    )
    try:
        wait_until(lambda: answers(f"{there}/.well-known/openid-configuration"), seconds=60)
        wait_until(lambda: answers(f"{here}/healthz"), seconds=60)
        yield here
    finally:
        for process in (product, provider):
            process.terminate()
        for process in (product, provider):
            process.communicate(timeout=30)


def said(process: subprocess.Popen, pattern: str) -> str:
    """What the process prints, up to the line that is asked for."""
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found[1]
    pytest.fail("the provider ended early")


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, page
    return found[1].replace("&amp;", "&")


def sign_in(site: str) -> tuple[requests.Session, requests.Response]:
    """What a browser does: the button, the provider's form, and back."""
    browser = requests.Session()
    page = browser.get(f"{site}/accounts/login/").text
    assert "Sign in with There" in page
    token = field(page, "csrfmiddlewaretoken")
    to_provider = browser.post(
        f"{site}/accounts/oidc/organisation/login/?process=login",
        {"csrfmiddlewaretoken": token},
        headers={"Referer": site},
    )
    there = urlsplit(to_provider.url)
    assert there.path == "/accounts/login/"
    given = {
        "csrfmiddlewaretoken": field(to_provider.text, "csrfmiddlewaretoken"),
        "next": field(to_provider.text, "next"),
        "login": EMAIL,
        "password": PASSWORD,
    }
    return browser, browser.post(to_provider.url, given, headers={"Referer": to_provider.url})


def test_an_invited_address_gets_an_account_and_its_role(
    site: str, north: Organisation, system: Actor
) -> None:
    actions.invite(by=system, email=EMAIL, role="analyst", organisation=north)
    browser, back = sign_in(site)
    assert back.url == f"{site}/"
    user = User.objects.get(email=EMAIL)
    assert not user.has_usable_password()
    assert [grant.role for grant in user.grants.all()] == ["analyst"]
    assert "Public health analyst" in browser.get(f"{site}/accounts/").text
    browser_again, _ = sign_in(site)
    assert browser_again.get(f"{site}/accounts/").status_code == 200
    assert User.objects.count() == 1


def test_an_address_that_nobody_invited_gets_none(site: str) -> None:
    _, back = sign_in(site)
    assert "You need an invitation" in back.text
    assert not User.objects.exists()


def test_who_has_an_account_comes_into_it(site: str, north: Organisation, system: Actor) -> None:
    user = actions.create_user(by=system, email=EMAIL, password="a password of our own")
    actions.grant_role(by=system, user=user, role="reader", organisation=north)
    browser, _ = sign_in(site)
    assert "Reader" in browser.get(f"{site}/accounts/").text
    assert User.objects.count() == 1
