"""
Edges of one property, by the node they lead from.
"""

from collections import defaultdict

from kg.ask.graph import Edges


def turned(edges: Edges) -> Edges:
    """
    The same edges, backwards.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for s, ends in edges.items():
        for o in ends:
            found[o].append(s)
    return {node: tuple(sorted(ends)) for node, ends in found.items()}


def merge_edges(one: Edges, other: Edges) -> Edges:
    """
    The edges of both.
    """
    if all(set(ends) <= set(one.get(node, ())) for node, ends in other.items()):
        return one
    return {node: tuple(sorted({*one.get(node, ()), *other.get(node, ())})) for node in {*one, *other}}


def closure(edges: Edges) -> Edges:
    """
    The transitive closure: everything that can be reached in one step or more.
    """
    found: Edges = {}
    for start in edges:
        reached: set[int] = set()
        todo = list(edges[start])
        while todo:
            node = todo.pop()
            if node not in reached:
                reached.add(node)
                todo.extend(edges.get(node, ()))
        found[start] = tuple(sorted(reached))
    return found
