"""Whatever is asked of the API, it answers as its OpenAPI document says, and never breaks."""

from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.core.cache import caches
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, TestResponse

from leveller.config.api import api
from leveller.workbench.ground.accounts.models import Organisation
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
CODES = ("E08000001", "E08000003", "E47000001", "E92000001")
DESCRIBED: dict[str, Any] = dict(api.get_openapi_schema())
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
KNOWN = {
    "place": CODES,
    "within": CODES,
    "code": CODES,
    "key": ["smoking"],
    "indicator": ["smoking"],
}


@pytest.fixture(autouse=True)
def _store(north: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.throttle, "for_anybody", 1_000_000)
    caches["process"].clear()
    region({"E47000001": CODES[:2], "E92000001": []})
    indicator("smoking", is_headline=True)
    release(north, [row("smoking", code, "2019", 1.0) for code in CODES])


def answered(client: Client, path: str, query: dict[str, Any]) -> TestResponse:
    """What the application answers in this process, as the checks take it."""
    asked = {name: value for name, value in query.items() if value is not None}
    got = client.get(path, asked)
    request = EnvironBuilder(path=path, query_string=urlencode(asked, doseq=True)).get_request()
    return TestResponse([got.content], str(got.status_code), Headers(got.items()), request)


@pytest.mark.parametrize("path", DESCRIBED["paths"])
@given(data=st.data())
@settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_keeps_its_word(path: str, data: st.DataObject, client: Client) -> None:
    operation = schemathesis.openapi.from_dict(DESCRIBED)[path]["GET"]
    case = data.draw(operation.as_strategy())
    for given_values in (case.path_parameters, case.query):
        for name in sorted(KNOWN.keys() & given_values.keys()):
            if data.draw(st.booleans(), label=f"a known {name}"):
                given_values[name] = data.draw(st.sampled_from(KNOWN[name]))
    case.validate_response(answered(client, case.formatted_path, case.query), checks=CHECKS)


def test_every_operation_is_described() -> None:
    names = {methods["get"]["operationId"] for methods in DESCRIBED["paths"].values()}
    assert len(names) == len(DESCRIBED["paths"])
    assert names >= {"series", "profile", "gaps", "releases", "place", "indicators", "trace"}
    for methods in DESCRIBED["paths"].values():
        assert set(methods) == {"get"}
        assert methods["get"]["description"]
        assert {"200", "404", "422"} <= set(map(str, methods["get"]["responses"]))
