"""`leveller user`: accounts, from the machine that runs Leveller."""

import sys

import click

from leveller.cli import project


@click.group()
def command() -> None:
    """Make, close and open accounts, and set passwords."""


def _password(given: bool) -> str:
    """From standard input for scripts; otherwise asked for, twice, unseen."""
    if given:
        return sys.stdin.readline().rstrip("\r\n")
    return click.prompt("Password", hide_input=True, confirmation_prompt=True)


@command.command(
    epilog=project.examples(
        'leveller user create ann@council.example --name "Ann Archer"',
        "leveller user create ann@council.example --no-password",
        "leveller user create ann@council.example --password-stdin < secret.txt",
    )
)
@click.argument("email")
@click.option("--name", default="", help="As the record shows it.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="For people who sign in with a provider.")
def create(email: str, name: str, password_stdin: bool, no_password: bool) -> None:
    """Make an account. It has no role until it is given one."""
    project.start()
    from leveller.workbench.ground.accounts import actions

    password = None if no_password else _password(password_stdin)
    with project.words():
        user = actions.create_user(by=project.actor(), email=email, name=name, password=password)
    click.echo(
        f"Made an account for {user.email}. Give it a role: leveller role grant {user.email} ROLE"
    )


@command.command(epilog=project.examples("leveller user password ann@council.example"))
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def password(email: str, password_stdin: bool) -> None:
    """Set a new password; the person signs in with it from now on."""
    project.start()
    from leveller.workbench.ground.accounts import actions

    with project.words():
        user = project.user(email)
        actions.set_password(by=project.actor(), user=user, password=_password(password_stdin))
    click.echo(f"{email} has a new password.")


@command.command(epilog=project.examples("leveller user close ann@council.example"))
@click.argument("email")
def close(email: str) -> None:
    """Close an account: it can't sign in; what it did stays in the record."""
    _set_active(email, is_active=False)
    click.echo(f"The account of {email} is closed.")


@command.command(epilog=project.examples("leveller user open ann@council.example"))
@click.argument("email")
def open(email: str) -> None:
    """Open a closed account again."""
    _set_active(email, is_active=True)
    click.echo(f"The account of {email} is open.")


def _set_active(email: str, *, is_active: bool) -> None:
    project.start()
    from leveller.workbench.ground.accounts import actions

    with project.words():
        actions.set_active(by=project.actor(), user=project.user(email), is_active=is_active)
