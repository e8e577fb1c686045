"""
Names to terms: which classes, properties, things and values a stretch of words may name.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from kg.ask.graph import Graph
from kg.ask.schema import PREPOSITIONS, Schema, Wording
from kg.ask.words import Form, Words
from kg.triples import Literal
from ontology.namespaces import DCT

RING: Final = 0.9
"Quality of a word that means the same by a ring; measured on nothing yet but the tests."
PART: Final = 0.6
LAST_PART: Final = 0.72
TYPO: Final = 0.8
CLOSE: Final = 82.0
LONGEST_VALUE: Final = 6
RARE: Final = 12
SHORT: Final = 4
CODE: Final = 3


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
        strings: form of a literal to property and literal.
        vocabulary: every stem there is, for typos.
    """

    terms: dict[Form, list[Target]] = field(default_factory=lambda: defaultdict(list))
    names: dict[Form, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    strings: dict[Form, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    codes: frozenset[Form] = frozenset()
    vocabulary: tuple[str, ...] = ()
    longest: int = 1

    def corrected(self, stem: str) -> str | None:
        """
        The stem that this one may be a misspelling of.
        """
        if len(stem) < SHORT or not stem.isalpha():
            return None
        close = [word for word in self.vocabulary if abs(len(word) - len(stem)) <= 2]  # noqa: PLR2004 - two slips
        found = process.extractOne(stem, close, scorer=fuzz.ratio, score_cutoff=CLOSE if len(stem) > 4 else 85)  # noqa: PLR2004
        return found[0] if found else None

    def named_by_parts(self, form: Form) -> dict[int, float]:
        """
        Things whose name holds all these stems, where they are few.
        """
        sets = [self.parts.get(stem, set()) for stem in form]
        if not sets or not all(sets):
            return {}
        found = set.intersection(*sets)
        return dict.fromkeys(found, 0.8) if 0 < len(found) <= RARE else {}


def build_lexicon(graph: Graph, schema: Schema, words: Words) -> Lexicon:
    """
    The lexicon of a graph.
    """
    lexicon = Lexicon()
    for index, wordings in enumerate(schema.class_words):
        for wording in wordings:
            for form, quality in variants(wording, words):
                lexicon.terms[form].append(Target("class", index, quality, wording.frame))
    for index, wordings in enumerate(schema.property_words):
        for wording in wordings:
            for form, quality in variants(wording, words):
                lexicon.terms[form].append(Target("property", index, quality, wording.frame))
    for targets in lexicon.terms.values():
        best: dict[tuple[str, int], Target] = {}
        for target in sorted(targets, key=lambda t: -t.quality):
            best.setdefault((target.kind, target.index), target)
        targets[:] = list(best.values())
    _add_names(lexicon, graph, schema, words)
    _add_strings(lexicon, graph, schema, words)
    schema_stems = {stem for form in lexicon.terms for stem in form}
    lexicon.vocabulary = tuple(sorted(schema_stems | set(lexicon.parts) | {s for f in lexicon.strings for s in f}))
    lexicon.longest = max([len(form) for form in (*lexicon.terms, *lexicon.names, *lexicon.strings)], default=1)
    return lexicon


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
        if graph.types.get(node) and graph.types[node] <= schema.events:
            continue
        names = graph.labels.get(node) or ((graph.label(node),) if node not in graph.named else ())
        for rank, name in enumerate(names):
            form = words.stems(name)
            if not form:
                continue
            held = lexicon.names[form]
            held[node] = max(held.get(node, 0.0), 1.0 if rank == 0 else 0.97)
            for stem in form:
                lexicon.parts[stem].add(node)


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
            form = words.stems(text)
            if not form or len(form) > LONGEST_VALUE:
                continue
            lexicon.strings[form].append((prop, literal))
            if len(text) <= CODE and text[:1].isupper():
                codes.add(form)
    lexicon.codes = frozenset(codes)
