"""Every command explains itself, and asking it to costs nothing."""

import resource
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from leveller.cli.main import COMMANDS, Lazy, main
from tests.kit.processes import ROOT


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    first, _, examples = result.output.partition("Examples:")
    assert f"leveller {' '.join(path)}" in examples
    assert len(first.splitlines()[2].strip()) > 20


def test_a_command_that_there_is_not_is_told() -> None:
    result = CliRunner().invoke(main, ["fly"])
    assert result.exit_code == 2
    assert "No such command 'fly'" in result.output


def test_commands_are_loaded_when_they_are_called() -> None:
    assert isinstance(main, Lazy)
    assert Lazy().get_command(click.Context(main), "nothing") is None
    assert set(Lazy().list_commands(click.Context(main))) == set(COMMANDS)


def processor_seconds(code: str) -> float:
    """Of a fresh process; the best of three, without what other processes take."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(ROOT / "src")},
            check=True,
            capture_output=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


HELP = "import sys; sys.argv = ['leveller', '--help']; from leveller.cli.main import main; main()"
BARE = "import click"  # 0.1 s on the machine that the limit of 0.3 s was set for


@pytest.mark.parametrize("code", ["import leveller", HELP], ids=["import", "help"])
def test_it_answers_at_once(code: str) -> None:
    """Within three times what Python and click take alone, however busy the machine is."""
    assert processor_seconds(code) < 3 * processor_seconds(BARE)


def test_help_loads_neither_the_web_nor_numbers() -> None:
    heavy = ("django", "numpy", "duckdb", "pyarrow", "gunicorn")
    code = f"""
import sys
from leveller.cli.main import main
main(['--help'], standalone_mode=False)
print([name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
