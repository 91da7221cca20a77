"""Settings, read from the environment; every default is safe for one person on one machine.

`LEVELLER_MODE` is `local` (default), `demonstration` or `production`. Outside local and
demonstration mode every secret must be given, and cookies travel by HTTPS only. All variables
are listed in docs/operations.md.
"""

import os
import sqlite3

import dj_database_url
from csp.constants import NONE, SELF

from leveller.config import environment, openid, paths, secret_values

MODE = environment.choice("LEVELLER_MODE", "local", {"local", "demonstration", "production"})
PRODUCTION = MODE == "production"
DEMONSTRATION = MODE == "demonstration"

HOME = paths.home()
RELEASES = HOME / "releases"
WORK = HOME / "work"

_secrets = secret_values.read(
    ("LEVELLER_SECRET_KEY", "LEVELLER_AUDIT_KEY"), folder=HOME / "secrets", required=PRODUCTION
)
SECRET_KEY = _secrets["LEVELLER_SECRET_KEY"]
SECRET_KEY_FALLBACKS = environment.words("LEVELLER_FORMER_SECRET_KEYS")
AUDIT_KEY = _secrets["LEVELLER_AUDIT_KEY"]
AUDIT_FORMER_KEYS = environment.words("LEVELLER_AUDIT_FORMER_KEYS")
DEBUG = False
ALLOWED_HOSTS = environment.words("LEVELLER_HOSTS", "127.0.0.1,localhost,[::1]")
# How many proxies stand in front and say, truly, from where and how a request came.
PROXIES = environment.number("LEVELLER_PROXIES", 0)
CSRF_TRUSTED_ORIGINS = environment.words("LEVELLER_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    # Before the sign-in library, whose templates the pages of accounts take the place of.
    "leveller.workbench.ground.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "leveller.workbench.ground.records",
    "leveller.workbench.ground.pages",
    "leveller.workbench.ground.places",
    "leveller.workbench.ground.vocabulary",
    "leveller.workbench.ground.thread",
    "leveller.workbench.ground.papers",
    "leveller.workbench.systems.evidence",
    "leveller.workbench.systems.levers",
    "leveller.workbench.front",
]

MIDDLEWARE = [
    "leveller.config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "leveller.config.public_pages.PublicPagesMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "leveller.workbench.ground.accounts.middleware.ActorMiddleware",
    "leveller.workbench.ground.accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "leveller.config.urls"
WSGI_APPLICATION = "leveller.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "leveller.workbench.ground.pages.context.site",
                "leveller.workbench.ground.accounts.context.sign_in",
            ],
            "builtins": ["leveller.workbench.ground.pages.templatetags.pages"],
        },
    }
]
FORM_RENDERER = "leveller.workbench.ground.pages.forms.FormRenderer"

DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL",
        default=f"sqlite:///{HOME / 'leveller.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # SQLite before 3.51.3 can corrupt a write-ahead log that two connections write at once.
    # With the rollback journal and EXTRA a commit also survives the loss of power.
    WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
    DATABASES["default"]["OPTIONS"] = {
        # A transaction that reads first and writes later would otherwise fail at once
        # with "database is locked" instead of waiting its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            if WAL_IS_SAFE
            else "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
        )
        + "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The default cache counts sign-in attempts and used codes, so all processes must share it.
# What a process may keep for itself, such as drawings, goes to `process`.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
        "TIMEOUT": None,
    },
    "public_pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "public_pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
        "TIMEOUT": 3600,
    },
}
KEEP_PUBLIC_PAGES = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Costs an attacker memory as well as time.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# The variables of the sign-in library: ACCOUNT_… for passwords, MFA_… for second factors,
# SOCIALACCOUNT_… for OpenID Connect.
ACCOUNT_ADAPTER = "leveller.workbench.ground.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "leveller.workbench.ground.accounts.forms.SignInForm",
    "signup": "leveller.workbench.ground.accounts.forms.SignUpForm",
    "change_password": "leveller.workbench.ground.accounts.forms.ChangePasswordForm",
    "reset_password": "leveller.workbench.ground.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "leveller.workbench.ground.accounts.forms.NewPasswordForm",
    "reauthenticate": "leveller.workbench.ground.accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "leveller.workbench.ground.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come with an invitation, not from a stranger
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_FORMS = {
    "authenticate": "leveller.workbench.ground.accounts.forms.CodeForm",
    "reauthenticate": "leveller.workbench.ground.accounts.forms.ConfirmCodeForm",
    "activate_totp": "leveller.workbench.ground.accounts.forms.ActivateCodesForm",
}
# Whoever can change things proves twice who they are, once others rely on what is kept.
SECOND_FACTOR_REQUIRED = PRODUCTION
OIDC = openid.read(production=PRODUCTION)
OIDC_ASKS_FOR_SECOND_FACTOR = bool(OIDC and OIDC.asks_for_second_factor)
SOCIALACCOUNT_ADAPTER = "leveller.workbench.ground.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = OIDC.settings() if OIDC else {}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds until a provider that doesn't answer is given up
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "leveller.workbench.ground.pages.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
# To be put on the browsers' list is for the owner of the domain to ask, not for one site in it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that leads to the provider of sign-ins is checked where it ends up, too.
        "form-action": [SELF, OIDC.origin] if OIDC else [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "leveller.workbench.ground.pages.storage.CollectedStatic"},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

UPLOAD_LIMIT = 1_000_000 * environment.number("LEVELLER_UPLOAD_MEGABYTES", 500)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # of everything in a form that is not a file
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_HANDLERS = ["leveller.config.uploads.LimitedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

# Without a server for mail, letters are kept as files, and pages show links to pass on by hand.
CAN_SEND_MAIL = bool(os.environ.get("LEVELLER_SMTP_HOST"))
EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    "smtp" if CAN_SEND_MAIL else "filebased"
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("LEVELLER_SMTP_HOST", "")
EMAIL_PORT = environment.number("LEVELLER_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("LEVELLER_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LEVELLER_SMTP_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("LEVELLER_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("LEVELLER_MAIL_FROM", "leveller@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": environment.choice(
            "LEVELLER_LOG_LEVEL", "WARNING", {"DEBUG", "INFO", "WARNING", "ERROR"}
        ),
    },
}
