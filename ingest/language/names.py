"""
Names out of the scores of BIO tags: where each starts and how far it goes, then, over a whole text, of what type it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
NameSpan: TypeAlias = tuple[int, int, str]
"First token, token past the last, type."
HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
INSIDE: Final = 2
OTHER: Final = "MISC"
OTHER_WEIGHT: Final = 4.5
"""
How much likelier a name is of no listed type than the network says: a name that training has no type for teaches it
all types alike. The F1 of Universal NER's dev part over EWT is highest with it (73.7 without, 76.3 with it).
"""
FORMS: Final = frozenset("ag co corp gmbh inc llc ltd plc".split())
"What may follow the name of a company, with a comma or without, and is part of it."


@dataclass(frozen=True, slots=True)
class Written:
    """
    The tokens of a sentence as they are written, and whether no space stands before each.
    """

    forms: tuple[str, ...]
    glued: tuple[bool, ...]

    def part(self, start: int, end: int) -> "Written":
        """
        The tokens of a sentence in a window.
        """
        return Written(self.forms[start:end], self.glued[start:end])


@dataclass(frozen=True, slots=True)
class UntypedName:
    """
    A name whose type is open.

    Attributes:
        start: its first token.
        end: the token past its last.
        written: as it is written, in small letters: what tells the same name elsewhere in the text.
        votes: of its tokens, for each type.
    """

    start: int
    end: int
    written: str
    votes: Array


def spans_of(tags: Sequence[str]) -> tuple[NameSpan, ...]:
    """
    Names of gold tags; an `I-` that continues nothing opens a name of its own.

    >>> spans_of(["B-PER", "I-PER", "O", "I-LOC"])
    ((0, 2, 'PER'), (3, 4, 'LOC'))
    """
    spans: list[NameSpan] = []
    for index, tag in enumerate(tags):
        kind = tag[2:]
        if tag.startswith("I-") and spans and spans[-1][1] == index and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], index + 1, kind)
        elif kind:
            spans.append((index, index + 1, kind))
    return tuple(spans)


def untyped_names(scores: Array, tags: Sequence[str], upos: Sequence[str], written: Written) -> tuple[UntypedName, ...]:
    """
    Where the names of a sentence are, over all types together.

    Two names that a hyphen links are one, a company's name goes on over its legal form, and a name without a proper
    noun, or with an address of mail or of a page in it, is none.

    Args:
        scores: (n, tags) log-probabilities.
    """
    weights = np.array([OTHER_WEIGHT if tag[2:] == OTHER else 1.0 for tag in tags])
    chances = np.exp(scores) * weights
    chances /= chances.sum(1, keepdims=True)
    sides = np.array([tag[0] for tag in tags])
    votes = np.stack(
        [chances[:, [tags.index(f"B-{kind}"), tags.index(f"I-{kind}")]].sum(1) for kind in kinds_of(tags)], axis=1
    )
    side = np.stack([chances[:, sides == each].sum(1) for each in "OBI"], axis=1).argmax(1)
    return tuple(
        UntypedName(start, end, " ".join(written.forms[start:end]).lower(), votes[start:end].sum(0))
        for start, end in _runs(side.tolist(), written)
        if "PROPN" in upos[start:end] and not any(map(is_address, written.forms[start:end]))
    )


def typed_names(sentences: Sequence[Sequence[UntypedName]], tags: Sequence[str]) -> list[tuple[NameSpan, ...]]:
    """
    The names of each sentence of a text: all that are written alike vote on their type, each name's own tokens twice.
    """
    kinds = kinds_of(tags)
    total: dict[str, Array] = defaultdict(lambda: np.zeros(len(kinds)))
    for name in (name for names in sentences for name in names):
        total[name.written] = total[name.written] + name.votes
    return [
        tuple((name.start, name.end, kinds[int((name.votes + total[name.written]).argmax())]) for name in names)
        for names in sentences
    ]


def kinds_of(tags: Sequence[str]) -> list[str]:
    """
    The types that the tags tell apart, in their order.
    """
    return [tag[2:] for tag in tags if tag.startswith("B-")]


def is_address(form: str) -> bool:
    """
    True for an address of mail or of a page.

    >>> is_address("ana@mine.example"), is_address("www.mine.example"), is_address("S.A.")
    (True, True, False)
    """
    return "@" in form[1:] or form.lower().startswith(("www.", "http:", "https:"))


def _runs(side: Sequence[int], written: Written) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index, place in enumerate(side):
        since = index - runs[-1][1] if runs else len(side)
        is_form = written.forms[index].lower().rstrip(".") in FORMS
        goes_on = since == 0 and (place == INSIDE or is_form)
        is_joined = since == 1 and (_is_link(index - 1, written) or (is_form and written.forms[index - 1] == ","))
        if place and (goes_on or is_joined):
            runs[-1] = (runs[-1][0], index + 1)
        elif place:
            runs.append((index, index + 1))
    return runs


def _is_link(index: int, written: Written) -> bool:
    """
    True for a hyphen without a space on either side.
    """
    return written.forms[index] in HYPHENS and all(written.glued[index : index + 2])
