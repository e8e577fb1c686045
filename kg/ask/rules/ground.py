"""
What all rules stand on: making one reading out of two, with what it costs.
"""

from typing import Any, Final

from kg.ask.compiled import Compiled
from kg.ask.expressions import Expression, Run
from kg.ask.graph import Path
from kg.ask.items import Counts, Feature, Item, summed
from kg.ask.nodes.classes import Class

LIGHTLY_EMPTY: Final = 0.2
"What is held against nothing found where the question is whether there is any."


def turned(path: Path) -> Path:
    """
    The same path, backwards.
    """
    return tuple((prop, not forward) for prop, forward in reversed(path))


class Ground:
    """
    The graph, the question's words and the weights; how readings are joined.
    """

    def __init__(
        self, compiled: Compiled, run: Run, weights: Counts, low: tuple[str, ...], *, may_be_empty: bool
    ) -> None:
        """
        Rules for the question with these words.
        """
        self.schema, self.graph, self.run, self.weights, self.low = compiled.schema, compiled.graph, run, weights, low
        self.may_be_empty = may_be_empty
        self.stems = frozenset(stem for word in low for stem in compiled.words.stems(word))

    def is_filed(self, item: Item) -> bool:
        """
        Whether an atom is a kind of observation, or a property of them alone: they are looked up, never crossed.
        """
        if item.kind in ("REL", "ATTR"):
            return item.path[0][0] in self.schema.filing
        return item.kind == "SET" and isinstance(item.node, Class) and item.node.index in self.schema.filed

    def gap(self, left: Item, right: Item) -> tuple[str, ...]:
        """
        The words between two readings, whichever stands first.
        """
        start, end = left.used.bit_length(), (right.used & -right.used).bit_length() - 1
        if start > end:
            start, end = right.used.bit_length(), (left.used & -left.used).bit_length() - 1
        return self.low[start:end]

    def make(
        self, kind: str, parts: tuple[Item, Item], changes: tuple[tuple[Feature, float], ...] = (), **fields: Any
    ) -> Item:
        """
        A reading made of two.
        """
        one, two = parts
        raised = list(summed(one.counts, two.counts))
        cost = one.cost + two.cost + self.weights[Feature.SIZE]
        raised[Feature.SIZE] += 1
        for feature, amount in changes:
            raised[feature] += amount
            cost += self.weights[feature] * amount
        head = fields.pop("head", one.head)
        return Item(kind, tuple(raised), cost, head, used=one.used | two.used, trace=one.trace + two.trace, **fields)

    def set_of(
        self,
        parts: tuple[Item, Item],
        node: Expression,
        changes: tuple[tuple[Feature, float], ...] = (),
        **fields: Any,
    ) -> Item | None:
        """
        A set made of two readings; nothing where it is empty and may not be.
        """
        members = self.run.members(node)
        if not members:
            was_empty = any(part.counts[Feature.EMPTY] for part in parts)
            loss = LIGHTLY_EMPTY if self.may_be_empty else 1.0
            changes = changes if was_empty else (*changes, (Feature.EMPTY, loss))
        types = fields.pop("types", None)
        if members or types is None:
            types = self.graph.types_of(members)
        return self.make("SET", parts, changes, node=node, members=members, types=types, **fields)

    def _kinds(self, path: Path) -> str:
        return self.schema.kinds.get(path[-1][0], "")
