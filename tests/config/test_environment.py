"""Settings from the environment: read, or refused in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from leveller.config import environment, openid, secret_values
from tests.kit.processes import ROOT

LONG = "a secret that is as long as a secret must be"


class TestReading:
    @pytest.mark.parametrize(
        ("given", "expected"), [("yes", True), ("TRUE", True), ("off", False), ("", False)]
    )
    def test_a_flag(self, given: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LEVELLER_X", given)
        assert environment.flag("LEVELLER_X") is expected

    def test_what_is_not_given_is_as_it_was(self) -> None:
        assert environment.flag("LEVELLER_X", default=True) is True
        assert environment.number("LEVELLER_X", 7) == 7
        assert environment.words("LEVELLER_X", "a,b") == ["a", "b"]

    def test_a_list_has_commas_or_spaces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LEVELLER_X", "a.example, b.example c.example")
        assert environment.words("LEVELLER_X") == ["a.example", "b.example", "c.example"]

    @pytest.mark.parametrize(
        ("read", "words"),
        [
            (lambda: environment.flag("LEVELLER_X"), "LEVELLER_X is 'perhaps'; write yes or no."),
            (lambda: environment.number("LEVELLER_X", 1), "write a whole number"),
            (lambda: environment.choice("LEVELLER_X", "a", {"a", "b"}), "one of: a, b"),
        ],
    )
    def test_what_can_not_be_read_is_told(
        self, read, words: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LEVELLER_X", "perhaps")
        with pytest.raises(ImproperlyConfigured, match=words):
            read()


class TestSecrets:
    NAMES = ("LEVELLER_ONE", "LEVELLER_TWO")

    def test_all_that_are_missing_are_named_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(ImproperlyConfigured, match="LEVELLER_ONE, LEVELLER_TWO"):
            secret_values.read(self.NAMES, folder=tmp_path, required=True)

    def test_one_that_is_too_short_is_as_good_as_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LEVELLER_ONE", LONG)
        monkeypatch.setenv("LEVELLER_TWO", "short")
        with pytest.raises(ImproperlyConfigured, match=r"more: LEVELLER_TWO\."):
            secret_values.read(self.NAMES, folder=tmp_path, required=True)

    def test_on_ones_own_machine_they_are_made_once_and_kept_to_oneself(
        self, tmp_path: Path
    ) -> None:
        folder = tmp_path / "secrets"
        first = secret_values.read(self.NAMES, folder=folder, required=False)
        assert secret_values.read(self.NAMES, folder=folder, required=False) == first
        assert len(set(first.values())) == 2
        assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o600"}
        assert oct(folder.stat().st_mode & 0o777) == "0o700"


class TestOpenIdConnect:
    GIVEN = {  # noqa: RUF012
        "LEVELLER_OIDC_ISSUER": "https://sign-in.example/tenant/v2.0/",
        "LEVELLER_OIDC_CLIENT_ID": "us",
        "LEVELLER_OIDC_CLIENT_SECRET": LONG,
    }

    def give(self, monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
        for name, value in (self.GIVEN | changed).items():
            monkeypatch.setenv(name, value)

    def test_without_settings_there_is_none(self) -> None:
        assert openid.read(production=True) is None

    def test_the_provider_is_as_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.give(monkeypatch, LEVELLER_OIDC_SECOND_FACTOR="yes")
        provider = openid.read(production=True)
        assert provider is not None
        assert provider.origin == "https://sign-in.example"
        assert provider.asks_for_second_factor
        assert not provider.trusts_email

    def test_what_is_missing_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.give(monkeypatch, LEVELLER_OIDC_CLIENT_SECRET="", LEVELLER_OIDC_CLIENT_ID="")
        with pytest.raises(ImproperlyConfigured, match="CLIENT_ID, LEVELLER_OIDC_CLIENT_SECRET"):
            openid.read(production=False)

    def test_in_production_it_must_be_encrypted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.give(monkeypatch, LEVELLER_OIDC_ISSUER="http://sign-in.example")
        with pytest.raises(ImproperlyConfigured, match="must start with https"):
            openid.read(production=True)


NAMES = (
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SECOND_FACTOR_REQUIRED",
    "DEBUG",
    "CONTENT_SECURITY_POLICY",
)


def settings_of(tmp_path: Path, **given: str) -> subprocess.CompletedProcess:
    """The settings as a fresh process with this environment has them."""
    code = (
        "import json, leveller.config.settings as s; "
        f"print(json.dumps({{name: getattr(s, name) for name in {NAMES!r}}}))"
    )
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "LEVELLER_HOME": str(tmp_path), **given},
        capture_output=True,
        text=True,
        check=False,
    )


class TestModes:
    PRODUCTION = {  # noqa: RUF012
        "LEVELLER_MODE": "production",
        "LEVELLER_SECRET_KEY": LONG,
        "LEVELLER_AUDIT_KEY": LONG + "!",
    }

    def test_production_names_every_secret_that_is_missing(self, tmp_path: Path) -> None:
        told = settings_of(tmp_path, LEVELLER_MODE="production").stderr
        assert "LEVELLER_SECRET_KEY, LEVELLER_AUDIT_KEY" in told
        assert not (tmp_path / "secrets").exists()

    def test_production_is_locked(self, tmp_path: Path) -> None:
        given = settings_of(tmp_path, LEVELLER_PROXIES="1", **self.PRODUCTION)
        found = json.loads(given.stdout)
        assert found["SESSION_COOKIE_NAME"] == "__Host-session"
        assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
        assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
        assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
        for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
            assert found[name] is True
        assert found["SECOND_FACTOR_REQUIRED"] is True
        assert found["DEBUG"] is False

    def test_without_a_proxy_nobody_is_believed_about_encryption(self, tmp_path: Path) -> None:
        found = json.loads(settings_of(tmp_path, **self.PRODUCTION).stdout)
        assert found["SECURE_PROXY_SSL_HEADER"] is None

    @pytest.mark.parametrize("mode", ["local", "demonstration"])
    def test_other_modes_work_on_one_machine_without_https(self, mode: str, tmp_path: Path) -> None:
        found = json.loads(settings_of(tmp_path, LEVELLER_MODE=mode).stdout)
        assert found["SESSION_COOKIE_SECURE"] is False
        assert found["SECURE_SSL_REDIRECT"] is False
        assert found["DEBUG"] is False

    def test_a_mode_that_there_is_not_is_told(self, tmp_path: Path) -> None:
        told = settings_of(tmp_path, LEVELLER_MODE="prod").stderr
        assert "LEVELLER_MODE is 'prod'; it must be one of: demonstration, local" in told
