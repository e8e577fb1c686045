"""
Marks: where in a parsed sentence something is named, and by which token it takes part in the grammar.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.trees import Tree
from kg.claims import Entity


class How(StrEnum):
    """
    How a mark names its entity; an epithet names one that only describes another ("US-backed", "Japan's JOGMEC").
    """

    NAME = "name"
    DEMONYM = "demonym"
    EPITHET = "epithet"
    NOMINAL = "nominal"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Mark:
    """
    One place that names one entity, or several at once ("the two sides").

    Attributes:
        start: offset of the first code point in the document.
        end: offset past the last.
        tokens: indices of its tokens in the sentence.
        head: index of the token that the rest of the sentence sees.
        home: id of the state or bloc a person speaks for; empty where unknown.
    """

    entities: tuple[Entity, ...]
    start: int
    end: int
    tokens: tuple[int, ...]
    head: int
    how: How = How.NAME
    home: str = ""

    @property
    def entity(self) -> Entity:
        """
        Its entity; the first of a group.
        """
        return self.entities[0]


@dataclass(slots=True)
class MarkedSentence:
    """
    A sentence with its marks, in text order.

    Attributes:
        number: place of the sentence in the document, from 0.
        starts_block: true when it opens a line: a paragraph, a bullet, a heading.
    """

    tree: Tree
    marks: list[Mark] = field(default_factory=list)
    number: int = 0
    starts_block: bool = False

    @property
    def acting(self) -> list[Mark]:
        """
        The marks that can fill a role: all but epithets.
        """
        return [mark for mark in self.marks if mark.how is not How.EPITHET]

    def at(self, index: int) -> list[Mark]:
        """
        The marks headed by a token that can fill a role, widest first.
        """
        found = [mark for mark in self.acting if mark.head == index] or [
            mark for mark in self.acting if mark.how is How.NAME and mark.tokens[0] <= index <= mark.tokens[-1]
        ]
        return sorted(found, key=lambda mark: (mark.start - mark.end, mark.how is not How.NOMINAL))

    def named_at(self, index: int) -> list[Mark]:
        """
        What a token names: its widest mark, or several of one span ("both memoranda").
        """
        found = self.at(index)
        return [mark for mark in found if (mark.start, mark.end) == (found[0].start, found[0].end)]

    def listed_with(self, mark: Mark) -> list[Mark]:
        """
        The marks of the list a mark stands in ("Japan, Chile and Peru"), itself among them, along the line of words.

        Lists are read so and not by the parse, which often breaks them.
        """
        return next((group for group in self.lists() if mark in group), [mark])

    def lists(self) -> list[list[Mark]]:
        """
        The lists of a sentence: marks of a kind with nothing but commas, "and" and articles between them.
        """
        named = sorted((mark for mark in self.acting if mark.how is not How.NOMINAL), key=lambda mark: mark.start)
        found: list[list[Mark]] = []
        for mark in named:
            between = self.words_between(found[-1][-1], mark) if found else None
            if between is not None and between <= LIST_WORDS and between and same_kind(found[-1][-1], mark):
                found[-1].append(mark)
            else:
                found.append([mark])
        return [group for group in found if len(group) > 1 and self.is_list(group)]

    def words_between(self, before: Mark, after: Mark) -> set[str]:
        """
        The words between two marks, lower case, without epithets and their genitive.
        """
        covered = {
            each for mark in self.marks if mark.how is How.EPITHET for each in (*mark.tokens, mark.tokens[-1] + 1)
        }
        between = self.tree.tokens[before.tokens[-1] + 1 : after.tokens[0]]
        words = {token.text.lower() for token in between if token.index not in covered}
        return words - TITLES if before.entity.type == after.entity.type == "Person" else words

    def is_list(self, group: list[Mark]) -> bool:
        """
        True when a conjunction or a hyphen joins the last two, or the list opens a headline ("US, EU sign …").
        """
        joined = self.words_between(group[-2], group[-1])
        if len(group) == len(("one", "other")) and {",", "and"} <= joined:
            return False  # "money from Ottawa, and Velmore may buy": a clause begins
        opens = group[0].tokens[0] <= 1 and "," in joined and not self.has_genitive(group[-1])
        return opens or bool(joined & {"and", "or", "&", "-", "–", "plus", "well", "/"})

    def has_genitive(self, mark: Mark) -> bool:
        """
        True for a mark with a genitive behind it: "Apple, Arafura's largest shareholder, …" is no list.
        """
        behind = self.tree.tokens[mark.tokens[-1] + 1 :][:1]
        return bool(behind) and behind[0].text in GENITIVES

    def within(self, indices: Iterable[int]) -> list[Mark]:
        """
        The marks whose head is among some tokens.
        """
        wanted = set(indices)
        return [mark for mark in self.acting if mark.head in wanted]


GENITIVES = ("'s", "’s", "'", "’")
TITLES = frozenset(
    """prime minister president secretary vice deputy under foreign external affairs trade economy commerce finance
    energy resources industry chancellor commissioner ambassador premier chief executive visiting his her counterpart
    of state""".split()
)
"Words of what two persons are who stand in one list."
LIST_WORDS = frozenset(
    {",", "and", "or", "&", "the", "as", "well", "-", "–", "/", "both", "also", "plus", ";", "initial"}
)
MINERALS = ("Mineral", "MineralGroup", "Material")
"Classes of what is mined or made of it."
KINDS = (frozenset({"Country", "Bloc", "Territory", "Agency", "Company"}), frozenset(MINERALS))


def same_kind(one: Mark, other: Mark) -> bool:
    """
    True when two marks can stand in one list.
    """
    return one.entity.type == other.entity.type or any({one.entity.type, other.entity.type} <= kind for kind in KINDS)


def mark_span(tree: Tree, entities: tuple[Entity, ...], start: int, end: int, how: How = How.NAME) -> Mark | None:
    """
    The mark of a span of the document; `None` when no token of the sentence lies in it.
    """
    tokens = tuple(token.index for token in tree.tokens if token.start < end and token.end > start)
    if not tokens:
        return None
    return Mark(entities, start, end, tokens, head_of(tree, tokens), how)


def head_of(tree: Tree, tokens: tuple[int, ...]) -> int:
    """
    The token of a span whose own head lies outside it; the last such, as English heads stand last.
    """
    inside = set(tokens)
    heads = [each for each in tokens if tree.tokens[each].head not in inside or tree.tokens[each].head == each]
    words = [each for each in heads if tree.tokens[each].pos != "PUNCT"]
    return (words or heads or list(tokens))[-1]
