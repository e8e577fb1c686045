"""
The corpus built once for all tests that ask what it leads us to believe; about 40 s.
"""

from datetime import date

import pytest

from api.building import build, changed_files, keep_coverage
from api.settings import Settings
from api.wiring import open_service


@pytest.fixture(scope="session")
def service(corpus, tmp_path_factory):
    data = tmp_path_factory.mktemp("corpus")
    keep_coverage(corpus, data)
    opened = open_service(Settings(data=data, query_workers=1))
    for result in build(opened, changed_files(corpus, data)):
        assert result.error is None
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pages(service, served):
    """
    The corpus over real HTTP on loopback.
    """
    with served(service, service.settings) as client:
        yield client


@pytest.fixture(scope="session")
def believed(service):
    """
    What stands about one thing on a day: object, standing, the sentences for it and those against it.
    """

    def look(subject, relation, day="2026-11-22"):
        view = service.day(date.fromisoformat(day)).view
        return {
            each.object: (
                each.standing.value,
                sorted({view.claims[claim].claim.quote for claim in each.basis}),
                sorted({view.claims[claim].claim.quote for claim in each.dissent}),
            )
            for each in view.assessments
            if (each.subject, each.relation) == (subject, relation)
        }

    return look
