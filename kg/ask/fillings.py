"""
Which words of a question fill which place of an observation: partial readings from left to right, the cheapest kept.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from kg.ask.compiled import Compiled
from kg.ask.cubes import Cube, fitting
from kg.ask.graph import Members
from kg.ask.items import NOTHING, Counts, Feature, Item, added
from kg.ask.linked import Linked
from kg.ask.values import Value

BEAM: Final = 120
MOST_KEPT: Final = 24
OTHER_KIND: Final = 0.4
"What it costs that two words name kinds of which none holds the other."
AKIN: Final = 0.1
"How far a verb that only means alike lies from a place: by itself it does not ask for a number."
MEASURING: Final = frozenset(("ATTR", "SUPATTR", "CMPATTR"))
OPERATING: Final = frozenset(("SUP", "MOST", "CMP", "NEG", "EACH", "CONN"))
SIGNS: Final = frozenset(("<", "<=", ">", ">="))


@dataclass(frozen=True, slots=True)
class Filling:
    """
    A partial reading, word by word.

    Attributes:
        kind: class named so far; `None` while none is.
        filled: place and the things that fill it; one pair for each alternative.
        barred: the same for what is left out.
        asked: place asked for, and the class of what is asked for; -1 where no word names a class.
        side: whether the greatest or the least is asked for, and how many.
        sign: how two numbers are compared.
        other: position at which the second side of a comparison begins.
        measure: the number that a word names, where observations bear several; `None` for that of their kind.
        is_measured: whether a word speaks of the number itself, or of a place.
    """

    counts: Counts = NOTHING
    cost: float = 0.0
    kind: int | None = None
    filled: tuple[tuple[int, Members], ...] = ()
    barred: tuple[tuple[int, Members], ...] = ()
    asked: tuple[int, int] | None = None
    side: tuple[bool, int] | None = None
    sign: str = ""
    when: Value | None = None
    measure: int | None = None
    is_measured: bool = False
    is_negative: bool = False
    is_each: bool = False
    joins: int = 0
    used: int = 0
    trace: tuple[tuple[int, int, str], ...] = field(default=())


class Filler:
    """
    Fills the places of observations with the words of one question.
    """

    def __init__(self, compiled: Compiled, weights: Counts, linked: Linked) -> None:
        """
        A filler for the question with these atoms.
        """
        self.graph, self.schema, self.words = compiled.graph, compiled.schema, compiled.words
        self.weights, self.linked = weights, linked

    def fillings(self, cube: Cube) -> list[Filling]:
        """
        The best ways to read the words, from left to right.
        """
        size = len(self.linked.kept)
        states: list[list[Filling]] = [[] for _ in range(size + 1)]
        states[0] = [Filling()]
        starting: dict[int, list[tuple[int, Item]]] = {}
        for (start, end), items in self.linked.atoms.items():
            starting.setdefault(start, []).extend((end, item) for item in items)
        for position in range(size):
            for filling in heapq.nsmallest(BEAM, states[position], key=lambda each: each.cost):
                feature, amount = self.linked.skips[position]
                states[position + 1].append(self.dearer(filling, feature, amount))
                for end, item in starting.get(position, ()):
                    for read in self._read(cube, filling, item):
                        states[end].append(read)
        return heapq.nsmallest(MOST_KEPT, states[size], key=lambda each: each.cost)

    def dearer(self, filling: Filling, feature: Feature, amount: float) -> Filling:
        """
        The same filling with more held against it.
        """
        cost = filling.cost + self.weights[feature] * amount
        return replace(filling, counts=added(filling.counts, (feature, amount)), cost=cost)

    def _taken(self, filling: Filling, item: Item, loss: float = 0.0, **changes: object) -> Filling:
        amount = item.counts[Feature.LINK] + loss
        taken = self.dearer(filling, Feature.LINK, amount)
        return replace(taken, used=filling.used | item.used, trace=filling.trace + item.trace, **changes)  # type: ignore[arg-type]

    def _read(self, cube: Cube, filling: Filling, item: Item) -> Iterator[Filling]:  # noqa: C901 - one case a kind
        """
        What a filling becomes by one more atom.
        """
        measures = {cube.measure(self.schema, kind) for kind in cube.kinds}
        if item.kind == "SET" and item.shape == "class":
            yield from self._class(cube, filling, item)
        elif item.kind == "SET" and item.shape == "entity":
            yield from self._name(cube, filling, item)
        elif item.kind == "REL" and item.path[0][0] in cube.places and not self._is_light(item):
            if item.shape != "noun":
                is_own = item.counts[Feature.LINK] < AKIN
                yield self._taken(filling, item, is_measured=filling.is_measured or is_own)
            elif filling.asked is None:
                yield self._taken(filling, item, asked=(item.path[0][0], -1))
        elif item.kind in MEASURING:
            if item.path[-1][0] in measures:
                yield self._taken(replace(changed(filling, item), measure=item.path[-1][0]), item)
        elif item.kind == "LIT":
            if cube.time is not None and item.extra[0][0].kind == "date":
                yield self._taken(filling, item, when=item.extra[0][0])
        elif item.kind in OPERATING and (item.kind != "CMP" or (item.extra[0] in SIGNS and not item.extra[1])):
            yield self._taken(changed(filling, item), item)

    def _is_light(self, item: Item) -> bool:
        """
        Whether an atom reads nothing but words without content: "is in" names no place of an observation.
        """
        said = (word.low for at, word in enumerate(self.linked.tokens) if item.used >> at & 1)
        return all(word in self.words.fillers or word in self.words.links for word in said)

    def _class(self, cube: Cube, filling: Filling, item: Item) -> Iterator[Filling]:
        kind = item.node.index
        if kind in cube.kinds:
            held = filling.kind
            if held is None or held in self.graph.parents[kind] or held == kind:
                yield self._taken(filling, item, kind=kind, is_measured=True)
            elif kind in self.graph.parents[held]:
                yield self._taken(filling, item, is_measured=True)
            else:
                yield self._taken(filling, item, OTHER_KIND)
                yield self._taken(filling, item, OTHER_KIND, kind=kind)
        elif filling.asked is None:
            for place in cube.places:
                if kind in self.schema.objects[place]:
                    yield self._taken(filling, item, asked=(place, kind))

    def _name(self, cube: Cube, filling: Filling, item: Item) -> Iterator[Filling]:
        start = (item.used & -item.used).bit_length() - 1
        span = start, item.used.bit_length()
        for place, loss in fitting(cube, self.graph, self.schema, item.members, self.linked.tokens, span):
            members = frozenset(node for node in item.members if node in self.graph.incoming[place])
            pair = (place, members)
            if filling.is_negative:
                loss += 0.0 if filling.asked is None or filling.asked[0] == place else OTHER_KIND  # noqa: PLW2901
                yield self._taken(filling, item, loss, barred=(*filling.barred, pair), is_negative=False)
            elif filling.sign or filling.joins or place not in dict(filling.filled):
                yield self._taken(filling, item, loss, filled=(*filling.filled, pair))


def changed(filling: Filling, item: Item) -> Filling:
    """
    A filling with what an operator, or a word for the number itself, adds to it.
    """
    change: dict[str, Callable[[], Filling]] = {
        "ATTR": lambda: replace(filling, is_measured=True),
        "SUP": lambda: replace(filling, side=item.extra),
        "SUPATTR": lambda: replace(filling, side=item.extra),
        "MOST": lambda: replace(filling, side=(item.extra, 1)),
        "CMP": lambda: replace(filling, sign=item.extra[0]),
        "CMPATTR": lambda: replace(filling, sign=item.extra),
        "NEG": lambda: replace(filling, is_negative=True),
        "EACH": lambda: replace(filling, is_each=True),
        "CONN": lambda: replace(filling, joins=filling.joins + 1),
    }
    return change[item.kind]()
