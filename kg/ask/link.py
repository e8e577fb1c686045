"""
From the words of a question to atoms: the smallest partial readings, each over a stretch of words.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.ask.atoms.ground import ASKING
from kg.ask.atoms.settled import SettledAtoms
from kg.ask.items import Item
from kg.ask.linked import Linked
from kg.ask.spelling import DAYS
from kg.ask.tokens import Word, plain, words_of

MOST_WORDS: Final = 60
AUXILIARIES: Final = frozenset(
    "is are was were do does did has have had can could will would "
    "isn't aren't doesn't don't didn't wasn't hasn't".split()
)


class Linker(SettledAtoms):
    """
    Finds the atoms of one question.
    """

    def link(self, question: str, last: Item | None = None) -> Linked:
        """
        The question with its atoms.

        Args:
            last: what the answer before gave, for the words that refer to it.
        """
        text = plain(question)
        speller = self.compiled.lexicon.speller
        tokens = speller.respaced(words_of(text, self.words.irregular)[:MOST_WORDS], self.words.irregular)
        mended = [speller.mended(word, self.words.irregular, self.is_word) for word in tokens]
        corrected = {word.text: new.low for word, new in zip(tokens, mended, strict=True) if new}
        tokens = tuple(new or word for word, new in zip(tokens, mended, strict=True))
        if not DAYS.isdisjoint(corrected.values()):
            text = "".join(_with_days(text, tokens))
            tokens = words_of(text, self.words.irregular)[:MOST_WORDS]
        tokens = self._without_politeness(tokens)
        asking = self._without_whether(tokens)
        linked = Linked(text, asking, corrected=corrected)
        linked.is_yes_no = bool(tokens) and (tokens[0].low in AUXILIARIES or len(asking) < len(tokens))
        self.tokens = tokens = asking
        linked.asks = next((word.low for word in tokens if word.low in ASKING), "").replace("whom", "who")
        taken = self._constants(text)
        self._operators()
        self._measures()
        self._terms(taken)
        if last is not None:
            self._references(last)
        self._settle(linked)
        return linked

    def _without_politeness(self, tokens: tuple[Word, ...]) -> tuple[Word, ...]:
        again = True
        while again:
            again = False
            for length in (6, 5, 4, 3, 2, 1):
                if tuple(word.low for word in tokens[:length]) in self.words.polite and len(tokens) > length:
                    tokens, again = tokens[length:], True
                    break
        return tokens

    def _without_whether(self, tokens: tuple[Word, ...]) -> tuple[Word, ...]:
        """
        The words without an end that makes them ask for a yes or a no: "signed or not".
        """
        ends = (length for length in (3, 2, 1) if tuple(word.low for word in tokens[-length:]) in self.words.whether)
        length = next(ends, 0)
        return tokens[:-length] if 0 < length < len(tokens) else tokens

    def _references(self, last: Item) -> None:
        """
        The first word that refers to the answer before, with the "of" in front of it.
        """
        for position, word in enumerate(self.tokens):
            if (word.low,) in self.words.references:
                start = position - 1 if position and self.tokens[position - 1].low == "of" else position
                self.referring = range(start, position + 1)
                self.found = [each for each in self.found if not start <= each[0] <= position]
                self.add(
                    "SET",
                    start,
                    position + 1,
                    0.0,
                    "what the answer before gave",
                    node=last.node,
                    members=last.members,
                    types=last.types,
                    shape=last.shape,
                )
                return


def _with_days(text: str, tokens: Sequence[Word]) -> Iterator[str]:
    """
    The pieces of a text with its mended words put in, for what reads days from the text itself.
    """
    behind = 0
    for word in tokens:
        yield text[behind : word.start]
        yield word.low if word.low in DAYS else text[word.start : word.end]
        behind = word.end
    yield text[behind:]
