"""A person's own account, the people of an organisation, and the way in for those invited."""

from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leveller.workbench.ground.accounts import actions, presenters, queries
from leveller.workbench.ground.accounts.forms import (
    ConfirmForm,
    JoinForm,
    OrganisationForm,
    posted,
)
from leveller.workbench.ground.accounts.middleware import CHOSEN
from leveller.workbench.ground.accounts.models import Invitation, Organisation
from leveller.workbench.ground.accounts.roles import ROLES, Role
from leveller.workbench.ground.pages.twins import Page, respond

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The account of whoever is signed in: where they work, what they may do there."""
    memberships = queries.memberships(request.user)
    form = OrganisationForm(
        organisations=[organisation for organisation, _ in memberships],
        initial={"organisation": request.actor.organisation},
    )
    context = {
        "memberships": _with_roles(memberships),
        "choose": form,
        "manages_people": request.actor.may("accounts.manage"),
    }
    return render(request, "accounts/home.html", context)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Work for another of one's organisations."""
    organisations = [organisation for organisation, _ in queries.memberships(request.user)]
    form = OrganisationForm(request.POST, organisations=organisations)
    if form.is_valid():
        request.session[CHOSEN] = form.cleaned_data["organisation"].pk
        messages.success(request, f"You now work for {form.cleaned_data['organisation']}.")
    return redirect("accounts:home")


@require_safe
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/second_factor_needed.html")


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    page = Page(
        "accounts/roles.html",
        [presenters.roles_table()],
        {"roles": presenters.role_views()},
    )
    return respond(request, page)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation: with a new account, or signed in to the one that the address has."""
    invitation = queries.invitation_by_token(token)
    if invitation is None:
        return render(request, "accounts/invitation_ended.html", status=404)
    owner = queries.user_by_email(invitation.email)
    data, here = posted(request), request.user
    form = ConfirmForm(data) if owner else JoinForm(data, email=invitation.email)
    may_join = here == owner if owner else not here.is_authenticated
    if may_join and request.method == "POST" and form.is_valid():
        return _joined(request, invitation, form.cleaned_data)
    context = {"invitation": invitation, "role": ROLES[invitation.role], "owner": owner}
    return render(request, "accounts/join.html", {**context, "form": form, "may_join": may_join})


@require_http_methods(["GET", "POST"])
def step_in(request: HttpRequest) -> HttpResponse:
    """In a demonstration: become somebody with the role, by one click."""
    people = queries.demonstration_people()
    if request.method == "POST":
        user = people.get(request.POST.get("role", ""))
        if user is None:
            raise Http404("This demonstration has nobody in that role.")
        login(request, user, backend=BACKEND)
        UserSession.objects.create_from_request(request)
        messages.success(request, f"You are now {user}.")
        return redirect("front:start")
    views = presenters.step_in_views(people)
    return render(request, "accounts/step_in.html", {"roles": views})


def _joined(request: HttpRequest, invitation: Invitation, given: dict[str, str]) -> HttpResponse:
    try:
        user = actions.accept_invitation(invitation=invitation, **given)
    except ValidationError:
        return render(request, "accounts/invitation_ended.html", status=404)
    messages.success(request, f"You are now a member of {invitation.organisation}.")
    if not request.user.is_authenticated:
        home = reverse("accounts:home")
        return perform_login(request, user, email_verification="none", redirect_url=home)
    request.session[CHOSEN] = invitation.organisation_id
    return redirect("accounts:home")


def _with_roles(
    memberships: list[tuple[Organisation, tuple[type[Role], ...]]],
) -> list[tuple[Organisation, list[presenters.RoleView]]]:
    return [(organisation, presenters.role_views(held)) for organisation, held in memberships]
