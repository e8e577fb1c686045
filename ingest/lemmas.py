"""
Base forms checked against the words the patterns speak of: a tagger may cut "signed" to "signe".
"""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from kg.text import Sentence, Token

SIGNATURES = frozenset({"signature", "signatures", "pen", "ink", "names"})
PUTTING = frozenset({"put", "affix", "set", "append", "add", "lend"})
IRREGULAR = {
    form: base
    for base, forms in {
        "lend": "lent", "buy": "bought", "sell": "sold", "take": "took taken", "hold": "held", "make": "made",
        "build": "built", "begin": "began begun", "give": "gave given", "lead": "led", "strike": "struck",
        "seek": "sought", "win": "won", "get": "got gotten", "draw": "drew drawn", "run": "ran", "become": "became",
        "withdraw": "withdrew withdrawn", "freeze": "froze frozen", "stand": "stood", "lie": "lay", "put": "puts",
        "forgo": "forwent forgone", "undertake": "undertook undertaken", "come": "came", "write": "wrote written",
        "spend": "spent", "pay": "paid", "shrink": "shrank shrunk", "say": "said", "tell": "told", "forbid": "forbade",
        "meet": "met", "bring": "brought", "keep": "kept", "speak": "spoke spoken", "see": "saw seen",
        "choose": "chose chosen",
    }.items()
    for form in forms.split()
}  # fmt: skip
VERBAL = frozenset({"VERB", "NOUN", "AUX", "ADJ"})


def mended(sentence: Sentence, vocabulary: frozenset[str]) -> Sentence:
    """
    A sentence whose lemmas are words of the vocabulary wherever an inflected form of one stands.
    """
    tokens = signed(tuple(mend(token, vocabulary) for token in sentence.tokens))
    return sentence if tokens == sentence.tokens else replace(sentence, tokens=tokens)


def signed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """
    Tokens in which "put their signatures to" and "put pen to paper on" are one verb, "sign".
    """
    pens = {token.head for token in tokens if token.dep == "obj" and token.text.lower() in SIGNATURES}
    return tuple(
        replace(token, lemma="sign") if token.index in pens and token.lemma in PUTTING else token for token in tokens
    )


def mend(token: Token, vocabulary: frozenset[str]) -> Token:
    """
    A token with its lemma put right; one that is right already is itself.
    """
    if token.pos not in VERBAL or token.lemma in vocabulary:
        return token
    found = IRREGULAR.get(token.text.lower()) or base_form(token.text.lower(), vocabulary)
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
