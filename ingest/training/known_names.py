"""
Names out of proper nouns, for a treebank that marks no entities.

Its trees say which proper nouns stand together; what they name is looked up in `known_names.json`, where this project
has typed the names of the English Web Treebank's training part by hand. What is not listed stays untold.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from ingest.training.names import OTHER_TYPE, TITLES, TYPES

# Tags beside BIO's: nothing is told, and some name of an untold type.
UNTOLD: Final = ""
SOME_NAME: Final = "?"
NO_NAME: Final = "O"
PATH: Final = Path(__file__).parent / "known_names.json"
CALENDAR: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    internet god christmas""".split(),
)
SMALL_WORDS: Final = frozenset("ADP DET NUM PUNCT CCONJ SYM PART X ADJ".split())
JOINED: Final = frozenset({"compound", "flat", "goeswith", "amod"})
INNER_WORDS: Final = frozenset("of the and & - / for de del al bin".split())
PROPER: Final = "NNP"


def read_known_names(path: Path = PATH) -> dict[str, str]:
    """
    The type of each name (PER, ORG, LOC, MISC, or O for what is written as a name and is none).
    """
    listed: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    assert set(listed) == {*TYPES.values(), OTHER_TYPE, NO_NAME}
    return {name: kind for kind, names in listed.items() for name in names}


def proper_runs(
    forms: Sequence[str], xpos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
) -> list[tuple[int, int]]:
    """
    Runs of proper nouns that the tree holds together, as (first token, token past the last), without titles before.
    """
    top = _tops(forms, xpos, heads, deprels)
    groups: dict[int, list[int]] = defaultdict(list)
    for token, tag in enumerate(xpos):
        if tag.startswith(PROPER):
            groups[top[token]].append(token)
    return sorted(run for group in groups.values() for run in _unbroken(group, forms))


def _tops(forms: Sequence[str], xpos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]) -> list[int]:
    """
    For each token the head of the name it belongs to, itself where it belongs to none.
    """
    cases: dict[int, set[str]] = defaultdict(set)
    for form, head, deprel in zip(forms, heads, deprels, strict=True):
        if deprel == "case":
            cases[head - 1].add(form.lower())
    above = list(range(len(forms)))
    for token, head in enumerate(heads):
        is_inside = deprels[token] in JOINED or (deprels[token] == "nmod" and cases[token] == {"of"})
        if head and is_inside and xpos[token].startswith(PROPER) and xpos[head - 1].startswith(PROPER):
            above[token] = head - 1

    def top_of(token: int) -> int:
        return token if above[token] == token else top_of(above[token])

    return [top_of(token) for token in range(len(forms))]


def _unbroken(group: list[int], forms: Sequence[str]) -> list[tuple[int, int]]:
    runs = [[group[0]]]
    for before, token in pairwise(group):
        if all(form.lower() in INNER_WORDS for form in forms[before + 1 : token]):
            runs[-1].append(token)
        else:
            runs.append([token])
    for run in runs:
        while len(run) > 1 and _bare(forms[run[0]]) in TITLES:
            del run[0]
    return [(run[0], run[-1] + 1) for run in runs]


def _bare(form: str) -> str:
    return form.lower().rstrip(".")


def known_name_tags(
    *,
    forms: Sequence[str],
    upos: Sequence[str],
    xpos: Sequence[str],
    heads: Sequence[int],
    deprels: Sequence[str],
    known: Mapping[str, str],
) -> tuple[str, ...]:
    """
    BIO tags where names are known, `SOME_NAME` where a proper noun is not, `UNTOLD` where a word may belong to one.
    """
    tags = [_tag_alone(*token) for token in zip(forms, upos, xpos, strict=True)]

    def is_outer(token: int) -> bool:
        is_title = _bare(forms[token]) in TITLES and tags[token + 1 : token + 2] == ["B-PER"]
        return is_title or (upos[token] in SMALL_WORDS and not xpos[token].startswith(PROPER))

    for start, end in proper_runs(forms, xpos, heads, deprels):
        kind = known.get(" ".join(forms[start:end]))
        if kind == NO_NAME:
            tags[start:end] = [NO_NAME] * (end - start)
        elif kind:
            tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    # Small words and titles between what is told belong to no name.
    for is_small, run in groupby(range(len(forms)), key=lambda token: tags[token] == UNTOLD and is_outer(token)):
        tokens = list(run)
        beside = {*tags[max(0, tokens[0] - 1) : tokens[0]], *tags[tokens[-1] + 1 : tokens[-1] + 2]}
        if is_small and not beside & {UNTOLD, SOME_NAME}:
            tags[tokens[0] : tokens[-1] + 1] = [NO_NAME] * len(tokens)
    return tuple(tags)


def _tag_alone(form: str, upos: str, xpos: str) -> str:
    if _bare(form) in CALENDAR:
        return NO_NAME
    if xpos == PROPER and upos == "PROPN" and _bare(form) not in TITLES:
        return SOME_NAME
    return UNTOLD if xpos.startswith(PROPER) or upos in SMALL_WORDS else NO_NAME
