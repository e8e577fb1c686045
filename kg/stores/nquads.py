"""
Plain triples as lines of canonical N-Quads: what stores exchange where there is much of it.

A blank node is written as an IRI below `GENID` (RDF 1.1 Concepts, §3.5), because an edit must be able to name it.
"""

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from kg.stores.errors import NotStorable
from kg.triples import STRING, Term, Triple
from ontology.namespaces import BASE

GENID: Final = f"{BASE}.well-known/genid/"

Quad: TypeAlias = tuple[str, str, Term, str | None]
"""Subject, predicate, object, graph; `None` is the default graph."""

ESCAPES: Final = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord(char): f"\\{name}" for char, name in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)
}
NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
NEEDS_ESCAPE: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


def iri_text(iri: str) -> str:
    """
    An IRI or a blank node in angle brackets.

    Raises:
        NotStorable: it holds a character that no IRI may hold.

    >>> iri_text("https://a.example/x"), iri_text("_:b1")
    ('<https://a.example/x>', '<https://orepact.example/.well-known/genid/b1>')
    """
    whole = GENID + iri[2:] if iri.startswith("_:") else iri
    if NO_IRI.search(whole) or ":" not in whole:
        raise NotStorable(f"{iri!r} is no absolute IRI")
    return f"<{whole}>"


def term_text(term: Term) -> str:
    r"""
    A term as canonical N-Triples writes it.

    >>> from kg.triples import Literal
    >>> term_text(Literal('say "x"\n', language="en"))
    '"say \\"x\\"\\n"@en'
    """
    if isinstance(term, str):
        return iri_text(term)
    value = term.value.translate(ESCAPES) if NEEDS_ESCAPE.search(term.value) else term.value
    if term.language:
        if not LANGUAGE.fullmatch(term.language):
            raise NotStorable(f"{term.language!r} is no language tag")
        return f'"{value}"@{term.language.lower()}'
    return f'"{value}"' if term.datatype == STRING else f'"{value}"^^{iri_text(term.datatype)}'


def triple_line(triple: Triple) -> str:
    """
    One line of N-Triples, without its line end.

    >>> triple_line(("urn:s", "urn:p", "urn:o"))
    '<urn:s> <urn:p> <urn:o> .'
    """
    subject, predicate, value = triple
    return f"{iri_text(subject)} {iri_text(predicate)} {term_text(value)} ."


def quad_line(quad: Quad) -> str:
    """
    One line of N-Quads, without its line end.

    >>> quad_line(("urn:s", "urn:p", "urn:o", "urn:g"))
    '<urn:s> <urn:p> <urn:o> <urn:g> .'
    """
    graph = quad[3]
    line = triple_line((quad[0], quad[1], quad[2]))
    return line if graph is None else f"{line[:-1]}{iri_text(graph)} ."


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """
    Quads as N-Quads text, in the order given.
    """
    return "".join(f"{quad_line(quad)}\n" for quad in quads).encode()
