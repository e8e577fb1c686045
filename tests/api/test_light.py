import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "sentence_transformers", "owlready2")
RUN = f"""
import sys
from pathlib import Path

from api.searching import Wanted
from api.settings import Settings
from api.wiring import open_service
from kg.text import Document

service = open_service(Settings(data=Path(sys.argv[1])))
text = "Japan and Chile signed a memorandum of understanding on lithium and other critical minerals on 3 March 2026."
(recorded,) = service.ingest([Document(text, published="2026-03-04")])
print(recorded.outcome.value, len(recorded.added) > 0)
print(service.ask("Which countries signed a memorandum with Japan?").answer.outcome.value != "")
print(len(service.search(Wanted("lithium"), 3).passages))
print([name for name in {HEAVY} if name in sys.modules])
service.close()
"""


@pytest.mark.model
def test_a_service_that_reads_answers_and_searches_loads_no_torch(tmp_path):
    run = subprocess.run([sys.executable, "-c", RUN, str(tmp_path)], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines() == ["new True", "True", "1", "[]"]
