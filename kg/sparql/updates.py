"""
Which updates may run on a workspace, and how the protocol's `using-graph-uri` becomes part of one.

An update may change the workspace as it likes, but reach nothing outside: no LOAD, no SERVICE, whatever way they are
written. Oxigraph has no lexer and takes `LOADSILENT<…>` for a LOAD, so a word is suspect as soon as it begins like one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.sparql.errors import DatasetConflict, DereferenceForbidden, QueryRefused
from kg.sparql.lexer import Kind, Token, every_reading, tokens, without_codepoint_escapes
from kg.sparql.safety import Policy, refusals
from kg.stores.errors import NotStorable
from kg.stores.nquads import iri_text


@dataclass(frozen=True, slots=True)
class Using:
    """
    The dataset that the WHERE clauses of an update look at; empty: the whole workspace.
    """

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def to_sparql(self) -> str:
        """
        The clauses that say so.

        Raises:
            QueryRefused: a graph's name is no IRI.

        >>> Using(("urn:a",), ("urn:b",)).to_sparql()
        'USING <urn:a> USING NAMED <urn:b>'
        """
        try:
            return " ".join(
                (
                    *(f"USING {iri_text(graph)}" for graph in self.default_graphs),
                    *(f"USING NAMED {iri_text(graph)}" for graph in self.named_graphs),
                )
            )
        except NotStorable as error:
            raise QueryRefused(str(error)) from error


WHOLE = Using()


def admitted_update(text: str, policy: Policy, using: Using = WHOLE) -> str:
    """
    The update as the engine is given it.

    Raises:
        QueryRefused: it reaches outside, or names its dataset twice.
    """
    text = without_codepoint_escapes(text)
    for refusal in (*loads(text), *refusals(text, policy)):
        raise refusal
    for graph in (*using.default_graphs, *using.named_graphs):
        policy.check(graph)
    clauses = using.to_sparql()
    return with_dataset(text, clauses) if clauses else text


def loads(text: str) -> Iterator[QueryRefused]:
    """
    A refusal for each place where an engine could see a LOAD.
    """
    before: Token | None = None
    for token in every_reading(text):
        begins = token.text.upper().startswith("LOAD")
        is_first = before is None or before.kind is Kind.IRI or before.text == ";"
        if begins and (token.kind is Kind.WORD or (token.kind is Kind.NAME and is_first)):
            yield DereferenceForbidden("LOAD fetches from elsewhere; send the triples themselves")
        before = token


def with_dataset(text: str, clauses: str) -> str:
    """
    An update whose every WHERE clause looks at the dataset of `clauses`.

    `DELETE WHERE` has no place for them (SPARQL 1.1 Update, §3.1.3.3), so it is written out.

    Raises:
        DatasetConflict: the update says WITH or USING itself (SPARQL 1.1 Protocol, §2.2.3).

    >>> with_dataset("DELETE WHERE { ?s ?p ?o }", "USING <urn:g>")
    'DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }'
    """
    found = list(tokens(text))
    pieces, copied, depth = [], 0, 0
    for place, token in enumerate(found):
        word = token.text.upper() if token.kind is Kind.WORD else ""
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth or not word:
            continue
        if word.startswith(("WITH", "USING")):
            raise DatasetConflict("the update names its dataset by WITH or USING, and the request by parameters")
        if word == "WHERE":
            is_short = place > 0 and found[place - 1].text.upper() == "DELETE"
            template = group_after(text, found[place + 1 :]) if is_short else ""
            pieces.append(f"{text[copied : token.start]}{template}{clauses} ")
            copied = token.start
    return "".join((*pieces, text[copied:]))


def group_after(text: str, following: Sequence[Token]) -> str:
    """
    The group in braces that comes next, with a space behind it; empty where none does.
    """
    depth = 0
    for token in following:
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            return f"{text[following[0].start : token.end]} " if token.text == "}" else ""
    return ""
