"""
What every expression can do, and where sub-expressions are run and remembered.
"""

from collections.abc import Callable
from typing import Final, Protocol

from kg.ask.graph import Graph, Members, Path
from kg.ask.values import Value
from kg.ask.writer import Writer

MOST_KEPT: Final = 64


class Speaker(Protocol):
    """
    Whoever puts expressions into words.
    """

    def class_noun(self, index: int, *, plural: bool) -> str:
        """
        The name of a class.
        """
        ...

    def node(self, index: int) -> str:
        """
        The name of a node or literal.
        """
        ...

    def attribute(self, path: Path) -> str:
        """
        A property as a noun: "population".
        """
        ...

    def relation_clause(self, path: Path, end: str) -> str:
        """
        A clause for things from which a path leads to something: "that run through Texas".
        """
        ...

    def things(self, expression: "Expression", *, plural: bool) -> str:
        """
        A noun for the members of an expression that has none of its own.
        """
        ...


class Run:
    """
    Runs expressions on one graph and remembers what each gave.
    """

    def __init__(self, graph: Graph) -> None:
        """
        A fresh run, with nothing remembered.
        """
        self.graph = graph
        self.memory: dict[str, Members] = {}

    def members(self, expression: "Expression") -> Members:
        """
        What an expression denotes: ids of nodes, or of literals.
        """
        found = self.memory.get(expression.key)
        if found is None:
            found = expression.evaluate(self)
            self.memory[expression.key] = found
        return found

    def kept(self, key: str, members: Callable[[], Members]) -> Members:
        """
        What depends on the graph alone, found once for all questions.
        """
        kept = self.graph.kept
        found = kept.get(key)
        if found is None:
            found = members()
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[key] = found
        return found

    def values(self, node: int, path: Path) -> list[Value]:
        """
        The comparable values a path leads to from a node.
        """
        values = self.graph.values
        return [values[end] for end in self.graph.ends(node, path) if end in values]


class Expression(Protocol):
    """
    A set of things: one kind of query expression.
    """

    @property
    def key(self) -> str:
        """
        The same for two expressions exactly when they are built alike.
        """
        ...

    def evaluate(self, run: Run) -> Members:
        """
        The ids of its members.
        """
        ...

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        A group pattern that binds the variable to each member.
        """
        ...

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        A noun phrase: "states that border Texas".
        """
        ...

    def clause(self, speaker: Speaker) -> str:
        """
        The same as a clause behind another noun: "that border Texas".
        """
        ...


def spelt(path: Path) -> str:
    """
    A path as part of a key.

    >>> spelt(((3, True), (4, False)))
    '3/^4'
    """
    return "/".join(f"{prop}" if forward else f"^{prop}" for prop, forward in path)


def compare(sign: str, value: Value, constant: Value) -> bool:  # noqa: PLR0911 - one exit a sign
    """
    Whether a value stands in a relation to a constant; spans count as equal to what contains them.
    """
    if value.kind != constant.kind:
        return False
    if value.kind == "string":
        return (value.text.lower() == constant.text.lower()) == (sign == "=")
    if sign == "<":
        return value.high < constant.low
    if sign == "<=":
        return value.high <= constant.high
    if sign == ">":
        return value.low > constant.high
    if sign == ">=":
        return value.low >= constant.low
    within = constant.low <= value.low and value.high <= constant.high
    return within == (sign == "=")
