"""The catalogue of releases, the page of one, its file, withdrawing and restoring it."""

from pathlib import Path

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import Release
from leveller.workbench.systems.evidence import actions, importing
from leveller.workbench.systems.evidence.choices import Choices
from tests.kit.isolation import ClientOf
from tests.systems.evidence.kit import fingertips, fingertips_row
from tests.systems.evidence.pages.kit import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(importer: Actor, tmp_path: Path):
    def publish(name: str = "life.csv", period: str = "2018 - 20", **terms: object) -> Release:
        rows = [
            fingertips_row(Time_period=period, Count="3", Denominator="50"),
            fingertips_row(Time_period=period, Sex="Female", Value="79.9"),
        ]
        file = fingertips(tmp_path / name, *rows)
        choices = Choices(leave_out=((2, 2),), reason="a misprint") if terms.pop("cut", 0) else None
        with importing.examine(file, choices=choices, organisation=importer.organisation) as found:
            return actions.publish(by=importer, examination=found, **terms)  # type: ignore[arg-type]

    return publish


def address(release: Release, rest: str = "") -> str:
    return f"/evidence/releases/{release.sha256}/{rest}"


def test_a_release_says_all_that_is_known_of_it(make, client: Client) -> None:
    release = make(cut=True)
    page = words(client, address(release))
    for said in ("Fingertips", "Open Government Licence v3.0", "2018–20", "a misprint", "Council"):
        assert said in page
    assert "1 observation out of 2 rows" in page
    assert f"{release.sha256[:16]} {release.sha256[16:32]}" in page


def test_who_published_it_is_named_to_colleagues_only(
    make, north: Organisation, client_of: ClientOf, client: Client
) -> None:
    release = make()
    reader = client_of(north, "reader")
    Release.objects.update(published_by=reader.session["_auth_user_id"])
    name = str(Release.objects.get().published_by)
    assert name in words(reader, address(release)).replace(name, "", 1)  # the header has it too
    assert name not in words(client, address(release))


def test_the_file_is_given_as_it_was(make, client: Client, tmp_path: Path) -> None:
    release = make()
    response = client.get(address(release, "source/"))
    assert b"".join(response) == (tmp_path / "life.csv").read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="life.csv"'
    assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("why", ["disclosure control", "no licence"])
def test_the_file_is_kept_back_where_it_would_tell_too_much_or_no_licence_allows_it(
    why: str, make, client: Client, desk: Client
) -> None:
    release = make(disclosure="counts 1 to 7" if why == "disclosure control" else "none")
    if why == "no licence":
        Release.objects.update(source=None)
    assert client.get(address(release, "source/")).status_code == 403
    assert "Download the file" not in words(client, address(release))
    response = desk.get(address(release, "source/"))
    assert b"".join(response)


def test_left_out_rows_under_disclosure_control_are_named_without_their_cells(
    make, client: Client, desk: Client
) -> None:
    release = make(cut=True, disclosure="counts 1 to 7")
    assert "Denominator: 50" in words(desk, address(release))
    assert "Denominator: 50" not in words(client, address(release))
    assert "Denominator" not in client.get(address(release, "data.json")).content.decode()


def test_a_newer_vintage_is_pointed_at(make, client: Client) -> None:
    old, new = make("a.csv", "2017 - 19"), make("b.csv", "2018 - 20")
    assert "There is a newer release" in words(client, address(old))
    page = words(client, address(new))
    assert "There is a newer release" not in page
    assert "Older" in page


def test_it_is_withdrawn_and_restored_with_a_reason(make, desk: Client, client: Client) -> None:
    release = make()
    refused = desk.post(address(release, "withdraw/"), {"reason": " "})
    assert "Say why." in refused.content.decode()
    desk.post(address(release, "withdraw/"), {"reason": "superseded by the publisher"})
    page = words(client, address(release))
    assert "This release is withdrawn: superseded by the publisher" in page
    assert "life.csv" not in words(client, "/evidence/releases/")
    assert "life.csv" in words(client, "/evidence/releases/?state=withdrawn")
    desk.post(address(release, "restore/"), {"reason": "a mistake"})
    assert "life.csv" in words(client, "/evidence/releases/")


def test_only_the_owner_withdraws(make, stranger: Client, client_of: ClientOf, north) -> None:
    release = make()
    for other in (stranger, client_of(north, "reader")):
        for rest in ("withdraw/", "restore/"):
            assert other.post(address(release, rest), {"reason": "x"}).status_code == 403
    release.refresh_from_db()
    assert release.state == "published"


def test_private_releases_stay_in_the_organisation(
    make, stranger: Client, client: Client, desk: Client
) -> None:
    release = make(public=False)
    for other in (stranger, client):
        for rest in ("", "data.json", "data.csv", "source/"):
            assert other.get(address(release, rest)).status_code == 404
        assert "life.csv" not in words(other, "/evidence/releases/?state=")
    assert "life.csv" in words(desk, "/evidence/releases/")


def test_the_list_is_filtered(make, client: Client) -> None:
    make("life.csv")
    assert "life.csv" in words(
        client, "/evidence/releases/?words=LIFE+fingertips&kind=observations"
    )
    assert "life.csv" not in words(client, "/evidence/releases/?words=smoking")
    assert "life.csv" not in words(client, "/evidence/releases/?kind=lookup")
    assert "life.csv" in words(client, "/evidence/releases/?kind=nonsense&state=nonsense")
