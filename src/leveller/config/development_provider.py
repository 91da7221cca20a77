"""A provider of sign-ins for development: a small second site, in the place of Entra ID.

`leveller oidc-provider` runs it. It keeps its people and its key in a database and a file of its
own in the home folder. It is never part of the product that people use.
"""

import os

from leveller.config import paths, secret_values

HOME = paths.home() / "oidc-provider"
ADDRESS = os.environ.get("LEVELLER_PROVIDER_ADDRESS", "http://127.0.0.1:9000")
SECRET_KEY = secret_values.read(["PROVIDER_SECRET_KEY"], folder=HOME, required=False)[
    "PROVIDER_SECRET_KEY"
]
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "leveller.config.development_provider_urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "provider.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The cookie of the product, on another port of the same machine, must not be overwritten.
SESSION_COOKIE_NAME = "provider-session"
CSRF_COOKIE_NAME = "provider-csrf"
LOGIN_REDIRECT_URL = "/"
USE_TZ = True
USE_I18N = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def _signing_key() -> str:
    file = HOME / "signing-key.pem"
    return file.read_text() if file.exists() else ""


IDP_OIDC_PRIVATE_KEY = _signing_key()
