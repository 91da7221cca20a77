"""What one organisation keeps to itself no other reads, at any address."""

from collections.abc import Iterator

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


@pytest.fixture(autouse=True)
def _planted(north: Organisation) -> None:
    plant(north)


def numbers() -> set[int]:
    """Keys that rows of any model have: whoever guesses an address tries them all."""
    models = [m for m in apps.get_models() if m.__module__.startswith("leveller.")]
    pks = {pk for model in models for pk in model.objects.values_list("pk", flat=True)}
    return {pk for pk in pks if isinstance(pk, int)}


def addresses() -> Iterator[str]:
    """Of every route but the sign-in library's and the gallery, which hold nothing of theirs."""
    tried = [str(number) for number in sorted(numbers())]
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


def told(client: Client) -> list[str]:
    """Addresses whose answer holds the word."""
    return [address for address in addresses() if WORD.encode() in body(client.get(address))]


def test_the_organisation_itself_reads_it(north: Organisation, client_of: ClientOf) -> None:
    """Else the tests below would prove nothing."""
    found = told(client_of(north, *ROLES))
    for page in ("/accounts/people/", "/records/jobs/", "/records/audit/", "/records/sources/"):
        assert page in found
        assert f"{page}data.json" in found


def test_nobody_of_another_does(south: Organisation, client_of: ClientOf) -> None:
    """Not even with every role there is."""
    assert told(client_of(south, *ROLES)) == []


def test_the_public_does_not() -> None:
    assert told(Client()) == []
