"""A home folder and a database of the tests' own, both thrown away afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.db import connection

from leveller.workbench.ground.records import append_only

MEMORY = Path("/dev/shm")  # noqa: S108 - Linux keeps these in memory; ours has a random name
ROOM = 200_000_000  # bytes: many times what the largest test writes


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings: None
) -> Iterator[None]:
    """A file, not memory: threads and processes then meet as they do when the product runs."""
    database = settings.DATABASES["default"]
    with _quick_folder(tmp_path_factory) as folder:
        if "sqlite" in database["ENGINE"]:
            database["TEST"]["NAME"] = str(folder / "test.sqlite3")
        yield


@contextmanager
def _quick_folder(otherwise: pytest.TempPathFactory) -> Iterator[Path]:
    """Files like any others, but no commit waits for a disk, where the machine has such a place."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        yield otherwise.mktemp("store")
        return
    with TemporaryDirectory(prefix="leveller-tests-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Tests with transactions empty every table afterwards, which the audit log would refuse."""
    with django_db_blocker.unblock():
        append_only.lift(connection)


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> None:
    """What only costs time in a test: slow hashes of passwords, static files built beforehand."""
    settings.KEEP_PUBLIC_PAGES = False  # tests also write rows by themselves, which no event tells
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of what is stored, never the developer's; processes are given it too."""
    folder = tmp_path_factory.mktemp("home")
    settings.HOME = folder
    settings.RELEASES = folder / "releases"
    settings.WORK = folder / "work"
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LEVELLER_HOME", str(folder))
        environment.setenv("LEVELLER_SECRET_KEY", settings.SECRET_KEY)
        environment.setenv("LEVELLER_AUDIT_KEY", settings.AUDIT_KEY)
        yield folder
