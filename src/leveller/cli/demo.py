"""`leveller demo`: the whole product with a fictional region, by one command."""

import importlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import click

from leveller.cli import project
from leveller.cli.serve import must_be_free

HOST = "127.0.0.1"
REGION = "leveller.workbench.front.demonstration"
ORGANISATION, AREA = "Tarrowside Combined Authority", "X47000001"
PATIENCE = 60  # seconds until a server that doesn't answer is given up


@click.command(
    epilog=project.examples("leveller demo", "leveller demo --port 8080", "leveller demo --empty")
)
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Also from PORT.")
@click.option("--empty", is_flag=True, help="Leave the region out, to bring in files of your own.")
def command(port: int, empty: bool) -> None:
    """Make the demonstration region, start the worker, and serve it on this machine.

    The second start is quick: everything is kept in the home folder. Ctrl-C stops it all.
    """
    must_be_free(HOST, port, f"leveller demo --port {port + 1}, or PORT={port + 1} make demo")
    os.environ["LEVELLER_MODE"] = "demonstration"
    project.start()
    sign_ins = _build(empty)
    children = [_start("serve", "--port", str(port))]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: _stop(children))
    _await(f"http://{HOST}:{port}/healthz", children)
    children.append(_start("worker"))  # last, so that the first page doesn't wait for it
    _tell(port, sign_ins)
    raise SystemExit(watch(children))


def _build(empty: bool) -> dict[str, tuple[str, str]]:
    from leveller.cli.preparation import prepare
    from leveller.workbench.ground.accounts.demonstration import ensure_people

    with project.words():
        prepare(click.echo, organisation=ORGANISATION, area_code=AREA)
        if not empty:
            _region()
        return ensure_people(by=project.actor(), organisation=project.organisation(None))


def _region() -> None:
    """The generator of the region, once it is part of the product, fills an empty store."""
    if importlib.util.find_spec(REGION) and importlib.util.find_spec(f"{REGION}.ensure"):
        importlib.import_module(f"{REGION}.ensure").ensure()


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches only us and we stop it in order."""
    command = [sys.executable, "-m", "leveller.cli", *arguments]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _await(address: str, children: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    _stop(children)
    raise click.ClickException("The server did not start. What it said stands above.")


def _tell(port: int, sign_ins: dict[str, tuple[str, str]]) -> None:
    click.echo("\nSign in as (or step into a role by one click in the browser):")
    for role, (email, password) in sign_ins.items():
        click.echo(f"  {role:<16} {email:<42} {password}")
    click.echo(f"\nLeveller is at http://{HOST}:{port}/   Ctrl-C stops it.")


def watch(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait; when one ends, stop the others. 0 unless one ended by itself and badly."""
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    # One that is asked to stop before it listens is ended by the signal itself: that is well.
    ended_badly = any(child.poll() not in (None, 0, -signal.SIGTERM) for child in children)
    _stop(children)
    return int(ended_badly)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask kindly, then make sure."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=25)
        except subprocess.TimeoutExpired:
            child.kill()
