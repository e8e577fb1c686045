from datetime import UTC, datetime

import pytest

from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.text import Document

SENTENCE = "Japan is a party to the memorandum."


@pytest.fixture
def service(tmp_path):
    opened = open_service(Settings(data=tmp_path, query_workers=1))
    yield opened
    opened.close()


def test_what_is_recorded_while_the_graph_is_written_is_projected_next(service, monkeypatch):
    project = service.parts.projector.catch_up
    claim = Claim("state:japan", "partyTo", "agreement:us-eu-mou", Modality.ASSERTED, SENTENCE)
    extraction = Extraction(relevant=True, sightings=(Sighting(claim, 0, len(SENTENCE), "by-hand@1", 1.0),))

    def project_while_another_records(now):
        projected = project(now)
        service.ledger.record(Document(SENTENCE, url="https://wire.example/1"), extraction, datetime.now(UTC))
        return projected

    with monkeypatch.context() as patch:
        patch.setattr(service.parts.projector, "catch_up", project_while_another_records)
        service.catch_up()

    assert service.catch_up() is True
    assert [each.object for each in service.day(None).view.assessments] == ["agreement:us-eu-mou"]
