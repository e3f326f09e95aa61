"""The API against its own OpenAPI description, with generated requests."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st


def test_no_request_brings_an_answer_that_the_description_does_not_know(standing_service: Any) -> None:
    schema = schemathesis.openapi.from_url(f"{standing_service.url}/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    assert {operation.path for operation in operations} == {"/api/ask", "/healthz", "/readyz"}
    for operation in operations:
        check_operation(operation)


def check_operation(operation: Any) -> None:
    modes = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
    cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))

    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def holds(case: Any) -> None:
        case.call_and_validate(timeout=10)

    holds()
