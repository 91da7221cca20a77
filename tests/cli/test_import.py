"""`leveller import`: what it says of each file, and how it exits."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from leveller.cli.main import main
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.records.models import Release
from tests.kit.processes import ROOT
from tests.systems.evidence.kit import csv_text, fingertips, fingertips_row, write

pytestmark = pytest.mark.django_db
LOOKUP = "LAD23CD,LAD23NM,CAUTH23CD,CAUTH23NM\nE08000003,Manchester,E47000001,Greater Manchester\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, north: Organisation) -> None:
    for name, folder in (("HOME", "home"), ("RELEASES", "home/releases"), ("WORK", "home/work")):
        monkeypatch.setattr(settings, name, tmp_path / folder)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return fingertips(tmp_path / "good.csv", fingertips_row())


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return fingertips(tmp_path / "bad.csv", fingertips_row(), fingertips_row(Area_Code="na"))


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    return write(tmp_path / "unknown.csv", csv_text(("a", "b"), [("x", "y"), ("z", "w")]))


def test_it_exits_with_0_when_every_file_was_taken_or_was_there(good: Path) -> None:
    first = run("import", good)
    assert first.exit_code == 0, first.output
    assert "Recognised: Fingertips data download." in first.output
    assert "Took 1 observation of 1 indicator for 1 place, 2018 - 20. Release " in first.output
    again = run("import", good)
    assert again.exit_code == 0
    assert "Already there: release " in again.output
    assert Release.objects.count() == 1


def test_terms_are_given_on_the_command_line_and_unknown_ones_are_refused(good: Path) -> None:
    refused = run("import", good, "--disclosure", "counts 1 to 6")
    assert refused.exit_code == 1
    assert "Choose one of: none, counts 1 to 7." in refused.output
    run("import", good, "--disclosure", "counts 1 to 7", "--source", "demonstration")
    release = Release.objects.select_related("source").get()
    assert release.source
    assert (release.disclosure, release.source.key) == ("counts 1 to 7", "demonstration")


def test_it_exits_with_1_when_one_was_refused(good: Path, bad: Path) -> None:
    result = run("import", good, bad)
    assert result.exit_code == 1
    assert "Refused: 1 fault. Nothing of the file was taken." in result.output
    assert "Row 3: “na”" in result.output
    assert "2 files: 1 taken or there already, 1 refused, 0 not recognised." in result.output
    assert Release.objects.count() == 1


def test_it_exits_with_2_when_one_was_not_recognised(good: Path, bad: Path, unknown: Path) -> None:
    result = run("import", good, bad, unknown)
    assert result.exit_code == 2
    assert "Not recognised. Nothing of the file was taken." in result.output


def test_a_path_that_is_not_there_stops_it_before_anything_is_taken(tmp_path: Path) -> None:
    good = fingertips(tmp_path / "good.csv", fingertips_row())
    result = run("import", good, tmp_path / "none.csv")
    assert result.exit_code == 2
    assert "none.csv' does not exist" in result.output
    assert not Release.objects.exists()


def test_a_folder_is_walked_and_lookups_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "b").mkdir(parents=True)
    fingertips(folder / "a.csv", fingertips_row())
    write(folder / "b/z_lookup.csv", LOOKUP)
    write(folder / "README.md", "Read me")
    write(folder / ".hidden.csv", "a,b\n1,2\n")
    result = run("import", folder)
    assert result.exit_code == 0, result.output
    assert result.output.index("z_lookup.csv") < result.output.index("a.csv")
    assert "Passed over, since they hold no data: README.md." in result.output
    assert "not known yet" not in result.output
    assert Place.objects.get(code="E08000003").is_linked


def test_the_order_of_files_on_the_command_line_changes_nothing(tmp_path: Path) -> None:
    figures = fingertips(tmp_path / "a.csv", fingertips_row())
    lookup = write(tmp_path / "z.csv", LOOKUP)
    result = run("import", figures, lookup)
    assert result.output.index("z.csv") < result.output.index("a.csv")
    assert "not known yet" not in result.output


def test_faults_are_written_to_a_file(bad: Path, tmp_path: Path) -> None:
    run("import", bad, "--faults", tmp_path / "faults.csv")
    with (tmp_path / "faults.csv").open(encoding="utf-8-sig", newline="") as stream:
        [row] = csv.DictReader(stream)
    assert (row["file"], row["row"], row["column"]) == (str(bad), "3", "Area Code")
    assert row["text"] == "na"
    assert row["what to do"]


def test_rows_are_left_out_with_a_reason(bad: Path) -> None:
    refused = run("import", bad, "--leave-out", "3")
    assert refused.exit_code == 1
    assert "Rows can be left out only with a reason." in refused.output
    taken = run("import", bad, "--leave-out", "3", "--reason", "not a place")
    assert taken.exit_code == 0, taken.output
    assert "Left out by hand: 1 row, because: not a place" in taken.output
    assert Release.objects.get().left_out[0]["row"] == 3
    assert "1 row is left out by hand." in run("import", bad).output


def test_a_mapping_is_shown_accepted_and_then_recognised(tmp_path: Path) -> None:
    header, row = ("code", "year", "rate"), ("E08000003", "2020", "5")
    file = write(tmp_path / "walking.csv", csv_text(header, [row]))
    shown = run("import", file)
    assert shown.exit_code == 2
    assert "rate: value" in shown.output
    assert "--accept-mapping" in shown.output
    assert run("import", file, "--accept-mapping").exit_code == 0
    other = write(tmp_path / "more.csv", csv_text(header, [("E08000001", "2021", "6")]))
    assert "saved mapping" in run("import", other).output


def test_a_mapping_may_be_given_as_yaml(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", csv_text(("x", "y"), [("E08000003", "5")]))
    mapping = write(
        tmp_path / "m.yaml",
        "columns: {x: place}\nfigures: [{columns: {y: value}}]\n"
        "says: {period: 2020, indicator: Walking}\n",
    )
    assert run("import", file, "--mapping", mapping).exit_code == 0
    assert Release.objects.get().title == "Table read by a mapping: Walking"


def test_nothing_is_taken_by_a_check(good: Path) -> None:
    result = run("import", good, "--check")
    assert "Ready to take 1 observation" in result.output
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--leave-out", "2"],
        ["--state", "period=2020"],
        ["--sheet", "One"],
    ],
)
def test_choices_for_one_file_are_not_spread_over_several(
    arguments: list[str], good: Path, bad: Path
) -> None:
    result = run("import", good, bad, *arguments)
    assert "goes with exactly one FILE" in result.output
    assert not Release.objects.exists()


def test_evidence_belongs_to_the_organisation_that_is_named(
    good: Path, north: Organisation, south: Organisation
) -> None:
    unknown = run("import", good, "--organisation", "nowhere")
    assert "No organisation is called nowhere." in unknown.output
    run("import", good, "--organisation", "south", "--private")
    release = Release.objects.get()
    assert (release.organisation, release.is_public) == (south, False)


def test_releases_are_verified_swept_and_withdrawn(good: Path) -> None:
    run("import", good)
    assert "1 releases are whole" in run("verify").output
    assert "0 folders removed." in run("sweep").output
    address = Release.objects.get().sha256[:10]
    assert run("withdraw", address, "--reason", "superseded").exit_code == 0
    refused = run("import", good)
    assert refused.exit_code == 1
    assert "published and then withdrawn" in refused.output
    assert run("withdraw", address, "--reason", "a slip", "--restore").exit_code == 0
    [file] = (settings.RELEASES).glob("*/observations.parquet")
    file.write_bytes(b"")
    broken = run("verify")
    assert broken.exit_code == 1
    assert "not what was published" in broken.output


DIES = {
    "before the row": "leveller.workbench.ground.records.actions.record",
    "before the files": "leveller.workbench.systems.evidence.publishing.install",
    "while staging": "leveller.workbench.systems.evidence.publishing.seal",
}


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one file."""
    folder = tmp_path_factory.mktemp("own")
    before = fingertips(folder / "before.csv", fingertips_row(Area_Code="E08000009"))
    assert own_process(folder / "home", "setup").returncode == 0
    assert own_process(folder / "home", "import", str(before)).returncode == 0
    return folder / "home"


@pytest.mark.slow
@pytest.mark.parametrize("moment", DIES)
def test_a_process_that_dies_leaves_nothing_that_is_named(
    moment: str, good: Path, own_home: Path, tmp_path: Path
) -> None:
    """By a process of its own, with a store of its own, which is killed in the middle."""
    home = tmp_path / "own"
    shutil.copytree(own_home, home)
    files = tree(home)
    module, _, name = DIES[moment].rpartition(".")
    patch = f"import {module} as m, os; m.{name} = lambda *a, **k: os._exit(9)"
    died = own_process(home, "import", str(good), patch=patch)
    assert died.returncode == 9
    assert "Removed" in own_process(home, "sweep").stdout
    assert tree(home) == files
    assert own_process(home, "verify").returncode == 0
    again = own_process(home, "import", str(good))
    assert again.returncode == 0, again.stdout


def own_process(
    home: Path, *arguments: str, patch: str = "pass"
) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from leveller.cli import project; project.start(); "
        f"exec({patch!r}); from leveller.cli.main import main; main(sys.argv[1:])"
    )
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "PYTHONPATH": str(ROOT / "src"),
        "LEVELLER_HOME": str(home),
    }
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def tree(home: Path) -> dict[str, bytes]:
    files = [f for f in (home / "releases").rglob("*") if f.is_file()]
    return {str(f.relative_to(home)): f.read_bytes() for f in files}
