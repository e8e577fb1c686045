import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("ontology", "kg", "ingest", "api", "pyproject.toml", "README.md", "LICENSE")
GRAPH = """
@prefix : <urn:zoo:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Keeper a rdfs:Class ; rdfs:label "keeper" . :Animal a rdfs:Class ; rdfs:label "animal" .
:feeds rdfs:label "feeds" . :ann a :Keeper ; rdfs:label "Ann" ; :feeds :leo, :lea .
:leo a :Animal ; rdfs:label "Leo" . :lea a :Animal ; rdfs:label "Lea" .
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """
    The wheel, built from a copy of the sources and installed in a folder of its own.
    """
    source, place = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(source / "dist"), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (source / "dist").glob("orepact-*.whl")
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(place), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return place


def run_installed(installed, arguments, folder):
    """
    The command as the wheel has it, away from the sources.
    """
    code = "import api, sys; print(api.__file__, file=sys.stderr); from api.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.startswith(str(installed))
    return run.stdout


def test_the_wheel_answers_a_question_about_any_graph(installed, tmp_path):
    (tmp_path / "zoo.ttl").write_text(GRAPH)

    answer = json.loads(
        run_installed(installed, ["ask", "Which animals does Ann feed?", "--graph", "zoo.ttl", "--json"], tmp_path)
    )

    assert {value["label"] for value in answer["answers"]} == {"Leo", "Lea"}


def test_the_wheel_starts_an_empty_data_folder_with_ontology_and_reference_data(installed, tmp_path):
    (tmp_path / "empty.txt").write_text("The weather was fine, and nothing else was said about it all day long.")
    run_installed(installed, ["ingest", "empty.txt", "--data", "data"], tmp_path)
    query = "ASK { ?mineral a <https://orepact.example/ontology#Mineral> }"

    answer = json.loads(run_installed(installed, ["sparql", query, "--data", "data", "--format", "json"], tmp_path))

    assert answer["boolean"] is True
