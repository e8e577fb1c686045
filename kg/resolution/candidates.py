"""
Which names are worth weighing against a new one: all that are spelled alike, found without comparing every pair.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.resolution.profiles import Profile
from kg.resolution.spelling import LONGEST_ACRONYM, core_of, words_of

COMMON: Final = 12
"A word of more names than this tells none of them."
MISPRINTS: Final = 2


class Candidates:
    """
    An index of names that grows.
    """

    def __init__(self, kind_words: Collection[str]) -> None:
        self._kind_words = kind_words
        self._spelled: defaultdict[str, set[str]] = defaultdict(set)
        self._by_core: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        self._by_initials: defaultdict[str, set[str]] = defaultdict(set)
        self._by_parties: defaultdict[frozenset[str], set[str]] = defaultdict(set)

    def add(self, profile: Profile) -> None:
        """
        Take in the names of an entity; of an agreement from a text, whose name is made up, its parties.
        """
        if "Agreement" in profile.families and profile.parties:
            self._by_parties[profile.parties].add(profile.id)
        for name in profile.names if is_named(profile) else ():
            words = words_of(name)
            self._spelled[" ".join(sorted(words))].add(profile.id)
            self._by_core[tuple(sorted(core_of(name, self._kind_words)))].add(profile.id)
            self._by_initials["".join(word[0] for word in words)].add(profile.id)
            for word in words:
                self._by_word[word].add(profile.id)

    def near(self, profile: Profile) -> set[str]:
        """
        The ids of entities that an entity could be, itself left out.
        """
        found: set[str] = set()
        if "Agreement" in profile.families and profile.parties:
            found |= self._by_parties.get(profile.parties, set())
        for name in profile.names if is_named(profile) else ():
            found |= self._spelled_like(name)
        return found - {profile.id}

    def _spelled_like(self, name: str) -> set[str]:
        """
        The ids of names that a name could stand for.
        """
        words = words_of(name)
        near = process.extract(
            " ".join(sorted(words)), self._spelled.keys(), scorer=OSA.distance, score_cutoff=MISPRINTS, limit=None
        )
        found = {id_ for spelled, _, _ in near for id_ in self._spelled[spelled]}
        if core := tuple(sorted(core_of(name, self._kind_words))):
            found |= self._by_core.get(core, set())
        for word in words:
            found |= sharing if len(sharing := self._by_word.get(word, set())) <= COMMON else set()
        found |= self._by_initials.get(words[0], set()) if len(words) == 1 else set()
        initials = "".join(word[0] for word in words)
        return found | (self._by_word.get(initials, set()) if 2 < len(initials) <= LONGEST_ACRONYM else set())  # noqa: PLR2004


def is_named(profile: Profile) -> bool:
    """
    True for what has a name of its own; agreements found in texts are called after their parties.
    """
    return profile.is_known or "Agreement" not in profile.families
