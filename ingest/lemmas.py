"""
Base forms checked against the words the patterns speak of: a tagger may cut "signed" to "signe".
"""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from kg.text import Sentence, Token

VERBAL = frozenset({"VERB", "NOUN", "AUX", "ADJ"})


def mended(sentence: Sentence, vocabulary: frozenset[str]) -> Sentence:
    """
    A sentence whose lemmas are words of the vocabulary wherever an inflected form of one stands.
    """
    tokens = tuple(mend(token, vocabulary) for token in sentence.tokens)
    return sentence if tokens == sentence.tokens else replace(sentence, tokens=tokens)


def mend(token: Token, vocabulary: frozenset[str]) -> Token:
    """
    A token with its lemma put right; one that is right already is itself.
    """
    if token.pos not in VERBAL or token.lemma in vocabulary:
        return token
    found = base_form(token.text.lower(), vocabulary)
    return replace(token, lemma=found) if found else token


@lru_cache(maxsize=1 << 15)
def base_form(word: str, vocabulary: frozenset[str]) -> str:
    """
    The word of the vocabulary that this is a form of; empty where there is none.

    >>> base_form("signed", frozenset({"sign"})), base_form("banned", frozenset({"ban"}))
    ('sign', 'ban')
    >>> base_form("imposing", frozenset({"impose"})), base_form("relies", frozenset({"rely"}))
    ('impose', 'rely')
    """
    return next((form for form in forms(word) if form in vocabulary), "")


def forms(word: str) -> Collection[str]:
    """
    What a word may be a form of, by the rules of English spelling.
    """
    found = [word]
    for ending in ("ed", "ing", "es", "s", "d"):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            found += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:  # noqa: PLR2004 - a doubled consonant needs a vowel before it
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return found
