"""
A deployment below another base: a process of its own, because IRIs are constants of a process.
"""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from api.wiring import open_service
from ontology.base import Base
from ontology.errors import BaseStands, UnusableBase

OLD, NEW = "orepact.example", "https://minerals.test/kg/"
PAGES = (
    *"/ /agreements /agreements/agreement:us-eu-mou /changes /commitments /announcements /coverage /dumps".split(),
    *"/entities/bloc:eu?format=html /entities/bloc:eu?format=turtle /entities/bloc:eu?format=jsonld".split(),
    *"/ontology /void /sparql /graphs?default /search?text=memorandum /api /openapi.json".split(),
)

RECORD = """
from datetime import UTC, datetime
from ontology.base import OF_THIS_PROCESS
OF_THIS_PROCESS.settle({base!r})
from pathlib import Path
from api.dumps import write_dump
from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.text import Document

service = open_service(Settings(data=Path({data!r}), base_iri={base!r}))
service.statements.keep(Path("corpus/coverage.ttl").read_bytes())
text = "The United States and the European Union signed the memorandum on 24 April 2026."
claims = [Claim("bloc:eu", "partyTo", "agreement:us-eu-mou", Modality.ASSERTED, text, date="2026-04-24"),
          Claim("agreement:us-eu-mou", "status", "signed", Modality.ASSERTED, text, date="2026-04-24")]
document = Document(text=text, url="https://wire.example/1", title="A story", publisher="Wire", published="2026-04-24",
                    written_for_project=True)
sightings = tuple(Sighting(claim, 0, len(text), "by-hand@1", 1.0) for claim in claims)
service.ledger.record(document, Extraction(relevant=True, sightings=sightings), datetime.now(UTC), reader="by-hand@1")
write_dump(service)
service.close()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("below")
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", RECORD.format(base=NEW, data=str(folder))], check=True, cwd=root)
    return folder


@pytest.fixture(scope="module")
def site(data):
    command = [sys.executable, "-c", "from api.main import main; main()", "serve", "--data", data, "--port", "0"]
    environment = {**os.environ, "OREPACT_BASE_IRI": NEW}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        address = next(found[1] for line in server.stderr if (found := re.search(r"(http://[\d.:]+)/", line)))
        with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
            yield client
        server.terminate()
        server.stderr.read()


def test_no_dump_names_anything_below_the_old_base(data):
    files = [path for path in (data / "dumps").rglob("*") if path.is_file()]
    told = {
        path.name: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files
    }

    assert [name for name, body in told.items() if OLD.encode() in body] == []
    assert told["graph.nq.gz"].count(f"<{NEW}entities/agreement:us-eu-mou> <{NEW}ontology#status>".encode()) == 1


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_anything_below_the_old_base(site, path):
    response = site.get(path, headers={"Accept": "text/turtle, */*;q=0.5"})

    assert response.status_code == 200, response.text[:500]
    assert OLD not in response.text


def test_a_question_is_answered_below_the_new_base(site):
    answer = site.post("/ask", json={"question": "What is the status of the US-EU MOU?"}).text

    assert "signed" in answer
    assert f"{NEW}ontology#" in answer
    assert OLD not in answer


def test_a_process_has_one_base(tmp_path):
    with pytest.raises(BaseStands, match="start another"):
        open_service(Settings(data=tmp_path, base_iri=NEW))


@pytest.mark.parametrize(
    "base", ["", "minerals.test/", "https://minerals.test/kg", "https://minerals.test/#", "urn:x:"]
)
def test_a_base_is_an_address_that_ends_in_a_slash(base):
    with pytest.raises(UnusableBase):
        Base().settle(base)
