"""The API: one OpenAPI document, routers from the systems, errors as problem details."""

import json
import time
from typing import Any

from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from ninja import NinjaAPI
from ninja.conf import settings
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.throttling import BaseThrottle

import leveller
from leveller.workbench.systems.evidence.api import router as evidence
from leveller.workbench.systems.evidence.schemas import Problem
from leveller.workbench.systems.evidence.surroundings import UnknownPlaceError
from leveller.workbench.systems.evidence.traces import TraceError

WINDOW = 60
MEDIA_TYPE = "application/problem+json"
PROBLEMS = {
    "404": "Nothing that is open to you fits",
    "422": "A parameter is missing or not understood",
    "429": "Too many requests",
}


class PerMinute(BaseThrottle):
    """So many requests a minute for each address, more for people who are signed in.

    Each process of the server counts for itself.
    """

    def __init__(self, for_anybody: int = 240, for_people: int = 1200) -> None:
        self.for_anybody, self.for_people = for_anybody, for_people

    def allow_request(self, request: HttpRequest) -> bool:
        signed_in = request.user.is_authenticated
        who = f"user-{request.user.pk}" if signed_in else f"address-{self.get_ident(request)}"
        key = f"api-{who}-{int(time.time() // WINDOW)}"
        counts = caches["process"]
        counts.add(key, 0, timeout=2 * WINDOW)
        return counts.incr(key) <= (self.for_people if signed_in else self.for_anybody)

    def get_ident(self, request: HttpRequest) -> str | None:
        """The address that connects. What it says of itself counts only behind stated proxies."""
        if settings.NUM_PROXIES:
            return super().get_ident(request)
        return request.META.get("REMOTE_ADDR")

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW


class Described(NinjaAPI):
    """Says of every operation which problems it may answer with, and in which media type."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of its route, which stays when code moves."""
        return operation.url_name or operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"] |= {status: _described(status) for status in PROBLEMS}
        return schema


def _described(status: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {"description": PROBLEMS[status], "content": {MEDIA_TYPE: {"schema": reference}}}


api = Described(
    title="Leveller",
    version=leveller.__version__,
    description=(
        "Official figures as they were published, each with its period, interval, release and "
        "trace. What is public is read without an account."
    ),
    docs_url=None,
    urls_namespace="api",
    throttle=PerMinute(),
)
api.add_router("", evidence)


def problem(status: int, title: str, detail: str, **headers: str) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return HttpResponse(
        json.dumps(body), status=status, content_type=MEDIA_TYPE, headers=headers or None
    )


@api.exception_handler(Http404)
@api.exception_handler(UnknownPlaceError)
@api.exception_handler(TraceError)
def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404, "Not found", str(error) or "There is nothing at this address.")


@api.exception_handler(PermissionDenied)
def not_allowed(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(403, "Not allowed", str(error) or "You may not do that.")


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, "Not understood", "; ".join(_said(each) for each in error.errors))


def _said(error: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"] if part not in ("query", "path"))
    return f"{where}: {error['msg']}"


@api.exception_handler(Throttled)
def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    seconds = str(int(error.wait or WINDOW) + 1)
    detail = f"Too many requests. Wait {seconds} seconds and go on."
    return problem(429, "Too many requests", detail, **{"Retry-After": seconds})


@api.exception_handler(HttpError)
def other_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "Not done", str(error))


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that is no operation."""
    return problem(404, "Not found", "The API has nothing at this address. It is listed at /api/.")


def contents(request: HttpRequest) -> HttpResponse:
    """The operations as a page, for people."""
    schema = api.get_openapi_schema()
    operations = [
        {**about, "path": address, "parameters": [_for_people(p) for p in about["parameters"]]}
        for address, methods in schema["paths"].items()
        for about in methods.values()
    ]
    return render(request, "evidence/api.html", {"schema": schema, "operations": operations})


def _for_people(parameter: dict[str, Any]) -> dict[str, Any]:
    said = parameter.get("description") or parameter["schema"].get("description", "")
    return {**parameter, "said": said, "needed": "yes" if parameter["required"] else "no"}


urlpatterns = [
    path("", contents, name="api-contents"),
    path("", api.urls),
    path("<path:rest>", nothing, name="api-nothing"),
]
