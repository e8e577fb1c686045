"""
Media types and the formats behind them, and which of them an Accept header asks for (RFC 9110, §12.5.1).
"""

from dataclasses import dataclass
from typing import Final

from kg.sparql.errors import NotOffered
from kg.sparql.safety import Form


@dataclass(frozen=True, slots=True)
class Format:
    """
    One way to write an answer.

    Attributes:
        name: as the worker knows it, and as `?format=` may say it.
        media_type: as it is sent.
        aliases: media types that ask for it as well.
        iri: of the format, in the registry of the W3C (http://www.w3.org/ns/formats/).
    """

    name: str
    media_type: str
    aliases: tuple[str, ...]
    iri: str


W3C: Final = "http://www.w3.org/ns/formats/"
ROW_FORMATS: Final = (
    Format("json", "application/sparql-results+json", ("application/json",), f"{W3C}SPARQL_Results_JSON"),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), f"{W3C}SPARQL_Results_XML"),
    Format("csv", "text/csv", (), f"{W3C}SPARQL_Results_CSV"),
    Format("tsv", "text/tab-separated-values", (), f"{W3C}SPARQL_Results_TSV"),
)
GRAPH_FORMATS: Final = (
    Format("turtle", "text/turtle", ("application/x-turtle",), f"{W3C}Turtle"),
    Format("ntriples", "application/n-triples", ("text/plain",), f"{W3C}N-Triples"),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), f"{W3C}RDF_XML"),
    Format("jsonld", "application/ld+json", ("application/json",), f"{W3C}JSON-LD"),
)
"""The first of each is sent to whom any will do."""


def offered(form: Form) -> tuple[Format, ...]:
    """
    The formats that can carry an answer of this form.
    """
    return GRAPH_FORMATS if form.gives_graph else ROW_FORMATS


def negotiated(form: Form, accept: str) -> Format:
    """
    The format an Accept header asks for, the header's quality first, our order second.

    Args:
        accept: an Accept header, or a format's name; empty for any.

    Raises:
        NotOffered: naming what there is.

    >>> negotiated(Form.SELECT, "text/html;q=0.1, text/csv;q=0.9, */*;q=0.5").name
    'csv'
    >>> negotiated(Form.CONSTRUCT, "").name
    'turtle'
    """
    formats = offered(form)
    ranges = [parsed_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    scored = [(quality_of(candidate, ranges), -rank, candidate) for rank, candidate in enumerate(formats)]
    quality, _, best = max(scored, key=lambda entry: entry[:2])
    if quality <= 0:
        there = ", ".join(candidate.media_type for candidate in formats)
        raise NotOffered(f"a {form} answer comes as {there}; {accept!r} asks for none of these")
    return best


def parsed_range(part: str) -> tuple[str, float]:
    """
    A media range and its quality; a quality that is no number counts as 1.

    >>> parsed_range(" text/csv ; charset=utf-8; q=0.5")
    ('text/csv', 0.5)
    """
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return media_range, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return media_range, 1.0


def quality_of(candidate: Format, ranges: list[tuple[str, float]]) -> float:
    """
    How much a format is wanted: by the most specific range that covers it.
    """
    names = (candidate.name, candidate.media_type, *candidate.aliases)
    whole_type = f"{candidate.media_type.partition('/')[0]}/*"
    for covering in (names, (whole_type,), ("*/*",)):
        qualities = [quality for media_range, quality in ranges if media_range in covering]
        if qualities:
            return max(qualities)
    return 0.0
