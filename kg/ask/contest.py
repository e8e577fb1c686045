"""
Whether an empty result is really a dispute: the property asked for has a contested form with values.
"""

from dataclasses import fields
from typing import Any

from kg.ask.compiled import Compiled
from kg.ask.items import Item
from kg.ask.nodes.values import Values


def sides(item: Item, compiled: Compiled) -> frozenset[int]:
    """
    What the contested forms of a reading's properties say about the things it is about.
    """
    return frozenset(value for _, _, value in edges_of_dispute(item, compiled))


def edges_of_dispute(item: Item, compiled: Compiled) -> tuple[tuple[int, int, int], ...]:
    """
    Thing, contested form and value, for the properties a reading uses and the things it names, or whose value it gives.
    """
    named: set[int] = set()
    props: set[int] = set()
    _walk(item.node, named, props)
    things = named | item.members if item.kind == "VAL" else named
    forms = [compiled.schema.contested[prop] for prop in sorted(props & compiled.schema.contested.keys())]
    return tuple(
        (thing, form, value)
        for form in forms
        for thing in sorted(things)
        for value in compiled.graph.outgoing[form].get(thing, ())
    )


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
