"""Who asks, and whether they may open the route: denied unless the table of routes grants it."""

import logging
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from leveller.workbench.ground.accounts import access, second_factor
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation

GetResponse = Callable[[HttpRequest], HttpResponse]
CHOSEN = "organisation"  # key of the session: the organisation that the person works for now
log = logging.getLogger("leveller.access")


def actor_of(request: HttpRequest) -> Actor:
    """Computed anew for every request: a role that was taken away is gone with the next one."""
    if not request.user.is_authenticated:
        return Actor.public()
    is_secured = second_factor.is_satisfied(request)
    organisation = Organisation.objects.filter(pk=request.session.get(CHOSEN)).first()
    actor = Actor.of_user(request.user, organisation, is_secured=is_secured)
    if organisation and actor.organisation is None:
        return Actor.of_user(request.user, is_secured=is_secured)
    return actor


class ActorMiddleware:
    """Puts `request.actor` there, worked out when it is first asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        return self.get_response(request)


class AccessMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        rule = access.rule_for(request.resolver_match.view_name)
        if rule.allows(request):
            return None
        log.info("refused: %s to %s", rule.route or request.path, _who(request))
        return _refusal(request, rule)


def _refusal(request: HttpRequest, rule: access.Rule) -> HttpResponse:
    if rule.who == access.DEMONSTRATION:
        raise Http404("There is no such page outside a demonstration.")
    if rule.who == access.NOBODY:
        raise PermissionDenied("This page is not open.")
    if request.path.startswith("/api/"):
        return _refusal_in_json(request, rule)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if rule.who == access.OWN_ACCOUNT:
        raise PermissionDenied(
            "Accounts of the demonstration stay as they are, for the next visitor."
        )
    if rule.who in request.actor.withheld:
        return HttpResponseRedirect(reverse("accounts:second-factor-needed"))
    raise PermissionDenied(request.actor.refusal(rule.who))


def _refusal_in_json(request: HttpRequest, rule: access.Rule) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"detail": "Sign in first."}, status=401)
    return JsonResponse({"detail": request.actor.refusal(rule.who)}, status=403)


def _who(request: HttpRequest) -> str:
    return f"user {request.user.pk}" if request.user.is_authenticated else "the public"
