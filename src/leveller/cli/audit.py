"""`leveller audit`: prove that nobody touched the audit log, and write its heads down elsewhere."""

import json
from pathlib import Path

import click

from leveller.cli import project

File = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Verify the audit log, or write its heads down elsewhere."""


@command.command(
    epilog=project.examples("leveller audit verify", "leveller audit verify --against heads.json")
)
@click.option("--against", type=File, help="Heads that `leveller audit heads` wrote before.")
def verify(against: Path | None) -> None:
    """Recompute every chain and say which link is broken; exit 1 if one is."""
    project.start()
    from leveller.workbench.ground.records import queries

    faults = queries.audit_faults(_read(against) if against else ())
    for fault in faults:
        click.echo(f"{fault.chain}: {fault.words}")
    if faults:
        raise SystemExit(1)
    heads = queries.audit_heads()
    events = sum(head.sequence for head in heads)
    click.echo(f"The audit log is whole: {events} events in {len(heads)} chains.")


@command.command(epilog=project.examples("leveller audit heads -o heads-2026-11-21.json"))
@click.option("-o", "--output", type=File, required=True, help="Keep it on another machine.")
def heads(output: Path) -> None:
    """Write where every chain stands to a file, to compare with later."""
    project.start()
    from django.utils import timezone

    from leveller.workbench.ground.records import queries

    found = queries.audit_heads()
    content = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "heads": {head.chain: [head.sequence, head.hash] for head in found},
    }
    output.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    click.echo(f"Wrote the heads of {len(found)} chains to {output}.")


@command.command(epilog=project.examples("leveller audit anchor"))
def anchor() -> None:
    """Write the head of every chain into another one; the worker does it daily."""
    project.start()
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.records import actions

    event = actions.anchor(by=Actor.of_system("command line"))
    click.echo(f"Anchored {len(event.detail['heads'])} chains in event {event.sequence}.")


def _read(file: Path) -> list:
    from leveller.workbench.ground.records.chain import Head

    try:
        content = json.loads(file.read_text(encoding="utf-8"))["heads"]
        return [Head(chain, int(n), str(seal)) for chain, (n, seal) in content.items()]
    except OSError as error:
        raise click.ClickException(f"{file} can't be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.ClickException(
            f"{file} is not a file of heads. Give one that `leveller audit heads -o FILE` wrote."
        ) from error
