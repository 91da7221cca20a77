"""An upload as a browser sends it, with the work that it asks for done at once."""

import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leveller.workbench.ground.records.worker import run_queued
from leveller.workbench.systems.evidence.models import Import, ImportFile
from tests.systems.evidence.kit import csv_text

UPLOAD = "/evidence/import/"
TERMS = {"visibility": "public", "disclosure": "none"}


def uploaded(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def bring_in(client: Client, *paths: Path, works: bool = True) -> Import:
    """Upload the files and let the worker look at them."""
    response = client.post(UPLOAD, {"files": [uploaded(path) for path in paths]})
    assert response.status_code == 302, response.content.decode()
    if works:
        run_queued()
    return Import.objects.latest("pk")


def publish(client: Client, batch: Import, **terms: str) -> None:
    """Say the terms, confirm them, and let the worker publish."""
    asked = client.post(f"{UPLOAD}{batch.pk}/publish/", {**TERMS, **terms})
    assert asked.status_code == 302, asked.content.decode()
    client.post(f"{UPLOAD}{batch.pk}/check/")
    run_queued()


def only_file(batch: Import) -> ImportFile:
    return batch.files.get()


def states(batch: Import) -> dict[str, str]:
    return dict(batch.files.values_list("filename", "state"))


def words(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def odd_table(path: Path) -> Path:
    """A tidy table whose headings no format has."""
    rows = [
        ("E08000003", "2021", 61.2, 58.0, 64.3, "Persons"),
        ("E08000001", "2021", 55.4, 52.1, 58.6, "Persons"),
        ("E08000003", "2022", 62.8, 59.9, 65.6, "Persons"),
    ]
    path.write_text(csv_text(("Council ref", "When?", "Walkers", "low", "high", "Sex"), rows))
    return path
