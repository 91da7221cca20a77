"""A store of its own for each test, and somebody who may import."""

from pathlib import Path

import pytest
from django.conf import settings

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation

GM = "E47000001"
MANCHESTER, BOLTON, WIGAN = "E08000003", "E08000001", "E08000010"
ENGLAND = "E92000001"
NORTH_WEST = "E12000002"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is stored, empty."""
    home = tmp_path / "home"
    monkeypatch.setattr(settings, "HOME", home)
    monkeypatch.setattr(settings, "RELEASES", home / "releases")
    monkeypatch.setattr(settings, "WORK", home / "work")
    return home


@pytest.fixture
def importer(north: Organisation) -> Actor:
    return Actor.of_system("test", north)


@pytest.fixture
def public() -> Actor:
    return Actor.public()
