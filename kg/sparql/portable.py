"""
Queries as other engines must be asked them, so that they mean there what they mean here.

Tried on Virtuoso 7.2: it cuts the solutions behind a CONSTRUCT at its row limit without a word, and for rows it says
so; beside a graph named as default it finds nothing in `GRAPH <iri>` and everything in `GRAPH ?g`; it answers
`DESCRIBE` in a way of its own and cannot read `ent:state:japan`; and its functions `bif:` and `sql:`, and SQL in
backquotes, reach out of the graph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.sparql.errors import QueryRefused, QuerySyntax
from kg.sparql.lexer import Kind, Token, tokens
from kg.sparql.safety import Form, Names, Query

GRAPH_VARIABLE: Final = "orepactGraph"
"""How the variables that stand for named graphs begin; they are no part of an answer."""

DIALECT: Final = re.compile(r"<?(?:bif|sql):", re.IGNORECASE)
VARIABLE: Final = re.compile(r"[?$](\w+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A query as rows are asked for.

    Attributes:
        text: a SELECT or ASK query.
        template: prologue and template of the CONSTRUCT query that the rows are for; empty for none.
        names_dataset: it says FROM, so no other dataset may be named beside it.
    """

    text: str
    template: str
    names_dataset: bool


def asked_elsewhere(query: Query, *, by_variable: bool) -> Asked:
    """
    A query as another engine is asked it.

    Args:
        by_variable: the engine has no default graph of its own, so graphs are named by variables.

    Raises:
        QueryRefused: it is a DESCRIBE query, or speaks the engine's own dialect.

    >>> asked_elsewhere(Query("CONSTRUCT { ?a ?b 1 } WHERE { ?a ?b ?c }", Form.CONSTRUCT), by_variable=False).text
    'SELECT ?a ?b WHERE { ?a ?b ?c }'
    """
    found = list(tokens(query.text))
    for token in found:
        if token.text == "`" or (token.kind in {Kind.NAME, Kind.IRI} and DIALECT.match(token.text)):
            raise QueryRefused(f"{token.text!r} belongs to one engine's dialect; write SPARQL 1.1")
    if query.form is Form.DESCRIBE:
        raise QueryRefused(
            "DESCRIBE is not offered on this engine; write CONSTRUCT { <iri> ?p ?o } WHERE { <iri> ?p ?o }"
        )
    names_dataset = any(token.kind is Kind.WORD and token.text.upper() == "FROM" for token in found)
    text, template = as_rows(query.text, found) if query.form is Form.CONSTRUCT else (query.text, "")
    return Asked(graphs_by_variable(text) if by_variable and not names_dataset else text, template, names_dataset)


def as_rows(text: str, found: list[Token]) -> tuple[str, str]:
    """
    A CONSTRUCT query as the SELECT query for what its template wants, and its template with the prologue.

    Raises:
        QuerySyntax: it has no template that ends.
    """
    start = next(place for place, token in enumerate(found) if token.text.upper() == "CONSTRUCT")
    opening = next((place for place in range(start, len(found)) if found[place].text == "{"), len(found))
    closing = end_of_group(found, opening)
    begin, end = found[opening].start, found[closing].end
    is_short = opening != start + 1
    wanted = dict.fromkeys(VARIABLE.findall(" ".join(token.text for token in found[opening : closing + 1])))
    select = " ".join(f"?{name}" for name in wanted) or "(1 AS ?one)"
    rest = text[found[start].end :] if is_short else text[end:]
    prologue = text[: found[start].start]
    return f"{prologue}SELECT {select} {rest.lstrip()}", f"{prologue}CONSTRUCT {text[begin:end]}"


def end_of_group(found: list[Token], opening: int) -> int:
    """
    The place of the brace that closes a group.

    Raises:
        QuerySyntax: none does.
    """
    depth = 0
    for place in range(opening, len(found)):
        depth += (found[place].text == "{") - (found[place].text == "}")
        if not depth:
            return place
    raise QuerySyntax("a group that begins with '{' does not end")


def graphs_by_variable(text: str) -> str:
    """
    The query with `GRAPH <iri>` written as a variable that has this value, and odd prefixed names written out.

    >>> graphs_by_variable("PREFIX e: <urn:e:> ASK { GRAPH <urn:g> { e:a:b ?p ?o } }")
    'PREFIX e: <urn:e:> ASK { VALUES ?orepactGraph1 { <urn:g> } GRAPH ?orepactGraph1 { <urn:e:a:b> ?p ?o } }'
    """
    return "".join(pieces(text))


def pieces(text: str) -> Iterator[str]:
    """
    The text, with what must be said otherwise replaced.
    """
    names, at, number = Names(), 0, 0
    last: list[Token] = []
    for token in tokens(text):
        names.learn(last, token)
        word = f"<{names.resolved(token)}>" if is_odd(token, names) else token.text
        if is_graph(last) and token.kind in {Kind.IRI, Kind.NAME}:
            number += 1
            variable = f"?{GRAPH_VARIABLE}{number}"
            yield f"{text[at : last[-1].start]}VALUES {variable} {{ {word} }} GRAPH {variable}"
            at = token.end
        elif word != token.text:
            yield f"{text[at : token.start]}{word}"
            at = token.end
        last = [*last[-1:], token]
    yield text[at:]


def is_graph(last: list[Token]) -> bool:
    """
    Whether the last token is the word GRAPH.
    """
    return bool(last) and last[-1].kind is Kind.WORD and last[-1].text.upper() == "GRAPH"


def is_odd(token: Token, names: Names) -> bool:
    """
    Whether a token is a prefixed name that Virtuoso cannot read: its local part holds a colon or an escape.
    """
    prefix, _, local = token.text.partition(":")
    return token.kind is Kind.NAME and prefix in names.prefixes and not set(":%\\").isdisjoint(local)
