"""
SPARQL by grammar: every name and literal in a query is escaped here, nothing is pasted.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from kg.ask.graph import Graph, Path
from kg.ask.values import NUMERIC, Value
from kg.triples import STRING, Literal, Term
from ontology.namespaces import XSD

FORBIDDEN: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
SIGNS: Final = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "!="}


class Writer:
    """
    Writes patterns of one query: hands out variables and knows how a property is spelt.
    """

    def __init__(self, graph: Graph) -> None:
        """
        A writer for queries over this graph.
        """
        self.graph = graph
        self.count = 0

    def fresh(self, stem: str) -> str:
        """
        A variable that nothing else uses.
        """
        self.count += 1
        return f"?{stem}{self.count}"

    def term(self, node: int) -> str:
        """
        A node or literal of the graph.
        """
        return write_term(self.graph.terms[node])

    def types(self, variable: str, index: int) -> str:
        """
        A pattern: the variable is an instance of a class.
        """
        iri = write_term(self.graph.classes[index])
        if index in self.graph.materialised:
            return f"{variable} a {iri} ."
        return f"{variable} a/{write_term('http://www.w3.org/2000/01/rdf-schema#subClassOf')}* {iri} ."

    def path(self, path: Path) -> str:
        """
        A property path, read from left to right.
        """
        return "/".join(self._step(prop, forward=forward) for prop, forward in path)

    def _step(self, prop: int, *, forward: bool) -> str:
        iri = write_term(self.graph.properties[prop])
        spelt = iri if forward else f"^{iri}"
        inverse = self.graph.inverses.get(prop)
        if prop in self.graph.symmetric:
            spelt = f"({iri}|^{iri})"
        elif inverse is not None:
            other = write_term(self.graph.properties[inverse])
            spelt = f"({iri}|^{other})" if forward else f"(^{iri}|{other})"
        return f"{spelt}+" if prop in self.graph.transitive else spelt

    def compared(self, variable: str, sign: str, constant: Value, path: Path) -> str:
        """
        A boolean expression: the value in the variable, reached by the path, stands in this relation to a constant.
        """
        datatypes = sorted({self._datatype(literal) for literal in self._samples(path)})
        tests = [test for datatype in datatypes if (test := compared(variable, sign, constant, datatype))]
        if not tests:
            return "false"
        if len(tests) == 1:
            return tests[0]
        return " || ".join(
            f"(DATATYPE({variable}) = {write_term(datatype)} && {test})"
            for datatype, test in zip(datatypes, tests, strict=False)
        )

    def _samples(self, path: Path) -> list[int]:
        prop, forward = path[-1]
        ends = self.graph.incoming[prop] if forward else self.graph.outgoing[prop]
        return [end for end in ends if end in self.graph.values]

    def _datatype(self, node: int) -> str:
        term = self.graph.terms[node]
        assert isinstance(term, Literal)
        return XSD + "decimal" if term.datatype in NUMERIC else term.datatype


def write_term(term: Term) -> str:
    r"""
    An IRI or literal as SPARQL writes it.

    >>> print(write_term(Literal('say "hi"\n')))
    "say \"hi\"\n"
    """
    if isinstance(term, str):
        return f"<{FORBIDDEN.sub(lambda match: f'%{ord(match[0]):02X}', term)}>"
    text = term.value.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    if term.language:
        return f'"{text}"@{re.sub(r"[^A-Za-z0-9-]", "", term.language)}'
    if term.datatype == STRING:
        return f'"{text}"'
    if term.datatype == XSD + "integer" and re.fullmatch(r"-?\d+", term.value):
        return term.value
    return f'"{text}"^^{write_term(term.datatype)}'


def compared(variable: str, sign: str, constant: Value, datatype: str) -> str:  # noqa: PLR0911 - one exit a kind
    """
    A comparison of a variable of one datatype; empty where the two kinds cannot be compared.
    """
    if constant.kind == "string":
        spelt = f"LCASE(STR({variable})) = {write_term(Literal(constant.text.lower()))}"
        return spelt if sign == "=" else f"!({spelt})"
    if constant.kind == "boolean":
        truth = "true" if constant.low else "false"
        return f"{variable} {'=' if sign == '=' else '!='} {truth}"
    if constant.kind == "date":
        return _dates_compared(variable, sign, constant, datatype)
    low, high = _spell(constant, datatype)
    if not low:
        return ""
    if sign == "=" and low != high:
        return f"({variable} >= {low} && {variable} <= {high})"
    if sign == "!=" and low != high:
        return f"({variable} < {low} || {variable} > {high})"
    edge = {"<": low, "<=": high, ">": high, ">=": low}.get(sign, low)
    return f"{variable} {SIGNS[sign]} {edge}"


def _spell(constant: Value, datatype: str) -> tuple[str, str]:
    if constant.kind == "number":
        if datatype not in NUMERIC:
            return "", ""
        return _number(constant.low), _number(constant.high)
    if constant.kind == "time" and datatype == XSD + "time":
        return tuple(write_term(Literal(_clock(edge), datatype)) for edge in (constant.low, constant.high))  # type: ignore[return-value]
    if constant.kind == "duration" and datatype.lower().endswith("duration"):
        return (write_term(Literal(constant.text, datatype)),) * 2
    return "", ""


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)  # noqa: PLR2004 - exact


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _dates_compared(variable: str, sign: str, constant: Value, datatype: str) -> str:
    first, last = dt.date.fromordinal(int(constant.low)), dt.date.fromordinal(int(constant.high))
    spell = SPELLINGS.get(datatype.removeprefix(XSD))
    if spell is None:
        return ""
    one_day = dt.timedelta(days=1)
    # A span lies within the constant when it neither begins before it nor ends after it.
    begins = spell(first) if spell(first) != spell(first - one_day) else spell(_after(first, spell))
    ends = spell(last) if spell(last) != spell(last + one_day) else spell(_before(last, spell))
    text = f"STR({variable})"
    cut = f"SUBSTR({text}, 1, {len(spell(first))})"
    tests = {
        "<": f'{cut} < "{spell(first)}"',
        "<=": f'{cut} <= "{ends}"',
        ">": f'{cut} > "{spell(last)}"',
        ">=": f'{cut} >= "{begins}"',
        "=": f'({cut} >= "{begins}" && {cut} <= "{ends}")',
        "!=": f'!({cut} >= "{begins}" && {cut} <= "{ends}")',
    }
    return tests[sign]


def _after(day: dt.date, spell: Callable[[dt.date], str]) -> dt.date:
    start = spell(day)
    while spell(day) == start:
        day += dt.timedelta(days=1)
    return day


def _before(day: dt.date, spell: Callable[[dt.date], str]) -> dt.date:
    end = spell(day)
    while spell(day) == end:
        day -= dt.timedelta(days=1)
    return day


SPELLINGS: Final[dict[str, Callable[[dt.date], str]]] = {
    "gYear": lambda day: f"{day.year:04d}",
    "gYearMonth": lambda day: f"{day.year:04d}-{day.month:02d}",
    "date": dt.date.isoformat,
    "dateTime": dt.date.isoformat,
}
