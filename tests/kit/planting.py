"""Rows that one organisation keeps to itself, each bearing a word that nobody else may read.

An app adds a planter for its own rows; `tests/config/test_two_organisations.py` then looks for
the word on every page, in every download and in every answer of the API, as everybody else.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Invitation, Organisation, RoleGrant, User
from leveller.workbench.ground.records.actions import enqueue, record
from leveller.workbench.ground.records.models import Document, ReferenceOverlay, Release
from leveller.workbench.systems.evidence.models import Import, ImportFile, SavedMapping

WORD = "xyzzy"  # in no text of the product
Planter = Callable[[Organisation], object]
PLANTERS: list[Planter] = []


def plants(planter: Planter) -> Planter:
    PLANTERS.append(planter)
    return planter


def plant(organisation: Organisation) -> None:
    with transaction.atomic():
        for planter in PLANTERS:
            planter(organisation)


@plants
def people(organisation: Organisation) -> None:
    user = User.objects.create_user(f"{WORD}@there.example", name=f"{WORD} person")
    RoleGrant.objects.create(user=user, organisation=organisation, role="analyst")
    Invitation.objects.create(
        organisation=organisation,
        email=f"{WORD}.invited@there.example",
        role="reader",
        token_hash="0" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )


@plants
def job(organisation: Organisation) -> None:
    by = Actor.of_system(f"{WORD} system", organisation)
    enqueue(by=by, kind="test.planted", title=f"{WORD} work", payload={})


@plants
def event(organisation: Organisation) -> None:
    by = Actor.of_system(f"{WORD} system", organisation)
    record(by=by, verb=f"test.{WORD}", subject=("thing", 1, f"{WORD} thing"))


@plants
def release(organisation: Organisation) -> None:
    Release.objects.create(
        organisation=organisation,
        sha256="f" * 64,
        title=f"{WORD} release",
        filename=f"{WORD}.csv",
        kind="observations",
        size=1,
        rows=1,
        taken=1,
        is_public=False,
    )


@plants
def document(organisation: Organisation) -> None:
    Document.objects.create(
        organisation=organisation,
        kind="brief",
        title=f"{WORD} brief",
        filename=f"{WORD}.docx",
        media_type="text/plain",
        sha256="e" * 64,
        size=1,
    )


@plants
def correction(organisation: Organisation) -> None:
    ReferenceOverlay.objects.create(
        organisation=organisation,
        set_name="authorities",
        key=f"{WORD}-key",
        fields={"name": f"{WORD} authority"},
        source=f"{WORD} source",
        status="read",
        reason=f"{WORD} reason",
    )


@plants
def bringing(organisation: Organisation) -> None:
    batch = Import.objects.create(organisation=organisation, folder="d" * 32)
    report = {
        "title": f"{WORD} table",
        "notes": [f"{WORD} note"],
        "table": {"headings": [f"{WORD} heading"], "samples": [[f"{WORD} cell"]]},
    }
    ImportFile.objects.create(
        batch=batch, number=1, filename=f"{WORD}.csv", size=1, sha256="c" * 64,
        state="not recognised", report=report,
    )  # fmt: skip
    SavedMapping.objects.create(
        organisation=organisation,
        fingerprint="b" * 64,
        name=f"{WORD} mapping",
        headings=[f"{WORD} heading"],
        mapping={"columns": {f"{WORD} heading": "place"}, "figures": []},
    )
