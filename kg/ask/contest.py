"""
Whether an empty result is really a dispute: the property asked for has a contested form with values.
"""

from dataclasses import fields
from typing import Any

from kg.ask.compiled import Compiled
from kg.ask.nodes.values import Values


def sides(node: Any, compiled: Compiled) -> frozenset[int]:
    """
    What the contested forms of an expression's properties say about the things it names.
    """
    named: set[int] = set()
    props: set[int] = set()
    _walk(node, named, props)
    found: set[int] = set()
    for prop in props & compiled.schema.contested.keys():
        edges = compiled.graph.outgoing[compiled.schema.contested[prop]]
        for thing in named:
            found.update(edges.get(thing, ()))
    return frozenset(found)


def named_in(node: Any) -> frozenset[int]:
    """
    The things that an expression names.
    """
    named: set[int] = set()
    _walk(node, named, set())
    return frozenset(named)


def rests_on_dispute(node: Any, compiled: Compiled) -> bool:
    """
    Whether an expression reads a contested form itself.
    """
    props: set[int] = set()
    _walk(node, set(), props)
    return not props.isdisjoint(compiled.schema.contested.values())


def _walk(node: Any, named: set[int], props: set[int]) -> None:
    if isinstance(node, Values):
        named.update(node.nodes)
        return
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in ("path", "other_path"):
            props.update(prop for prop, _ in value)
        elif hasattr(value, "key"):
            _walk(value, named, props)
