"""The demonstration: one command that builds, serves, and stops cleanly."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from leveller.cli.demo import watch
from tests.kit.processes import leveller

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home folder and a SQLite file of its own, as a newcomer has them."""
    home = tmp_path_factory.mktemp("newcomer") / "var"
    return {"LEVELLER_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/leveller.sqlite3"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until_served(process: subprocess.Popen) -> str:
    """All that it prints until it says where it is."""
    said = ""
    for line in process.stdout:
        said += line
        if "Leveller is at" in line:
            return said
    pytest.fail(f"it ended early:\n{said}")


def start(port: int, at: dict[str, str]) -> subprocess.Popen:
    """Without the region, whose making has tests of its own."""
    return leveller("demo", "--empty", "--port", str(port), **at)


@pytest.fixture(scope="module")
def demo(newcomer: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A running demonstration: its address and what it said."""
    port = free_port()
    process = start(port, newcomer)
    try:
        yield f"http://127.0.0.1:{port}", until_served(process)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def sign_ins(said: str) -> dict[str, tuple[str, str]]:
    found = re.findall(r"^  (\S+) +(\S+@demonstration\.example) +(\S+)$", said, re.MULTILINE)
    return {role: (email, password) for role, email, password in found}


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


class TestDemonstration:
    def test_it_serves_and_lets_visitors_in(self, demo: tuple[str, str]) -> None:
        address, said = demo
        assert requests.get(f"{address}/", timeout=20).status_code == 200
        people = sign_ins(said)
        assert set(people) == {"reader", "analyst", "policy-officer", "director", "administrator"}
        email, password = people["analyst"]
        browser = requests.Session()
        login = f"{address}/accounts/login/"
        given = {"csrfmiddlewaretoken": token(browser.get(login, timeout=20).text)}
        given |= {"login": email, "password": password}
        assert browser.post(login, given, timeout=20).url == f"{address}/"
        assert "Public health analyst" in browser.get(f"{address}/accounts/", timeout=20).text

    def test_one_click_steps_into_a_role(self, demo: tuple[str, str]) -> None:
        address, _ = demo
        browser = requests.Session()
        page = browser.get(f"{address}/accounts/step-in/", timeout=20).text
        assert "bring in files and publish them as releases" in page
        given = {"csrfmiddlewaretoken": token(page), "role": "director"}
        browser.post(f"{address}/accounts/step-in/", given, timeout=20)
        assert "Director of public health" in browser.get(f"{address}/accounts/", timeout=20).text

    def test_the_second_start_makes_nothing_anew_and_ctrl_c_stops_everything(
        self, demo: tuple[str, str], newcomer: dict[str, str]
    ) -> None:
        _, first = demo
        port = free_port()
        process = start(port, newcomer)
        said = until_served(process)
        assert "Making the tables" not in said
        assert sign_ins(said) == sign_ins(first)
        kept = Path(newcomer["LEVELLER_HOME"]) / "secrets" / "demonstration.json"
        assert oct(kept.stat().st_mode & 0o777) == "0o600"
        children = children_of(process.pid)
        assert len(children) == 2
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in children)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://127.0.0.1:{port}/", timeout=5)


class TestChildren:
    def test_when_one_dies_the_other_is_stopped_and_it_is_told(self) -> None:
        children = [subprocess.Popen(["sleep", "60"]) for _ in range(2)]
        children[0].kill()
        assert watch(children) == 1
        assert children[1].poll() is not None

    def test_when_all_end_well_all_is_well(self) -> None:
        assert watch([subprocess.Popen(["true"]) for _ in range(2)]) == 0


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]
