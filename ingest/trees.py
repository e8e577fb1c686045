"""
A parsed sentence as a tree: children, subtrees, conjuncts, and who does what to whom in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.text import Sentence, Token

MAX_DEPTH = 60
"A chain of heads longer than this is a broken parse."


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """
    A sentence with the lists that walking it needs.
    """

    sentence: Sentence
    children: tuple[tuple[int, ...], ...] = field(default=())

    @property
    def tokens(self) -> tuple[Token, ...]:
        """
        The tokens of the sentence.
        """
        return self.sentence.tokens

    def child(self, index: int, *deps: str) -> Token | None:
        """
        The first child with one of these relations.
        """
        return next((self.tokens[each] for each in self.children[index] if self.tokens[each].dep in deps), None)

    def with_dep(self, index: int, *deps: str) -> tuple[Token, ...]:
        """
        All children with one of these relations; `nmod` also finds `nmod:poss` only when that is named.
        """
        return tuple(self.tokens[each] for each in self.children[index] if self.tokens[each].dep in deps)

    def case(self, index: int) -> str:
        """
        The preposition of a token, lower case ("of", "according to"); empty where it has none.
        """
        marks = [mark for mark in self.with_dep(index, "case") if mark.text not in ("'s", "’s", "'", "’")]
        if not marks:
            return ""
        words = [marks[0].text.lower(), *(fixed.text.lower() for fixed in self.with_dep(marks[0].index, "fixed"))]
        return " ".join(words)

    def ancestors(self, index: int) -> Iterator[Token]:
        """
        The heads above a token, nearest first.
        """
        token = self.tokens[index]
        for _ in range(MAX_DEPTH):
            if token.head == token.index:
                return
            token = self.tokens[token.head]
            yield token

    def subtree(self, index: int, *, without: tuple[str, ...] = ()) -> list[int]:
        """
        A token and everything below it, in text order; branches with a relation in `without` are left out.
        """
        found, open_ = [], [index]
        seen = set()
        while open_:
            each = open_.pop()
            if each in seen:
                continue
            seen.add(each)
            found.append(each)
            open_.extend(child for child in self.children[each] if self.tokens[child].dep not in without)
        return sorted(found)

    def conjuncts(self, index: int) -> list[Token]:
        """
        A token and all that is coordinated with it, in text order.
        """
        found: list[Token] = []
        open_ = [index]
        while open_ and len(found) <= len(self.tokens):
            each = open_.pop()
            found.append(self.tokens[each])
            open_.extend(token.index for token in self.with_dep(each, "conj"))
        return sorted(found, key=lambda token: token.index)

    def first_conjunct(self, index: int) -> Token:
        """
        The token that a coordination hangs from.
        """
        token = self.tokens[index]
        for _ in range(MAX_DEPTH):
            if token.dep != "conj" or token.head == token.index:
                break
            token = self.tokens[token.head]
        return token


def tree_of(sentence: Sentence) -> Tree:
    """
    The tree of a sentence.
    """
    children: list[list[int]] = [[] for _ in sentence.tokens]
    for token in sentence.tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Tree(sentence, tuple(map(tuple, children)))


def has(token: Token, feature: str) -> bool:
    """
    True when a token bears a feature, written as UD does (`VerbForm=Part`).
    """
    return feature in token.morph.split("|")
