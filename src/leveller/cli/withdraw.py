"""`leveller withdraw`: take a release out of use, or bring it back."""

import click

from leveller.cli import project


@click.command(epilog=project.examples('leveller withdraw 1f0c5a --reason "superseded"'))
@click.argument("address", metavar="HASH")
@click.option("--reason", required=True, help="Why; the record keeps it.")
@click.option("--restore", is_flag=True, help="Bring it back into use instead.")
@click.option("--organisation", help="Whose release it is; else that which setup made.")
def command(address: str, reason: str, restore: bool, organisation: str | None) -> None:
    """Withdraw the release whose hash begins with HASH. Its files stay, for tracing."""
    project.start()
    from leveller.workbench.ground.records.models import Release
    from leveller.workbench.systems.evidence import actions

    owner = project.organisation(organisation)
    found = Release.objects.filter(organisation=owner, sha256__startswith=address)
    if found.count() != 1:
        raise click.ClickException(f"{found.count()} releases begin with {address!r}. Name one.")
    release, act = found.get(), actions.withdraw_release
    if restore:
        act = actions.restore_release
    with project.words():
        act(by=project.actor(owner), release=release, reason=reason)
    click.echo(f"{release.title} is {release.state}.")
