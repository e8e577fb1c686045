"""
Whole readings of a question: an expression with its sentence, its answers and its SPARQL.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, product
from typing import Final, TypeAlias

from kg.ask.answers import AnswerValue
from kg.ask.expressions import Run
from kg.ask.graph import Graph, Members, Path
from kg.ask.items import Item
from kg.ask.nodes.number import Agg, Count
from kg.ask.supporting import edge_triples, supporting, walk
from kg.ask.verbalise import PlainSpeaker
from kg.triples import Literal, Triple

FORMS: Final = {"SET": "select", "VAL": "value", "NUM": "number", "TABLE": "table", "GROUP": "group", "OBS": "observed"}
MOST_ROWS: Final = 2000
MANY: Final = 500
"Members from which on answers are made only for the reading that is given."
SAMPLE: Final = 50

Rows: TypeAlias = tuple[tuple[AnswerValue | None, ...], ...]


@dataclass(slots=True)
class Reading:
    """
    One reading of the whole question.

    Attributes:
        form: select, value, number, table, group or ask.
        cost: what it cost to read it so; less is better.
        given: its answers, once they are made.
        later: makes the answers where they are many: most readings are never answered with.
    """

    form: str
    item: Item
    cost: float
    given: tuple[AnswerValue, ...] = ()
    later: Callable[[], tuple[AnswerValue, ...]] | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[AnswerValue | None, ...], ...] = ()
    sentence: str = ""
    key: object = None
    extra: dict[str, float] = field(default_factory=dict)

    @property
    def answers(self) -> tuple[AnswerValue, ...]:
        """
        Its answers.
        """
        if self.later is not None:
            self.given, self.later = self.later(), None
        return self.given

    @property
    def is_empty(self) -> bool:
        """
        Whether it has no answer.
        """
        return self.later is None and not self.given


class Reader:
    """
    Makes readings out of items that cover a whole question.
    """

    def __init__(self, graph: Graph, run: Run, speaker: PlainSpeaker) -> None:
        """
        A reader over one graph.
        """
        self.graph, self.run, self.speaker = graph, run, speaker

    def read(self, item: Item, *, is_yes_no: bool) -> Reading | None:
        """
        The reading of an item; nothing for items that are no answer to anything.
        """
        if is_yes_no and item.kind == "SET" and item.node is not None:
            truth = AnswerValue(bool(item.members), "yes" if item.members else "no", "boolean")
            reading = Reading("ask", item, item.cost, (truth,), key=("ask", bool(item.members)))
            if item.shape == "observed":
                reading.columns, reading.rows = self.rows(self.run.members(item.extra), (item.path,))
            return reading
        if is_yes_no and item.kind == "VAL":
            return self._has_value(item)
        form = FORMS.get(item.kind)
        if form is None or item.node is None:
            return None
        reading = Reading(form, item, item.cost)
        getattr(self, f"_{form}")(reading, item)
        return reading if not reading.is_empty or reading.form in ("select", "value", "observed") else None

    def _has_value(self, item: Item) -> Reading:
        """
        "Is the pact signed?" where signed is a day: whether there is one.
        """
        truth = bool(self.run.members(item.node))
        reading = Reading("ask", item, item.cost, (AnswerValue(truth, "yes" if truth else "no", "boolean"),))
        reading.key = ("ask", truth)
        reading.columns, reading.rows = self.rows(item.members, (item.path,))
        return reading

    def _select(self, reading: Reading, item: Item) -> None:
        self._give(reading, item.members)

    def _give(self, reading: Reading, members: Members) -> None:
        if len(members) > MANY:
            reading.later, reading.key = partial(self.values, members), members
        else:
            reading.given = self.values(members)
            reading.key = said(reading.given)

    def _value(self, reading: Reading, item: Item) -> None:
        assert item.node is not None
        self._give(reading, self.run.members(item.node))

    def _number(self, reading: Reading, item: Item) -> None:
        number = item.extra.number(self.run)
        if number is not None:
            reading.given = (number_value(number),)
            reading.key = ("number", round(number, 6))

    def _table(self, reading: Reading, item: Item) -> None:
        reading.columns, reading.rows = self.rows(item.members, item.extra)
        reading.given = tuple(dict.fromkeys(cell for row in reading.rows for cell in row[1:] if cell))
        reading.key = ("table", reading.rows)

    def rows(self, members: frozenset[int], paths: tuple[Path, ...]) -> tuple[tuple[str, ...], Rows]:
        """
        A table of things with what each path leads to, a row for each; things without any of it are left out.
        """
        rows: list[tuple[AnswerValue | None, ...]] = []
        for member in sorted(members, key=self.graph.label)[:MOST_ROWS]:
            cells: list[list[AnswerValue | None]] = []
            for path in paths:
                ends: list[AnswerValue | None] = [self.value(end) for end in sorted(self.graph.ends(member, path))]
                cells.append(ends or [None])
            if any(cell[0] for cell in cells):
                rows.extend((self.value(member), *row) for row in islice(product(*cells), MOST_ROWS))
        return ("item", *(self.speaker.heading(path) for path in paths)), tuple(rows)

    def _observed(self, reading: Reading, item: Item) -> None:
        self._table(reading, item)
        at = item.extra.index(item.path) + 1
        reading.given = tuple(dict.fromkeys(cell for row in reading.rows if (cell := row[at])))
        reading.key = ("observed", item.members)

    def _group(self, reading: Reading, item: Item) -> None:
        rows: list[tuple[AnswerValue | None, ...]] = []
        number: Count | Agg = item.extra
        inner = self.run.members(number.inner)
        for member in sorted(item.members, key=self.graph.label)[:MOST_ROWS]:
            near = inner.intersection(self.graph.ends(member, item.path))
            if isinstance(number, Count):
                rows.append((self.value(member), number_value(float(len(near)))))
                continue
            found = [v.low for node in near for v in self.run.values(node, number.path) if v.kind == "number"]
            if found:
                total = {"sum": sum(found), "avg": sum(found) / len(found), "min": min(found), "max": max(found)}
                rows.append((self.value(member), number_value(total[number.function])))
        reading.columns, reading.rows = ("item", number.noun(self.speaker)), tuple(rows)
        reading.given = tuple(row[1] for row in rows if row[1])
        reading.key = ("group", tuple(rows))

    def values(self, members: frozenset[int]) -> tuple[AnswerValue, ...]:
        """
        Members as answer values, in the order of their labels; equal literals once.
        """
        found = sorted((self.value(member) for member in members), key=lambda v: (v.label, str(v.value)))
        return tuple(dict.fromkeys(found))

    def types(self, reading: Reading) -> set[str]:
        """
        The types of its answers, of some where they are many.
        """
        if reading.later is None:
            return {answer.type for answer in reading.given}
        assert isinstance(reading.key, frozenset)
        return {self.value(member).type for member in islice(reading.key, SAMPLE)}

    def value(self, member: int) -> AnswerValue:
        """
        One member as an answer value.
        """
        term = self.graph.terms[member]
        if not isinstance(term, Literal):
            return AnswerValue(term, self.graph.label(member), "iri")
        value = self.graph.values[member]
        if value.kind == "number":
            return number_value(value.low)
        if value.kind == "boolean":
            return AnswerValue(bool(value.low), "yes" if value.low else "no", "boolean")
        kind = {"date": "date", "time": "string", "duration": "duration"}.get(value.kind, "string")
        return AnswerValue(term.value, term.value, kind)

    def supporting(self, reading: Reading) -> tuple[Triple, ...]:
        """
        The triples that bear the answers of a reading.
        """
        item = reading.item
        assert item.node is not None
        if item.kind == "VAL":
            return supporting(item.node, self.run.members(item.node), self.run)
        found = dict.fromkeys(supporting(item.node, item.members, self.run))
        edges: dict[tuple[int, int, int], None] = {}
        if reading.form in ("table", "observed"):
            for path in item.extra:
                walk(self.graph, item.members, path, None, edges)
        for triple in edge_triples(self.graph, edges):
            found.setdefault(triple)
        return tuple(found)

    def say(self, reading: Reading) -> str:
        """
        The reading as a sentence without an end.
        """
        item = reading.item
        assert item.node is not None
        if reading.form == "ask" and item.kind == "VAL":
            return f"whether there is a {item.node.noun(self.speaker, plural=False)}"
        if reading.form in ("select", "ask", "observed"):
            said = item.node.noun(self.speaker, plural=True)
            return f"whether there are {said}" if reading.form == "ask" else said
        if reading.form == "value":
            return str(item.node.noun(self.speaker, plural=False))
        if reading.form == "number":
            return str(item.extra.noun(self.speaker))
        each = item.node.noun(self.speaker, plural=False)
        if reading.form == "group":
            return f"{item.extra.noun(self.speaker)}, for each {each}"
        said = " and ".join(self.speaker.attribute(path) for path in item.extra)
        return f"{said} of {item.node.noun(self.speaker, plural=True)}"


def said(answers: tuple[AnswerValue, ...]) -> tuple[str, ...]:
    """
    What answers come to: the same for two readings that say the same.
    """
    return tuple(sorted(str(answer.value) for answer in answers))


def number_value(number: float) -> AnswerValue:
    """
    A number as an answer; whole numbers without a fraction.
    """
    if number == int(number) and abs(number) < 1e15:  # noqa: PLR2004 - exact as an integer
        return AnswerValue(int(number), f"{int(number):,}", "number")
    rounded = round(number, 6)
    return AnswerValue(rounded, f"{rounded:,}", "number")
