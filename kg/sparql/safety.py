"""
Which queries may run: read-only ones that stay inside the dataset.

Nearly every query is cleared by one look for suspect letters (a microsecond); the rest are read token by token. A full
parser is not needed (rdflib's was foreseen, up to 39 ms): what must be known are the words SERVICE and FROM and the IRI
behind them, and the tokens give exactly that, also where Oxigraph is laxer than the grammar. A second wall stands in
the worker, which may open no socket (`kg.sparql.walls`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

from kg.sparql.errors import DereferenceForbidden, QueryRefused, QuerySyntax, ServiceForbidden, UpdateForbidden
from kg.sparql.lexer import Kind, Token, every_reading, place, tokens, without_codepoint_escapes
from ontology.namespaces import BASE

UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
PROLOGUE: Final = frozenset({"BASE", "PREFIX"})
SUSPECT: Final = re.compile(r"service|from|\\u", re.IGNORECASE)
SERVICE: Final = re.compile(r"service", re.IGNORECASE)
BRACE_NEXT: Final = re.compile(r"(?:\s|#[^\r\n]*)*\{")
ALWAYS_OUTSIDE: Final = ("file:", "ftp:", "data:")
VERDICTS_KEPT: Final = 4096


class Form(StrEnum):
    """
    What a query asks for.
    """

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_graph(self) -> bool:
        """
        Whether the answer is triples rather than rows or a boolean.
        """
        return self in {Form.CONSTRUCT, Form.DESCRIBE}


@dataclass(frozen=True, slots=True)
class Policy:
    """
    What lies inside the dataset.

    Attributes:
        graphs: beginnings of the IRIs that FROM may name; the empty text allows all but files.
        services: endpoints that SERVICE may call, exactly as written; `kg.sparql.federation` calls them.
    """

    graphs: tuple[str, ...] = (BASE,)
    services: frozenset[str] = frozenset()

    def holds(self, graph: str) -> bool:
        """
        Whether a graph may be asked for.
        """
        return not graph.lower().startswith(ALWAYS_OUTSIDE) and graph.startswith(self.graphs)

    def check(self, graph: str) -> None:
        """
        Refuse a graph outside.

        Raises:
            DereferenceForbidden: it may not be asked for.
        """
        if not self.holds(graph):
            raise DereferenceForbidden(f"<{graph}> lies outside this dataset; nothing is fetched")


OURS: Final = Policy()


@dataclass(frozen=True, slots=True)
class Query:
    """
    A query that may run.

    Attributes:
        text: what the engine is given: the text asked, codepoint escapes resolved.
    """

    text: str
    form: Form


def admitted(text: str, policy: Policy = OURS) -> Query:
    """
    The query, if it may run.

    Raises:
        QueryRefused: one of its four kinds; the engine may still find a `QuerySyntax` that tokens do not show.

    >>> admitted("PREFIX a: <urn:a> SELECT * { ?service a:from 'SERVICE' }").form
    <Form.SELECT: 'SELECT'>
    """
    verdict = judged(text, policy)
    if isinstance(verdict, QueryRefused):
        raise type(verdict)(*verdict.args)
    return verdict


@lru_cache(maxsize=VERDICTS_KEPT)
def judged(text: str, policy: Policy) -> Query | QueryRefused:
    """
    The query, or why it may not run.
    """
    suspect = SUSPECT.search(text) is not None
    if suspect:
        text = without_codepoint_escapes(text)
    form = form_of(text)
    if not isinstance(form, Form):
        return form
    refusal = next(refusals(text, policy), None) if suspect else None
    return refusal or Query(text, form)


def form_of(text: str) -> Form | QueryRefused:
    """
    The form of a query: its first word after the prologue.
    """
    for token in tokens(text):
        word = token.text.upper()
        if token.kind is Kind.WORD and word not in PROLOGUE:
            if word in UPDATES:
                return UpdateForbidden(f"{word} changes data; this is a read-only endpoint for queries")
            form = next((form for form in Form if word.startswith(form)), None)
            return form or QuerySyntax(f"{token.text!r} begins no query", *place(text, token.start))
    return QuerySyntax("no SELECT, ASK, CONSTRUCT or DESCRIBE found", 1, 1)


def refusals(text: str, policy: Policy) -> Iterator[QueryRefused]:
    """
    Why a query may not run, in any of its readings.
    """
    names = Names()
    last: list[Token] = []
    for token in every_reading(text):
        names.learn(last, token)
        yield from refusals_at(text, token, [*last[-2:], token], names, policy)
        last = [*last[-2:], token]


def refusals_at(text: str, token: Token, last: list[Token], names: "Names", policy: Policy) -> Iterator[QueryRefused]:
    """
    What one token, and the two before it, give reason for.
    """
    word = token.text.upper()
    before = [earlier.text.upper() for earlier in last[:-1]]
    if token.kind is Kind.WORD and word not in {"SERVICE", "FROM"} and ("SERVICE" in word or "FROM" in word):
        yield QuerySyntax(f"{token.text!r} is no keyword; put white space between keywords", *place(text, token.start))
    elif token.kind is Kind.NAME and SERVICE.search(token.text.partition(":")[0]) and BRACE_NEXT.match(text, token.end):
        yield ServiceForbidden(f"{token.text!r} before '{{' may be read as a SERVICE clause; rename the prefix")
    elif word == "SERVICE" and token.kind is Kind.WORD and not policy.services:
        yield ServiceForbidden("SERVICE calls another endpoint, and none is listed here")
    elif (word != "SILENT" and before[-1:] == ["SERVICE"]) or before == ["SERVICE", "SILENT"]:
        endpoint = names.resolved(token)
        if endpoint not in policy.services:
            yield ServiceForbidden(f"SERVICE may call only listed endpoints, and {token.text} is none")
    elif (word != "NAMED" and before[-1:] == ["FROM"]) or before == ["FROM", "NAMED"]:
        graph = names.resolved(token)
        if graph is not None and not policy.holds(graph):
            yield DereferenceForbidden(f"FROM {token.text} names a graph outside this dataset; nothing is fetched")


class Names:
    """
    The prologue as it is read: base and prefixes.
    """

    def __init__(self) -> None:
        self.base = ""
        self.prefixes: dict[str, str] = {}

    def learn(self, last: list[Token], token: Token) -> None:
        """
        Take note of a BASE or PREFIX declaration that ends with this token.
        """
        before = [earlier.text.upper() for earlier in last]
        if token.kind is Kind.IRI and before[-1:] == ["BASE"]:
            self.base = self.resolved(token) or ""
        elif token.kind is Kind.IRI and before[-2:-1] == ["PREFIX"]:
            self.prefixes[last[-1].text.removesuffix(":")] = self.resolved(token) or ""

    def resolved(self, token: Token) -> str | None:
        """
        The IRI a token names, `None` where it names none.
        """
        if token.kind is Kind.IRI:
            return urljoin(self.base, token.text[1:-1])
        if token.kind is Kind.NAME:
            prefix, _, local = token.text.partition(":")
            return self.prefixes.get(prefix, "") + local.replace("\\", "")
        return None
