"""
The service is what its description says, by requests that schemathesis makes up; seeded, so that a run can be repeated.
"""

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.settings import Settings
from api.wiring import open_service

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


SEEN = frozenset({"GET /changes/stream", "POST /sources", "POST /sources/{source_id}/check"})
"Endless, and what makes the service look at whatever address was made up; tests of their own hold these."
EXAMPLES = hypothesis.settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
DESCRIPTION = create_app(Settings()).openapi()
OPERATIONS = sorted(
    f"{method.upper()} {path}" for path, operations in DESCRIPTION["paths"].items() for method in operations
)


@pytest.fixture(scope="module")
def described(tmp_path_factory, served):
    settings = Settings(
        data=tmp_path_factory.mktemp("described"), port=0, query_workers=1, requests_per_minute=1_000_000
    )
    service = open_service(settings)
    with served(service, settings) as site:
        schema = schemathesis.openapi.from_dict(site.get("/openapi.json").json())
        schema.config.update(base_url=str(site.base_url))
        yield {operation.label: operation for each in schema.get_all_operations() for operation in [each.ok()]}
    service.close()


@pytest.mark.parametrize("label", [each for each in OPERATIONS if each not in SEEN])
def test_an_operation_answers_as_it_is_described(described, label):
    @EXAMPLES
    @hypothesis.given(case=described[label].as_strategy())
    def run(case):
        case.call_and_validate(checks=CHECKS)

    run()
