"""`leveller oidc-provider`: a provider of sign-ins to develop and try OpenID Connect with."""

import os

import click

from leveller.cli import project
from leveller.cli.serve import must_be_free

CLIENT = "leveller"


@click.command(
    "oidc-provider",
    epilog=project.examples(
        "leveller oidc-provider --person ann@there.example:some-long-password",
        "leveller oidc-provider --port 9001 --site http://127.0.0.1:8001",
    ),
)
@click.option("--port", default=9000, show_default=True)
@click.option(
    "--site", default="http://127.0.0.1:8000", show_default=True, help="Where Leveller is."
)
@click.option("--person", "people", multiple=True, help="ADDRESS:PASSWORD; may be repeated.")
def command(port: int, site: str, people: tuple[str, ...]) -> None:
    """Run a provider of sign-ins on this machine, for development only.

    It prints the settings with which Leveller uses it.
    """
    must_be_free("127.0.0.1", port, f"leveller oidc-provider --port {port + 1}")
    address = f"http://127.0.0.1:{port}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "leveller.config.development_provider"
    _make_key()
    project.start()
    secret = _prepare(site, people)
    _tell(address, secret)
    from leveller.cli.server import Server

    Server(
        bind=f"127.0.0.1:{port}",
        workers=1,
        threads=2,
        when_ready=lambda _: click.echo(f"The provider is at {address}"),
    ).run()


def _make_key() -> None:
    """An RSA key that signs the tokens, made once. Settings read it, so it comes before them."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    from leveller.config import paths

    file = paths.home() / "oidc-provider" / "signing-key.pem"
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file.touch(mode=0o600)
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _prepare(site: str, people: tuple[str, ...]) -> str:
    """Tables, the one client and the people; the client's secret."""
    from allauth.idp.oidc.models import Client
    from django.conf import settings
    from django.core.management import call_command

    from leveller.config import secret_values

    call_command("migrate", interactive=False, verbosity=0)
    names = ["PROVIDER_CLIENT_SECRET"]
    (secret,) = secret_values.read(names, folder=settings.HOME, required=False).values()
    client, _ = Client.objects.get_or_create(pk=CLIENT, defaults={"name": "Leveller"})
    client.set_redirect_uris([f"{site}/accounts/oidc/organisation/login/callback/"])
    client.set_scopes(["openid", "profile", "email"])
    client.set_secret(secret)
    client.skip_consent = True
    client.save()
    for person in people:
        _make_person(*person.split(":", 1))
    return secret


def _make_person(email: str, password: str = "") -> None:
    from allauth.account.models import EmailAddress
    from django.contrib.auth.models import User

    if not password:
        raise click.ClickException(f"Give {email} a password: --person {email}:PASSWORD")
    user, _ = User.objects.get_or_create(username=email, defaults={"email": email})
    user.first_name = email.split("@")[0].title()
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )


def _tell(address: str, secret: str) -> None:
    click.echo("Start Leveller with:")
    click.echo(f"  LEVELLER_OIDC_ISSUER={address}")
    click.echo(f"  LEVELLER_OIDC_CLIENT_ID={CLIENT}")
    click.echo(f"  LEVELLER_OIDC_CLIENT_SECRET={secret}")
