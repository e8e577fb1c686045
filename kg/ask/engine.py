"""
The question engine: plain English over any labelled graph, with what it understood and why.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from kg.ask.answers import Answer
from kg.ask.chart import fill
from kg.ask.chronicle import Chronicle, History
from kg.ask.clauses import clauses, completed, joined
from kg.ask.compiled import Compiled, subclasses
from kg.ask.compose import Composer
from kg.ask.cubes import cubes_of
from kg.ask.decide import decide
from kg.ask.expressions import Run
from kg.ask.follow import OF_THEM, Turn, given, in_place_of, refers, shortened
from kg.ask.indexing import index_triples
from kg.ask.items import Item
from kg.ask.kinds import find_kinds
from kg.ask.lexicon import build_lexicon
from kg.ask.link import Linker
from kg.ask.linked import Linked
from kg.ask.moments import day_asked
from kg.ask.observed import ObservationReader, is_plain
from kg.ask.prose import Quoter, asks_for_prose, told
from kg.ask.rank import Model, load_model, rank
from kg.ask.readings import Reader, Reading
from kg.ask.schema import read_schema
from kg.ask.verbalise import PlainSpeaker
from kg.ask.words import Words, read_words
from kg.text import Analyser, Embedder
from kg.triples import Triple

LONGEST_QUESTION: Final = 2000


@dataclass(slots=True)
class Engine:
    """
    A compiled graph that can be asked.

    Attributes:
        covers: tells whether an empty result to a reading lies inside what the graph claims to cover; a graph passed
            from outside covers itself.
        embedder: ranks by likeness where there is one; the engine works without.
        analyser: its parse may score a reading, never refuse it; the engine works without.
        quoter: finds passages for questions whose answer is told; without one they are read like all others.
        history: the graph as it stood on an earlier day, for questions of what changed.
    """

    compiled: Compiled
    model: Model
    covers: Callable[[Answer], bool] | None = None
    embedder: Embedder | None = None
    analyser: Analyser | None = None
    anchor: dt.date | None = None
    quoter: Quoter | None = None
    history: History | None = None

    @classmethod
    def compile(
        cls,
        triples: Iterable[Triple],
        *,
        embedder: Embedder | None = None,
        analyser: Analyser | None = None,
        covers: Callable[[Answer], bool] | None = None,
        words: Iterable[Triple] = (),
        quoter: Quoter | None = None,
        history: History | None = None,
        model: Model | None = None,
    ) -> "Engine":
        """
        The engine over these triples, with the question words of a language.
        """
        read: Words = read_words(words)
        graph = index_triples(triples)
        schema = read_schema(graph, read)
        find_kinds(graph, schema)
        lexicon = build_lexicon(graph, schema, read)
        compiled = Compiled(graph, schema, lexicon, read, subclasses(graph), cubes_of(graph, schema))
        return cls(compiled, model or load_model(), covers, embedder, analyser, newest_day(compiled), quoter, history)

    def ask(
        self,
        question: str,
        *,
        as_of: dt.date | None = None,
        reading: int | None = None,
        before: Turn | None = None,
    ) -> Answer:
        """
        The answer to a question.

        Args:
            as_of: the day relative dates count from; the caller compiles the graph as it stood on that day, which
                `moments.day_asked` finds in a question that names it.
            reading: number of the reading chosen from an ambiguous answer.
            before: what was asked before, where the question may lean on it.
        """
        answer = self.answer(self.turn(question, before, as_of), as_of=as_of, reading=reading)
        return replace(answer, question=question)

    def answer(self, turn: Turn, *, as_of: dt.date | None = None, reading: int | None = None) -> Answer:
        """
        The answer to a question with what it leans on; arguments as for `ask`.
        """
        started = time.monotonic()
        if turn.before is None:
            answer = self._ask_each(turn.question, as_of, reading)
        else:
            answer = self._ask(turn.question, as_of, reading, self._given(turn.before, as_of))
        return replace(answer, question=turn.question, elapsed_seconds=time.monotonic() - started)

    def turn(self, question: str, before: Turn | None = None, as_of: dt.date | None = None) -> Turn:
        """
        A question as it is to be remembered: made whole where it only names something new, else with what it leans on.
        """
        question = question[:LONGEST_QUESTION]
        if before is None:
            return Turn(question)
        linked = self._linker(Run(self.compiled.graph), as_of).link(question)
        _, earlier, readings = self.readings(before.question, as_of, self._given(before.before, as_of))
        chosen = readings[(before.reading or 1) - 1 :][:1]
        whole = in_place_of(linked, earlier, chosen[0], self.compiled) if chosen else None
        if whole is not None:
            return shortened(Turn(whole, before=before.before))
        if not refers(linked, self.compiled.words):
            return Turn(question)
        says = any((word.low,) in self.compiled.words.references for word in linked.tokens)
        return shortened(Turn(question if says else f"{question.rstrip(' ?')} {OF_THEM}", before=before))

    def _given(self, turn: Turn | None, as_of: dt.date | None) -> Item | None:
        """
        What the answer to a turn gave; nothing where it gave no things.
        """
        if turn is None:
            return None
        run, _, readings = self.readings(turn.question, as_of, self._given(turn.before, as_of))
        chosen = readings[(turn.reading or 1) - 1 :][:1]
        return given(chosen[0], run) if chosen else None

    def _ask_each(self, question: str, as_of: dt.date | None, chosen: int | None) -> Answer:
        """
        The answers to each of the questions a sentence asks, as one; else the answer to the sentence as a whole.
        """
        question, day = day_asked(question, as_of)
        as_of = day or as_of
        first, *more = clauses(question)
        if more and chosen is None:
            mention = self.mention(first, as_of)
            asked = [first, *(completed(clause, first, mention) for clause in more)]
            return joined(question, asked, [self._ask(clause, as_of, None) for clause in asked])
        return self._ask(question, as_of, chosen)

    def mention(self, question: str, as_of: dt.date | None = None) -> str:
        """
        The words by which a question names the thing it is about, as written; empty where it names none.
        """
        _, linked, readings = self.readings(question, as_of)
        used = {(start, end) for start, end, _ in readings[0].item.trace} if readings else set()
        spans = {
            (linked.kept[start], linked.kept[end - 1] + 1)
            for (start, end), items in linked.atoms.items()
            if any(item.kind == "SET" and item.shape == "entity" for item in items)
        }
        named = max(used & spans, key=lambda span: (span[1] - span[0], -span[0]), default=None)
        if named is None:
            return ""
        start = named[0] - (named[0] > 0 and linked.tokens[named[0] - 1].low == "the")
        return linked.text[linked.tokens[start].start : linked.tokens[named[1] - 1].end]

    def _happened(self, question: str, as_of: dt.date | None) -> Answer | None:
        """
        What happened in the time a question names, where that is what it asks for.
        """
        run = Run(self.compiled.graph)
        reader = Reader(self.compiled.graph, run, PlainSpeaker(self.compiled, run))
        today = as_of or dt.datetime.now(dt.UTC).date()
        answer = Chronicle(self.compiled, reader, today, self.history).answer(
            question, self._linker(run, as_of).link(question)
        )
        return replace(answer, as_of=as_of.isoformat() if as_of else None) if answer else None

    def _told(self, question: str, as_of: dt.date | None) -> Answer | None:
        """
        The answer in passages, where that is what the question asks for.
        """
        if self.quoter is None:
            return None
        linked = self._linker(Run(self.compiled.graph), as_of).link(question)
        if not asks_for_prose([word.low for word in linked.tokens], self.compiled.words):
            return None
        answer = told(question, linked, self.quoter, self.compiled)
        return replace(answer, as_of=as_of.isoformat() if as_of else None)

    def _ask(self, question: str, as_of: dt.date | None, chosen: int | None, last: Item | None = None) -> Answer:
        answer = self._happened(question, as_of) or self._told(question, as_of)
        if answer is not None:
            return answer
        run, linked, readings = self.readings(question, as_of, last)
        said_day = as_of.isoformat() if as_of else None
        reader = Reader(self.compiled.graph, run, PlainSpeaker(self.compiled, run))
        answer = decide(question, linked, readings, reader, self, chosen)
        return replace(answer, as_of=said_day)

    def _linker(self, run: Run, as_of: dt.date | None) -> Linker:
        is_word = self.embedder.knows if self.embedder else None
        return Linker(self.compiled, run, self.model.weights, as_of or self.anchor, is_word)

    def readings(
        self, question: str, as_of: dt.date | None = None, last: Item | None = None
    ) -> tuple[Run, Linked, list[Reading]]:
        """
        The readings of a question, the likeliest first.

        Args:
            last: what the answer before gave, where the question speaks of it.
        """
        run = Run(self.compiled.graph)
        linked = self._linker(run, as_of).link(question, last)
        low = tuple(word.low for word in linked.tokens)
        composer = Composer(self.compiled, run, self.model.weights, low, may_be_empty=linked.is_yes_no)
        today = as_of or dt.datetime.now(dt.UTC).date()
        looked_up = ObservationReader(self.compiled, run, self.model.weights, linked, today).items()
        items = looked_up if is_plain(looked_up) else [*looked_up, *fill(linked, composer, self.model.weights)]
        items = sorted(items, key=lambda item: item.cost)
        reader = Reader(self.compiled.graph, run, PlainSpeaker(self.compiled, run))
        return run, linked, rank(items, linked, reader, self.model, self.embedder, today)


def newest_day(compiled: Compiled) -> dt.date | None:
    """
    The latest day that the graph tells of: what "2 January" without a year is counted from.
    """
    days = sorted(value.low for value in compiled.graph.values.values() if value.kind == "date")
    if not days:
        return None
    return dt.date.fromordinal(int(days[len(days) // 2]))
