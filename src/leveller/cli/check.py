"""`leveller check`: is this machine ready?"""

import click

from leveller.cli import project


@click.command(epilog=project.examples("leveller check", "LEVELLER_MODE=production leveller check"))
def command() -> None:
    """Look at settings, database, home folder and static files; exit 1 if something is wrong."""
    project.start()
    from leveller.config.checks import findings

    found = list(findings())
    for finding in found:
        click.echo(f"{'ok   ' if finding.is_well else 'WRONG'} {finding.words}")
    if not all(finding.is_well for finding in found):
        raise SystemExit(1)
