"""A home folder and a database of the tests' own, both thrown away afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from leveller.workbench.ground.records import append_only


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings: None
) -> None:
    """A file, not memory: threads and processes then meet as they do when the product runs."""
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("store") / "test.sqlite3")


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
