"""`leveller withdraw`: take a release out of use, or bring it back."""

import click

from leveller.cli import project


@click.command(epilog=project.examples('leveller withdraw 1f0c5a --reason "superseded"'))
@click.argument("address", metavar="HASH")
@click.option("--reason", required=True, help="Why; the record keeps it.")
@click.option("--restore", is_flag=True, help="Bring it back into use instead.")
@click.option("--organisation", default="default", help="Whose release it is, by its slug.")
def command(address: str, reason: str, restore: bool, organisation: str) -> None:
    """Withdraw the release whose hash begins with HASH. Its files stay, for tracing."""
    project.ready()
    from django.core.exceptions import ValidationError

    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.records.models import Release
    from leveller.workbench.systems.evidence import actions

    found = Release.objects.filter(organisation__slug=organisation, sha256__startswith=address)
    if found.count() != 1:
        raise click.ClickException(f"{found.count()} releases begin with {address!r}. Name one.")
    release = found.get()
    by = Actor.of_system("command line", release.organisation)
    act = actions.restore_release if restore else actions.withdraw_release
    try:
        act(by=by, release=release, reason=reason)
    except ValidationError as error:
        raise click.ClickException("; ".join(error.messages)) from error
    click.echo(f"{release.title} is {release.state}.")
