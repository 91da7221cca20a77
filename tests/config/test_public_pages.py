"""A page that everybody sees alike is made once, and anew as soon as anything is written."""

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: pytest.FixtureRequest) -> None:
    settings.KEEP_PUBLIC_PAGES = True
    caches["public_pages"].clear()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses for which a template was rendered."""
    seen: list[str] = []
    from leveller.workbench.ground.pages import views

    original = views.render

    def render(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        seen.append(request.get_full_path())
        return original(request, *args, **kwargs)

    monkeypatch.setattr(views, "render", render)
    return seen


def write() -> None:
    records.record(by=Actor.of_system("test"), verb="test.wrote", subject=("test", "1", "A thing"))


def test_a_page_is_made_once(client: Client, made: list[str]) -> None:
    first, second = client.get("/pages/glossary/"), client.get("/pages/glossary/")
    assert made == ["/pages/glossary/"]
    assert first.content == second.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_anything_written_has_it_made_anew(client: Client, made: list[str]) -> None:
    client.get("/pages/glossary/")
    write()
    client.get("/pages/glossary/")
    assert len(made) == 2


def test_each_address_is_a_page_of_its_own(client: Client, made: list[str]) -> None:
    client.get("/pages/glossary/")
    client.get("/pages/glossary/?q=gap")
    assert made == ["/pages/glossary/", "/pages/glossary/?q=gap"]


def test_compressed_and_plain_are_kept_apart(client: Client) -> None:
    packed = client.get("/pages/glossary/", headers={"accept-encoding": "gzip"})
    plain = client.get("/pages/glossary/")
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain


def test_who_is_signed_in_is_never_given_a_kept_page(
    client: Client, made: list[str], django_user_model: type
) -> None:
    client.get("/pages/glossary/")
    client.force_login(django_user_model.objects.create(email="ada@example.org"))
    assert "no-store" in client.get("/pages/glossary/")["Cache-Control"]
    assert made == ["/pages/glossary/", "/pages/glossary/"]


def test_what_sets_a_cookie_or_is_not_public_is_not_kept(client: Client) -> None:
    for address in ("/accounts/login/", "/papers/", "/no-such-page/"):
        client.get(address)
        client.cookies.clear()
    assert not caches["public_pages"]._cache
