"""
Dated dumps: a folder a version of the data, whole when it is seen and never changed afterwards.
"""

import gzip
import hashlib
import os
import shutil
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import repeat
from pathlib import Path
from typing import Final

from api.service import Service
from kg.sparql.void import LICENCE, Dataset, void_of
from kg.stores.syntaxes import serialized
from ontology.namespaces import ASSESSMENT_GRAPH, BASE, PREFIXES

FOLDER: Final = "dumps"
SUMS: Final = "SHA256SUMS"
HOPEFUL: Final = 2
"How often a dump is tried while others write."
PATIENCE_SECONDS: Final = 3600.0
EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
TABLES: Final = {
    "agreements": """SELECT ?agreement ?name ?status ?signed WHERE { ?agreement a ore:Agreement ; rdfs:label ?name
        OPTIONAL { ?agreement ore:status ?status } OPTIONAL { ?agreement ore:signedOn ?signed } }
        ORDER BY ?agreement""",
    "entities": """SELECT ?entity ?name ?class WHERE { ?entity rdfs:label ?name ; a ?class
        FILTER(STRSTARTS(STR(?entity), STR(ent:)) && STRSTARTS(STR(?class), STR(ore:))) } ORDER BY ?entity ?class""",
    "claims": """SELECT ?claim ?subject ?relation ?object ?modality ?date ?quote ?document ?publisher WHERE {
        GRAPH ?document { ?claim a ore:Claim ; ore:claimSubject ?subject ; ore:claimRelation ?relation ;
          ore:claimObject ?object ; ore:modality ?modality ; ore:quote ?quote
          OPTIONAL { ?claim ore:eventDate ?date } OPTIONAL { ?document dct:publisher ?publisher } } }
        ORDER BY ?claim""",
    "assessments": f"""SELECT ?assessment ?subject ?relation ?object ?standing ?rule ?since WHERE {{
        GRAPH <{ASSESSMENT_GRAPH}> {{ ?assessment ore:assessedSubject ?subject ;
          ore:assessedRelation ?relation ; ore:assessedObject ?object ; ore:standing ?standing ; ore:rule ?rule
          OPTIONAL {{ ?assessment ore:since ?since }} }} }} ORDER BY ?assessment""",
    "figures": f"""SELECT ?figure ?label ?percent ?year ?source ?publisher ?address ?licence WHERE {{
        ?figure ore:percent ?percent ; rdfs:label ?label ; dct:source ?source
        OPTIONAL {{ ?figure ore:year ?year }} OPTIONAL {{ ?source ore:publisher ?publisher }}
        OPTIONAL {{ ?source ore:address ?address }}
        BIND("the figure is a fact of its source; this table: {LICENCE}" AS ?licence) }} ORDER BY ?figure""",
}
"""Name of a CSV table to the query that fills it; a figure names source and licence in its own row."""

Ask = Callable[[Service, str, str], bytes]


@dataclass(frozen=True, slots=True)
class Dump:
    """
    One dump.

    Attributes:
        name: day and version of the data, `2026-11-25-v1043`.
        files: name to size in bytes.
    """

    name: str
    files: dict[str, int]


def write_dump(service: Service, day: date | None = None) -> Dump:
    """
    The dump of the data as they stand; one that is there already is left as it is.

    Where the data move on while they are written, what was written is thrown away; after a few times nothing else may
    happen until it is done.

    Raises:
        NotReady: another process keeps the graph.
    """
    turns: list[AbstractContextManager[object]] = [*repeat(nullcontext(), HOPEFUL), service.pasts.turn]
    for turn in turns:
        with turn:
            service.catch_up()
            name = f"{day or datetime.now(UTC).date()}-v{service.data_version}"
            if (written := written_as(service, name)) is not None:
                return written
    raise AssertionError("nothing moves on while it is our turn")


def written_as(service: Service, name: str) -> Dump | None:
    """
    The dump of one version of the data; nothing where they had moved on when it was written.
    """
    folder, version = service.settings.data / FOLDER, service.data_version
    aside = folder / f"{name}.writing-{os.getpid()}-{threading.get_ident()}"
    if not (folder / name).exists():
        aside.mkdir(parents=True)
        try:
            write_files(service, aside, name)
            if service.data_version != version:
                return None
            aside.rename(folder / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return read_dump(folder / name)


def write_files(service: Service, folder: Path, name: str) -> None:
    """
    Everything of one dump, checksums last.
    """
    compressed(folder / "graph.nq.gz", service.pasts.canonical_quads())
    compressed(folder / "believed.ttl.gz", whole(service, EVERYTHING, "turtle"))
    for table, query in TABLES.items():
        compressed(folder / f"{table}.csv.gz", whole(service, PROLOGUE + query, "csv"))
    described = void(service, f"{BASE}sparql", (f"{BASE}dumps/{name}/graph.nq.gz",), "turtle", whole)
    (folder / "void.ttl").write_bytes(described)
    (folder / "LICENCE.txt").write_text(f"{LICENCE}\nFigures are facts of the sources named in figures.csv.gz.\n")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(sums))


def whole(service: Service, query: str, accept: str) -> bytes:
    """
    The answer to a query of ours, however large; of another engine no larger than it was seen to give whole.
    """
    if service.parts.endpoint is not None:
        return limited(service, query, accept)
    pool = service.parts.pool.part
    everything = sys.maxsize
    return pool.query(query, accept, timeout_seconds=PATIENCE_SECONDS, max_rows=everything, max_bytes=everything).body


def compressed(path: Path, content: bytes) -> None:
    """
    A gzip file that depends on nothing but its content.
    """
    path.write_bytes(gzip.compress(content, mtime=0))


def limited(service: Service, query: str, accept: str) -> bytes:
    """
    The answer to a query as anybody would get it.
    """
    return service.query(query, accept).body


def void(service: Service, endpoint: str, dumps: tuple[str, ...], syntax: str, ask: Ask = limited) -> bytes:
    """
    The description of what is believed.

    Args:
        ask: who answers the queries that count.
    """
    told = Dataset(
        f"{BASE}void#beliefs",
        endpoint,
        service.beliefs.title,
        "Believed triples in the default graph, each document's claims in a graph of its own, and the assessments.",
        dumps,
        str(service.data_version),
    )
    return serialized(void_of(told, lambda query: ask(service, query, "csv")), syntax, PREFIXES)


def dumps_of(data: Path) -> list[Dump]:
    """
    The dumps of a data folder, newest first.
    """
    folder = data / FOLDER
    found = [path for path in folder.iterdir() if (path / SUMS).exists()] if folder.exists() else []
    return [read_dump(path) for path in sorted(found, key=version_of, reverse=True)]


def version_of(path: Path) -> int:
    """
    The version of the data in a dump, by its name.
    """
    return int(path.name.rpartition("-v")[2])


def read_dump(path: Path) -> Dump:
    """
    One dump with its files.
    """
    return Dump(path.name, {file.name: file.stat().st_size for file in sorted(path.iterdir())})
