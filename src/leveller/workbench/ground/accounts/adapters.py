"""Where the sign-in library asks us: who may have an account, and how secrets are kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest

from leveller.workbench.ground.accounts import actions, queries, sealed
from leveller.workbench.ground.accounts.models import Invitation, User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "incorrect_password": "That is not your password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only on one person's own machine: elsewhere people are invited."""
        return settings.MODE == "local"


class ProviderAdapter(DefaultSocialAccountAdapter):
    """People who sign in with their organisation's own accounts (OpenID Connect)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """A first sign-in makes an account only for an address that was invited."""
        return bool(_invitations(sociallogin))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who has an account takes up new invitations by signing in."""
        if sociallogin.is_existing:
            for invitation in _invitations(sociallogin):
                if invitation.email == sociallogin.user.email:
                    actions.accept_invitation(invitation=invitation, name="")

    def save_user(
        self, request: HttpRequest, sociallogin: SocialLogin, form: object = None
    ) -> User:
        name = str(sociallogin.account.extra_data.get("userinfo", {}).get("name", ""))[:150]
        for invitation in _invitations(sociallogin):
            sociallogin.user = actions.accept_invitation(invitation=invitation, name=name)
        sociallogin.connect(request, sociallogin.user)
        return sociallogin.user


def _invitations(sociallogin: SocialLogin) -> list[Invitation]:
    """Of the address that the provider vouches for; whoever merely claims one has none."""
    vouched = [address.email for address in sociallogin.email_addresses if address.verified]
    return queries.invitations_for(vouched[0]) if vouched else []


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Codes change every half minute; try the next.",
    }

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.open_(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Leveller"

    def build_totp_svg(self, url: str) -> str:
        """The drawing alone, to stand in the page: without the prologue of a file."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :].replace("<svg", '<svg role="img" aria-label="QR code"', 1)
