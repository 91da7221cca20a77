"""`leveller role`: who may do what."""

import click

from leveller.cli import project


@click.group()
def command() -> None:
    """Give and take roles, or say what each may do."""


@command.command(
    epilog=project.examples(
        "leveller role grant ann@council.example analyst",
        "leveller role grant ann@council.example administrator --organisation north",
    )
)
@click.argument("email")
@click.argument("role")
@click.option("--organisation", help="Name or short name; the first one by default.")
def grant(email: str, role: str, organisation: str | None) -> None:
    """Give somebody a role in an organisation."""
    project.start()
    from leveller.workbench.ground.accounts import actions

    with project.words():
        where = project.organisation(organisation)
        user = project.user(email)
        actions.grant_role(by=project.actor(), user=user, role=role, organisation=where)
    click.echo(f"{user} is {role} of {where}.")


@command.command(epilog=project.examples("leveller role revoke ann@council.example analyst"))
@click.argument("email")
@click.argument("role")
@click.option("--organisation", help="Name or short name; the first one by default.")
def revoke(email: str, role: str, organisation: str | None) -> None:
    """Take a role away, from the next click on."""
    project.start()
    from leveller.workbench.ground.accounts import actions

    with project.words():
        where = project.organisation(organisation)
        user = project.user(email)
        actions.revoke_role(by=project.actor(), user=user, role=role, organisation=where)
    click.echo(f"{user} is no longer {role} of {where}.")


@command.command("list", epilog=project.examples("leveller role list"))
def list_() -> None:
    """Say what each role may do."""
    from leveller.workbench.ground.accounts.roles import ROLES

    for role in ROLES.values():
        click.echo(f"{role.key}: {role.name}. {role.who}")
        for sentence in role.may():
            click.echo(f"  may {sentence}")
