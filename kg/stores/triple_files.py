"""
Files of triples: Turtle, N-Triples and RDF/XML, read into plain ones.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.stores.errors import UnreadableTriples
from kg.stores.terms import plain_triple
from kg.triples import Literal, Term, Triple, is_blank
from ontology.base import rebased


def read_triples(paths: Iterable[Path]) -> Iterator[Triple]:
    """
    The triples of Turtle, N-Triples or RDF/XML files, by their endings; graph names are left off.

    Blank nodes are named by the place of their file and their order in it, so reading twice gives equal triples.

    Raises:
        UnreadableTriples: naming file and line; or an ending that is no RDF format's.
    """
    for number, path in enumerate(paths, start=1):
        names: dict[str, str] = {}

        def renamed(term: Term, number: int = number, names: dict[str, str] = names) -> Term:
            if not is_blank(term) or isinstance(term, Literal):
                return term
            return names.setdefault(term, f"_:f{number}b{len(names) + 1}")

        for subject, predicate, value in parsed_file(path):
            yield str(renamed(subject)), predicate, renamed(value)


def parsed_file(path: Path) -> Iterator[Triple]:
    """
    The triples of one file, blank nodes as the parser happens to name them.
    """
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise UnreadableTriples(
            str(path), 0, f"{path.suffix!r} is the ending of no RDF format; expected .ttl, .nt or .rdf"
        )
    try:
        text = rebased(path.read_bytes())
        yield from map(plain_triple, ox.parse(text, format=form, base_iri=path.resolve().as_uri()))
    except SyntaxError as error:
        raise UnreadableTriples(str(path), error.lineno or 0, error.msg) from error
    except OSError as error:
        raise UnreadableTriples(str(path), 0, error.strerror or str(error)) from error
