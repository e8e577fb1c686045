"""
Names to terms: which classes, properties, things and values a stretch of words may name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.ask.derivation import families, root
from kg.ask.graph import Graph
from kg.ask.schema import Schema
from kg.ask.spelling import Speller, make_speller
from kg.ask.tokens import plain, words_of
from kg.ask.wordings import PREPOSITIONS, Wording
from kg.ask.words import Form, Words
from kg.triples import Literal
from ontology.namespaces import DCT, LEX

PARTLY: Final = 0.8
"Quality of a name of which only some words are said, where one thing alone is called so; less where several are."
RING: Final = 0.9
"Quality of a word that means the same by a ring; measured on nothing yet but the tests."
PART: Final = 0.6
LAST_PART: Final = 0.72
KIN: Final = 0.9
DEED: Final = 0.75
LONGEST_VALUE: Final = 6
RARE: Final = 6
SHORT: Final = 4
CODE: Final = 3
CODED: Final = re.compile(r"(?=.*\d{2})(?=.*[^\W\d_])[\w]{4,}")


@dataclass(frozen=True, slots=True)
class Target:
    """
    A class or property that words may name.

    Attributes:
        kind: class or property.
        quality: 1 for its label; less for parts, rings and comments.
        frame: how the words are used: noun, verb, participle, boolean, inverse noun, inverse verb.
    """

    kind: str
    index: int
    quality: float
    frame: str


@dataclass(slots=True)
class Lexicon:
    """
    All names of a graph by their stems.

    Attributes:
        terms: forms of classes and properties.
        names: forms of things, with quality.
        parts: stem to the things in whose name it stands.
        kinds: stem to the things whose class is called so: "the Texas river".
        strings: form of a literal to property and literal.
        codes: forms of literals that are codes: only those written alike are meant.
        short: form of a name of a few letters to things and the name as written, for the same reason.
        topics: stems of what the whole graph is about: a question may say them without meaning more by it.
        written: the words of names and values, in lower case.
        speller: mends slips of the pen.
        families: root to the stems of classes and properties that share it.
    """

    terms: dict[Form, list[Target]] = field(default_factory=lambda: defaultdict(list))
    names: dict[Form, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    kinds: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    strings: dict[Form, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    codes: frozenset[Form] = frozenset()
    short: dict[Form, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    topics: frozenset[str] = frozenset()
    written: set[str] = field(default_factory=set)
    speller: Speller = field(default_factory=Speller)
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 1

    def kin(self, stem: str) -> tuple[str, ...]:
        """
        Stems of classes and properties that are of one family with this one.
        """
        return self.families.get(root(stem), ()) if len(stem) >= SHORT else ()

    def as_written(self, form: Form, written: str, names: dict[int, float]) -> dict[int, float]:
        """
        The names a word may stand for: short ones only in their own letters, and in their own case where one is so.
        """
        short = self.short.get(form)
        if not short:
            return names
        exact = {node for node, spelt in short.items() if written in spelt}
        alike = {node for node, spelt in short.items() if written.lower() in {each.lower() for each in spelt}}
        meant = exact or alike
        return {node: quality for node, quality in names.items() if node in meant or node not in short}

    def named_by_parts(self, form: Form) -> dict[int, float]:
        """
        Things whose name holds all these stems, where they are few.
        """
        named = [self.parts.get(stem, set()) for stem in form]
        if len(form) > 1 and not all(named):
            named = [held | self.kinds.get(stem, set()) for held, stem in zip(named, form, strict=True)]
        if not named or not all(named):
            return {}
        found = set.intersection(*named)
        if not any(self.parts.get(stem, set()) & found for stem in form):
            return {}
        return dict.fromkeys(found, PARTLY - 0.03 * (len(found) - 1)) if 0 < len(found) <= RARE else {}


def build_lexicon(graph: Graph, schema: Schema, words: Words) -> Lexicon:
    """
    The lexicon of a graph.
    """
    lexicon = Lexicon()
    for index, wordings in enumerate(schema.class_words):
        for wording in wordings:
            for form, quality in variants(wording, words):
                if form != wording.form and {root(stem) for stem in form} == {root(stem) for stem in wording.form}:
                    quality *= DEED  # noqa: PLW2901 - who plays is a player, but playing is none
                lexicon.terms[form].append(Target("class", index, quality, wording.frame))
    _add_properties(lexicon, schema, words)
    for targets in lexicon.terms.values():
        best: dict[tuple[str, int], Target] = {}
        for target in sorted(targets, key=lambda t: -t.quality):
            best.setdefault((target.kind, target.index), target)
        targets[:] = list(best.values())
    _add_names(lexicon, graph, schema, words)
    _add_strings(lexicon, graph, schema, words)
    lexicon.topics = frozenset(
        stem
        for said in graph.schema_triples.values()
        for p, o in said
        if p == f"{LEX}topic" and isinstance(o, Literal)
        for stem in words.stems(o.value)
    )
    schema_stems = {stem for form in lexicon.terms for stem in form}
    lexicon.families = families(schema_stems)
    lexicon.speller = make_speller(
        words,
        schema_stems | lexicon.topics,
        lexicon.written.union(lexicon.parts, (stem for form in lexicon.strings for stem in form)),
    )
    lexicon.longest = max([len(form) for form in (*lexicon.terms, *lexicon.names, *lexicon.strings)], default=1)
    return lexicon


def _add_properties(lexicon: Lexicon, schema: Schema, words: Words) -> None:
    disputed = frozenset(schema.contested.values())
    for index, wordings in enumerate(schema.property_words):
        for wording in wordings:
            for form, quality in variants(wording, words):
                if index not in disputed or len(form) == len(wording.form):
                    lexicon.terms[form].append(Target("property", index, quality, wording.frame))


def variants(wording: Wording, words: Words) -> Iterator[tuple[Form, float]]:
    """
    The forms a wording may be met in: itself, by rings, by one changed word, by a part of it.
    """
    form, quality = wording.form, wording.quality
    yield form, quality
    for alike in words.alike(form):
        yield alike, quality * RING
    if len(form) == 1:
        return
    for position, stem in enumerate(form):
        for alike in words.alike((stem,)):
            yield form[:position] + alike + form[position + 1 :], quality * RING
        if stem in PREPOSITIONS:
            continue
        share = quality * (LAST_PART if position == len(form) - 1 else PART)
        yield (stem,), share
        for alike in words.alike((stem,)):
            yield alike, share * RING
    if len(form) > 2:  # noqa: PLR2004 - parts of two words
        for start in range(len(form) - 1):
            yield form[start : start + 2], quality * LAST_PART


def _add_names(lexicon: Lexicon, graph: Graph, schema: Schema, words: Words) -> None:
    replaced = {
        node
        for prop, iri in enumerate(graph.properties)
        if iri == DCT + "isReplacedBy"
        for node in graph.outgoing[prop]
    }
    for node, term in enumerate(graph.terms):
        if isinstance(term, Literal) or term.startswith("_:") or node in replaced:
            continue
        own = graph.types.get(node, frozenset())
        is_nameless = own <= schema.events | schema.unnamed
        if own and is_nameless and not (own <= schema.events and is_code(graph.label(node))):
            continue
        kinds = {
            stem for c in own for wording in schema.class_words[c] if len(wording.form) == 1 for stem in wording.form
        }
        names = graph.labels.get(node) or ((graph.label(node),) if node not in graph.named else ())
        for rank, name in enumerate(names):
            form = _form(name, lexicon, words)
            if not form:
                continue
            held = lexicon.names[form]
            if len(name) <= CODE:
                lexicon.short[form][node].add(name)
            held[node] = max(held.get(node, 0.0), 1.0 if rank == 0 else 0.97)
            for stem in form:
                lexicon.parts[stem].add(node)
        if names:
            for stem in kinds:
                lexicon.kinds[stem].add(node)


def _form(name: str, lexicon: Lexicon, words: Words) -> Form:
    """
    The stems of a name, whose words are kept as written for slips of the pen.
    """
    said = words_of(plain(name), words.irregular)
    lexicon.written.update(word.low for word in said)
    return tuple(word.stem for word in said if word.stem != "'s")


def is_code(name: str) -> bool:
    """
    Whether a name is one that people type though it is no word: letters and a number of some length.

    >>> is_code("shipment SH1003"), is_code("m1")
    (True, False)
    """
    return any(CODED.fullmatch(part) for part in name.split())


def _add_strings(lexicon: Lexicon, graph: Graph, schema: Schema, words: Words) -> None:
    codes = set()
    for prop, kind in schema.kinds.items():
        if kind != "string":
            continue
        seen: set[int] = set()
        for ends in graph.outgoing[prop].values():
            seen.update(ends)
        for literal in sorted(seen):
            text = graph.label(literal)
            form = _form(text, lexicon, words)
            if not form or len(form) > LONGEST_VALUE:
                continue
            lexicon.strings[form].append((prop, literal))
            if len(text) <= CODE and text[:1].isupper():
                codes.add(form)
    lexicon.codes = frozenset(codes)
