"""The people of an organisation, for who looks after their accounts."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from leveller.workbench.ground.accounts import actions, presenters, queries
from leveller.workbench.ground.accounts.forms import InviteForm, RolesForm, posted
from leveller.workbench.ground.accounts.models import Invitation
from leveller.workbench.ground.accounts.queries import Person
from leveller.workbench.ground.pages.twins import Page, respond


@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    found = queries.people_visible_to(request.actor)
    invitations = queries.invitations_visible_to(request.actor)
    context = {"invitations": presenters.invitation_views(invitations)}
    return respond(request, Page("accounts/people.html", [presenters.people_table(found)], context))


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Ask somebody to join; the link is shown once, since only its hash is kept."""
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        invitation, token = actions.invite(
            by=request.actor, organisation=request.actor.organisation, **form.cleaned_data
        )
        link = request.build_absolute_uri(reverse("accounts:join", args=[token]))
        if settings.CAN_SEND_MAIL:
            _send(invitation, link)
        context = {"invitation": invitation, "link": link, "is_sent": settings.CAN_SEND_MAIL}
        return render(request, "accounts/invited.html", context)
    return render(request, "accounts/invite.html", {"form": form})


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    for invitation in queries.invitations_visible_to(request.actor):
        if invitation.pk == pk:
            actions.withdraw_invitation(by=request.actor, invitation=invitation)
            messages.success(request, f"The invitation of {invitation.email} has ended.")
            return redirect("accounts:people")
    raise Http404("There is no such invitation.")


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the roles that they hold, to be given and taken."""
    found = queries.person_visible_to(request.actor, pk)
    if found is None:
        raise Http404("Nobody of your organisation has this number.")
    held = [role.key for role in found.roles]
    form = RolesForm(posted(request), initial={"roles": held})
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        return redirect("accounts:people")
    roles = presenters.role_views()
    return render(request, "accounts/person.html", {"form": form, "person": found, "roles": roles})


def _changed(request: HttpRequest, found: Person, form: RolesForm) -> bool:
    """False, with the fault on the form, when a rule forbids the change."""
    about = {"by": request.actor, "user": found.user, "organisation": request.actor.organisation}
    try:
        actions.set_roles(roles=form.cleaned_data["roles"], **about)
    except ValidationError as error:
        form.add_error("roles", error)
        return False
    messages.success(request, f"The roles of {found.user} are as you chose.")
    return True


def _send(invitation: Invitation, link: str) -> None:
    context = {"invitation": invitation, "link": link}
    send_mail(
        f"Join {invitation.organisation} on Leveller",
        render_to_string("accounts/invitation.txt", context),
        None,
        [invitation.email],
    )
