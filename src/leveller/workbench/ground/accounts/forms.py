"""Forms of accounts. Those of the sign-in library are given our words."""

from collections.abc import Mapping
from types import MappingProxyType

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as codes
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.accounts.roles import CHOICES, ROLES

EMAIL, PASSWORD, AGAIN = "Email address", "Password", "The new password again"
WEAK = "At least 12 characters. Three words that don't belong together make a good one."
CODE = "The six digits that your app shows now, or one of your recovery codes."


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent; an empty form that was sent is not a form that wasn't."""
    return request.POST if request.method == "POST" else None


def said(**words: tuple[str, str]) -> Mapping[str, tuple[str, str]]:
    return MappingProxyType(words)


class Worded:
    """Label and hint of each field, in the place of the library's; no placeholders."""

    words = said()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, ""))


class SignInForm(Worded, account.LoginForm):
    words = said(login=(EMAIL, ""), password=(PASSWORD, ""))


class SignUpForm(Worded, account.SignupForm):
    words = said(
        email=(EMAIL, ""),
        password1=(PASSWORD, WEAK),
        password2=("The password again", ""),
    )


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    words = said(
        oldpassword=("Your password now", ""),
        password1=("New password", WEAK),
        password2=(AGAIN, ""),
    )


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    words = said(email=(EMAIL, "The one that you sign in with."))


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    words = said(password1=("New password", WEAK), password2=(AGAIN, ""))


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    words = said(password=(PASSWORD, ""))


class CodeForm(Worded, factor.AuthenticateForm):
    words = said(code=("Code", CODE))


class ConfirmCodeForm(Worded, factor.ReauthenticateForm):
    words = said(code=("Code", CODE))


class ActivateCodesForm(Worded, codes.ActivateTOTPForm):
    words = said(code=("Code", "The six digits that the app shows now."))


class InviteForm(forms.Form):
    email = forms.EmailField(label=EMAIL)
    role = forms.ChoiceField(
        label="Role",
        widget=forms.RadioSelect,
        choices=[(key, f"{name}: {ROLES[key].who}") for key, name in CHOICES],
    )


class JoinForm(forms.Form):
    """For somebody who has no account yet."""

    name = forms.CharField(
        label="Your name", max_length=150, help_text="As colleagues know you; the record shows it."
    )
    password = forms.CharField(
        label=PASSWORD,
        help_text=WEAK,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> None:
        """After the name: a password must not be like the name or the address."""
        given = self.cleaned_data
        if password := given.get("password"):
            user = User(email=self.email, name=given.get("name", ""))
            try:
                password_validation.validate_password(password, user)
            except ValidationError as error:
                self.add_error("password", error)


class ConfirmForm(forms.Form):
    """A button, nothing more."""


class RolesForm(forms.Form):
    """All roles of one person in one organisation."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(key, f"{name}: {ROLES[key].who}") for key, name in CHOICES],
    )


class OrganisationForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Work for")

    def __init__(self, *args: object, organisations: list[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        keys = [organisation.pk for organisation in organisations]
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=keys)
