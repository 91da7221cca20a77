"""`leveller count DESCRIPTION`: events and people by group, out of individual records."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leveller.cli import project

if TYPE_CHECKING:
    from leveller.methods.counting import Engine

EXAMPLES = project.examples(
    "leveller count deaths.yaml -o counts.parquet",
    "leveller count deaths.yaml --memory 3GB --threads 2",
    "leveller measure rate counts.parquet --numerator events --denominator people --by council",
)


@click.command(epilog=EXAMPLES)
@click.argument("description", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write: .csv, .xlsx or .parquet. Without it CSV on the screen.",
)
@click.option("--memory", default="2GB", show_default=True, help="At most so much of it.")
@click.option("--threads", type=click.IntRange(1), help="At most so many; else one a core.")
def command(description: Path, output: Path | None, memory: str, threads: int | None) -> None:
    """Count events over people by group, as a description in YAML says.

    Only whole numbers come out. What is small among them still needs `leveller measure` with
    disclosure control before anybody else may see it.
    """
    from leveller.cli.tabular import write_table
    from leveller.methods import counting

    try:
        asked = counting.read(description)
        engine: AbstractContextManager[Engine] = counting.duckdb_engine(
            memory=memory, threads=threads
        )
        with engine as running:
            counted = counting.count(asked, running)
    except (counting.DescriptionError, counting.EngineError) as error:
        raise click.ClickException(str(error)) from error
    write_table(counted, output)
    events = sum(counted["events"].to_pylist())
    click.echo(f"{events:,} events in {counted.num_rows:,} groups.", err=True)
