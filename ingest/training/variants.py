"""
Sentences of a treebank as they might have been written: other names, rough writing, other line breaks.

What changes leaves the tree as it is, so that a model learns grammar and names from one text many times over.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from ingest.language.names import spans_of
from ingest.training.known_names import PROPER
from ingest.training.names import OTHER_TYPE
from ingest.training.treebank import TreeSentence

# Names that may stand in for one another: by type and number of tokens, each a tuple of tokens.
NamePool: TypeAlias = Mapping[tuple[str, int], Sequence[tuple[str, ...]]]

RENAMED_SHARE: Final = 0.25


def _plain_names(sentence: TreeSentence) -> list[tuple[int, int, str]]:
    """
    The names of a sentence that are proper nouns throughout and of a known type.
    """
    return [
        (start, end, kind)
        for start, end, kind in spans_of(sentence.names or ())
        if kind and kind != OTHER_TYPE and all(tag.startswith(PROPER) for tag in sentence.xpos[start:end])
    ]


def collect_names(sentences: Iterable[TreeSentence]) -> NamePool:
    """
    The names of training sentences, each once.
    """
    pool: dict[tuple[str, int], dict[tuple[str, ...], None]] = defaultdict(dict)
    for sentence in sentences:
        for start, end, kind in _plain_names(sentence):
            if all(form[0].isupper() for form in sentence.forms[start:end]):
                pool[kind, end - start][sentence.forms[start:end]] = None
    return {key: tuple(names) for key, names in pool.items()}


def renamed(sentence: TreeSentence, names: NamePool, rng: random.Random) -> TreeSentence:
    """
    Now and then another name of the same type and length in the place of one.
    """
    forms, lemmas = list(sentence.forms), list(sentence.lemmas)
    for start, end, kind in _plain_names(sentence):
        choices = names.get((kind, end - start))
        if choices and rng.random() < RENAMED_SHARE:
            forms[start:end] = lemmas[start:end] = rng.choice(choices)
    return replace(sentence, forms=tuple(forms), lemmas=tuple(lemmas))


def _without_final_mark(sentence: TreeSentence) -> TreeSentence:
    last = len(sentence.forms)
    if last < 3 or sentence.upos[-1] != "PUNCT" or last in sentence.heads:  # noqa: PLR2004 - a word must remain
        return sentence
    cut = {name: getattr(sentence, name)[:-1] for name in "forms lemmas upos xpos feats heads deprels glued".split()}
    return replace(sentence, **cut, names=sentence.names[:-1] if sentence.names else None)


def roughened(sentence: TreeSentence, rng: random.Random) -> TreeSentence:
    """
    Now and then a sentence as chats and headlines write it: no final mark, no capitals, all capitals, Title Case.
    """
    if rng.random() < 0.05:  # noqa: PLR2004
        sentence = _without_final_mark(sentence)
    dice = rng.random()
    if dice < 0.04:  # noqa: PLR2004
        return replace(sentence, forms=tuple(form.lower() for form in sentence.forms))
    if dice < 0.05:  # noqa: PLR2004
        return replace(sentence, forms=tuple(form.upper() for form in sentence.forms))
    if dice < 0.07:  # noqa: PLR2004
        forms = tuple(form[:1].upper() + form[1:] if len(form) > 3 else form for form in sentence.forms)  # noqa: PLR2004
        return replace(sentence, forms=forms)
    return sentence


def laid_out(window: Sequence[TreeSentence], rng: random.Random) -> list[TreeSentence]:
    """
    A window with line breaks: none at all, or where paragraphs and unmarked lines begin, or those of wrapped lines too.

    So a line's start becomes a hint at a sentence's start and no proof.
    """
    if rng.random() < 0.4:  # noqa: PLR2004
        return list(window)
    as_list, width = rng.random() < 0.08, rng.randint(7, 18) if rng.random() < 0.2 else 0  # noqa: PLR2004
    laid, before = [], None
    for sentence in window:
        is_apart = before is not None and not (before.ends_marked and sentence.ends_marked)
        begins = as_list or rng.random() < (0.8 if sentence.paragraph_start else 0.6 if is_apart else 0.05)
        wraps = range(rng.randint(1, width), len(sentence.forms), width) if width else ()
        lines = {place for place in wraps if not sentence.glued[place]} | ({0} if begins else set())
        laid.append(replace(sentence, lines=frozenset(lines)))
        before = sentence
    return laid
