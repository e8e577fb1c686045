"""
Questions to suggest while somebody types: plain sentences around what is named so far, all of which have an answer.
"""

import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from kg.ask.answers import Outcome
from kg.ask.engine import Engine
from kg.ask.expressions import Run
from kg.ask.graph import Step
from kg.ask.items import NO_TYPES
from kg.ask.link import MOST_WORDS
from kg.ask.nodes.join import Join
from kg.ask.nodes.values import Values
from kg.ask.tokens import plain
from kg.ask.verbalise import PlainSpeaker, plural_of

MOST_THINGS: Final = 3
MOST_TRIED: Final = 24
PATIENCE_SECONDS: Final = 0.4
"Processor time; whoever types does not wait longer for more."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A question with the values it must bring.

    Attributes:
        weight: how many answers it has, as a measure of how well known the relation is.
    """

    question: str
    expected: frozenset[str]
    weight: int


@dataclass
class Suggester:
    """
    Suggests questions over one graph; what was tried once is remembered.
    """

    engine: Engine
    _tried: dict[str, bool] = field(default_factory=dict)

    def suggest(self, text: str, limit: int = 6) -> tuple[str, ...]:
        """
        At most so many questions, the likest to the typed text first; nothing where it names nothing yet.
        """
        things = self.things(text)
        found = [*self.about_classes(text), *(each for thing in things for each in self.about(thing))]
        low = text.lower()
        ranked = sorted(found, key=lambda each: (-fuzz.WRatio(low, each.question.lower()), -each.weight, each.question))
        until = time.thread_time() + PATIENCE_SECONDS
        kept: list[str] = []
        for each in ranked[:MOST_TRIED]:
            if len(kept) == limit or (time.thread_time() > until and each.question not in self._tried):
                break
            if each.question not in kept and self._has_answer(each):
                kept.append(each.question)
        return tuple(kept)

    def things(self, text: str) -> list[int]:
        """
        The things that the last words of a text name or begin to name, the best known first.
        """
        words = plain(text).lower().split()[-MOST_WORDS:]
        for start in range(len(words)):
            beginning = " ".join(words[start:]).rstrip(" ?")
            found = {node: name == beginning for name, node in sorted(self._beginning(beginning), reverse=True)}
            if found:
                degree = self.engine.compiled.degree
                return sorted(found, key=lambda node: (not found[node], -degree(node), self._label(node)))[:MOST_THINGS]
        return []

    @cached_property
    def _names(self) -> list[tuple[str, int]]:
        graph, schema = self.engine.compiled.graph, self.engine.compiled.schema
        passing = schema.unnamed | schema.events
        called = [node for node in graph.labels if not graph.above(graph.types.get(node, NO_TYPES)) & passing]
        return sorted((name.lower(), node) for node in called for name in graph.labels[node])

    def _beginning(self, text: str) -> Iterator[tuple[str, int]]:
        if len(text) < 2:  # noqa: PLR2004 - a letter begins everything
            return
        at = bisect_left(self._names, (text, -1))
        while at < len(self._names) and self._names[at][0].startswith(text):
            yield self._names[at]
            at += 1

    def about(self, thing: int) -> Iterator[Suggestion]:
        """
        What can be asked about one thing: by every relation and value it has.
        """
        graph, schema = self.engine.compiled.graph, self.engine.compiled.schema
        for prop in range(len(graph.properties)):
            if prop in schema.kinds:
                if values := graph.outgoing[prop].get(thing):
                    label = schema.property_labels[prop]
                    yield self._suggestion(f"What is the {label} of {self._label(thing)}?", frozenset(values))
                continue
            for step in ((prop, True), (prop, False)):
                yield from self._joined(thing, step)

    def _joined(self, thing: int, step: Step) -> Iterator[Suggestion]:
        graph = self.engine.compiled.graph
        run = Run(graph)
        join = Join((step,), Values((thing,)))
        if members := run.members(join):
            speaker = PlainSpeaker(self.engine.compiled, run)
            yield self._suggestion(question_of(join.noun(speaker, plural=True)), members)

    def about_classes(self, text: str) -> Iterator[Suggestion]:
        """
        How many there are of each kind of thing whose name the text begins or holds.
        """
        graph, schema = self.engine.compiled.graph, self.engine.compiled.schema
        low = text.lower()
        for index, label in enumerate(schema.class_labels):
            members, noun = graph.members[index], plural_of(label)
            if members and any(word and noun.startswith(word) for word in low.split()[-1:]):
                question = f"How many {noun} are there?"
                yield Suggestion(question, frozenset((str(len(members)),)), len(members))

    def _suggestion(self, question: str, members: frozenset[int]) -> Suggestion:
        graph = self.engine.compiled.graph
        return Suggestion(question, frozenset(graph.label(member) for member in members), len(members))

    def _label(self, thing: int) -> str:
        return self.engine.compiled.graph.label(thing)

    def _has_answer(self, suggestion: Suggestion) -> bool:
        known = self._tried.get(suggestion.question)
        if known is None:
            answer = self.engine.ask(suggestion.question)
            said = {value.label for value in answer.answers} | {str(value.value) for value in answer.answers}
            known = answer.outcome is Outcome.ANSWERED and suggestion.expected <= said
            self._tried[suggestion.question] = known
        return known


def question_of(noun: str) -> str:
    """
    A noun phrase as a question.

    >>> question_of("rivers that run through Texas")
    'Which rivers run through Texas?'
    >>> question_of("songs that Ada wrote"), question_of("towns whose mayor is Ada")
    ('Which songs that Ada wrote are there?', 'Which towns whose mayor is Ada are there?')
    """
    head, that, clause = noun.partition(" that ")
    if that and clause[:1].islower():
        return f"Which {head} {clause}?"
    return f"Which {noun} are there?"
