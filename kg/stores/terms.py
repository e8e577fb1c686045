"""
Terms and triples of pyoxigraph as plain ones, and back.
"""

import pyoxigraph as ox

from kg.triples import Literal, Term, Triple


def graph_node(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """
    A graph's name as pyoxigraph wants it.
    """
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def plain_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """
    A term as `kg.triples` has it.

    Raises:
        TypeError: a triple used as a term (RDF 1.2), which we do not store.
    """
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        return (
            Literal(term.value, language=term.language) if term.language else Literal(term.value, term.datatype.value)
        )
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    raise TypeError("a triple cannot be a term here: no RDF 1.2 in storage")


def plain_triple(triple: ox.Quad | ox.Triple) -> Triple:
    """
    A triple as `kg.triples` has it; a quad's graph is left off.
    """
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if isinstance(subject, ox.Triple):
        raise TypeError("a triple cannot be a subject here: no RDF 1.2 in storage")
    return (plain_name(subject), predicate.value, plain_term(value))


def plain_name(node: ox.NamedNode | ox.BlankNode) -> str:
    """
    The IRI, or the label behind `_:`.
    """
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"
