"""The real demonstration, as a newcomer gets it: cut off once, completed, walked through."""

import re
import signal
import subprocess
from collections.abc import Iterator

import pytest
import requests

from tests.cli.test_demo import free_port, sign_ins, token, until_served
from tests.kit.processes import leveller

pytestmark = pytest.mark.slow
REGION = "/places/X47000001/"
QUESTIONS = (
    "How large is the gap in healthy life expectancy?",
    "Compared with the country and others?",
    "Is it closing?",
    "How sure are we?",
    "Where?",
    "Between whom?",
    "Which causes of death?",
    "What is being done?",
)
PAGES = (
    ("/", "the demonstration region"),
    ("/places/X47000001/figures/", "Recent trend"),
    ("/places/X08000001/", "At a glance"),
    ("/places/X02000001/", "Figures"),
    ("/places/X01000001/", "IMD 2025 decile"),
    ("/places/X92000001/", "Aldermark"),
    ("/places/X47000001/brief/", "Which causes of death"),
    ("/authorities/", "Tarrowside"),
    ("/authorities/compare/", "Fellmarch"),
    ("/authorities/compare/?place=X47000001&place=X47000002", "Slope index"),
    ("/levers/X47000001/", "Policing and crime"),
    ("/thread/needs/", "Keep the gap in smoking closing"),
    ("/thread/actions/", "Good landlord scheme"),
    ("/thread/decisions/", "Three needs come first"),
    ("/thread/data-needs/", "advice on debt"),
    ("/accounts/step-in/", "Become the"),
    ("/pages/glossary/", "Slope index of inequality"),
    ("/places/?q=tarrowmouth", "Tarrowmouth 001A"),
)


def cut_off(at: dict[str, str]) -> None:
    """Start it, and kill it while files are being imported."""
    process = leveller("demo", "--port", str(free_port()), **at)
    for line in process.stdout:
        if "(3 of" in line:
            process.kill()
            break
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("region") / "var"
    return {"LEVELLER_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/leveller.sqlite3"}


@pytest.fixture(scope="module")
def demo(newcomer: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The address of a demonstration that was cut off at first, and what it said."""
    cut_off(newcomer)
    port = free_port()
    process = leveller("demo", "--port", str(port), **newcomer)
    try:
        yield f"http://127.0.0.1:{port}", until_served(process)
    finally:
        end(process)


def end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)


def page(address: str, path: str) -> str:
    found = requests.get(f"{address}{path}", timeout=120)
    assert found.status_code == 200, f"{path}: {found.status_code}"
    return found.text


def test_a_run_that_was_killed_is_completed(demo: tuple[str, str]) -> None:
    address, said = demo
    assert "The demonstration region is made." in said
    assert "Making the tables" not in said
    assert REGION in page(address, "/")


def test_every_question_of_the_region_is_answered(demo: tuple[str, str]) -> None:
    home = page(demo[0], REGION)
    questions = re.findall(r'class="app-answer__question">([^<]+)<', home)
    assert tuple(questions) == QUESTIONS
    cards = home.split('<li class="app-answer ')[1:]
    assert all(re.search(r"app-answer__(text|figure|tags)", card) for card in cards)
    section = home.split('<section id="open"')[1].split("</section>")[0]
    left_open = re.findall(r"<h3[^>]*>([^<]+)</h3>", section)
    assert left_open == ["Which causes of death make up the gap in Tarrowside?"]
    assert {"Narrowed", "Widened", "Can’t tell"} <= set(re.findall(r"Change: ([^.]+)\.", home))


def test_the_region_has_a_chart_a_map_levers_and_work(demo: tuple[str, str]) -> None:
    home = page(demo[0], REGION)
    pictures = re.findall(r'src="(/pages/charts/[^"]+)"', home)
    assert len(pictures) >= 5
    for picture in pictures:
        assert page(demo[0], picture).startswith("<svg")
    assert "<svg" in home.split('<section id="where"')[1].split("</section>")[0]
    for part in ("There is no map yet", "No release holds", "No other authority has"):
        assert part not in home
    assert home.count('class="app-reach__cause"') > 20
    assert "no need, no action" not in home


@pytest.mark.parametrize(("path", "words"), PAGES, ids=[path for path, _ in PAGES])
def test_the_main_pages_are_alive(demo: tuple[str, str], path: str, words: str) -> None:
    assert words in page(demo[0], path)


def asked(address: str, path: str, **query: str) -> object:
    found = requests.get(f"{address}/api/{path}", query, timeout=120)
    assert found.status_code == 200, found.text
    return found.json()


def test_the_region_has_its_councils_small_areas_and_deprivation(demo: tuple[str, str]) -> None:
    address, _ = demo
    assert len(asked(address, "places/X47000001")["councils"]) == 8
    tenths = asked(address, "indicators/iod2025-imd-decile/small-areas", within="X47000001")
    assert len(tenths["areas"]) == 600


def test_every_file_is_taken_and_says_that_it_is_fictional(demo: tuple[str, str]) -> None:
    address, said = demo
    files = {int(count) for count in re.findall(r"^Importing .*\(\d+ of (\d+)\)", said, re.M)}
    releases = asked(address, "releases")
    assert {len(releases)} == files
    assert {release["source"] for release in releases} == {"Demonstration region"}
    assert all("fictional" in release["title"] for release in releases)
    kinds = [release["kind"] for release in releases]
    assert kinds.count("boundaries") == 5


def test_there_are_twenty_indicators_over_ten_years(demo: tuple[str, str]) -> None:
    whole = [
        entry
        for entry in asked(demo[0], "indicators")
        if entry["first"] < "2016" and entry["last"] >= "2025" and "authority" in entry["kinds"]
    ]
    assert len(whole) >= 20


def test_every_role_can_sign_in_and_step_in(demo: tuple[str, str]) -> None:
    address, said = demo
    people = sign_ins(said)
    assert len(people) == 5
    for role, (email, password) in people.items():
        browser = requests.Session()
        login = f"{address}/accounts/login/"
        given = {"csrfmiddlewaretoken": token(browser.get(login, timeout=20).text)}
        given |= {"login": email, "password": password}
        assert browser.post(login, given, timeout=20).url == f"{address}/"
        visitor = requests.Session()
        step = f"{address}/accounts/step-in/"
        given = {"csrfmiddlewaretoken": token(visitor.get(step, timeout=20).text), "role": role}
        assert visitor.post(step, given, timeout=20).status_code == 200
        for session in (browser, visitor):
            account = session.get(f"{address}/accounts/", timeout=20)
            assert email in account.text
            assert session.get(f"{address}{REGION}", timeout=60).status_code == 200


def test_the_second_start_on_another_port_makes_nothing_anew(
    demo: tuple[str, str], newcomer: dict[str, str]
) -> None:
    port = free_port()
    process = leveller("demo", "--port", str(port), **newcomer)
    said = until_served(process)
    try:
        assert not re.search("Simulating|Importing|Making|Collecting|Loaded", said)
        assert sign_ins(said) == sign_ins(demo[1])
        assert REGION in page(f"http://127.0.0.1:{port}", "/")
    finally:
        end(process)
    assert process.returncode == 0
