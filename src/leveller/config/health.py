"""Whether this process can do its work: for load balancers and supervisors."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and the home folder can be written; else 503, in words."""
    faults = [fault for fault in (_database(), _home()) if fault]
    text = "; ".join(faults) or "ok"
    return HttpResponse(f"{text}\n", status=503 if faults else 200, content_type="text/plain")


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "the database does not answer"
    return ""


def _home() -> str:
    return "" if os.access(settings.HOME, os.W_OK) else "the home folder can not be written"
