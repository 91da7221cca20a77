"""`leveller measure NAME FILE`: any measure of the library over a file.

The options are made from the measure's own roles and settings, so that they are always the same.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leveller.cli import project

FILES = {"observed_data": "observed-file", "reference_data": "reference-file"}
"""Settings that are further tables: on the command line the path of a file."""
SHOWN = 20
PATH = click.Path(exists=True, dir_okay=False, path_type=Path)


class Measures(click.Group):
    """Each measure is a command of its own, made when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from leveller.methods.measures import measure_names

        return list(measure_names())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        return _command(name)


def _list(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from leveller.methods.measures import measure_names, measure_spec

    width = max(len(name) for name in measure_names())
    for name in measure_names():
        click.echo(f"{name:<{width}}  {measure_spec(name).title}")
    ctx.exit()


@click.group(cls=Measures)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="Show the measures and what each is.",
)
def command() -> None:
    """Compute a measure from a CSV, Excel or Parquet file.

    Say which column plays which role, and which columns make the groups: leveller measure rate
    deaths.csv --numerator deaths --denominator people --by council
    """


def _command(name: str) -> click.Command:
    from leveller.methods.measures import measure_spec

    spec = measure_spec(name)
    parameters: list[click.Parameter] = [click.Argument(["file"], type=PATH)]
    parameters += [_role(role) for role in spec.roles]
    taken = {role.name for role in spec.roles}
    for each in spec.parameters:
        if each.name not in taken:
            parameters += _setting(each)
    parameters += _common(spec)
    return click.Command(
        name,
        params=parameters,
        callback=lambda **given: _run(spec, **given),
        help=f"{spec.title}.",
        short_help=spec.title,
        epilog=project.examples(_example(spec)),
    )


def _example(spec: Any) -> str:
    """A call with the columns that the measure can't do without, named as their roles are."""
    needed = [f" {_flag(role.name)} {role.name}" for role in spec.roles if role.required]
    return f"leveller measure {spec.name} figures.csv{''.join(needed)} --by council"


def _role(role: Any) -> click.Option:
    return click.Option(
        [_flag(role.name), role.name], metavar="COLUMN", help=role.text, multiple=role.many
    )


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _setting(each: Any) -> list[click.Parameter]:
    """An option for a setting; a yes-or-no one can stand alone, or be denied by `--no-`."""
    if each.name in FILES:
        return [click.Option(["--" + FILES[each.name], each.name], type=PATH, help=each.text)]
    if each.kind is bool:
        return [
            click.Option(
                [_flag(each.name), each.name],
                type=click.BOOL,
                is_flag=False,
                flag_value=True,
                help=each.text,
            ),
            click.Option(
                ["--no-" + each.name.replace("_", "-"), "no_" + each.name],
                is_flag=True,
                hidden=True,
            ),
        ]
    kind: Any = click.Choice(each.choices) if each.choices else each.kind
    several = each.kind is list
    shown = "" if each.default is None or several else f"  [default: {each.default}]"
    return [
        click.Option(
            [_flag(each.name), each.name],
            type=str if several else kind,
            multiple=several,
            help=each.text + shown,
        )
    ]


def _common(spec: Any) -> list[click.Parameter]:
    shared: list[click.Parameter] = [
        click.Option(["--by"], multiple=True, metavar="COLUMNS", help="Columns that make groups."),
        click.Option(
            ["-o", "--output", "output"],
            type=click.Path(dir_okay=False, path_type=Path),
            help="Where to write: .csv, .xlsx or .parquet. Without it CSV on the screen.",
        ),
        click.Option(["--sheet"], help="The sheet of an Excel file; without it the first."),
        click.Option(
            ["--invalid"],
            type=click.Choice(["error", "empty"]),
            default="error",
            help="Stop at data that breaks a rule, or leave such groups empty.",
        ),
    ]
    if spec.peer_rules:
        shared.append(
            click.Option(
                ["--peer-rule", "peer_rules"],
                multiple=True,
                type=click.Choice(spec.peer_rules),
                help="Do as other tools do at an edge.",
            )
        )
    return shared


def _run(spec: Any, **given: Any) -> None:
    from leveller.cli.tabular import read_table, write_table
    from leveller.methods.measures import MeasureError, measure

    file, output = given.pop("file"), given.pop("output")
    table = read_table(file, given.pop("sheet"))
    by = _split(given.pop("by"), table.column_names)
    invalid, rules = given.pop("invalid"), given.pop("peer_rules", ())
    options = _options(spec, given, table.column_names)
    for name in FILES:
        if name in options:
            options[name] = read_table(options[name])
    try:
        result = measure(spec.name, table, by=by, invalid=invalid, peer_rules=rules, **options)
    except MeasureError as error:
        raise click.ClickException(_as_option(str(error))) from error
    write_table(result, output)
    _say_what_is_empty(result, by)


def _as_option(message: str) -> str:
    return message.replace("invalid='empty'", "--invalid empty")


def _options(spec: Any, given: Mapping[str, Any], columns: list[str]) -> dict[str, Any]:
    """What was asked for, in the kinds that the measure wants."""
    settings = {each.name: each for each in spec.parameters}
    roles = {role.name: role for role in spec.roles}
    options: dict[str, Any] = {}
    for name, value in given.items():
        if name.startswith("no_") and name.removeprefix("no_") in settings:
            if value:
                options[name.removeprefix("no_")] = False
        elif value in (None, ()):
            continue
        elif name in roles and roles[name].many:
            options[name] = _split(value, columns)
        elif name in roles and name in settings and value not in columns:
            options[name] = _converted(settings[name], value)
        elif name in settings and settings[name].kind is list:
            options[name] = [_number(part) for part in _split(value, [])]
        else:
            options[name] = value
    return options


def _converted(setting: Any, value: str) -> Any:
    """For names that are both a role and a setting: what is no column is the setting's value."""
    if setting.kind is bool:
        return click.BOOL.convert(value, None, None)
    return setting.kind(value)


def _split(values: tuple[str, ...], columns: list[str]) -> list[str]:
    """Options given several times, or once with commas; a column's own name may hold commas."""
    parts: list[str] = []
    for value in values:
        parts += [value] if value in columns else [part.strip() for part in value.split(",")]
    return parts


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _say_what_is_empty(result: Any, by: list[str]) -> None:
    """Which groups came back empty and why, beside the result and not in it."""
    reasons = result["reason"].to_pylist()
    names = [result[column].to_pylist() for column in by]
    empty: dict[tuple[str, str], int] = {}
    for row, reason in enumerate(reasons):
        if reason:
            label = ", ".join(f"{c} = {v[row]}" for c, v in zip(by, names, strict=True))
            key = (label or f"row {row + 1}", reason)
            empty[key] = empty.get(key, 0) + 1
    if not empty:
        return
    click.echo(f"{sum(empty.values()):,} of {len(reasons):,} rows came back empty:", err=True)
    for (label, reason), rows in list(empty.items())[:SHOWN]:
        click.echo(f"  {label}: {reason}" + (f" ({rows} rows)" if rows > 1 else ""), err=True)
    if len(empty) > SHOWN:
        more = len(empty) - SHOWN
        click.echo(f"  and {more:,} more; the column `reason` says why.", err=True)
