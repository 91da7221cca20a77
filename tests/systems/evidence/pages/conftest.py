"""The small country, what a browser without scripts makes of a page, and who brings files in."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.models import Organisation
from tests.kit.isolation import ClientOf
from tests.systems.evidence.pages import world

Read = Callable[..., str]
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def country(north: Organisation) -> Organisation:
    world.build(north)
    return north


@pytest.fixture
def markup(client: Client) -> Read:
    """The HTML of an address, which opens with the status that is expected."""

    def read(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, address
        return response.content.decode()

    return read


@pytest.fixture
def words(markup: Read) -> Read:
    """What a page says, without its markup."""

    def read(address: str, status: int = 200) -> str:
        main = markup(address, status).split("<main", 1)[1].split("</main>")[0]
        return re.sub(r"\s+", " ", html.unescape(TAGS.sub(" ", main)))

    return read


@pytest.fixture
def rows(markup: Read) -> Callable[[str], list[dict[str, str]]]:
    def read(address: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(markup(address).removeprefix("\ufeff"))))

    return read


@pytest.fixture
def tables(markup: Read) -> Callable[[str], dict[str, Any]]:
    """The tables of a page's JSON, by key."""

    def read(address: str) -> dict[str, Any]:
        return {table["key"]: table for table in json.loads(markup(address))["tables"]}

    return read


@pytest.fixture
def desk(north: Organisation, client_of: ClientOf) -> Client:
    return client_of(north, "analyst")


@pytest.fixture
def stranger(south: Organisation, client_of: ClientOf) -> Client:
    """The analyst of another organisation."""
    return client_of(south, "analyst")
