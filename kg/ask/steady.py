"""
How steady answers are: the same question otherwise written, or about another thing of the same kind.
"""

import random
import re
from collections.abc import Iterator
from typing import Final

from kg.ask.answers import Answer
from kg.ask.engine import Engine

LONG: Final = 6
"Words from this length on are misspelt; shorter ones may become another word."
WORD: Final = re.compile(r"[a-z]+")


def rewritten(question: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """
    A question in other dress: name of the change and the changed question.

    >>> dict(rewritten("Which rivers run through Texas?", random.Random(1)))["typo"]
    'Which rivres run through Texas?'
    """
    yield "lower case", question.lower()
    yield "no mark", question.rstrip("?. ")
    yield "polite", f"please tell me {question[:1].lower()}{question[1:]}"
    words = [match for match in WORD.finditer(question) if len(match[0]) >= LONG]
    if words:
        word = draw.choice(words)
        at = word.start() + len(word[0]) // 2
        if question[at] != question[at + 1]:
            yield "typo", f"{question[:at]}{question[at + 1]}{question[at]}{question[at + 2 :]}"


def about_another(engine: Engine, question: str, draw: random.Random) -> tuple[str, str, str] | None:
    """
    The question about another thing of the same class, of which as much is told: the new question, both names.

    Nothing where no thing is named in full, by a name that is its own alone.
    """
    graph = engine.compiled.graph
    for node, names in sorted(graph.labels.items(), key=lambda each: -len(each[1][0])):
        own = graph.types.get(node)
        if not own or not re.search(rf"\b{re.escape(names[0])}\b", question) or not unmistakable(engine, node):
            continue
        others = [n for n in sorted(graph.members[min(own)]) if n != node and n in graph.labels]
        told = profile(engine, node)
        others = [n for n in others if graph.types[n] == own and unmistakable(engine, n) and told <= profile(engine, n)]
        if others:
            other = graph.labels[draw.choice(others)][0]
            return question.replace(names[0], other), names[0], other
    return None


def profile(engine: Engine, node: int) -> frozenset[tuple[int, bool]]:
    """
    What is told of a thing: the properties that lead from it and to it.
    """
    graph = engine.compiled.graph
    sides = ((graph.outgoing, True), (graph.incoming, False))
    return frozenset((prop, forward) for edges, forward in sides for prop, each in enumerate(edges) if node in each)


def unmistakable(engine: Engine, node: int) -> bool:
    """
    Whether nothing else goes by the name of a thing.
    """
    lexicon, words = engine.compiled.lexicon, engine.compiled.words
    form = words.stems(engine.compiled.graph.label(node))
    return set(lexicon.names.get(form, ())) == {node} and form not in lexicon.terms and form not in lexicon.strings


def same(one: Answer, other: Answer) -> bool:
    """
    Whether two answers come to the same.
    """
    if not one.answers and not other.answers:
        return one.outcome == other.outcome
    return set(one.answers) == set(other.answers) and one.rows == other.rows


def steadiness(engine: Engine, questions: list[str], seed: int) -> dict[str, list[float]]:
    """
    For each change, whether each answered question kept its answer; for another thing, its reading.
    """
    draw = random.Random(seed)  # noqa: S311 - a draw of slips
    found: dict[str, list[float]] = {}
    for question in questions:
        first = engine.ask(question)
        if not first.answers:
            continue
        for change, text in rewritten(question, draw):
            found.setdefault(change, []).append(float(same(first, engine.ask(text))))
        moved = about_another(engine, question, draw)
        if moved:
            text, old, new = moved
            reading = engine.ask(text, reading=1).reading
            same_words = sorted(reading.replace(new, old).split()) == sorted(first.reading.split())
            found.setdefault("another", []).append(float(same_words))
    return found
