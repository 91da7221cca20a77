"""Writes about people, organisations and roles."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from leveller.workbench.ground.accounts import actions, queries
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Invitation, Organisation, RoleGrant, User
from leveller.workbench.ground.records.models import AuditEvent
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


def verbs(organisation: Organisation | None = None) -> list[str]:
    events = AuditEvent.objects.filter(organisation=organisation)
    return list(events.order_by("sequence").values_list("verb", flat=True))


def roles_of(user: User, organisation: Organisation) -> set[str]:
    grants = RoleGrant.objects.filter(user=user, organisation=organisation)
    return set(grants.values_list("role", flat=True))


class TestOrganisationsAndUsers:
    def test_the_system_makes_them_and_tells(self, system: Actor) -> None:
        east = actions.create_organisation(by=system, name="East Region", area_code="E47000099")
        user = actions.create_user(by=system, email=" Ann@East.Example ", name="Ann", password=GOOD)
        assert (east.slug, user.email) == ("east-region", "ann@east.example")
        assert user.check_password(GOOD)
        assert verbs(east) == ["organisation.created"]
        assert verbs() == ["account.created"]

    def test_nobody_else_does(self, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, "administrator")
        with pytest.raises(PermissionDenied):
            actions.create_organisation(by=by, name="East")
        with pytest.raises(PermissionDenied):
            actions.create_user(by=by, email="a@b.example")
        with pytest.raises(PermissionDenied):
            actions.set_password(by=by, user=by.user, password=GOOD)

    def test_an_address_has_one_account(self, system: Actor) -> None:
        actions.create_user(by=system, email="a@b.example")
        with pytest.raises(ValidationError, match=r"has the address a@b\.example already"):
            actions.create_user(by=system, email="A@B.example")

    @pytest.mark.parametrize("weak", ["short", "123456789012", "qwertyqwerty", "ann.example1234"])
    def test_a_weak_password_is_refused(self, weak: str, system: Actor) -> None:
        with pytest.raises(ValidationError):
            actions.create_user(by=system, email="ann.example1234@b.example", password=weak)
        assert not User.objects.exists()

    def test_a_closed_account_acts_no_more(
        self, system: Actor, north: Organisation, actor: MakeActor
    ) -> None:
        user = actor(north, "analyst").user
        actions.set_active(by=system, user=user, is_active=False)
        user.refresh_from_db()
        assert not Actor.of_user(user, north).permissions


class TestRoles:
    def test_an_administrator_gives_and_takes_roles(
        self, north: Organisation, actor: MakeActor
    ) -> None:
        by, user = actor(north, "administrator"), actor(north, "reader").user
        actions.set_roles(by=by, user=user, roles=["analyst", "director"], organisation=north)
        assert roles_of(user, north) == {"analyst", "director"}
        assert verbs(north) == ["role.granted", "role.granted", "role.revoked"]

    def test_giving_a_role_twice_tells_it_once(self, north: Organisation, actor: MakeActor) -> None:
        by, user = actor(north, "administrator"), actor(north).user
        for _ in range(2):
            actions.grant_role(by=by, user=user, role="reader", organisation=north)
        assert verbs(north) == ["role.granted"]

    def test_a_role_that_is_taken_is_gone_at_once(
        self, north: Organisation, actor: MakeActor
    ) -> None:
        by, user = actor(north, "administrator"), actor(north, "analyst").user
        assert Actor.of_user(user, north).may("evidence.import")
        actions.revoke_role(by=by, user=user, role="analyst", organisation=north)
        assert not Actor.of_user(user, north).may("evidence.import")

    def test_the_last_administrator_stays(self, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, "administrator")
        with pytest.raises(ValidationError, match=r"last administrator of North\. Give somebody"):
            actions.revoke_role(by=by, user=by.user, role="administrator", organisation=north)
        other = actor(north, "administrator")
        actions.revoke_role(by=by, user=by.user, role="administrator", organisation=north)
        assert roles_of(other.user, north) == {"administrator"}

    def test_an_administrator_who_can_not_sign_in_does_not_count(
        self, north: Organisation, actor: MakeActor, system: Actor
    ) -> None:
        by, closed = actor(north, "administrator"), actor(north, "administrator").user
        actions.set_active(by=system, user=closed, is_active=False)
        with pytest.raises(ValidationError, match="last administrator"):
            actions.revoke_role(by=by, user=by.user, role="administrator", organisation=north)

    def test_all_changes_hold_or_none(self, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, "administrator")
        with pytest.raises(ValidationError):
            actions.set_roles(by=by, user=by.user, roles=["analyst"], organisation=north)
        assert roles_of(by.user, north) == {"administrator"}

    @pytest.mark.parametrize("role", ["reader", "analyst", "policy-officer", "director"])
    def test_others_give_no_roles(self, role: str, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, role)
        with pytest.raises(PermissionDenied):
            actions.grant_role(by=by, user=by.user, role="administrator", organisation=north)

    def test_an_administrator_has_no_say_elsewhere(
        self, north: Organisation, south: Organisation, actor: MakeActor
    ) -> None:
        by, user = actor(south, "administrator"), actor(north, "reader").user
        for write in (actions.grant_role, actions.revoke_role):
            with pytest.raises(PermissionDenied, match="your own organisation only"):
                write(by=by, user=user, role="reader", organisation=north)
        with pytest.raises(PermissionDenied):
            actions.invite(by=by, email="a@b.example", role="reader", organisation=north)

    def test_a_role_that_there_is_not_is_named(
        self, north: Organisation, system: Actor, actor: MakeActor
    ) -> None:
        with pytest.raises(ValidationError, match="No role is called 'king'"):
            actions.grant_role(by=system, user=actor(north).user, role="king", organisation=north)


class TestInvitations:
    @staticmethod
    def invite(
        by: Actor, organisation: Organisation, role: str = "analyst"
    ) -> tuple[Invitation, str]:
        return actions.invite(
            by=by, email="New@There.example", role=role, organisation=organisation
        )

    def test_who_is_invited_joins_with_an_account_of_their_own(
        self, north: Organisation, actor: MakeActor
    ) -> None:
        _, token = self.invite(actor(north, "administrator"), north)
        found = queries.invitation_by_token(token)
        assert found is not None
        user = actions.accept_invitation(invitation=found, name="New", password=GOOD)
        assert (user.email, roles_of(user, north)) == ("new@there.example", {"analyst"})
        assert verbs(north) == ["account.invited", "account.created", "account.joined"]
        assert queries.invitation_by_token(token) is None

    def test_the_token_is_kept_nowhere(self, north: Organisation, actor: MakeActor) -> None:
        invitation, token = self.invite(actor(north, "administrator"), north)
        assert token not in str(Invitation.objects.filter(pk=invitation.pk).values())
        assert token not in str(list(AuditEvent.objects.values()))

    def test_a_link_works_once(self, north: Organisation, actor: MakeActor) -> None:
        invitation, _ = self.invite(actor(north, "administrator"), north)
        actions.accept_invitation(invitation=invitation, password=GOOD)
        with pytest.raises(ValidationError, match="has ended"):
            actions.accept_invitation(invitation=invitation, password=GOOD)

    def test_it_ends_after_a_week(self, north: Organisation, actor: MakeActor) -> None:
        invitation, token = self.invite(actor(north, "administrator"), north)
        assert invitation.expires_at - timezone.now() > timedelta(days=6, hours=23)
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert queries.invitation_by_token(token) is None
        with pytest.raises(ValidationError, match="has ended"):
            actions.accept_invitation(invitation=invitation, password=GOOD)

    def test_it_can_be_withdrawn(
        self, north: Organisation, south: Organisation, actor: MakeActor
    ) -> None:
        by = actor(north, "administrator")
        invitation, token = self.invite(by, north)
        with pytest.raises(PermissionDenied):
            actions.withdraw_invitation(by=actor(south, "administrator"), invitation=invitation)
        actions.withdraw_invitation(by=by, invitation=invitation)
        assert queries.invitation_by_token(token) is None

    def test_a_new_one_ends_the_one_before(self, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, "administrator")
        _, first = self.invite(by, north)
        _, second = self.invite(by, north)
        assert queries.invitation_by_token(first) is None
        assert queries.invitation_by_token(second) is not None

    def test_a_link_of_one_organisation_opens_no_other(
        self, north: Organisation, south: Organisation, actor: MakeActor
    ) -> None:
        """Else an administrator could invite an address, join in its name, and come into others."""
        invitation, _ = self.invite(actor(north, "administrator"), north)
        self.invite(actor(south, "administrator"), south)
        user = actions.accept_invitation(invitation=invitation, password=GOOD)
        assert roles_of(user, south) == set()

    def test_who_has_an_account_keeps_it(
        self, north: Organisation, actor: MakeActor, system: Actor
    ) -> None:
        user = actions.create_user(by=system, email="new@there.example", password=GOOD)
        invitation, _ = self.invite(actor(north, "administrator"), north)
        assert actions.accept_invitation(invitation=invitation, password="another one") == user
        user.refresh_from_db()
        assert user.check_password(GOOD)


class TestWhoSeesWhom:
    def test_an_administrator_sees_the_people_of_the_organisation(
        self, north: Organisation, south: Organisation, actor: MakeActor
    ) -> None:
        by = actor(north, "administrator")
        colleague = actor(north, "analyst", "reader").user
        stranger = actor(south, "analyst").user
        people = queries.people_visible_to(by)
        assert {person.user for person in people} == {by.user, colleague}
        assert queries.person_visible_to(by, stranger.pk) is None
        found = queries.person_visible_to(by, colleague.pk)
        assert found is not None
        assert [role.key for role in found.roles] == ["reader", "analyst"]
        assert found.may.count("see evidence that the organisation has not published") == 1

    @pytest.mark.parametrize("role", ["reader", "analyst", "policy-officer", "director"])
    def test_others_see_nobody(self, role: str, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, role)
        assert queries.people_visible_to(by) == []
        assert queries.invitations_visible_to(by) == []

    def test_nobody_works_for_an_organisation_they_do_not_belong_to(
        self, north: Organisation, south: Organisation, actor: MakeActor
    ) -> None:
        user = actor(north, "director").user
        elsewhere = Actor.of_user(user, south)
        assert elsewhere.organisation is None
        assert not elsewhere.permissions
        assert Actor.of_user(user).organisation == north
