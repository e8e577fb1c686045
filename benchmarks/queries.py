"""
Twelve shapes of queries over synthetic claims: through a real server over HTTP, against pyoxigraph in this process.

The shapes are those of the study that chose the store. The server holds the claims as its workspace, so a query
takes the whole way: HTTP, admission, budget, worker process, snapshot.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from benchmarks.claims import documents_for, synthetic_quads
from benchmarks.connection import PROLOGUE, Connection
from benchmarks.deployment import Deployment
from benchmarks.server import served
from benchmarks.timing import Comparison, in_turn, seconds_for
from kg.stores.folder import GraphFolder
from ontology.namespaces import ENTITIES

REPEATS: Final = 40
ENDPOINT: Final = "/workspace/sparql"
ONE: Final = f"<{ENTITIES}company:3>"
SHAPES: Final = {
    "all facts of a claim": "SELECT ?p ?o { GRAPH ?g { claim:7-3 ?p ?o } }",
    "star: every claim of a name": f"""SELECT * {{ GRAPH ?g {{ ?claim ore:claimSubject {ONE} ; ore:claimRelation ?r ;
        ore:claimObject ?o ; ore:modality ?m ; ore:eventDate ?d ; ore:quote ?q }} }}""",
    "path of three": f"SELECT ?d {{ {ONE} ore:partyTo ?b . ?b ore:funds ?c . ?c ore:owns ?d }}",
    "count by relation": "SELECT ?r (COUNT(*) AS ?n) { GRAPH ?g { ?claim ore:claimRelation ?r } } GROUP BY ?r",
    "relation in a range of days": """SELECT ?claim ?d { GRAPH ?g { ?claim ore:claimRelation ore:status ;
        ore:eventDate ?d } FILTER(?d >= "2020-01-01"^^xsd:date && ?d < "2020-02-01"^^xsd:date) }""",
    "text in a label": 'SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(?l), "terbium works 1")) }',
    "two optionals, 200 rows": """SELECT * { GRAPH ?g { ?claim ore:claimObject ?o
        OPTIONAL { ?claim ore:speaker ?s } OPTIONAL { ?claim ore:eventDate ?d } } } LIMIT 200""",
    "who says a triple": f"""SELECT ?g ?q {{ {ONE} ore:owns ?o .
        GRAPH ?g {{ ?claim ore:claimSubject {ONE} ; ore:claimObject ?o ; ore:quote ?q }} }}""",
    "latest ten": """SELECT ?claim ?d { GRAPH ?g { ?claim ore:claimRelation ore:partyTo ; ore:eventDate ?d } }
        ORDER BY DESC(?d) LIMIT 10""",
    "closure of owners": f"SELECT (COUNT(*) AS ?n) {{ ?s ore:subsidiaryOf+ <{ENTITIES}company:1> }}",
    "page of an entity": f"CONSTRUCT {{ {ONE} ?p ?o }} WHERE {{ {ONE} ?p ?o }}",
    "count of different": "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?c ore:claimSubject ?s } }",
}
MANY: Final = """SELECT ?claim ?s ?r ?o ?m ?d ?q { GRAPH ?g { ?claim ore:claimSubject ?s ; ore:claimRelation ?r ;
    ore:claimObject ?o ; ore:modality ?m ; ore:eventDate ?d ; ore:quote ?q } } LIMIT 10000"""


def queries(deployment: Deployment) -> Iterator[Comparison]:
    """
    The shapes at 100,000 quads.
    """
    return compared(deployment.folder / "queries", 100_000)


def queries_at_a_million(deployment: Deployment) -> Iterator[Comparison]:
    """
    The same at 1,000,000.
    """
    return compared(deployment.folder / "queries-1m", 1_000_000)


def compared(data: Path, quads: int) -> Iterator[Comparison]:
    """
    Every shape, warm, both ways in turn.
    """
    lines = written_claims(data, quads)
    loaded(data / "workspace" / "live", lines)
    with served(data) as server:
        connection = Connection(server.address + ENDPOINT)
        snapshot = GraphFolder(data / "workspace").newest()
        assert snapshot is not None
        store = ox.Store.read_only(str(snapshot))
        nothing = partial(connection.ask, "ASK {}")
        ours, theirs = in_turn([nothing] * REPEATS, [partial(connection.get, "/healthz")] * REPEATS)
        yield Comparison("a query for nothing, over HTTP", ours, theirs, "/healthz over HTTP")
        for name, query in SHAPES.items():
            over, bare = partial(connection.ask, query), partial(written, store, query)
            assert len(over()) == len(bare()), name
            ours, theirs = in_turn([over] * REPEATS, [bare] * REPEATS)
            yield Comparison(f"{name}, {quads:,} quads, over HTTP", ours, theirs, "pyoxigraph, written in process")
        ours, theirs = in_turn([partial(connection.ask, MANY)] * REPEATS, [partial(evaluated, store, MANY)] * REPEATS)
        yield Comparison(f"10,000 rows as JSON, {quads:,} quads, over HTTP", ours, theirs, "pyoxigraph, evaluated only")


def written_claims(folder: Path, quads: int) -> Path:
    """
    A file of synthetic claims, about so many quads.
    """
    folder.mkdir(parents=True)
    path = folder / "claims.nq"
    with path.open("w") as file:
        file.writelines(synthetic_quads(documents_for(quads)))
    return path


def loaded(live: Path, lines: Path) -> None:
    """
    A workspace's store filled with the claims of a file.
    """
    live.mkdir(parents=True)
    store = ox.Store(str(live))
    seconds = seconds_for(lambda: store.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS))
    store.optimize()
    store.flush()
    print(f"{lines.stat().st_size / 2**20:,.0f} MiB of quads loaded in {seconds:.1f} s", file=sys.stderr)


def written(store: ox.Store, query: str) -> bytes:
    """
    A query in process, its whole answer written.
    """
    found = store.query(PROLOGUE + query)
    form = ox.RdfFormat.N_TRIPLES if isinstance(found, ox.QueryTriples) else ox.QueryResultsFormat.JSON
    return bytes(found.serialize(format=form) or b"")  # type: ignore[arg-type]


def evaluated(store: ox.Store, query: str) -> int:
    """
    A query in process, its rows passed by and not looked at.
    """
    found = store.query(PROLOGUE + query)
    assert isinstance(found, ox.QuerySolutions)
    return sum(1 for _ in found)
