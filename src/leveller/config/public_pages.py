"""Pages that everybody sees alike are made once, until anything is written.

Every write adds a link to a chain of the audit log, so the sum of the chains' lengths tells
whether anything could look different: a page is kept under its address, that sum and the day.
One small query then answers for a page. Each process keeps its own; a restart forgets them.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leveller.workbench.ground.accounts import access
from leveller.workbench.ground.records.models import ChainHead

LARGEST = 1_000_000  # bytes; what is larger is made anew
FORMS = ("text/html", "text/csv", "application/json")
OF_A_VISITOR = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)


class PublicPagesMiddleware:
    """Stands outside of compression and sessions, so that a kept page costs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.KEEP_PUBLIC_PAGES or not _may_ask(request):
            return self.get_response(request)
        kept, key = caches["public_pages"], _key(request)
        if (found := kept.get(key)) is not None:
            return found
        response = self.get_response(request)
        if _may_keep(request, response):
            kept.set(key, response)
        return response


def _may_ask(request: HttpRequest) -> bool:
    """Somebody with a cookie of ours may see what others don't; the API counts its callers."""
    return (
        request.method == "GET"
        and not any(name in request.COOKIES for name in OF_A_VISITOR)
        and not request.path.startswith("/api/")
        and "Authorization" not in request.headers
    )


def _may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    route = getattr(request.resolver_match, "view_name", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and response.get("Content-Type", "").startswith(FORMS)
        and len(response.content) <= LARGEST
        and access.rule_for(route).who == access.PUBLIC
    )


def _key(request: HttpRequest) -> str:
    written = ChainHead.objects.aggregate(links=Sum("sequence"))["links"]
    asked = (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        "gzip" in request.headers.get("Accept-Encoding", ""),
        request.headers.get("HX-Request", ""),
        request.headers.get("Accept-Language", ""),
        written,
        timezone.localdate(),
    )
    return hashlib.sha256(repr(asked).encode()).hexdigest()
