"""
From scores to decisions: trees out of arc scores, spans out of BIO tags, sentence ends out of start scores.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
Heads: TypeAlias = NDArray[np.int64]


def _cycle_in(heads: Heads) -> list[int]:
    """
    The nodes of one cycle among head choices (node 0 is the root and has no head), or an empty list.
    """
    settled = np.zeros(len(heads), dtype=bool)
    settled[0] = True
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while not settled[node] and node not in path:
            path.append(node)
            node = int(heads[node])
        if node in path:
            return path[path.index(node) :]
        settled[path] = True
    return []


def _best_arborescence(scores: Array) -> Heads:
    """
    Chu-Liu and Edmonds: the heads of the highest tree, `scores[dependent, head]` over nodes with the root as node 0.
    """
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = np.asarray(_cycle_in(heads), dtype=np.int64)
    if not cycle.size:
        return heads
    size = len(scores)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    chosen = scores[cycle, heads[cycle]]
    # The cycle becomes one node, the last: what enters it breaks one of its arcs, what leaves it keeps its best end.
    entering = scores[np.ix_(cycle, outer)] - chosen[:, None]
    leaving = scores[np.ix_(outer, cycle)]
    smaller = np.full((len(outer) + 1, len(outer) + 1), -np.inf, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[-1, :-1] = entering.max(axis=0)
    found = _best_arborescence(smaller)
    heads_found = heads.copy()
    for place, node in enumerate(outer):
        if node == 0:
            continue
        if found[place] == len(outer):
            heads_found[node] = cycle[int(leaving[place].argmax())]
        else:
            heads_found[node] = outer[found[place]]
    broken = cycle[int(entering[:, found[-1]].argmax())]
    heads_found[broken] = outer[found[-1]]
    return heads_found


def heads_of(arcs: Array) -> Heads:
    """
    The head of each token of one sentence: a tree with exactly one root.

    The greedy choice is taken when it is a tree already (it mostly is); else the highest tree is looked for.

    Args:
        arcs: (n, n + 1) scores, column 0 the root, column j the token j - 1.

    Returns:
        n positions in 0…n; 0 is the root.
    """
    size = len(arcs)
    scores = np.full((size + 1, size + 1), -np.inf, dtype=np.float64)
    scores[1:] = arcs
    np.fill_diagonal(scores, -np.inf)
    scores[0, 0] = 0.0
    heads: Heads = scores.argmax(axis=1)
    if (heads[1:] == 0).sum() == 1 and not _cycle_in(heads):
        return heads[1:]
    # One root only: a toll on every arc from the root, higher than all else together, leaves just one of them.
    finite = arcs[np.isfinite(arcs)]
    scores[1:, 0] -= (float(finite.max() - finite.min()) + 1.0) * (size + 1)
    return _best_arborescence(scores)[1:]


def spans_of(tags: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """
    Names as (first token, token past the last, type); an `I-` that continues nothing opens a name of its own.

    >>> spans_of(["B-PER", "I-PER", "O", "I-LOC"])
    ((0, 2, 'PER'), (3, 4, 'LOC'))
    """
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        kind = tag[2:]
        if tag.startswith("I-") and spans and spans[-1][1] == index and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], index + 1, kind)
        elif kind:
            spans.append((index, index + 1, kind))
    return tuple(spans)


def names_in(
    scores: Array, tags: Sequence[str], upos: Sequence[str], links: Sequence[bool]
) -> tuple[tuple[int, int, str], ...]:
    """
    Names out of the scores of BIO tags, as `spans_of` gives them.

    Where a name starts and how far it goes is settled first, over all types together; then its tokens vote on the type.
    Two names that a hyphen links are one, and a name without a proper noun in it is none.

    Args:
        scores: (n, tags) log-probabilities.
        links: whether the token is a hyphen without a space on either side.

    >>> import numpy as np
    >>> chances = np.array([[0.1, 0.5, 0.0, 0.4, 0.0], [0.1, 0.0, 0.1, 0.0, 0.8], [0.9, 0.1, 0, 0, 0]])
    >>> tags, upos = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"], ["PROPN", "PROPN", "VERB"]
    >>> names_in(np.log(chances + 1e-6), tags, upos, [False] * 3)
    ((0, 2, 'ORG'),)
    """
    chances = np.exp(scores)
    sides = np.array([tag[0] for tag in tags])
    kinds = [tag[2:] for tag in tags if tag.startswith("B-")]
    votes = np.stack([chances[:, [tags.index(f"B-{kind}"), tags.index(f"I-{kind}")]].sum(1) for kind in kinds], axis=1)
    side = np.stack([chances[:, sides == each].sum(1) for each in "OBI"], axis=1).argmax(1)
    spans: list[tuple[int, int]] = []
    for index, place in enumerate(side):
        goes_on = place == 2 and spans and spans[-1][1] == index  # noqa: PLR2004 - inside a name
        is_linked = place and spans and spans[-1][1] == index - 1 and links[index - 1]
        if goes_on or is_linked:
            spans[-1] = (spans[-1][0], index + 1)
        elif place:
            spans.append((index, index + 1))
    proper = [(start, end) for start, end in spans if "PROPN" in upos[start:end]]
    return tuple((start, end, kinds[int(votes[start:end].sum(0).argmax())]) for start, end in proper)


def links_in(forms: Sequence[str], glued: Sequence[bool]) -> list[bool]:
    """
    Whether each token is a hyphen without a space on either side.

    >>> links_in(["Coca", "-", "Cola", "-", "no"], [False, True, True, False, False])
    [False, True, False, False, False]
    """
    after = [*glued[1:], False]
    return [form in HYPHENS and all(sides) for form, *sides in zip(forms, glued, after, strict=True)]
