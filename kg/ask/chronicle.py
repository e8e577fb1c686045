"""
"What happened between March and May?", "what changed since March?": what the graph tells of a time.

A property whose values are days is something that happened to its subject: signed, announced, due. What changed is the
difference between the graph as it stood and as it stands; where no earlier state is kept, it is what happened.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from kg.ask.answers import Answer, AnswerValue, Outcome
from kg.ask.compiled import Compiled
from kg.ask.graph import Members
from kg.ask.linked import Linked
from kg.ask.prose import asks_for, days, things
from kg.ask.readings import Reader
from kg.ask.supporting import edge_triples
from kg.ask.writer import write_term
from kg.triples import Literal, Term, Triple

History: TypeAlias = Callable[[dt.date], Iterable[Triple]]
"The triples of a graph as it stood at the end of a day."
MOST_BORNE: Final = 40
FINEST: Final = 31
"Longest stretch in days, a month, that says when something happened: a year does not."
MOST_SHOWN: Final = 8
DAY: Final = dt.timedelta(days=1)
BEGINS: Final = frozenset((">", ">="))
ENDS: Final = frozenset(("<", "<="))


class Chronicle:
    """
    The days of one graph.
    """

    def __init__(self, compiled: Compiled, reader: Reader, today: dt.date, history: History | None = None) -> None:
        """
        A chronicle that ends today where a question names no end.

        Args:
            history: the triples of the graph as it stood at the end of a day; `None` where no earlier state is kept.
        """
        self.history = history
        self.graph, self.schema, self.words, self.today = compiled.graph, compiled.schema, compiled.words, today
        self.compiled, self.reader = compiled, reader

    def answer(self, question: str, linked: Linked) -> Answer | None:
        """
        What happened in the time and to the things a question names; nothing where it asks for something else.
        """
        low = [word.low for word in linked.tokens]
        span = self.span(linked)
        asking = {word for pattern in self.words.happenings | self.words.changes for word in pattern}
        unread = [word for word in linked.unknown if word.lower() not in asking]
        is_change = asks_for(low, self.words.changes)
        if span is None or unread or not (is_change or asks_for(low, self.words.happenings)):
            return None
        own = [frozenset(self.graph.ids[iri] for iri in iris) for iris in things(linked, self.compiled)]
        if is_change and self.history is not None and span[0] <= self.today:
            return self.changed(question, span[0], own, self.history)
        named = [self.about(each) for each in own]
        edges = [
            (member, prop, literal)
            for prop in self.properties()
            for member, ends in self.graph.outgoing[prop].items()
            for literal in ends
            if self.is_within(literal, span) and self.is_shown(member) and all(member in each for each in named)
        ]
        edges.sort(key=lambda edge: (self.graph.values[edge[2]].low, self.graph.label(edge[0]), edge[1]))
        rows = tuple((self.reader.value(thing), self.what(prop), self.reader.value(day)) for thing, prop, day in edges)
        first, last = (day.isoformat() for day in span)
        reading = f"what happened from {first} to {last}"
        told = "; ".join(f"{row[2].label}: {row[0].label} ({row[1].label})" for row in rows[:MOST_SHOWN])
        more = f"; and {len(rows) - MOST_SHOWN} more" if len(rows) > MOST_SHOWN else ""
        return Answer(
            question,
            Outcome.ANSWERED if rows else Outcome.NONE,
            tuple(dict.fromkeys(row[0] for row in rows)),
            ("item", "what", "day"),
            rows,
            f"{told}{more}." if rows else f"Nothing is told of: {reading}.",
            self.sparql(span, named),
            reading,
            1.0,
            supporting=edge_triples(self.graph, dict.fromkeys(edges)),
        )

    def changed(self, question: str, day: dt.date, named: Sequence[Members], history: History) -> Answer:
        """
        What is told now and was not at the end of the day before, and what was told instead.
        """
        before: dict[tuple[str, str], set[Term]] = {}
        for subject, predicate, value in history(day - DAY):
            before.setdefault((subject, predicate), set()).add(value)
        rows: dict[tuple[AnswerValue | None, ...], None] = {}
        bearing: list[Triple] = []
        for prop, iri in enumerate(self.graph.properties):
            if prop in self.schema.filing or not self.is_own(prop):
                continue
            for member, ends in self.graph.outgoing[prop].items():
                subject = str(self.graph.terms[member])
                then = before.get((subject, iri), set())
                new = [
                    end
                    for end in ends
                    if self.graph.terms[end] not in then and all(member in each or end in each for each in named)
                ]
                if not new or not self.is_shown(member):
                    continue
                old = ", ".join(sorted(self.name(term) for term in then - {self.graph.terms[end] for end in ends}))
                was = AnswerValue(old, old, "string") if old else None
                rows |= dict.fromkeys(
                    (self.reader.value(member), self.what(prop), was, self.reader.value(end)) for end in new
                )
                bearing += [(subject, iri, self.graph.terms[end]) for end in new]
        reading = f"what is told now and was not before {day.isoformat()}"
        told = "; ".join(
            f"{row[0].label}: {row[1].label} {f'{row[2].label} → ' if row[2] else ''}{row[3].label}"
            for row in list(rows)[:MOST_SHOWN]
            if row[0] and row[1] and row[3]
        )
        more = f"; and {len(rows) - MOST_SHOWN} more" if len(rows) > MOST_SHOWN else ""
        return Answer(
            question,
            Outcome.ANSWERED if rows else Outcome.NONE,
            tuple(dict.fromkeys(row[0] for row in rows if row[0])),
            ("item", "what", "before", "now"),
            tuple(rows),
            f"{told}{more}." if rows else f"Nothing: {reading}.",
            "",
            reading,
            1.0,
            supporting=tuple(bearing[:MOST_BORNE]),
        )

    def is_own(self, prop: int) -> bool:
        """
        Whether a property is told of what it is mainly about: of two that are inverse, the first.
        """
        inverse = self.graph.inverses.get(prop)
        return inverse is None or prop <= inverse

    def name(self, term: Term) -> str:
        """
        A term of an earlier state as a person would read it.
        """
        if isinstance(term, Literal):
            return term.value
        known = self.graph.ids.get(term)
        return self.graph.label(known) if known is not None else term

    def span(self, linked: Linked) -> tuple[dt.date, dt.date] | None:
        """
        First and last day of the time a question names; nothing where it names none.
        """
        named = days(linked)
        if named is None:
            return None
        signs = {item.extra[0] for items in linked.atoms.values() for item in items if item.kind == "CMP"}
        first, last = named
        if signs & BEGINS:
            first = first if ">=" in signs else last + DAY
            return first, max(self.today, first)
        if signs & ENDS:
            return dt.date.min, last if "<" not in signs else first - DAY
        return first, last

    def properties(self) -> list[int]:
        """
        The properties that tell when something happened.
        """
        measured = set(self.schema.measures.values())
        return [
            prop
            for prop, kind in self.schema.kinds.items()
            if kind == "date" and (prop in measured or not self.schema.filed & self.schema.subjects[prop].keys())
        ]

    def is_within(self, literal: int, span: tuple[dt.date, dt.date]) -> bool:
        """
        Whether a day, or a month, lies wholly in a time.
        """
        value = self.graph.values.get(literal)
        if value is None or value.kind != "date" or value.high - value.low > FINEST:
            return False
        return span[0].toordinal() <= value.low and value.high < span[1].toordinal() + 1

    def is_shown(self, member: int) -> bool:
        """
        Whether a thing has a name to show: things that only describe others are told through them.
        """
        return not self.graph.types.get(member, frozenset()) <= self.schema.unnamed

    def about(self, own: Members) -> Members:
        """
        The things that a name means, with all that one property joins to them.
        """
        steps = [(prop, forward) for prop in range(len(self.graph.properties)) for forward in (True, False)]
        return own.union(*(self.graph.step(own, step) for step in steps))

    def what(self, prop: int) -> AnswerValue:
        """
        What happened, by the name of its property.
        """
        label = self.schema.property_labels[prop]
        return AnswerValue(label, label, "string")

    def sparql(self, span: tuple[dt.date, dt.date], named: Sequence[Members]) -> str:
        """
        The query that gives the same rows, but for the precision of days.
        """
        properties = " ".join(write_term(self.graph.properties[prop]) for prop in self.properties())
        narrowed = ""
        for members in named:
            every = " ".join(write_term(self.graph.terms[each]) for each in sorted(members) if self.is_thing(each))
            narrowed += f" VALUES ?item {{ {every} }}"
        low, high = (write_term(Literal(day.isoformat())) for day in span)
        within = f"FILTER(STR(?day) >= {low} && STR(?day) <= {high})"
        return (
            f"SELECT DISTINCT ?item ?what ?day WHERE {{ VALUES ?what {{ {properties} }}{narrowed} "
            f"?item ?what ?day . {within} }} ORDER BY ?day"
        )

    def is_thing(self, member: int) -> bool:
        """
        Whether a node is a thing, no literal.
        """
        return not isinstance(self.graph.terms[member], Literal)
