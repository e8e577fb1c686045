"""
The ways to name a class or property: its label, what the ontology says of it, and what the shape of those words tells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.ask.derivation import root
from kg.ask.graph import WORD, Graph, is_english, local_name, schema_label
from kg.ask.words import Form, Words
from kg.triples import Literal
from ontology.namespaces import LEX, RDFS, SKOS

PREPOSITIONS: Final = frozenset("in of by to from at on with through for as into under about against".split())
AUXILIARIES: Final = frozenset("is was are has have had be".split())
BEING: Final = re.compile(r"^be (?:an? |the )?")
OWN_NAME: Final = 0.8
"Quality of the words in an address, beside a label that says something else."
WRITTEN: Final = (
    ("noun", "noun"),
    ("verb", "verb"),
    ("participle", "participle"),
    ("inverseNoun", "inverse noun"),
    ("inverseVerb", "inverse verb"),
    ("adjective", "boolean"),
)
"Annotations that say how a property is spoken of, with the frame of each."


@dataclass(frozen=True, slots=True)
class Wording:
    """
    One way to name a class or property.

    Attributes:
        form: stems.
        quality: 1 for the label itself, less for what was derived.
        frame: noun, verb, participle, boolean or inverse (the words run against the arrow).
    """

    form: Form
    quality: float
    frame: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """
    How a property is spoken of.

    Attributes:
        frame: that of its label.
        written: annotation to the form nearest to the label, for what the ontology writes out.
    """

    wordings: list[Wording]
    frame: str
    written: dict[str, str]


def said_of(graph: Graph, iri: str, prop: str) -> list[str]:
    """
    What the graph says of a term by one annotation, in English.
    """
    return sorted(
        o.value for p, o in graph.schema_triples.get(iri, ()) if p == prop and isinstance(o, Literal) and is_english(o)
    )


def class_wordings(graph: Graph, iri: str, words: Words) -> Iterator[Wording]:
    """
    The ways to name a class.
    """
    yield Wording(words.stems(schema_label(graph, iri)), 1.0, "noun")
    for prop in (RDFS + "label", SKOS + "altLabel", SKOS + "prefLabel", LEX + "noun"):
        for said in said_of(graph, iri, prop):
            yield Wording(words.stems(said), 0.97, "noun")
    yield Wording(words.stems(local_name(iri)), OWN_NAME, "noun")


def property_wordings(graph: Graph, iri: str, words: Words, *, is_boolean: bool) -> Spoken:
    """
    The ways to name a property: its label, what the ontology says of it, what its partner the other way is called.
    """
    label = schema_label(graph, iri)
    found = list(shaped(label, words, is_boolean=is_boolean))
    frame = found[0].frame
    written: dict[str, str] = {}
    for name, kind in WRITTEN:
        forms = said_of(graph, iri, LEX + name)
        if forms:
            written[name] = nearest_to(label, forms, words)
        for form in forms:
            said = BEING.sub("", form)
            found.append(Wording(words.stems(said), 0.98, kind))
            *rest, last = said.split()
            if rest and last in PREPOSITIONS:
                found.append(Wording(words.stems(" ".join(rest)), 0.94, kind))
    for said in (
        s for prop in (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel") for s in said_of(graph, iri, prop)
    ):
        found.extend(Wording(w.form, 0.95 * w.quality, w.frame) for w in shaped(said, words, is_boolean=is_boolean))
    found.extend(
        Wording(words.stems(re.split(r"[(,.]", said)[0]), 0.7, frame) for said in said_of(graph, iri, RDFS + "comment")
    )
    own = local_name(iri)
    if WORD.search(own) and own.lower() != label.lower():
        found.extend(Wording(w.form, OWN_NAME * w.quality, w.frame) for w in shaped(own, words, is_boolean=is_boolean))
    found.extend(borrowed(graph, iri, words))
    best: dict[tuple[Form, str], Wording] = {}
    for wording in found:
        key = (wording.form, wording.frame)
        if wording.form and (key not in best or best[key].quality < wording.quality):
            best[key] = wording
    return Spoken(list(best.values()), frame, written)


def nearest_to(label: str, forms: list[str], words: Words) -> str:
    """
    Of several forms of a property the one that says most of its label: how it is put into words.
    """
    meant = {root(stem) for stem in words.stems(label)}

    def distance(form: str) -> tuple[float, int, str]:
        own = {root(stem) for stem in words.stems(BEING.sub("", form))}
        return -len(own & meant) / len(own | meant), len(form), form

    return min(forms, key=distance)


def borrowed(graph: Graph, iri: str, words: Words) -> Iterator[Wording]:
    """
    The names of a property that is only declared, as the other way of this one.
    """
    for other, said in graph.schema_triples.items():
        for p, o in said:
            if p.endswith("#inverseOf") and iri in (o, other) and isinstance(o, str):
                partner = other if o == iri else o
                if partner in graph.properties or partner == iri:
                    continue
                for wording in shaped(schema_label(graph, partner), words, is_boolean=False):
                    yield Wording(wording.form, 0.97, f"inverse {wording.frame}")


def shaped(label: str, words: Words, *, is_boolean: bool) -> Iterator[Wording]:
    """
    A label as it may be said, by its shape.
    """
    parts = label.replace("_", " ").split()
    low = [part.lower() for part in parts]
    if low and low[0] in AUXILIARIES and len(low) > 1:
        rest = " ".join(parts[1:])
        if is_boolean:
            yield Wording(words.stems(rest), 1.0, "boolean")
            return
        yield from shaped(rest, words, is_boolean=False)
        return
    if is_boolean:
        yield Wording(words.stems(label), 1.0, "boolean")
        return
    frame = frame_of(low)
    yield Wording(words.stems(label), 1.0, frame)
    if len(low) > 1 and low[-1] in PREPOSITIONS:
        yield Wording(words.stems(" ".join(parts[:-1])), 0.96, frame)


def frame_of(low: list[str]) -> str:
    """
    How the words of a label stand in a sentence.
    """
    first, last = low[0] if low else "", low[-1] if low else ""
    if last in PREPOSITIONS and len(low) > 1:
        if first.endswith(("ed", "en", "wn", "held", "ght", "born")):
            return "participle"
        if last == "of":
            return "inverse noun"
        return "participle" if not first.endswith("s") else "verb"
    if len(low) == 1 and first.endswith("s") and not first.endswith(("ss", "us", "is", "ies", "news")):
        return "verb"
    if len(low) == 1 and first.endswith("ed"):
        return "verb"
    return "noun"
