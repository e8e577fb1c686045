"""
What of a question is kept: its atoms, what each word costs to skip, the words nothing reads, the noun asked for.
"""

from typing import Final

from kg.ask.atoms.ground import ASKING
from kg.ask.atoms.measures import MeasureAtoms
from kg.ask.items import NO_TYPES, Feature, Item, dearer
from kg.ask.linked import FULL, Linked
from kg.ask.thinning import thinned
from kg.ask.wordings import PREPOSITIONS

LIGHT: Final = 0.12
TOPIC: Final = 0.15
"What it costs to skip a word for what the whole graph is about."
IDLE: Final = 0.25
"How far such a word lies from its meaning where another noun follows it at once: “river boats” in a graph of rivers."


class SettledAtoms(MeasureAtoms):
    """
    The atoms that are kept, and what is asked for.
    """

    def _settle(self, linked: Linked) -> None:
        nouns = {start for start, _, item in self.found if item.kind in ("SET", "REL")}
        idle = nouns - set(self._behind_topic(sorted(nouns)))
        content = [
            (
                start,
                end,
                dearer(item, self.weights, (Feature.LINK, IDLE)) if start in idle and end == start + 1 else item,
            )
            for start, end, item in thinned(self.found, self.schema.filed)
        ]
        strong: set[int] = set()
        for start, end, _ in content:
            strong.update(range(start, end))
        linked.kept = sorted(strong)
        place = {position: index for index, position in enumerate(linked.kept)}
        atoms: dict[tuple[int, int], list[Item]] = {}
        for start, end, item in content:
            atoms.setdefault((place[start], place[end - 1] + 1), []).append(item)
        linked.atoms = atoms
        names: dict[int, set[str]] = {}
        for start, end, item in content:
            for position in range(start, end):
                names.setdefault(position, set()).add(item.kind)
        for position in linked.kept:
            word = self.tokens[position]
            kinds = names[position]
            is_name = position in self.referring or (len(word.text) > 1 and word.text.isupper() and "SET" in kinds)
            if (word.low in self.words.fillers or word.low in self.words.links) and not is_name:
                only_operator = kinds <= {"COUNT", "MOST", "SUP", "NEG", "CONN"} and word.low not in self.words.links
                only_operator |= word.low == "per" and kinds == {"EACH"}
                linked.skips.append((Feature.LOCK, 0.5) if only_operator else (Feature.SKIP, LIGHT))
            elif kinds <= {
                "COUNT",
                "MOST",
                "SUP",
                "NEG",
                "CONN",
                "CMP",
                "AGG",
                "EACH",
                "SAME",
                "BETWEEN",
                "DIFF",
                "SUPATTR",
                "CMPATTR",
            }:
                linked.skips.append((Feature.LOCK, FULL))
            else:
                said = word.stem in self.compiled.lexicon.topics
                linked.skips.append((Feature.SKIP, TOPIC if said else FULL))
        for position, word in enumerate(self.tokens):
            if position not in strong and not self._is_light(word):
                linked.unknown.append(word.text)
        linked.focus = self._focus()
        linked.asks_number = any(self._is_number_asked(*each) for each in self.found)
        asked = [item.types for _, _, item in self.found if item.kind == "SET" and item.extra in ("who", "where")]
        linked.asked_types = NO_TYPES.union(*asked)

    def _is_number_asked(self, start: int, end: int, item: Item) -> bool:
        is_number = item.kind == "ATTR" and item.shape == "asked" and self.schema.kinds[item.path[0][0]] == "number"
        return is_number and start == 0 and end > 1 and self.tokens[end - 1].low not in self.words.fillers

    def _is_measure_of(self, start: int, item: Item) -> bool:
        """
        Whether a property stands between a superlative and the noun it is about: "the best rated products".
        """
        if item.kind != "ATTR":
            return False
        end = item.used.bit_length()
        before = any(e == start and i.kind in ("SUP", "SUPATTR", "MOST") for _, e, i in self.found)
        return before and any(s == end and i.kind == "SET" for s, _, i in self.found)

    def _behind_topic(self, starts: list[int]) -> list[int]:
        """
        Beginnings of nouns, those of topic words left out where another noun follows at once: "river boats".
        """
        topics = self.compiled.lexicon.topics
        idle = {at for at in starts if self.tokens[at].stem in topics and at + 1 in starts}
        return [at for at in starts if at not in idle]

    def _is_relative(self, position: int, classes: list[int]) -> bool:
        """
        Whether a question word only goes on about a noun: "rivers of Ohio which flow north", not "of which state".
        """
        if self.tokens[position].low not in ("which", "whose") or self.tokens[position - 1].low in self.words.links:
            return False
        return any(start < position for start in classes) and not {position + 1, position + 2} & set(classes)

    def _focus(self) -> int | None:
        nouns = [
            (start, item)
            for start, _, item in self.found
            if item.kind in ("SET", "REL", "COUNT") or (item.kind == "ATTR" and self.tokens[start].low != "where")
        ]
        if not nouns:
            return None
        nouns = [(start, item) for start, item in nouns if not self._is_measure_of(start, item)] or nouns
        if (
            min(start for start, _ in nouns) == 0
            and self.tokens[0].low in PREPOSITIONS
            and self.tokens[1:]
            and self.tokens[1].low in ASKING
        ):
            nouns = [(start, item) for start, item in nouns if start] or nouns
        classes = [start for start, item in nouns if item.shape == "class"]
        asked = [
            position
            for position, word in enumerate(self.tokens)
            if word.low in ("what", "which", "whose", "many") and not self._is_relative(position, classes)
        ]
        after = [start for start, item in nouns if asked and start > asked[0] and item.shape != "entity"]
        after = self._behind_topic(after)
        if asked and after and asked[0] > 0:
            return min(after)
        first = min(self._behind_topic([start for start, _ in nouns]))
        named = [item.used.bit_length() for start, item in nouns if start == first and item.shape == "entity"]
        if named and all(item.shape == "entity" for start, item in nouns if start == first):
            whose = max(named)
            return whose if asked == [0] and any(s == whose and i.shape == "class" for s, i in nouns) else None
        return first
