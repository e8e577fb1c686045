"""
What is seen of a pair, as words: the classes of its ends, the way between them in the tree, the words on and around it.

Names never count, only their classes, so that what is learnt of one pair holds for the next.
"""

from collections.abc import Iterable
from functools import cache, cached_property
from itertools import pairwise

from ingest.claims.learned.pairs import Pair
from ingest.claims.matching import Matcher
from ingest.mentions.marks import Mark, MarkedSentence
from ingest.trees import Tree
from kg.claims import Entity

BROAD = ("Instrument", "Project", "Meeting", "Agreement")
"Classes whose subclasses count as one."
UNSAID = frozenset({"conj", "appos", "flat", "compound"})
"Links that say nothing of how two ends stand to each other."
STEPS = (4, 6, 10, 20)
NEAR = (-2, -1, 1, 2)
SHORT = 5


class Surroundings:
    """
    A sentence as its pairs need it, each thing worked out once.
    """

    def __init__(self, sentence: MarkedSentence, matcher: Matcher) -> None:
        self.sentence = sentence
        self.tree: Tree = sentence.tree
        self.matcher = matcher
        self.words = [token.lemma.lower() for token in self.tree.tokens]
        for mark in sentence.marks:
            for index in mark.tokens:
                self.words[index] = f"<{self.kind(mark.entity)}>"
        self._around: dict[int, list[str]] = {}
        self._edges: dict[int, str] = {}
        self._chains: dict[int, list[int]] = {}

    def kind(self, entity: Entity) -> str:
        """
        The class of an entity, of some only the broad one.
        """
        return broad_class(entity.type, self.matcher)

    def edge(self, index: int) -> str:
        """
        The link of a word to its head, with the preposition: `obl:with`.
        """
        if index not in self._edges:
            case = self.tree.case(index)
            dep = self.tree.tokens[index].dep
            self._edges[index] = f"{dep}:{case}" if case else dep
        return self._edges[index]

    def chain(self, index: int) -> list[int]:
        """
        A word and its heads up to the root.
        """
        if index not in self._chains:
            self._chains[index] = [index, *(token.index for token in self.tree.ancestors(index))]
        return self._chains[index]

    def way(self, one: int, other: int) -> tuple[list[int], list[int]]:
        """
        The ways from two words up to where they meet, that word at the end of both.
        """
        up, down = self.chain(one), self.chain(other)
        place = {index: number for number, index in enumerate(down)}
        for number, index in enumerate(up):
            if index in place:
                return up[: number + 1], down[: place[index] + 1]
        return up, down

    @cached_property
    def verbs(self) -> list[str]:
        """
        The verbs of the sentence.
        """
        return [f"v={token.lemma.lower()}" for token in self.tree.tokens if token.pos == "VERB"]

    @cached_property
    def lists(self) -> dict[int, list[Mark]]:
        """
        The list each mark stands in, by the identity of the mark.
        """
        return {id(mark): group for group in self.sentence.lists() for mark in group}

    def foremost(self, one: Mark, other: Mark) -> tuple[Mark, Mark]:
        """
        Of the lists that two marks stand in the two that are closest in the tree: what holds of them holds of all.
        """
        ones, others = self.lists.get(id(one), [one]), self.lists.get(id(other), [other])
        if ones is others or len(ones) == len(others) == 1:
            return one, other
        found = [(first, second) for first in ones for second in others if first.head != second.head]
        return min(found, key=lambda ends: sum(map(len, self.way(ends[0].head, ends[1].head))), default=(one, other))

    def around(self, mark: Mark) -> list[str]:
        """
        The words right before and behind a mark, each with its place.
        """
        if id(mark) not in self._around:
            places = [(step, (mark.tokens[0] if step < 0 else mark.tokens[-1]) + step) for step in NEAR]
            self._around[id(mark)] = [
                f"{step}={self.words[index] if 0 <= index < len(self.words) else '#'}" for step, index in places
            ]
        return self._around[id(mark)]


@cache
def broad_class(class_id: str, matcher: Matcher) -> str:
    """
    The broad class that one is counted as; itself where it has none.
    """
    if class_id not in matcher.terms.classes:
        return class_id
    return next((broad for broad in BROAD if matcher.terms.is_a(class_id, broad)), class_id)


def features_of(pair: Pair, surroundings: Surroundings) -> frozenset[str]:
    """
    All that is seen of a pair.
    """
    return frozenset((*outline_of(pair, surroundings), *details_of(pair, surroundings)))


def outline_of(pair: Pair, surroundings: Surroundings) -> set[str]:
    """
    What tells most of a pair: its classes and how its ends hang together. Most pairs are ruled out by this alone.
    """
    one, other = surroundings.kind(pair.subject), surroundings.kind(pair.object)
    seen = {f"ta={one}", f"tb={other}", f"tt={one}|{other}", *surroundings.verbs}
    if pair.sentence.starts_block:
        seen.add("block")
    if pair.subject_mark and pair.object_mark:
        seen.update(way_features(*surroundings.foremost(pair.subject_mark, pair.object_mark), surroundings))
    elif mark := pair.subject_mark or pair.object_mark:
        seen.update(passage_features(mark, "b" if pair.subject_mark else "a", surroundings))
    return seen


def details_of(pair: Pair, surroundings: Surroundings) -> set[str]:
    """
    The words between and beside two ends that the sentence names.
    """
    if pair.subject_mark is None or pair.object_mark is None:
        return set()
    kinds = surroundings.kind(pair.subject), surroundings.kind(pair.object)
    one, other = surroundings.foremost(pair.subject_mark, pair.object_mark)
    seen = set(between_features(one, other, kinds, surroundings))
    if pair.object_mark in surroundings.lists.get(id(pair.subject_mark), ()):
        seen.add("samelist")
    for name, mark in (("a", one), ("b", other)):
        seen.add(f"h{name}={mark.how.value}")
        seen.update(f"{name}{each}" for each in surroundings.around(mark))
    return seen


def trigger_of(pair: Pair, surroundings: Surroundings) -> int:
    """
    The word that joins a pair: where the ways of its ends meet, else what governs the only end in the sentence.
    """
    if pair.subject_mark and pair.object_mark:
        return surroundings.way(pair.subject_mark.head, pair.object_mark.head)[0][-1]
    mark = pair.subject_mark or pair.object_mark
    return surroundings.tree.tokens[mark.head].head if mark else 0


def passage_features(mark: Mark, missing: str, surroundings: Surroundings) -> Iterable[str]:
    """
    What is seen where the passage gives one end: how the other one hangs in its sentence.
    """
    words, tree = surroundings.words, surroundings.tree
    chain = surroundings.chain(mark.head)
    yield from (f"passage={missing}", f"how={mark.how.value}", f"pe={surroundings.edge(mark.head)}")
    for number, index in enumerate(chain[1:4]):
        yield f"pu{number}={words[index]}"
        yield f"pl={surroundings.edge(chain[number])}^{words[index]}"
    subject = tree.child(chain[-1], "nsubj", "nsubj:pass")
    said = words[subject.index] if subject else "-"
    yield from (f"root={words[chain[-1]]}", f"subj={said}", f"rootsubj={words[chain[-1]]}|{said}")
    yield from (f"w{each}" for each in surroundings.around(mark))


def way_features(one: Mark, other: Mark, surroundings: Surroundings) -> Iterable[str]:
    """
    The way between two ends: its links, the words on it, the word where both sides meet and the one above.
    """
    tree, words, edge = surroundings.tree, surroundings.words, surroundings.edge
    up, down = surroundings.way(one.head, other.head)
    top = up[-1]
    links = [[edge(index) for index in side[:-1] if tree.tokens[index].dep not in UNSAID] for side in (up, down)]
    path = "^".join(links[0]) + "|" + "v".join(reversed(links[1]))
    first = [edge(side[-2]) if len(side) > 1 else "self" for side in (up, down)]
    yield from (f"path={path}", f"pathl={path}|{words[top]}", f"plen{stepped(len(up) + len(down) - 2)}")
    yield from (f"top={words[top]}", f"toppos={tree.tokens[top].pos}")
    yield from (f"ua={first[0]}|{words[top]}", f"ub={first[1]}|{words[top]}")
    ends = edge(one.head), edge(other.head)
    yield from (f"ea={ends[0]}", f"eb={ends[1]}", f"ee={ends[0]}|{ends[1]}")
    for index in (*up[1:], *down[1:]):
        yield f"on={words[index]}"
    for name, side in (("mu", up), ("md", down)):
        for index in side[1:-1]:
            yield f"{name}={words[index]}"
    for name, mark in (("a", one), ("b", other)):
        yield f"o{name}={words[tree.tokens[mark.head].head]}"
    if tree.tokens[top].head != top:
        yield f"gov={words[tree.tokens[top].head]}"


def between_features(one: Mark, other: Mark, kinds: tuple[str, str], surroundings: Surroundings) -> Iterable[str]:
    """
    The words and names between two ends, and which comes first.
    """
    first, last = (one, other) if one.start < other.start else (other, one)
    order = "ab" if first is one else "ba"
    start, end = first.tokens[-1] + 1, last.tokens[0]
    words = surroundings.words[start:end]
    yield from (order, f"{order}{kinds[0]}{kinds[1]}", f"dist{stepped(max(0, end - start + 1))}")
    for word in set(words):
        yield f"m={word}"
        yield f"m{order}={word}"
    if len(words) <= SHORT:
        yield f"mid={order}{' '.join(words)}"
    for before, after in pairwise(words):
        yield f"mb={before}_{after}"
    named = [surroundings.kind(mark.entity) for mark in surroundings.sentence.acting if start <= mark.head < end]
    yield f"bet{min(4, len(named))}"
    for name, kind in zip("ab", kinds, strict=True):
        yield f"bet{name}{min(3, named.count(kind))}"


def stepped(number: int) -> int:
    """
    A number as far as it matters: small ones exactly, larger ones in steps.

    >>> [stepped(3), stepped(5), stepped(50)]
    [3, 4, 20]
    """
    return max((step for step in STEPS if step <= number), default=number)
