"""Whatever fits the description of the API, and much that doesn't, is answered without breaking."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from conftest import browse_as
from escalera.api.urls import api
from escalera.site.wsgi import application


def schema_of(*modes: GenerationMode) -> schemathesis.BaseSchema:
    described = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    schema = schemathesis.openapi.from_dict(described)
    schema.config.generation.update(modes=list(modes))
    schema.app = application
    return schema


SCHEMA = schema_of(GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
OPERATIONS = {
    f"{one.method.upper()} {one.path}": one for one in (result.ok() for result in SCHEMA.get_all_operations())
}
HEALTH = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much)


@pytest.fixture
def cookies(starter, amina) -> Iterator[dict[str, str]]:
    client = browse_as(amina)
    client.get("/")
    token = client.post("/api/guests").json()["csrf_token"]
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    # The test's transaction lives on the connection that a request would close.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items()), "X-CSRFToken": token}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def examine(operation: schemathesis.APIOperation, headers: dict[str, str], examples: int) -> None:
    cases = st.one_of(
        operation.as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=HEALTH,
        phases=[Phase.generate],
    )
    @given(case=cases)
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=[not_a_server_error])

    holds()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_a_few_calls_break_nothing(name, cookies):
    examine(OPERATIONS[name], cookies, examples=4)


@pytest.mark.prove
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_no_call_breaks(name, cookies):
    examine(OPERATIONS[name], cookies, examples=150)
