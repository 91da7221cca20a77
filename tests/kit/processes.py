"""Running the product as processes of its own, against the database of the tests."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    """The address of the database of the tests, for another process."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    login = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}@" if at["USER"] else ""
    return f"postgresql://{login}{quote(at['HOST'], safe='')}:{at['PORT'] or 5432}/{at['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """What a process needs to stand beside the tests; home and secrets are in it already."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": database_url(),
        **more,
    }


def leveller(*arguments: str, before: str = "", **more: str) -> subprocess.Popen:
    """Start the `leveller` command; `before` is a module to import first."""
    code = f"import sys; {f'import {before}; ' if before else ''}" + (
        "from leveller.cli.main import main; main(sys.argv[1:], prog_name='leveller')"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment(**more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(*arguments: str, seconds: float = 60, **more: str) -> subprocess.CompletedProcess:
    """Run the command to its end; both streams are in `stdout`."""
    process = leveller(*arguments, **more)
    output, _ = process.communicate(timeout=seconds)
    return subprocess.CompletedProcess(arguments, process.returncode, output, "")


def wait_until(happened: Callable[[], object], seconds: float = 20) -> None:
    """Fails when it hasn't happened in time, saying what was waited for."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"waited {seconds} s for {happened.__name__}"
        time.sleep(0.05)


@pytest.fixture
def elsewhere(tmp_path: Path, transactional_db: None) -> Iterator[dict[str, str]]:
    """The environment of another place: an empty home folder and an empty database."""
    home = tmp_path / "elsewhere"
    given = {"LEVELLER_HOME": str(home)}
    if connection.vendor == "sqlite":
        yield {**given, "DATABASE_URL": f"sqlite:///{home}/leveller.sqlite3"}
        return
    name = f"elsewhere_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**given, "DATABASE_URL": f"{database_url().rpartition('/')[0]}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
