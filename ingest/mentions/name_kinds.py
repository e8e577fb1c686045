"""
What the new names of a text are, decided over the whole text: their kinds, and which of them are one thing.

"Karrow Metals Plc" is a company by its last word; then so is "Karrow", which the text calls it afterwards, and whatever
either is said to do tells of both. Every use of a name gives votes; the names of a thing share them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ingest.mentions.name_votes import Votes, in_brackets, label_of, votes_of
from ingest.mentions.name_words import SITE_WORDS
from ingest.trees import Tree
from kg.linking import fold

BY_MODEL: Final = {"PER": "Person", "PERSON": "Person", "ORG": "Company", "LOC": "Place", "GPE": "Place"}
BY_ITSELF: Final = {"Place": 0.9}
SURER: Final = 1.5
"The votes of the model, which sees mostly a name's form, however often it is used; its places are as often firms."
SITE_KIND: Final = re.compile(rf" (?:{SITE_WORDS})$", re.IGNORECASE)
SITE_GOODS: Final = re.compile(r" [a-z][\w-]*$")


@dataclass(slots=True)
class NamedThing:
    """
    One thing by all its names in a text.

    Attributes:
        label: its longest name.
        votes: what its names and their surroundings say, over all uses, by class.
        seen: how often the model took it for which class.
    """

    label: str
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, votes: Votes, seen: Mapping[str, int]) -> None:
        """
        Count the votes of more uses, and what the model took them for.
        """
        for kind, weight in votes.items():
            self.votes[kind] += weight
        self.seen.update(seen)

    @property
    def kind(self) -> str:
        """
        The class with most votes; a name nothing tells of is a place.

        A single word that the model takes for a person is a firm: a text that names a person gives the full name first.
        """
        votes = dict(self.votes)
        for kind, uses in self.seen.items():
            is_bare = kind == "Person" and " " not in self.label
            told = "Company" if is_bare else kind
            votes[told] = votes.get(told, 0.0) + BY_ITSELF.get(told, SURER) * uses / self.seen.total()
        return max(votes, key=lambda each: (votes[each], each), default="Place")


class NameKinds:
    """
    The new names of one text, each with the thing it names.
    """

    def __init__(self, things: dict[str, NamedThing]) -> None:
        self._things = things

    @classmethod
    def of(cls, trees: Iterable[Tree]) -> "NameKinds":
        """
        Those of a parsed text.
        """
        things: dict[str, NamedThing] = {}
        beside: dict[str, str] = {}
        for tree in trees:
            for name in tree.sentence.names:
                label = label_of(name.text)
                thing = things.setdefault(fold(label), NamedThing(label))
                thing.add(votes_of(name, label, tree), {BY_MODEL[name.type]: 1} if name.type in BY_MODEL else {})
                if short := in_brackets(name, tree):
                    beside[fold(short)] = fold(label)
        longer = longer_names(things, beside)
        for short in sorted(longer, key=len):
            things[longer[short]].add(things[short].votes, things[short].seen)
        return cls({key: things[longer.get(key, key)] for key in things})

    def thing(self, label: str) -> NamedThing | None:
        """
        What a name stands for in the text.
        """
        return self._things.get(fold(label))


MISTAKEN: Final = {
    "Company": ("Place", "Person"),
    "Project": ("Place", "Person", "Company"),
    "Person": ("Place", "Company"),
    "Agency": (),
    "Place": (),
}
"What the short form of a name is easily taken for."


def longer_names(things: dict[str, NamedThing], beside: dict[str, str]) -> dict[str, str]:
    """
    The longest name of a thing by each of its shorter ones, all folded.

    A company's is shorter without its last words, a mine's without "mine", a person's is the surname; brackets behind a
    name explain any other. What could be short for two things is short for neither.
    """
    claimed: dict[str, set[str]] = defaultdict(set)
    for long in sorted(things, key=len, reverse=True):
        kinds = (things[long].kind, *MISTAKEN.get(things[long].kind, ()))
        for short in short_forms(things[long]):
            if short != long and short in things and things[short].kind in kinds:
                claimed[short] |= claimed.get(long) or {long}
    found = {short: next(iter(roots)) for short, roots in claimed.items() if len(roots) == 1}
    return found | {short: found.get(long, long) for short, long in beside.items() if {short, long} <= things.keys()}


def short_forms(thing: NamedThing) -> Iterator[str]:
    """
    The folded names a text may use for a thing once it has named it.

    >>> list(short_forms(NamedThing("Karrow Metals Plc", {"Company": 50.0})))
    ['karrow metals', 'karrow']
    """
    words = thing.label.split()
    if thing.kind == "Company":
        yield from (fold(" ".join(words[:end])) for end in range(len(words) - 1, 0, -1))
    elif thing.kind == "Project":
        bare = SITE_KIND.sub("", thing.label)
        yield from (fold(each) for each in dict.fromkeys((bare, SITE_GOODS.sub("", bare))))
    elif thing.kind == "Person" and len(words) > 1:
        yield from (fold(" ".join(words[start:])) for start in range(1, len(words)))
