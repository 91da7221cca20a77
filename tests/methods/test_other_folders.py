"""The harness on folders of our own, with the roles and parameters that the shared one lacks."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.methods import golden
from tests.methods.golden_cases import CASES, Entry, funnel_points, life_to_80, proportions
from tests.methods.golden_folders import write_manifest


@pytest.mark.parametrize("write", CASES)
def test_a_case_of_our_own_runs(tmp_path: Path, write: Callable[[Path], Entry]) -> None:
    golden.run(golden.Case(tmp_path, write(tmp_path)))


@pytest.mark.parametrize("write", CASES)
def test_a_wrong_figure_is_found(tmp_path: Path, write: Callable[[Path], Entry]) -> None:
    """The harness compares: the same case with one expected cell changed fails."""
    entry = write(tmp_path)
    path = tmp_path / entry["id"] / "expected.csv"
    header, *lines = path.read_text().splitlines()
    place = header.split(",").index(entry["value_columns"][0])
    cells = lines[-1].split(",")
    cells[place] = "12345.678" if cells[place] != "12345.678" else "1"
    path.write_text("\n".join([header, *lines[:-1], ",".join(cells)]) + "\n")
    with pytest.raises(AssertionError):
        golden.run(golden.Case(tmp_path, entry))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"measure": "gini coefficient"}, "unknown measure"),
        ({"parameters": {"bootstraps": 9}}, "unknown parameter"),
        ({"value_columns": ["kurtosis"]}, "unknown value column"),
        ({"tolerance": {"rel": 1, "abs": 1, "sigma": 3}}, "unknown tolerance"),
    ],
)
def test_what_the_harness_does_not_know_fails(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    entry = {**proportions(tmp_path, aggregate=False), **change}
    with pytest.raises(golden.UnknownCaseError, match=words):
        golden.run(golden.Case(tmp_path, entry))


def test_an_unknown_role_fails(tmp_path: Path) -> None:
    entry = proportions(tmp_path, aggregate=False)
    entry["column_roles"]["weightings"] = "n"
    with pytest.raises(ValueError, match="weightings is not one of its roles"):
        golden.run(golden.Case(tmp_path, entry))


def test_totals_are_taken_as_stated_only_where_no_group_agrees(tmp_path: Path) -> None:
    """The one shared case made with totals that its folder doesn't carry, and no other."""
    shared = [golden.Case(golden.FOLDER, entry) for entry in golden.cases(golden.FOLDER)]
    used = [
        case.entry["id"]
        for case in shared
        if case.entry["measure"].startswith("indirect") and golden.totals_stand_elsewhere(case)
    ]
    assert len(used) <= 1


@pytest.mark.slow
def test_the_variable_chooses_the_folder_and_ids_name_the_tests(tmp_path: Path) -> None:
    written = [life_to_80(tmp_path), funnel_points(tmp_path)]
    write_manifest(tmp_path, written)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "pytest_django.plugin",  # without the other plugins, which take most of the time
            "-k",
            "golden",
            "-q",
            "-rA",
            "--no-header",
            str(Path(__file__).with_name("test_golden.py")),
        ],
        env={
            **os.environ,
            "LEVELLER_GOLDEN": str(tmp_path),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stdout
    assert "test_golden[life_to_80]" in done.stdout
    assert f"{len(written)} passed" in done.stdout
