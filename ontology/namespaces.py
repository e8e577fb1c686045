"""
The IRIs of Orepact: one base (`ontology.base`), never the host that happens to serve them.

A path below the base is the path of the page that shows the thing, so `https://orepact.example/entities/state:japan`
is shown at `/entities/state:japan` on whatever host runs the service.
"""

from typing import Final

from ontology.base import OF_THIS_PROCESS

BASE: Final = OF_THIS_PROCESS.iri()
ONTOLOGY: Final = f"{BASE}ontology#"
LEX: Final = f"{BASE}lex#"
ENTITIES: Final = f"{BASE}entities/"
STATUSES: Final = f"{BASE}status/"
DOCUMENTS: Final = f"{BASE}documents/"
CLAIMS: Final = f"{BASE}claims/"
ASSESSMENTS: Final = f"{BASE}assessments/"
ASSESSMENT_GRAPH: Final = f"{BASE}graphs/assessments"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
ORG: Final = "http://www.w3.org/ns/org#"
SCHEMA: Final = "https://schema.org/"
DCT: Final = "http://purl.org/dc/terms/"
OA: Final = "http://www.w3.org/ns/oa#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"

PREFIXES: Final[dict[str, str]] = {
    "ore": ONTOLOGY,
    "lex": LEX,
    "ent": ENTITIES,
    "status": STATUSES,
    "doc": DOCUMENTS,
    "claim": CLAIMS,
    "assessment": ASSESSMENTS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "dct": DCT,
    "oa": OA,
}


def entity_iri(entity_id: str) -> str:
    """
    The IRI of an entity id.

    >>> entity_iri("state:japan")
    'https://orepact.example/entities/state:japan'
    """
    return ENTITIES + entity_id


def entity_id(iri: str) -> str:
    """
    The entity id of an IRI below `ENTITIES`.

    Raises:
        ValueError: the IRI is not an entity's.
    """
    if not iri.startswith(ENTITIES):
        raise ValueError(f"{iri!r} is no entity of this base; expected {ENTITIES}…")
    return iri.removeprefix(ENTITIES)
