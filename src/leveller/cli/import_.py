"""`leveller import`: take official files in, whole or not at all, and say what came of each."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leveller.cli import project

if TYPE_CHECKING:
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.records.models import Release
    from leveller.workbench.systems.evidence.choices import Choices
    from leveller.workbench.systems.evidence.importing import Examination

TAKEN, REFUSED, NOT_RECOGNISED = 0, 1, 2
MARKS = {"ready": "✔", "already there": "✔", "refused": "✘", "not recognised": "?"}
EXAMPLES = project.examples(
    "leveller import data/",
    "leveller import smoking.csv --accept-mapping",
    'leveller import ons.csv --leave-out 1545-1548,2330 --reason "two values for one place"',
    "leveller import population.csv --state period=2021",
)


@click.command(epilog=EXAMPLES)
@click.argument(
    "paths",
    metavar="FILE_OR_FOLDER…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--accept-mapping", is_flag=True, help="Take the mapping that is proposed, save it.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read one table by this mapping (YAML), and save it.",
)
@click.option(
    "--state",
    "statements",
    metavar="NAME=VALUE",
    multiple=True,
    help="Say what one file does not say: period, place, indicator, sex, age, years, direction.",
)
@click.option("--leave-out", metavar="ROWS", help="Leave rows of one file out: 1545-1548,2330.")
@click.option("--reason", default="", help="Why the rows are left out; the release records it.")
@click.option("--sheet", default="", help="Which sheet of one workbook.")
@click.option(
    "--faults",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every fault to this CSV file.",
)
@click.option("--organisation", help="Whose evidence it becomes; else that which setup made.")
@click.option("--private", is_flag=True, help="Show it only to people of the organisation.")
@click.option("--source", default="", help="Key of the source, in place of that recognised.")
@click.option(
    "--disclosure",
    default="none",
    show_default=True,
    help="Rule under which the figures are shown: none, or counts 1 to 7.",
)
@click.option("--check", is_flag=True, help="Say what would happen, and take nothing.")
def command(paths: tuple[Path, ...], organisation: str | None, **options: Any) -> None:
    """Bring in official files: each one whole or not at all.

    Exits with 0 when every file was taken or was there already, with 1 when one was refused, and
    with 2 when one was not recognised.
    """
    choices = _choices_before_start(paths, options)
    project.start()
    from leveller.workbench.systems.evidence import batches, knowledge

    by = _actor(organisation)
    gathered = batches.gather(paths)
    files = batches.in_order(gathered.files, knowledge.saved_mappings(by.organisation))
    with _fault_file(options["faults"]) as write_faults:
        results = [_take(file, by, choices, options, write_faults) for file in files]
    _sum_up(results, gathered.passed_over)
    raise SystemExit(max(results, default=NOT_RECOGNISED))


def _choices_before_start(paths: tuple[Path, ...], options: dict[str, Any]) -> dict[str, Any]:
    """Options that are of one file are refused for several, before anything is opened."""
    of_one = ("mapping", "statements", "leave_out", "sheet")
    given = [name for name in of_one if options[name]]
    if given and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError(f"--{given[0].replace('_', '-')} goes with exactly one FILE.")
    if options["mapping"] and options["accept_mapping"]:
        raise click.UsageError("Give either --mapping or --accept-mapping.")
    return {name: options[name] for name in (*of_one, "accept_mapping", "reason")}


def _parsed(options: dict[str, Any]) -> "Choices":
    import yaml

    from leveller.workbench.systems.evidence import choices
    from leveller.workbench.systems.evidence.checking import row_lists

    try:
        return choices.Choices(
            mapping=_mapping(options["mapping"]),
            accept=options["accept_mapping"],
            statements=choices.parse_statements(options["statements"]),
            leave_out=row_lists.parse(options["leave_out"]) if options["leave_out"] else (),
            reason=options["reason"],
            sheet=options["sheet"],
        )
    except (choices.StatementError, row_lists.RowListError, yaml.YAMLError) as error:
        raise click.UsageError(str(error)) from error


def _mapping(file: Path | None) -> dict[str, Any] | None:
    import yaml

    if file is None:
        return None
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise click.UsageError(f"{file} holds no mapping.")
    return content


def _actor(organisation: str | None) -> "Actor":
    """Who imports; an empty home folder is made ready first."""
    from django.db import OperationalError, ProgrammingError

    from leveller.cli.preparation import prepare
    from leveller.workbench.ground.accounts import queries

    try:
        is_ready = queries.default_organisation() is not None
    except (OperationalError, ProgrammingError):
        is_ready = False
    with project.words():
        if not is_ready:
            prepare(click.echo, organisation="My organisation")
        return project.actor(project.organisation(organisation))


def _take(
    file: Path, by: "Actor", options_of_one: dict[str, Any], options: dict[str, Any], write: Any
) -> int:
    from leveller.workbench.systems.evidence import import_report, importing

    choices = _parsed(options_of_one)
    with importing.examine(file, choices=choices, organisation=by.organisation) as examination:
        release = None
        if examination.verdict == importing.Verdict.READY and not options["check"]:
            release = _publish(by, examination, options)
        click.echo(f"{MARKS[examination.verdict]} {file}")
        for line in import_report.lines(examination, release):
            click.echo(f"  {line}")
        write(file, examination)
        return _status(examination)


def _publish(by: "Actor", examination: "Examination", options: dict[str, Any]) -> "Release":
    from leveller.workbench.systems.evidence import actions

    with project.words():
        return actions.publish(
            by=by,
            examination=examination,
            public=not options["private"],
            source=options["source"],
            disclosure=options["disclosure"],
        )


def _status(examination: "Examination") -> int:
    statuses = {"refused": REFUSED, "not recognised": NOT_RECOGNISED}
    return statuses.get(examination.verdict, TAKEN)


@contextmanager
def _fault_file(path: Path | None) -> Iterator[Any]:
    if path is None:
        yield lambda file, examination: None
        return
    from leveller.workbench.systems.evidence.checking import faults

    with path.open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(("file", *faults.COLUMNS))
        yield lambda file, examination: writer.writerows(
            (file, *fault.cells) for fault in examination.faults
        )


def _sum_up(results: list[int], passed_over: list[Path]) -> None:
    if passed_over:
        names = ", ".join(path.name for path in passed_over[:5])
        more = f" and {len(passed_over) - 5} more" if len(passed_over) > 5 else ""
        click.echo(f"Passed over, since they hold no data: {names}{more}.")
    taken, refused, unknown = (results.count(s) for s in (TAKEN, REFUSED, NOT_RECOGNISED))
    click.echo(
        f"{len(results)} file{'s' * (len(results) != 1)}: "
        f"{taken} taken or there already, {refused} refused, {unknown} not recognised."
    )
