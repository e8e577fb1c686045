"""
Answer, ask back or decline: what to do with the readings of a question.
"""

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.ask.answers import Answer, Choice, Outcome, WordUse
from kg.ask.compiled import Compiled
from kg.ask.contest import edges_of_dispute, named_in, rests_on_dispute, sides
from kg.ask.items import Feature
from kg.ask.linked import FULL, Linked
from kg.ask.prose import days
from kg.ask.queries import to_sparql
from kg.ask.rank import OTHER_KIND
from kg.ask.readings import Reader, Reading
from kg.ask.supporting import edge_triples

if TYPE_CHECKING:
    from kg.ask.engine import Engine

MOST_CHOICES: Final = 4
MOST_SHOWN: Final = 8
NEAR: Final = 1.5
"How much dearer than the best a reading may be that is offered."
UNSAID: Final = 0.8
UNSAID_OF_A_STATE: Final = 1.4
"“Is the pact in force?” does not say that this is its status: one relation more may go unsaid."
OUT_OF_REACH: Final = "The question is about a time that what was read does not reach."
SHORT_WORD: Final = 3
"An unread word of more letters has a meaning that the answer would miss."
LOOKED_UP: Final = 0.1
"How much less sure it may be that a number is not there, where each name of the question fills a place of its own."
SAID_IN_FULL: Final = 0.05
"How much less sure it may be where each word is read as it is written and nothing has to be thought up."
EXACT: Final = 0.1
"Of links: words that are a term's own, or nearly."
FAR_FETCHED: Final = 2.0
"Of relations that no word names, their steps and skipped words together."


def decide(  # noqa: PLR0917 - one exit an outcome; one call, all named
    question: str, linked: Linked, readings: list[Reading], reader: Reader, engine: "Engine", chosen: int | None
) -> Answer:
    """
    The answer that the readings allow.
    """
    unused = tuple(linked.unknown)
    if not linked.tokens:
        return Answer(question, Outcome.NOT_UNDERSTOOD, text="The question is empty.", reason="empty")
    if not readings:
        return beyond(question, linked, "no_reading", engine)
    if chosen is not None and 1 <= chosen <= len(readings):
        return answered(question, linked, readings[chosen - 1], reader, engine, 1.0)
    chance = confidence(linked, readings, engine.model.calibration)
    best = readings[0]
    looked_up = LOOKED_UP if best.form == "observed" and best.is_empty else 0.0
    plain = SAID_IN_FULL if is_said_in_full(linked, best) else 0.0
    if chance + max(looked_up, plain) >= engine.model.answer_at and may_answer(linked, best):
        return replace(answered(question, linked, best, reader, engine, chance), unused=unused)
    options = offered(readings, reader) if chance >= engine.model.ask_at else ()
    if len(options) > 1 and is_likely(best) and not unread(linked):
        text = "The question can be read in several ways: " + "; ".join(f"({c.n}) {c.text}" for c in options) + "."
        return Answer(
            question, Outcome.AMBIGUOUS, text=text, readings=options, confidence=chance, unused=unused, reason="unsure"
        )
    return replace(beyond(question, linked, "unsure", engine), confidence=chance, readings=options)


def may_answer(linked: Linked, reading: Reading) -> bool:
    """
    Whether a reading may be answered with, however sure it is: it is sound, and no word with content is left unread.
    """
    return is_sound(reading) and not unread(linked)


def unread(linked: Linked) -> list[str]:
    """
    The words whose meaning an answer would miss.
    """
    return [word for word in linked.unknown if word.islower() and len(word) > SHORT_WORD]


def offered(readings: list[Reading], reader: Reader) -> tuple[Choice, ...]:
    """
    The readings worth choosing from, under their places among all.
    """
    most = readings[0].cost + NEAR
    near = [(n, r) for n, r in enumerate(readings, 1) if r.cost <= most and is_likely(r)]
    return tuple(Choice(n, r.sentence, to_sparql(r, reader.graph), r.answers) for n, r in near[:MOST_CHOICES])


def beyond(question: str, linked: Linked, reason: str, engine: "Engine") -> Answer:
    """
    No answer: because of the time asked about, else because of the words.
    """
    if out_of_reach(question, linked, engine):
        return Answer(question, Outcome.NOT_COVERED, text=OUT_OF_REACH, reason="outside_coverage")
    return declined(question, linked, reason, engine.compiled)


def out_of_reach(question: str, linked: Linked, engine: "Engine") -> bool:
    """
    Whether a question names a day that the graph does not claim to reach.
    """
    named = days(linked)
    if named is None or engine.covers is None:
        return False
    asked = f'ASK {{ ?thing ?time "{named[0].isoformat()}" }}'
    return not engine.covers(Answer(question, Outcome.NOT_UNDERSTOOD, sparql=asked))


def is_sound(reading: Reading) -> bool:
    """
    Whether a reading gives what the question word asks for and, where it found nothing, is plain enough to say so:
    relations that no word names, or words that name something else as well, make "there are none" a guess.
    """
    counts = reading.item.counts
    if counts[Feature.FOCUS] >= OTHER_KIND:
        return False
    unsaid = counts[Feature.IMPLICIT] + counts[Feature.HOPS] + counts[Feature.DIRECTION]
    unsaid += counts[Feature.SKIP] + counts[Feature.LOCK]
    most = UNSAID_OF_A_STATE if reading.form == "ask" else UNSAID
    return not says_nothing(reading) or (unsaid < most and counts[Feature.LINK] < UNSAID)


def is_said_in_full(linked: Linked, reading: Reading) -> bool:
    """
    True where every word of the question is a term's own and the reading holds nothing else.
    """
    counts = reading.item.counts
    unsaid = counts[Feature.IMPLICIT] + counts[Feature.HOPS] + counts[Feature.SKIP] + counts[Feature.LOCK]
    return not linked.unknown and not linked.corrected and not unsaid and counts[Feature.LINK] < EXACT


def is_likely(reading: Reading) -> bool:
    """
    Whether a reading is worth asking back: most of it is said, and it finds something.
    """
    counts = reading.item.counts
    unsaid = counts[Feature.IMPLICIT] + counts[Feature.HOPS] + counts[Feature.SKIP] + counts[Feature.LOCK]
    return unsaid < FAR_FETCHED and not says_nothing(reading)


def confidence(linked: Linked, readings: list[Reading], calibration: tuple[float, ...]) -> float:
    """
    The chance that the first reading is right.
    """
    score = sum(weight * value for weight, value in zip(calibration, evidence(linked, readings), strict=False))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def evidence(linked: Linked, readings: list[Reading]) -> tuple[float, ...]:
    """
    What confidence is made of: bias, margin to the next answer, what speaks against the best, words unread, its cost;
    cost and links also by the word, so that long questions are not thought unsure for their length.
    """
    best = readings[0]
    margin = min(readings[1].cost - best.cost, 3.0) if len(readings) > 1 else 3.0
    counts = best.item.counts
    unknown = len(linked.unknown)
    read = len(set(best.item.trace))
    content = sum(amount >= FULL for _, amount in linked.skips)
    return (
        1.0,
        min(margin, 0.5),
        margin,
        counts[Feature.LINK],
        counts[Feature.SKIP],
        counts[Feature.LOCK],
        counts[Feature.IMPLICIT] + counts[Feature.LIFT],
        counts[Feature.EMPTY] + float(best.is_empty),
        counts[Feature.FOCUS],
        counts[Feature.SCOPE] + counts[Feature.ORDER] + counts[Feature.DIRECTION],
        float(unknown),
        unknown / (unknown + read),
        float(len(linked.corrected)),
        best.cost,
        counts[Feature.LINK] / max(1, read),
        best.cost / max(1, content),
    )


def declined(question: str, linked: Linked, reason: str, compiled: Compiled) -> Answer:
    """
    No answer, with the words that have no term.
    """
    if linked.unknown:
        text = "I have no term for " + ", ".join(f"“{word}”" for word in linked.unknown) + "."
        return Answer(
            question,
            Outcome.NOT_UNDERSTOOD,
            text=text,
            unused=tuple(linked.unknown),
            reason="unknown_words",
            nearest={word: near for word in linked.unknown if (near := compiled.nearest(word))},
        )
    return Answer(question, Outcome.NOT_UNDERSTOOD, text="I could not make out what is asked.", reason=reason)


def answered(  # noqa: PLR0917 - one call, all named
    question: str, linked: Linked, reading: Reading, reader: Reader, engine: "Engine", chance: float
) -> Answer:
    """
    The answer of one reading.
    """
    uses = []
    for start, end, concept in sorted(set(reading.item.trace)):
        uses.append(WordUse(" ".join(word.text for word in linked.tokens[start:end]), concept))
    answer = Answer(
        question,
        Outcome.ANSWERED if reading.answers else Outcome.NONE,
        reading.answers,
        reading.columns,
        reading.rows,
        sentence(reading),
        to_sparql(reading, reader.graph),
        reading.sentence,
        chance,
        words=tuple(uses),
        supporting=reader.supporting(reading),
    )
    disputed = sides(reading.item, engine.compiled) if says_nothing(reading) else frozenset()
    if disputed and (reading.form != "ask" or disputed & named_in(reading.item.node)):
        values = reader.values(disputed)
        text = f"This is contested: {', '.join(value.label for value in values)}."
        bearing = edge_triples(engine.compiled.graph, edges_of_dispute(reading.item, engine.compiled))
        return replace(
            answer, outcome=Outcome.CONTESTED, answers=values, text=text, reason="contested", supporting=bearing
        )
    if rests_on_dispute(reading.item.node, engine.compiled) and reading.answers:
        return replace(answer, outcome=Outcome.CONTESTED, text=f"This is contested. {answer.text}", reason="contested")
    if answer.outcome == Outcome.NONE and engine.covers is not None and not engine.covers(answer):
        return replace(answer, outcome=Outcome.NOT_COVERED, reason="outside_coverage")
    return answer


def says_nothing(reading: Reading) -> bool:
    """
    Whether a reading found nothing: no thing, a no, or a number of nought.
    """
    return reading.is_empty or (reading.form in ("ask", "number") and not reading.answers[0].value)


def sentence(reading: Reading) -> str:
    """
    The answer as a plain English sentence.
    """
    said = reading.sentence[:1].upper() + reading.sentence[1:]
    looked_up = "; ".join(dict.fromkeys(row[0].label for row in reading.rows[:MOST_SHOWN] if row[0]))
    if reading.form == "ask" and reading.item.kind == "VAL":
        looked_up = ", ".join(cell.label for row in reading.rows[:MOST_SHOWN] for cell in row[1:] if cell)
        looked_up = f"{reading.columns[1]} {looked_up}" if looked_up else ""
    if reading.form == "ask":
        said = "Yes" if reading.answers[0].value else "No"
        return f"{said}: {looked_up}." if looked_up else f"{said}."
    if not reading.answers:
        return f"There are none: {reading.sentence}."
    if reading.form in ("table", "group"):
        shown = "; ".join(
            ": ".join(
                (row[0].label if row[0] else "", ", ".join(cell.label if cell else "unknown" for cell in row[1:]))
            )
            for row in reading.rows[:MOST_SHOWN]
        )
        return f"{said}: {shown}{'; …' if len(reading.rows) > MOST_SHOWN else ''}."
    labels = [value.label for value in reading.answers]
    shown = ", ".join(labels[:MOST_SHOWN]) + (
        f" and {len(labels) - MOST_SHOWN} more" if len(labels) > MOST_SHOWN else ""
    )
    if reading.form == "observed":
        return f"{looked_up}." if reading.item.path in reading.item.extra[-2:] else f"{shown}: {looked_up}."
    return f"{said}: {shown}."
