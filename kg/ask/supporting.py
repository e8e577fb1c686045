"""
The triples that bear an answer: those along the paths of its reading that lead to what was answered.
"""

from collections.abc import Iterable
from typing import Any, Final

from kg.ask.expressions import Run
from kg.ask.graph import Graph, Members, Path
from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.boolean import And, Minus, Or
from kg.ask.nodes.comparison import Cmp, CmpTo, CountCmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.observations import Observed
from kg.ask.nodes.superlative import CountSup, Sup, SupEach
from kg.triples import Triple

MOST: Final = 400
"More triples than this bear no answer that anybody checks by hand."

Edge = tuple[int, int, int]


def supporting(node: Any, members: Members, run: Run) -> tuple[Triple, ...]:
    """
    The triples through which these members belong to what an expression denotes, each once.

    Args:
        node: an expression of the engine.
        members: those of its members that were answered.
    """
    found: dict[Edge, None] = {}
    _bear(node, members, run, found)
    return edge_triples(run.graph, found)


def edge_triples(graph: Graph, edges: Iterable[Edge]) -> tuple[Triple, ...]:
    """
    Edges as triples, at most so many as anybody reads.
    """
    terms, properties = graph.terms, graph.properties
    return tuple((str(terms[s]), properties[p], terms[o]) for s, p, o in list(edges)[:MOST])


def _walk_each(paths: Iterable[Path], members: Members, run: Run, found: dict[Edge, None]) -> None:
    for path in paths:
        walk(run.graph, members, path, None, found)


def _bear(node: Any, members: Members, run: Run, found: dict[Edge, None]) -> None:  # noqa: C901 - one case a kind
    match node:
        case Join(path=path, inner=inner):
            ends = run.members(inner) if inner is not None else None
            reached = walk(run.graph, members, path, ends, found)
            if inner is not None:
                _bear(inner, reached, run, found)
        case And(head=head, other=other):
            _bear(head, members, run, found)
            _bear(other, members, run, found)
        case Or(first=first, second=second):
            _bear(first, members & run.members(first), run, found)
            _bear(second, members & run.members(second), run, found)
        case Minus(head=inner):
            _bear(inner, members, run, found)
        case Sup(path=path, inner=inner) | SupEach(path=path, inner=inner):
            walk(run.graph, members, path, None, found)
            _bear(inner, members, run, found)
        case CountSup(path=path, inner=inner) | CountCmp(path=path, inner=inner):
            walk(run.graph, members, path, None, found)
            _bear(inner, members, run, found)
        case Cmp():
            _walk_each(node.paths, members, run, found)
        case CmpTo(path=path, other_path=other_path, other=other):
            walk(run.graph, members, path, None, found)
            walk(run.graph, run.members(other), other_path, None, found)
        case Attr(path=path, inner=inner):
            holders = run.graph.back(members, path) & run.members(inner)
            walk(run.graph, holders, path, members, found)
            _bear(inner, holders, run, found)
        case Observed(whole=whole):
            _bear(whole, members, run, found)
        case _:
            return


def walk(graph: Graph, members: Iterable[int], path: Path, ends: Members | None, found: dict[Edge, None]) -> Members:
    """
    Note the edges along a path from members to these ends, or to any; the ends reached.
    """
    (prop, forward), *rest = path
    edges = (graph.outgoing if forward else graph.incoming)[prop]
    reached: set[int] = set()
    for member in sorted(members):
        for far in edges.get(member, ()):
            if rest:
                further = walk(graph, (far,), tuple(rest), ends, found)
                if not further:
                    continue
                reached |= further
            elif ends is not None and far not in ends:
                continue
            else:
                reached.add(far)
            found.setdefault((member, prop, far) if forward else (far, prop, member))
    return frozenset(reached)
