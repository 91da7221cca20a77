"""Somebody signed in who may bring files in."""

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.models import Organisation
from tests.kit.isolation import ClientOf


@pytest.fixture
def desk(north: Organisation, client_of: ClientOf) -> Client:
    return client_of(north, "analyst")


@pytest.fixture
def stranger(south: Organisation, client_of: ClientOf) -> Client:
    """The analyst of another organisation."""
    return client_of(south, "analyst")
