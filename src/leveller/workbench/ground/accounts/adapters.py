"""Where the sign-in library asks us: who may have an account, and how secrets are kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest

from leveller.workbench.ground.accounts import actions, queries, sealed
from leveller.workbench.ground.accounts.models import User


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
        return self._invitation(sociallogin) is not None

    def save_user(
        self, request: HttpRequest, sociallogin: SocialLogin, form: object = None
    ) -> User:
        invitation = self._invitation(sociallogin)
        name = sociallogin.account.extra_data.get("userinfo", {}).get("name", "")
        user = actions.accept_invitation(invitation=invitation, name=str(name)[:150])
        sociallogin.user = user
        sociallogin.connect(request, user)
        return user

    @staticmethod
    def _invitation(sociallogin: SocialLogin) -> object:
        """Of an address that the provider vouches for; whoever merely claims one has none."""
        vouched = [address.email for address in sociallogin.email_addresses if address.verified]
        return next((i for email in vouched if (i := queries.invitation_for(email))), None)


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
