"""
Plain triples written out in any RDF syntax we offer.
"""

import io
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from kg.stores.nquads import triple_line
from kg.triples import Triple

SYNTAXES: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def serialized(triples: Iterable[Triple], syntax: str, prefixes: Mapping[str, str]) -> bytes:
    """
    Triples as a document.

    Args:
        syntax: a key of `SYNTAXES`.
        prefixes: to shorten with, where the syntax can.

    >>> print(serialized([("urn:s", "urn:p", "urn:o")], "turtle", {"u": "urn:"}).decode().strip())
    @prefix u: <urn:> .
    u:s u:p u:o .
    """
    lines = "".join(f"{triple_line(triple)}\n" for triple in triples)
    parsed = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
    written = io.BytesIO()
    ox.serialize(parsed, written, SYNTAXES[syntax], prefixes=dict(prefixes))
    return written.getvalue()
