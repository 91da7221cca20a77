"""Who asks, and whether they may open the route: denied unless the table of routes grants it."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from leveller.workbench.ground.accounts import access
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation

GetResponse = Callable[[HttpRequest], HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return Actor.public()
    chosen = request.session.get("organisation")
    organisation = Organisation.objects.filter(pk=chosen).first() if chosen else None
    return Actor.of_user(request.user, organisation)


class ActorMiddleware:
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
        if request.user.is_authenticated or rule.who == access.NOBODY:
            raise PermissionDenied(rule.refusal)
        return redirect_to_login(request.get_full_path())
