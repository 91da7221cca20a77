"""What every answer carries, what an upload may be, and whether the process is well."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured, RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory

from leveller.config import checks, sqlite
from leveller.config.uploads import LimitedUploadHandler
from leveller.workbench.ground.accounts.models import Organisation
from tests.kit.isolation import ClientOf

pytestmark = pytest.mark.django_db


class TestHeaders:
    def test_every_answer_carries_them(self) -> None:
        headers = Client().get("/accounts/login/").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]

    def test_no_script_or_style_runs_but_our_own_files(self) -> None:
        policy = Client().get("/accounts/login/").headers["Content-Security-Policy"]
        directives = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
        assert directives["default-src"] == "'none'"
        assert directives["script-src"] == directives["style-src"] == "'self'"
        assert directives["base-uri"] == directives["frame-ancestors"] == "'none'"
        assert directives["form-action"] == "'self'"
        assert "unsafe" not in policy

    def test_errors_carry_them_too(self) -> None:
        response = Client().get("/no/such/page/")
        assert response.status_code == 404
        assert "Content-Security-Policy" in response.headers
        assert "Permissions-Policy" in response.headers

    def test_what_somebody_sees_who_is_signed_in_is_kept_nowhere(
        self, north: Organisation, client_of: ClientOf
    ) -> None:
        assert client_of(north, "reader").get("/accounts/").headers["Cache-Control"] == (
            "private, no-store"
        )

    def test_another_host_name_is_refused(self) -> None:
        assert Client().get("/healthz", headers={"host": "evil.example"}).status_code == 400

    def test_a_form_without_its_token_is_refused(self) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post("/accounts/login/", {}).status_code == 403

    def test_production_sends_everybody_to_https(self, settings: LazySettings) -> None:
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_HSTS_SECONDS = 31_536_000
        response = Client().get("/accounts/login/")
        assert (response.status_code, response["Location"][:8]) == (301, "https://")
        assert Client().get("/healthz").status_code == 200
        secure = Client().get("/accounts/login/", secure=True)
        assert "max-age=31536000" in secure.headers["Strict-Transport-Security"]


class TestCookies:
    def test_no_script_reads_the_session(self, settings: LazySettings) -> None:
        response = Client().get("/accounts/login/")
        cookie = response.cookies[settings.CSRF_COOKIE_NAME]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


class TestHealth:
    def test_all_is_well(self) -> None:
        response = Client().get("/healthz")
        assert (response.status_code, response.content) == (200, b"ok\n")

    def test_a_database_that_is_away_is_told(self) -> None:
        with patch.object(connection, "cursor", side_effect=DatabaseError("secret address")):
            response = Client().get("/healthz")
        assert response.status_code == 503
        assert response.content == b"the database does not answer\n"


class TestUploads:
    def read(self, settings: LazySettings, size: int) -> HttpRequest:
        settings.FILE_UPLOAD_HANDLERS = ["leveller.config.uploads.LimitedUploadHandler"]
        settings.UPLOAD_LIMIT = 1_000_000
        file = SimpleUploadedFile("a.csv", b"x" * size)
        return RequestFactory().post("/", {"file": file})

    def test_what_fits_is_taken(self, settings: LazySettings) -> None:
        request = self.read(settings, 900_000)
        assert request.FILES["file"].size == 900_000
        request.close()

    def test_what_is_too_large_is_refused_in_words(self, settings: LazySettings) -> None:
        request = self.read(settings, 1_100_000)
        with pytest.raises(RequestDataTooBig, match="may have 1 megabytes"):
            _ = request.FILES

    def test_a_length_that_lies_helps_nobody(self, settings: LazySettings) -> None:
        settings.UPLOAD_LIMIT = 10
        handler = LimitedUploadHandler()
        handler.new_file("file", "a.csv", "text/csv", 0)
        with pytest.raises(RequestDataTooBig):
            handler.receive_data_chunk(b"x" * 11, 0)


class TestSqlite:
    SAFE, OLD = (3, 51, 3), (3, 40, 1)

    @pytest.mark.parametrize(
        ("journal", "synchronous", "version", "is_well"),
        [
            ("delete", 3, OLD, True),
            ("delete", 2, OLD, False),
            ("delete", 1, OLD, False),
            ("wal", 2, SAFE, True),
            ("wal", 1, SAFE, False),
            ("wal", 2, OLD, False),
            ("memory", 0, OLD, True),
        ],
    )
    def test_what_could_lose_a_commit_is_refused(
        self, journal: str, synchronous: int, version: tuple[int, int, int], is_well: bool
    ) -> None:
        assert (sqlite.fault_of(journal, synchronous, version) == "") is is_well

    def test_every_connection_is_looked_at(self, settings: LazySettings, tmp_path: Path) -> None:
        """On PostgreSQL there is nothing of this kind to look at."""
        from django.db.backends.sqlite3.base import DatabaseWrapper

        careless = {
            **connection.settings_dict,
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": tmp_path / "careless.sqlite3",
            "OPTIONS": {"init_command": "PRAGMA synchronous=OFF;"},
        }
        wrapper = DatabaseWrapper(careless)
        with pytest.raises(ImproperlyConfigured, match="synchronous is 0"):
            wrapper.ensure_connection()
        wrapper.close()


class TestChecks:
    def wrong(self) -> list[str]:
        return [finding.words for finding in checks.findings() if not finding.is_well]

    def test_what_is_missing_is_told(self, settings: LazySettings, tmp_path: Path) -> None:
        settings.STATIC_ROOT = tmp_path
        assert self.wrong() == ["the static files are not collected; run leveller setup"]

    def test_a_machine_that_is_ready(self, settings: LazySettings, tmp_path: Path) -> None:
        settings.STATIC_ROOT = tmp_path
        (tmp_path / "staticfiles.json").write_text("{}")
        assert self.wrong() == []

    def test_a_secret_that_others_can_read_is_told(
        self, settings: LazySettings, tmp_path: Path
    ) -> None:
        settings.HOME = settings.STATIC_ROOT = tmp_path
        (tmp_path / "staticfiles.json").write_text("{}")
        secret = tmp_path / "secrets" / "leveller_secret_key"
        secret.parent.mkdir()
        secret.write_text("x")
        secret.chmod(0o644)
        assert self.wrong() == [f"others can read {secret}; run chmod 600 on it"]

    def test_careless_production_settings_are_told(
        self, settings: LazySettings, tmp_path: Path
    ) -> None:
        settings.STATIC_ROOT = tmp_path
        (tmp_path / "staticfiles.json").write_text("{}")
        settings.PRODUCTION = True
        settings.SECURE_SSL_REDIRECT = False
        assert any("SECURE_SSL_REDIRECT" in words for words in self.wrong())
