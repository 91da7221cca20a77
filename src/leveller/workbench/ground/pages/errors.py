"""Pages for when something goes wrong: what happened, and what to do next."""

import logging
import secrets

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tells what the sender can act on: an upload that is too large, or of too many files."""
    told = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return HttpResponseBadRequest(_page("400", request, reason=_reason(exception) if told else ""))


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return HttpResponseForbidden(_page("403", request, reason=_reason(exception)))


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return HttpResponseNotFound(_page("404", request, reason=_reason(exception)))


def failure(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what failed. The log holds the same reference."""
    reference = secrets.token_hex(4)
    log.error("Reference %s: %s %s failed.", reference, request.method, request.path)
    return HttpResponseServerError(_page("500", reference=reference))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.warning("A form came without its token: %s", reason)
    return HttpResponseForbidden(_page("csrf", request))


def _reason(exception: Exception) -> str:
    """Our own words only: those that Django gives to a path that it can't resolve are no help."""
    said = exception.args[0] if exception.args else ""
    return said if isinstance(said, str) else ""


def _page(name: str, request: HttpRequest | None = None, **context: str) -> str:
    return render_to_string(f"pages/errors/{name}.html", context, request)
