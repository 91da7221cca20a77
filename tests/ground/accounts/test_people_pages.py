"""Inviting people, giving them roles, and taking up an invitation, as a browser does it."""

import re

import pytest
from django.conf import LazySettings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from leveller.workbench.ground.accounts import actions
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Invitation, Organisation, RoleGrant, User
from tests.kit.isolation import ClientOf
from tests.kit.people import PASSWORD, MakeActor

pytestmark = pytest.mark.django_db


def link_of(response: HttpResponse) -> str:
    found = re.search(r"http://testserver(/accounts/join/[^/]+/)", response.content.decode())
    assert found
    return found[1]


def invited(client: Client, role: str = "analyst") -> str:
    """The link that an administrator is shown."""
    given = {"email": "new@there.example", "role": role}
    return link_of(client.post(reverse("accounts:invite"), given))


@pytest.fixture
def administrator(north: Organisation, client_of: ClientOf) -> Client:
    return client_of(north, "administrator")


class TestInviting:
    def test_who_is_invited_chooses_a_password_and_is_in(
        self, north: Organisation, administrator: Client
    ) -> None:
        link, visitor = invited(administrator), Client()
        page = visitor.get(link).content.decode()
        assert "Join North" in page
        assert "public health analyst" in page
        response = visitor.post(link, {"name": "New Person", "password": PASSWORD}, follow=True)
        assert response.redirect_chain[-1][0] == "/accounts/"
        assert "New Person" in response.content.decode()
        user = User.objects.get(email="new@there.example")
        assert list(user.grants.values_list("role", "organisation")) == [("analyst", north.pk)]

    def test_a_link_that_was_used_says_so(self, administrator: Client) -> None:
        link = invited(administrator)
        Client().post(link, {"name": "N", "password": PASSWORD})
        response = Client().get(link)
        assert response.status_code == 404
        assert "This invitation has ended" in response.content.decode()

    @pytest.mark.parametrize(
        ("given", "fault"),
        [
            ({"name": "N", "password": "short"}, "too short"),
            ({"name": "New There", "password": "new@there.example"}, "too similar"),
            ({"name": "", "password": PASSWORD}, "required"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_kept(
        self, given: dict[str, str], fault: str, administrator: Client
    ) -> None:
        response = Client().post(invited(administrator), given)
        assert fault in response.content.decode()
        assert not User.objects.filter(email="new@there.example").exists()

    def test_an_address_with_an_account_must_sign_in_to_it(
        self, north: Organisation, administrator: Client, system: Actor
    ) -> None:
        """Else whoever made an account in somebody's name would come into what they may see."""
        link = invited(administrator)
        user = actions.create_user(by=system, email="new@there.example", password=PASSWORD)
        stranger = Client()
        assert "has an account already" in stranger.get(link).content.decode()
        stranger.post(link, {})
        assert not user.grants.exists()
        owner = Client()
        owner.force_login(user)
        owner.post(link, {"x": "y"})
        assert [grant.role for grant in user.grants.all()] == ["analyst"]

    def test_somebody_else_who_is_signed_in_can_not_take_it(self, administrator: Client) -> None:
        link = invited(administrator)
        assert "signed in as somebody else" in administrator.get(link).content.decode()
        administrator.post(link, {"name": "N", "password": PASSWORD})
        assert not User.objects.filter(email="new@there.example").exists()

    def test_a_letter_is_sent_where_letters_can_be_sent(
        self, administrator: Client, settings: LazySettings
    ) -> None:
        invited(administrator)
        assert mail.outbox == []
        settings.CAN_SEND_MAIL = True
        link = invited(administrator)
        (letter,) = mail.outbox
        assert letter.to == ["new@there.example"]
        assert link in letter.body

    def test_an_invitation_can_be_withdrawn(self, administrator: Client) -> None:
        link = invited(administrator)
        pk = Invitation.objects.get().pk
        assert "new@there.example" in administrator.get("/accounts/people/").content.decode()
        administrator.post(reverse("accounts:withdraw", args=[pk]))
        assert Client().get(link).status_code == 404

    def test_not_by_another_organisation(
        self, administrator: Client, south: Organisation, client_of: ClientOf
    ) -> None:
        invited(administrator)
        url = reverse("accounts:withdraw", args=[Invitation.objects.get().pk])
        assert client_of(south, "administrator").post(url).status_code == 404
        assert Invitation.objects.get().settled_at is None


class TestRoles:
    def test_roles_are_given_and_taken(
        self, north: Organisation, administrator: Client, actor: MakeActor
    ) -> None:
        user = actor(north, "reader").user
        url = reverse("accounts:person", args=[user.pk])
        page = administrator.get(url).content.decode()
        assert "bring in files and publish them as releases" in page
        administrator.post(url, {"roles": ["analyst", "director"]})
        assert set(user.grants.values_list("role", flat=True)) == {"analyst", "director"}

    def test_the_last_administrator_is_told_why_not(
        self, north: Organisation, administrator: Client
    ) -> None:
        me = RoleGrant.objects.get(role="administrator").user
        response = administrator.post(reverse("accounts:person", args=[me.pk]), {"roles": []})
        assert "is the last administrator of North" in response.content.decode()
        assert me.grants.exists()

    def test_a_person_of_another_organisation_is_not_there(
        self, administrator: Client, south: Organisation, actor: MakeActor
    ) -> None:
        url = reverse("accounts:person", args=[actor(south, "reader").user.pk])
        assert administrator.get(url).status_code == 404
        assert administrator.post(url, {"roles": ["director"]}).status_code == 404

    def test_the_list_of_people_is_the_organisations_own(
        self, administrator: Client, south: Organisation, actor: MakeActor
    ) -> None:
        stranger = actor(south, "reader").user
        for address in ("", "data.csv", "data.json"):
            content = administrator.get(f"/accounts/people/{address}").content.decode()
            assert "@north.example" in content
            assert stranger.email not in content


class TestOwnAccount:
    def test_it_says_what_one_may_do_and_where(
        self, north: Organisation, client_of: ClientOf
    ) -> None:
        page = client_of(north, "analyst").get("/accounts/").content.decode()
        assert "Public health analyst" in page
        assert "bring in files and publish them as releases" in page

    def test_somebody_of_two_organisations_chooses(
        self, north: Organisation, south: Organisation, client_of: ClientOf
    ) -> None:
        client = client_of(north, "director")
        user = User.objects.get()
        RoleGrant.objects.create(user=user, organisation=south, role="administrator")
        assert client.get("/accounts/people/").status_code == 403
        client.post(reverse("accounts:choose"), {"organisation": south.pk})
        assert client.get("/accounts/people/").status_code == 200
        assert client.get("/records/audit/").status_code == 200

    def test_nobody_chooses_what_is_not_theirs(
        self, north: Organisation, south: Organisation, client_of: ClientOf
    ) -> None:
        client = client_of(north, "director")
        client.post(reverse("accounts:choose"), {"organisation": south.pk})
        assert "organisation" not in client.session
