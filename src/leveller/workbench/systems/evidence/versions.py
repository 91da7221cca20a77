"""The version of everything that a cached reading rests on, in one cheap query a page.

It changes when a release is published, withdrawn or opened, when a place or a membership is added,
and when reference data is loaded. What is cached under a version never needs to be taken back.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connection

Version = tuple[Any, ...]

QUERY = """
SELECT (SELECT COUNT(*) FROM records_release),
       (SELECT MAX(id) FROM records_release),
       (SELECT MAX(published_at) FROM records_release),
       (SELECT SUM(id) FROM records_release WHERE state = 'withdrawn'),
       (SELECT SUM(id) FROM records_release WHERE is_public),
       (SELECT MAX(id) FROM places_place),
       (SELECT MAX(id) FROM places_placecode),
       (SELECT MAX(id) FROM places_membership),
       (SELECT MAX(id) FROM records_referenceset)
"""

_page = threading.local()


def current() -> Version:
    """The version as it stands; read once a request."""
    known: Version | None = getattr(_page, "version", None)
    if known is not None:
        return known
    version = _read()
    if getattr(_page, "is_open", False):
        _page.version = version
    return version


def kept() -> dict[str, Any]:
    """What the request has read already, for its own use only; empty outside of one."""
    return _page.kept if getattr(_page, "is_open", False) else {}


def forget() -> None:
    """Read the version anew, within a request that has just changed it."""
    _page.version, _page.kept = None, {}


def _read() -> Version:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return tuple(map(str, cursor.fetchone()))


@contextmanager
def page() -> Iterator[None]:
    """Read the version once for all that is done in the block; each request is such a block."""
    _open()
    try:
        yield
    finally:
        _close()


def _open(**_: object) -> None:
    _page.is_open, _page.version, _page.kept = True, None, {}


def _close(**_: object) -> None:
    _page.is_open, _page.version, _page.kept = False, None, {}


request_started.connect(_open, dispatch_uid="evidence.versions.open")
request_finished.connect(_close, dispatch_uid="evidence.versions.close")
