"""
Known names in a text, and what an ambiguous one means here.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from ingest.mentions.demonyms import demonyms
from ingest.mentions.lexicon import Lexicon
from ingest.mentions.marks import How, Mark, mark_span
from ingest.mentions.variants import PLAIN_SURNAMES
from ingest.trees import Tree
from kg.linking import KnownName, NameMatch

PLACE_PREPOSITIONS = frozenset("in at near outside inside around via".split())
DATELINE = re.compile(r"^[\W\d]*[A-ZÀ-Þ][A-ZÀ-Þ .'/-]{2,40}(?:,|\s\(|\s[-–—])")
HEAD_DISTANCE = 60
"Code points between two names of one list, at most."
SYMBOL_LENGTH = 2
SITE_NOUNS = frozenset({"mine", "mines", "smelter", "smelters", "refinery", "refineries"})
"A mine is a place; mining is the stage."
BARE_AGENCIES = frozenset({"State", "Commerce", "Department", "Interior"})
"Words that name an agency only where it has been named in full."
FARMING = re.compile(r"\b(?:crops?|wheat|paddy|farmers?|rabi|kharif|quintal|support price|harvest)\b", re.IGNORECASE)
"Words by which MSP is a crop price."
YEAR = re.compile(r"\b20\d\d\b")
RANK = {each: place for place, each in enumerate(("Bloc", "Country", "Material", "Agency", "Mineral"))}
"Of several things one name means plainly, the first of these types is taken: Brussels is the Union, not Belgium."


class KnownNames:
    """
    The known names of one document.

    Args:
        published: day of publication; a measure is known by its number alone only in a text of its year.
        seen: offsets where the language model saw a name of its own.
    """

    def __init__(
        self, text: str, lexicon: Lexicon, published: str | None = None, seen: frozenset[int] = frozenset()
    ) -> None:
        self.lexicon = lexicon
        self.seen_names = seen
        self.years = {*YEAR.findall(text), (published or "")[:4]}
        self.matches = lexicon.gazetteer.find(text)
        self.starts = [match.start for match in self.matches]
        self.text = text
        sure = {
            name.entity
            for match in self.matches
            for name in match.names
            if len(match.names) == 1 and not name.is_contextual and not name.is_metonym
        }
        sure.discard("")
        self.sure = sure | {home for entity in sure if (home := lexicon.named[entity].home)}
        self.minerals = self.places_of("Mineral", "MineralGroup")
        self.instruments = self.places_of("Instrument")

    def places_of(self, *types: str) -> list[int]:
        """
        Where the document names things of some types by names that need no context.
        """
        return [
            match.start
            for match in self.matches
            if any(self.type_of(name) in types and not name.is_contextual for name in match.names)
        ]

    def marks_in(self, tree: Tree) -> list[Mark]:
        """
        The marks of the known names inside a sentence.
        """
        sentence = tree.sentence
        found = []
        first = bisect_left(self.starts, sentence.start)
        for match in self.matches[first : bisect_left(self.starts, sentence.end)]:
            if match.end <= sentence.end:
                name = self.choose(match)
                mark = self.mark(tree, match, name) if name else None
                if mark:
                    found.append(mark)
        return found

    def choose(self, match: NameMatch) -> KnownName | None:
        """
        What a name means here: a plain reading first, then one that the rest of the document speaks for.
        """
        plain = [name for name in match.names if not name.is_contextual]
        for type_, places in () if plain else (("Mineral", self.minerals), ("Instrument", self.instruments)):
            listed = [name for name in match.names if name.is_contextual and self.type_of(name) == type_]
            if listed and len(match.text) > SYMBOL_LENGTH and is_near(match, places):
                return listed[0]
        supported = [name for name in match.names if name.entity in self.sure or self.is_spoken_for(name, match)]
        if len({name.entity for name in plain}) > 1:
            plain.sort(key=lambda name: (name not in supported, RANK.get(self.type_of(name), len(RANK))))
        if plain:
            return plain[0]
        supported.sort(key=lambda name: self.type_of(name) != "MineralGroup")
        is_clear = len({name.entity for name in supported}) == 1
        is_group = bool(supported) and self.type_of(supported[0]) == "MineralGroup"
        return supported[0] if is_clear or is_group else None

    def is_spoken_for(self, name: KnownName, match: NameMatch) -> bool:
        """
        True for a name that the rest of the document speaks for without naming its entity in full.
        """
        named = self.lexicon.named[name.entity]
        type_ = named.entity.type
        at_home = named.home in self.sure
        around = self.text[max(0, match.start - HEAD_DISTANCE) : match.end + HEAD_DISTANCE].lower()
        if type_ == "Instrument":
            controls = any(self.lexicon.entity(each).type == "ExportControl" for each in self.sure)
            return controls or "export" in around
        if type_ == "MineralGroup":
            measures = [each for each in self.lexicon.agreements() if name.entity in each.minerals]
            return any(each.issuer in self.sure for each in measures)
        if type_ == "Company":
            return match.start in self.seen_names
        if type_ == "Forum":
            return match.text.isupper() and bool(self.minerals) and not FARMING.search(self.text)
        vague = PLAIN_SURNAMES if type_ == "Person" else BARE_AGENCIES if type_ == "Agency" else frozenset()
        return (at_home and match.text not in vague) or self.is_measure_of_here(name)

    def is_measure_of_here(self, name: KnownName) -> bool:
        """
        True for the short name of a measure ("Announcement No. 18") whose issuer the text names, in a text of its year.
        """
        named = self.lexicon.named[name.entity]
        is_issued_here = any(self.lexicon.named[each].home == named.issuer for each in self.sure) or (
            named.issuer in self.sure
        )
        return bool(named.issuer) and is_issued_here and (not named.since or named.since[:4] in self.years)

    def type_of(self, name: KnownName) -> str:
        """
        The type of what a name means.
        """
        return self.lexicon.entity(name.entity).type

    def mark(self, tree: Tree, match: NameMatch, name: KnownName) -> Mark | None:
        """
        The mark of a name, unless it is only a place here or part of a person's name.
        """
        found = mark_span(tree, (self.lexicon.entity(name.entity),), match.start, match.end)
        if found is None or (name.is_metonym and is_place_here(tree, found)) or in_persons_name(tree, match):
            return None
        pos = tree.tokens[found.head].pos
        if match.text.lower() in SITE_NOUNS and self.type_of(name) == "Stage" and pos != "VERB":
            return None
        if (self.type_of(name) == "Stage" and pos in ("ADJ", "ADV")) or (
            self.type_of(name) == "Instrument" and pos == "VERB" and len(found.tokens) == 1
        ):
            return None
        home = self.lexicon.named[name.entity].home if self.type_of(name) == "Person" else ""
        if home:
            return replace(found, home=home)
        is_demonym = match.text in demonyms()
        return (
            Mark(found.entities, found.start, found.end, found.tokens, found.head, How.DEMONYM) if is_demonym else found
        )


def is_near(match: NameMatch, places: list[int]) -> bool:
    """
    True for a name close to one of some places: "lead" in a list of minerals.
    """
    return any(0 < abs(start - match.start) < HEAD_DISTANCE for start in places)


def is_place_here(tree: Tree, mark: Mark) -> bool:
    """
    True where a capital city is only a place: in a dateline or behind "in" or "at".
    """
    sentence = tree.sentence
    if mark.start == sentence.start and DATELINE.match(sentence.text[:60]):
        return True
    first = mark.tokens[0]
    before = tree.tokens[first - 1].text.lower() if first else ""
    if before in PLACE_PREPOSITIONS or tree.case(mark.head) in PLACE_PREPOSITIONS:
        return True
    return tree.tokens[first].text.isupper() and len(tree.tokens[first].text) > 4  # noqa: PLR2004 - WASHINGTON, TOKYO


def in_persons_name(tree: Tree, match: NameMatch) -> bool:
    """
    True for a known name inside a longer name of a person ("Michael Jordan").
    """
    return any(
        name.type in ("PER", "PERSON")
        and name.start <= match.start
        and match.end <= name.end
        and name.end - name.start > match.end - match.start
        for name in tree.sentence.names
    ) and not is_whole_known(tree, match)


def is_whole_known(tree: Tree, match: NameMatch) -> bool:
    """
    True when the known name is itself most of the person's name ("Trump" in "Mr Trump").
    """
    return any(
        2 * (match.end - match.start) >= name.end - name.start
        for name in tree.sentence.names
        if name.start <= match.start and match.end <= name.end
    )
