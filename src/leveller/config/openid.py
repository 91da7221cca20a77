"""Signing in with an organisation's own accounts (OpenID Connect), when the environment names one.

    LEVELLER_OIDC_ISSUER         address of the provider, without /.well-known/…
    LEVELLER_OIDC_CLIENT_ID      as the provider registered this Leveller
    LEVELLER_OIDC_CLIENT_SECRET  the secret that belongs to it
    LEVELLER_OIDC_NAME           what the button says: Sign in with …
    LEVELLER_OIDC_TRUST_EMAIL    yes, when the provider vouches for the address of everybody but
                                 doesn't say so (Entra ID for one tenant)
    LEVELLER_OIDC_SECOND_FACTOR  yes, when the provider itself asks for a second factor

The provider calls back at /accounts/oidc/organisation/login/callback/.
"""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from leveller.config import environment

PROVIDER = "organisation"
NEEDED = ("LEVELLER_OIDC_ISSUER", "LEVELLER_OIDC_CLIENT_ID", "LEVELLER_OIDC_CLIENT_SECRET")


@dataclass(frozen=True)
class Provider:
    issuer: str
    client_id: str
    client_secret: str
    name: str
    trusts_email: bool
    asks_for_second_factor: bool

    @property
    def origin(self) -> str:
        """Where the sign-in form sends the browser on to."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def settings(self) -> dict[str, object]:
        """As the sign-in library wants it."""
        app = {
            "provider_id": PROVIDER,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {
                "server_url": self.issuer,
                "oauth_pkce_enabled": True,
                "email_authentication": True,
                "verified_email": self.trusts_email,
            },
        }
        return {"openid_connect": {"APPS": [app]}}


def read(*, production: bool) -> Provider | None:
    """Raises `ImproperlyConfigured` when only some of the three needed settings are given."""
    given = {name: os.environ.get(name, "") for name in NEEDED}
    if not any(given.values()):
        return None
    if missing := [name for name, value in given.items() if not value]:
        raise ImproperlyConfigured(f"Sign-in by OpenID Connect also needs {', '.join(missing)}.")
    issuer, client_id, client_secret = given.values()
    if production and not issuer.startswith("https://"):
        raise ImproperlyConfigured("LEVELLER_OIDC_ISSUER must start with https://.")
    return Provider(
        issuer=issuer.rstrip("/"),
        client_id=client_id,
        client_secret=client_secret,
        name=os.environ.get("LEVELLER_OIDC_NAME", "your organisation's account"),
        trusts_email=environment.flag("LEVELLER_OIDC_TRUST_EMAIL"),
        asks_for_second_factor=environment.flag("LEVELLER_OIDC_SECOND_FACTOR"),
    )
