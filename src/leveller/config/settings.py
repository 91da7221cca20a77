"""Settings, read from the environment; every default is safe for one person on one machine.

`LEVELLER_MODE` is `local` (default), `demonstration` or `production`. Outside local and
demonstration mode every secret must be given, and cookies travel by HTTPS only.
"""

import os
import sqlite3

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from leveller.config import paths, secret_values

MODE = os.environ.get("LEVELLER_MODE", "local")
if MODE not in {"local", "demonstration", "production"}:
    raise ImproperlyConfigured(
        f"LEVELLER_MODE is {MODE!r}; it must be local, demonstration or production."
    )
PRODUCTION = MODE == "production"
DEMONSTRATION = MODE == "demonstration"

HOME = paths.home()
RELEASES = HOME / "releases"
WORK = HOME / "work"


_secrets = secret_values.read(
    ("LEVELLER_SECRET_KEY", "LEVELLER_AUDIT_KEY"), folder=HOME / "secrets", required=PRODUCTION
)
SECRET_KEY = _secrets["LEVELLER_SECRET_KEY"]
AUDIT_KEY = _secrets["LEVELLER_AUDIT_KEY"]
AUDIT_FORMER_KEYS = os.environ.get("LEVELLER_AUDIT_FORMER_KEYS", "").split()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LEVELLER_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LEVELLER_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "leveller.workbench.ground.accounts",
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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
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
            ],
            "builtins": ["leveller.workbench.ground.pages.templatetags.pages"],
        },
    }
]
FORM_RENDERER = "leveller.workbench.ground.pages.forms.FormRenderer"

DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL", default=f"sqlite:///{HOME / 'leveller.sqlite3'}", conn_max_age=600
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

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
        "TIMEOUT": None,
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "leveller.workbench.ground.pages.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
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
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_TEMP_DIR = None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LEVELLER_LOG_LEVEL", "WARNING")},
}
