"""
Which reading is likeliest: the locks and counts of the chart, the focus of the question, and likeness of sentences.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Final

from kg.ask.answers import AnswerValue
from kg.ask.atoms.ground import ASKING
from kg.ask.expressions import Expression, Run
from kg.ask.items import FEATURES, Counts, Feature, Item, dearer
from kg.ask.linked import Linked
from kg.ask.nodes.boolean import And, Minus
from kg.ask.nodes.join import Join
from kg.ask.nodes.number import Agg
from kg.ask.nodes.values import Values
from kg.ask.readings import Reader, Reading
from kg.text import Embedder

PAST: Final = frozenset(("did", "was", "were"))
MOST_READ: Final = 60
ASKED_UNUSED: Final = 0.3
"The same against one that leaves out the question word: the answer's own kind says it."
OTHER_KIND: Final = 2.0
SPELT_OUT: Final = 0.5
"The same for a time that may stand there in words."
MOST_EMBEDDED: Final = 30
WELL_NAMED: Final = 0.2
"How far words may lie from the property whose being there they ask for: “is it signed?”."


@dataclass(frozen=True, slots=True)
class Model:
    """
    The learnt numbers: what each feature costs, and how a margin becomes a probability.

    Attributes:
        weights: cost per count, in the order of `Feature`.
        calibration: weights of the confidence features, the bias first.
    """

    weights: Counts
    calibration: tuple[float, ...]
    answer_at: float
    ask_at: float


def load_model() -> Model:
    """
    The model that ships with the engine.
    """
    return read_model((files("kg.ask") / "weights.json").read_text())


def read_model(text: str) -> Model:
    """
    A model from its JSON.
    """
    said = json.loads(text)
    weights = tuple(float(said["weights"][feature.name.lower()]) for feature in Feature)
    assert len(weights) == FEATURES
    return Model(weights, tuple(said["calibration"]), said["answer_at"], said["ask_at"])


def rank(  # noqa: PLR0917 - one call, all named
    items: Sequence[Item], linked: Linked, reader: Reader, model: Model, embedder: Embedder | None, today: dt.date
) -> list[Reading]:
    """
    Readings, the likeliest first; those with the same answer are one, under their cheapest sentence.
    """
    readings: dict[object, Reading] = {}
    for item in items[:MOST_READ]:
        for variant in whole(item, reader.run):
            judged = judge(variant, linked, model.weights)
            reading = reader.read(judged, is_yes_no=linked.is_yes_no)
            if reading is None:
                continue
            doubt = unlike(linked, reading, reader, today)
            if doubt:
                reading.item = dearer(reading.item, model.weights, (Feature.FOCUS, doubt))
                reading.cost = reading.item.cost
            form = "values" if reading.form in ("select", "value") else reading.form
            held = readings.get((form, reading.key))
            if held is None or reading.cost < held.cost:
                readings[form, reading.key] = reading
    ranked = sorted(readings.values(), key=lambda reading: reading.cost)[:MOST_EMBEDDED]
    for reading in ranked:
        reading.sentence = reader.say(reading)
    if embedder is not None and len(ranked) > 1:
        likeness(ranked, linked, embedder, model.weights)
    return sorted(ranked, key=lambda reading: (round(reading.cost, 9), reading.sentence))


def whole(item: Item, run: Run) -> list[Item]:
    """
    An item as an answer: "average price" alone is that of everything that has a price.
    """
    if item.kind == "AGGATTR":
        things = Join(item.path)
        number = Agg(item.extra, item.path, things)
        return [replace(item, kind="NUM", node=things, members=run.members(things), extra=number)]
    return [item]


def unlike(linked: Linked, reading: Reading, reader: Reader, today: dt.date) -> float:
    """
    How ill the answer fits what the question word asks for: "who" asks for no number, "what share" for no thing, "when"
    neither, "when did" for no day to come.
    """
    asks = linked.asks
    types = reader.types(reading)
    if asks in ("who", "where") and types and types <= {"number", "date", "boolean", "duration"}:
        return OTHER_KIND
    if linked.asks_number and types and not types & {"number", "duration"}:
        return OTHER_KIND
    if asks == "when" and types and not types & {"date", "duration"}:
        return SPELT_OUT if types == {"string"} else OTHER_KIND
    is_past = any(word.low in PAST for word in linked.tokens)
    if asks == "when" and is_past and types == {"date"} and all(is_to_come(a, today) for a in reading.answers):
        return OTHER_KIND
    return 0.0


def is_to_come(day: AnswerValue, today: dt.date) -> bool:
    """
    Whether a day, month or year begins after today.
    """
    return str(day.value) > today.isoformat()


def judge(item: Item, linked: Linked, weights: Counts) -> Item:
    """
    The item with what speaks against it as the answer to this question.
    """
    changes: list[tuple[Feature, float]] = []
    focus = linked.focus
    if focus is not None and item.kind in ("SET", "VAL") and not linked.is_yes_no:
        asked = {concept for start, _, concept in item.trace if start == item.head}
        spans = [(start, end) for start, end, concept in item.trace if start == item.head or concept in asked]
        if not any(start <= focus < end for start, end in spans):
            asking = linked.tokens[focus].low in ("who", "where")
            fits = not linked.asked_types or not linked.asked_types.isdisjoint(item.types)
            changes.append((Feature.FOCUS, ASKED_UNUSED if asking and fits else 1.0))
        elif item.kind == "SET" and item.shape == "filter":
            changes.append((Feature.FOCUS, 0.6))
    if focus is not None and item.kind == "OBS" and not item.used >> focus & 1:
        changes.append((Feature.FOCUS, 2.0))
    if linked.is_yes_no and item.kind != "SET":
        is_named = item.kind == "VAL" and item.counts[Feature.LINK] < WELL_NAMED
        changes.append((Feature.FOCUS, 0.5 if is_named else 2.0))
    if item.kind == "SET" and not linked.is_yes_no and is_itself(item.node):
        changes.append((Feature.FOCUS, 1.0))
    if linked.is_yes_no and item.shape in ("entity", "class"):
        changes.append((Feature.FOCUS, 2.0))
    if item.kind == "SET" and len(item.members) > 1 and item.head < len(linked.tokens):
        ends = [end for start, end, _ in item.trace if start == item.head]
        word = linked.tokens[max(ends, default=item.head + 1) - 1].low
        if not word.endswith("s") and item.shape != "sup" and word not in ASKING:
            changes.append((Feature.NUMBER, 1.0))
    return dearer(item, weights, *changes) if changes else item


def is_itself(node: Expression) -> bool:
    """
    Whether a set is of things that the question names: what is named is not what is asked for.
    """
    if isinstance(node, And):
        return is_itself(node.head) or is_itself(node.other)
    return is_itself(node.head) if isinstance(node, Minus) else isinstance(node, Values)


def likeness(readings: list[Reading], linked: Linked, embedder: Embedder, weights: Counts) -> None:
    """
    Hold unlikeness to the question against readings.
    """
    question = " ".join(word.text for word in linked.tokens)
    vectors = embedder.embed([question, *(reading.sentence for reading in readings)])
    for reading, score in zip(readings, vectors[1:] @ vectors[0], strict=True):
        far = 1.0 - float(score)
        reading.item = dearer(reading.item, weights, (Feature.LIKENESS, far))
        reading.cost = reading.item.cost
