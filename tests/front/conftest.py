"""A region of ten councils in a store of its own, with the facts that ship."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from leveller.workbench.ground.accounts.models import Organisation
from tests.front import region as made


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is stored, empty."""
    home = tmp_path / "home"
    monkeypatch.setattr(settings, "HOME", home)
    monkeypatch.setattr(settings, "RELEASES", home / "releases")
    monkeypatch.setattr(settings, "WORK", home / "work")
    return home


@pytest.fixture
def region(store: Path, shipped: None, north: Organisation) -> Organisation:
    """Greater Manchester and a second authority with life expectancy, and shipped powers."""
    with transaction.atomic():  # one wait for the disk, in the place of one for each row
        made.build(north)
    return north
