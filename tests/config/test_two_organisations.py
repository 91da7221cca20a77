"""What one organisation keeps to itself no other reads, at any address."""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.accounts.roles import ROLES
from tests.kit.isolation import ClientOf
from tests.kit.planting import WORD, plant
from tests.kit.routes import NUMBER, routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted(north: Organisation) -> list[str]:
    """The keys of all rows that hold something of theirs: whoever guesses an address hits them."""
    before = rows()
    plant(north)
    return sorted({str(pk) for _, pk in rows() - before if isinstance(pk, int)})


def rows() -> set[tuple[str, object]]:
    models = [m for m in apps.get_models() if m.__module__.startswith("leveller.")]
    return {(m._meta.label, pk) for m in models for pk in m.objects.values_list("pk", flat=True)}


def addresses(tried: list[str]) -> Iterator[str]:
    """Of every route but the sign-in library's and the gallery, which hold nothing of theirs."""
    library = ("account_", "mfa_", "openid_", "socialaccount_", "pages:gallery")
    for route in routes():
        if not route.name.startswith(library):
            for address in _numbered(route.address, tried):
                yield address
                if address.endswith("data.csv"):
                    yield address.removesuffix("csv") + "json"


def _numbered(address: str, tried: list[str]) -> list[str]:
    return [address.replace(NUMBER, n) for n in tried] if NUMBER in address else [address]


def body(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content


def told(client: Client, addresses: Iterable[str]) -> list[str]:
    """Addresses whose answer holds the word."""
    return [address for address in addresses if WORD.encode() in body(client.get(address))]


LISTS = ("/accounts/people/", "/records/jobs/", "/records/audit/", "/records/sources/")


@pytest.mark.usefixtures("planted")
def test_the_organisation_itself_reads_it(north: Organisation, client_of: ClientOf) -> None:
    """Else the tests below would prove nothing."""
    shown = [*LISTS, *(f"{page}data.json" for page in LISTS)]
    assert told(client_of(north, *ROLES), shown) == shown


def test_nobody_of_another_does(
    south: Organisation, client_of: ClientOf, planted: list[str]
) -> None:
    """Not even with every role there is."""
    assert told(client_of(south, *ROLES), addresses(planted)) == []


def test_the_public_does_not(planted: list[str]) -> None:
    assert told(Client(), addresses(planted)) == []
