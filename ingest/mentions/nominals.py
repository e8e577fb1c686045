"""
Noun phrases that mean an agreement: "a US-EU memorandum on critical minerals", "its pact with Japan", "the deal".
"""

import re
from dataclasses import dataclass, field

from ingest.frames import roles_of
from ingest.mentions.kinds import HEAD_WORDS, MEASURE, kind_of, singular
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.trees import Tree
from kg.claims import Entity
from kg.text import Token

ACTORS = frozenset({"Country", "Bloc", "Territory"})
ANY_ACTORS = ACTORS | {"Company", "Agency"}
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
JOINTS = frozenset({"-", "–", "—", "/", "&", "‑"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "another", "new", "any", "some", "no", "one"})
POSSESSIVE = frozenset({"its", "their", "our", "his", "her"})
MAKING = frozenset(
    """prepare sign ink initial conclude finalise finalize reach strike seal clinch agree announce launch unveil
    negotiate have enter form forge adopt establish create complete ratify renew discuss pursue explore seek
    commit pledge promise develop propose draft approve endorse publish present close formalise formalize
    upgrade sealed make hold join undertake initiate set back release issue execute expand extend report disclose
    confirm""".split()
)
"Verbs whose subjects are parties of the agreement that is their object."
LEADING_TO = frozenset("on of for the export exports shipments over".split())
COVERING = frozenset("cover list name include add affect hit concern control restrict capture apply".split())
"Verbs whose object is what a measure applies to."
TALKS = frozenset(
    "negotiation talk discussion work consultation signing signature conclusion completion announcement launch".split()
)
PARTY_PREPOSITIONS = ("between", "among", "amongst")
WITH = ("with",)
COUNTS = {"bilateral": 2, "two-way": 2, "trilateral": 3, "three-way": 3, "tripartite": 3, "quadrilateral": 4}
TOPICS = (
    "critical raw materials", "critical minerals", "critical mineral", "raw materials", "rare earths", "rare earth",
    "battery metals", "strategic minerals", "strategic metals", "minerals", "lithium", "cobalt", "nickel", "graphite",
    "gallium", "uranium", "copper", "antimony", "tungsten", "supply chain",
)  # fmt: skip
REACH = 14
"Tokens behind a head noun in which its parties and topic are looked for."


@dataclass(slots=True)
class Nominal:
    """
    A noun phrase that means an agreement.

    Attributes:
        words: its words up to the head, lower case.
        kind: code of the kind it names.
        own: party ids named inside the phrase.
        outer: party ids named by the clause around it.
        is_definite: "the", "this"; a possessive counts.
        is_plural: it speaks of several.
        is_qualified: a phrase behind it says which one is meant ("the framework for understanding").
        is_proper: written with a capital, as a name.
        topic: what it is about, in its own words; empty where it does not say.
        minerals: ids of the minerals named in it and close behind it.
        covered: ids of the minerals that its clause says it covers: "the announcement covers samarium and terbium".
        issuers: ids of the states that can have imposed it: its possessor, else the subject of its clause.
        count: how many parties it says it has ("trilateral"); 0 where it does not say.
    """

    sentence: MarkedSentence
    head: int
    tokens: tuple[int, ...]
    words: tuple[str, ...]
    kind: str
    own: list[str] = field(default_factory=list)
    outer: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    is_definite: bool = False
    is_plural: bool = False
    is_qualified: bool = False
    is_proper: bool = False
    topic: str = ""
    minerals: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    count: int = 0

    @property
    def before(self) -> frozenset[str]:
        """
        The words of the sentence in front of it, lower case.
        """
        return frozenset(token.text.lower() for token in self.sentence.tree.tokens[: self.tokens[0]])

    @property
    def span(self) -> tuple[int, int]:
        """
        Its offsets in the document.
        """
        tokens = self.sentence.tree.tokens
        return tokens[self.tokens[0]].start, tokens[self.tokens[-1]].end


def find_nominals(sentence: MarkedSentence) -> list[Nominal]:
    """
    The agreement noun phrases of a sentence, left to right, known names left out.
    """
    tree = sentence.tree
    named = [mark for mark in sentence.marks if mark.how is How.NAME]
    covered = {each for mark in named for each in mark.tokens if is_agreement(mark)}
    tools = {each for mark in named for each in mark.tokens if mark.entity.type == "Instrument"}
    found = []
    for token in tree.tokens:
        if (
            token.index in covered
            or token.pos in ("VERB", "ADV", "ADP", "AUX")
            or singular(token.text) not in HEAD_WORDS
        ):
            continue
        nominal = nominal_at(sentence, token)
        if nominal and (token.index not in tools or nominal.kind == MEASURE or is_between_firms(nominal)):
            found.append(nominal)
    return found


def is_between_firms(nominal: Nominal) -> bool:
    """
    True for "an offtake agreement with Hammarby Cells": a contract of its own, not a tool that some framework lists.
    """
    parties = {*nominal.own, *nominal.partners, *nominal.outer}
    is_plural = nominal.is_plural or len(parties) < 2  # noqa: PLR2004 - an agreement has two sides
    return not is_plural and any(party.startswith("company:") for party in parties)


def is_agreement(mark: Mark) -> bool:
    """
    True for the mark of an agreement already known by name.
    """
    return mark.entity.id.startswith(("agreement:", "bloc:"))


def nominal_at(sentence: MarkedSentence, token: Token) -> Nominal | None:
    """
    The agreement phrase headed by a token; `None` when it is the modifier of another noun or no agreement.
    """
    tree = sentence.tree
    first, last = edges(tree, token)
    following = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    if token.dep == "compound" and following and following.pos in ("NOUN", "PROPN") and following.index == token.head:
        return None
    words = [each.text.lower() for each in tree.tokens[first : token.index + 1]]
    tail = " ".join(each.text.lower() for each in tree.tokens[token.index : last + 1])
    kind = kind_of(tail.split()) if last > token.index else None
    kind = kind or kind_of(re.findall(r"[\w’'-]+", " ".join(words)) or words)
    if kind is None:
        return None
    nominal = Nominal(
        sentence,
        token.index,
        tuple(range(first, last + 1)),
        tuple(words),
        kind,
        is_definite=has_definite_start(tree, first),
        is_plural=token.text.lower() != singular(token.text) and token.text.lower() != "mous",
        is_qualified=is_qualified(tree, token),
        is_proper=token.text[0].isupper() and first < token.index and not tree.sentence.text.isupper(),
        count=next((COUNTS[word] for word in words if word in COUNTS), 0),
    )
    nominal.is_plural = nominal.is_plural or token.text in ("MOUs", "MoUs")
    add_parties(nominal)
    nominal.topic = topic_of(nominal)
    if kind == MEASURE:
        nominal.minerals = minerals_below(nominal, nominal.head) or minerals_next(nominal)
        nominal.covered = minerals_covered(nominal)
        nominal.issuers = issuers_of(nominal)
    return nominal


def issuers_of(nominal: Nominal) -> frozenset[str]:
    """
    The states that can have imposed a measure: whose it is, else who does something with it.
    """
    sentence, tree = nominal.sentence, nominal.sentence.tree
    subjects = next(
        (
            roles["subject"]
            for verb in tree.ancestors(nominal.head)
            if (roles := roles_of(tree, verb.index)).get("subject")
        ),
        [],
    )
    marks = [mark for subject in subjects for mark in marks_of(sentence, subject)]
    homes = {PRINCIPALS.get(mark.entity.id, mark.entity.id) for mark in marks}
    return frozenset(each for each in homes if each.startswith(("state:", "bloc:")))


def minerals_next(nominal: Nominal) -> frozenset[str]:
    """
    The minerals right behind a phrase, read along the line of words: "the rules on samarium, gadolinium and terbium".
    """
    tokens, index = nominal.sentence.tree.tokens, nominal.tokens[-1] + 1
    while index < len(tokens) and tokens[index].text.lower() in LEADING_TO:
        index += 1
    first = [mark for mark in nominal.sentence.acting if mark.tokens[0] == index > nominal.tokens[-1] + 1]
    marks = [listed for mark in first for listed in nominal.sentence.listed_with(mark)]
    return frozenset(mark.entity.id for mark in marks if mark.entity.type in ("Mineral", "MineralGroup", "Material"))


def minerals_covered(nominal: Nominal) -> frozenset[str]:
    """
    The minerals that the clause of a phrase says it covers, where the phrase is its subject.
    """
    token = nominal.sentence.tree.tokens[nominal.head]
    verb = nominal.sentence.tree.tokens[token.head]
    is_said = token.dep in ("nsubj", "nsubj:pass") and verb.lemma in COVERING
    return minerals_below(nominal, verb.index) if is_said else frozenset()


def minerals_below(nominal: Nominal, head: int) -> frozenset[str]:
    """
    The minerals spoken of below a word of a phrase: "its ban on exports of gallium and germanium".
    """
    sentence, tree = nominal.sentence, nominal.sentence.tree
    inside = {*tree.subtree(head, without=("acl:relcl", "advcl", "parataxis")), *nominal.tokens}
    marks = [listed for mark in sentence.acting if mark.head in inside for listed in sentence.listed_with(mark)]
    return frozenset(mark.entity.id for mark in marks if mark.entity.type in ("Mineral", "MineralGroup", "Material"))


def edges(tree: Tree, token: Token) -> tuple[int, int]:
    """
    First and last token of a phrase: modifiers to the left, "of understanding" and the like to the right.
    """
    first = token.index
    while first > 0 and is_modifier(tree, first - 1):
        first -= 1
    while first < token.index and tree.tokens[first].text in JOINTS:
        first += 1
    last = token.index
    rest = [each.text.lower() for each in tree.tokens[last + 1 : last + 4]]
    if rest[:2] in (["of", "understanding"], ["of", "cooperation"], ["of", "intent"]):
        last += 2
    elif rest == ["on", "reciprocal", "trade"]:
        last += 3
    return first, last


def is_modifier(tree: Tree, index: int) -> bool:
    """
    True for a token that can stand before a head noun inside its phrase.
    """
    token = tree.tokens[index]
    if token.text.lower() in DEFINITE | INDEFINITE | POSSESSIVE:
        return False
    if token.text in JOINTS:
        return index > 0 and tree.tokens[index - 1].pos in MODIFIERS
    if token.pos in MODIFIERS:
        return True
    return token.pos in ("VERB", "ADV") and token.dep in ("amod", "compound", "advmod") and token.head > index


def has_definite_start(tree: Tree, first: int) -> bool:
    """
    True when the word before a phrase makes it definite.
    """
    before = tree.tokens[first - 1].text.lower() if first else ""
    return before in DEFINITE | POSSESSIVE or before in ("'s", "’s", "'", "’")


def is_qualified(tree: Tree, token: Token) -> bool:
    """
    True when a phrase without parties or minerals in it hangs behind a noun and says which one is meant.
    """
    behind_it = [child for child in tree.with_dep(token.index, "nmod", "acl") if child.index > token.index]
    first = min((child.index for child in behind_it), default=None)
    if first is None:
        return False
    case = tree.case(first) or (mark.text.lower() if (mark := tree.child(first, "mark")) else "")
    return case in ("for", "of", "to") and not is_agreement_word(tree, token)


def is_agreement_word(tree: Tree, token: Token) -> bool:
    """
    True for a head whose "of" belongs to its own name ("memorandum of understanding").
    """
    following = tree.tokens[token.index + 1 : token.index + 3]
    return [each.text.lower() for each in following] in (
        ["of", "understanding"],
        ["of", "cooperation"],
        ["of", "intent"],
    )


def add_parties(nominal: Nominal) -> None:
    """
    Fill in the parties a phrase names itself and those its clause names.
    """
    sentence, tree = nominal.sentence, nominal.sentence.tree
    inside = [mark for mark in sentence.acting if mark.head in nominal.tokens and mark.head != nominal.head]
    possessors = [mark for child in tree.with_dep(nominal.head, "nmod:poss") for mark in marks_of(sentence, child)]
    nominal.own = party_ids([*possessors, *inside, *behind(nominal, PARTY_PREPOSITIONS)])
    nominal.partners = party_ids(behind(nominal, WITH))
    nominal.outer = outer_parties(nominal)


def marks_of(sentence: MarkedSentence, token: Token) -> list[Mark]:
    """
    The marks a noun phrase stands for, with all that is coordinated with it; "the government of Japan" is Japan.
    """
    found: list[Mark] = []
    for each in sentence.tree.conjuncts(token.index):
        marks = sentence.at(each.index)[:1] or transparent(sentence, each)
        found.extend(listed for mark in marks for listed in sentence.listed_with(mark))
    return list(dict.fromkeys(found))


def transparent(sentence: MarkedSentence, token: Token) -> list[Mark]:
    """
    Whom a noun without a name stands for: "the government of Japan", "Japanese officials", "US President Trump".
    """
    below = sentence.tree.with_dep(token.index, "nmod", "compound", "amod", "nmod:poss", "appos", "flat")
    return [mark for child in below for mark in sentence.at(child.index) if mark.entity.type in ANY_ACTORS][:1]


def behind(nominal: Nominal, prepositions: tuple[str, ...]) -> list[Mark]:
    """
    The actors in a phrase like "between the US and Japan" close behind the head, read along the line of words.
    """
    tokens = nominal.sentence.tree.tokens
    start = nominal.tokens[-1] + 1
    found: list[Mark] = []
    for token in tokens[start : start + REACH]:
        if token.text.lower() in prepositions:
            return actors_from(nominal.sentence, token.index + 1)
        if token.pos in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in (".", ";", ":", "—"):
            break
    return found


def actors_from(sentence: MarkedSentence, start: int) -> list[Mark]:
    """
    The actors of a list that begins at a token: names, commas, "and", "the", and the words inside the names.
    """
    tokens = sentence.tree.tokens
    found: list[Mark] = []
    index = start
    while index < len(tokens):
        mark = next(
            (mark for mark in sentence.acting if mark.tokens[0] == index and mark.entity.type in ANY_ACTORS), None
        )
        if mark:
            found.append(mark)
            index = mark.tokens[-1] + 1
        elif tokens[index].text.lower() in LIST_WORDS or tokens[index].pos in ("ADJ", "NUM", "NOUN"):
            index += 1
        else:
            break
    return found


LIST_WORDS = frozenset(
    "the , and & both ( ) government governments of as well including - – / countries nations 's ’s like".split()
)


def outer_parties(nominal: Nominal) -> list[str]:
    """
    The parties that the clause around a phrase names: "Japan signed a pact with Chile", "a pact was signed by both".
    """
    sentence, tree = nominal.sentence, nominal.sentence.tree
    told = told_behind(nominal)
    if told:
        return told
    token = tree.first_conjunct(nominal.head)
    if token.head == token.index or token.dep not in (
        "obj",
        "nsubj:pass",
        "obl",
        "nmod",
        "xcomp",
        "ccomp",
        "root",
        "nsubj",
    ):
        return []
    if tree.child(token.index, "cop"):
        return []
    verb = next((each for each in tree.ancestors(token.index) if each.lemma not in TALKS), None)
    if verb is None or verb.lemma not in MAKING or (token.dep == "nsubj" and verb.lemma != "sign"):
        return []
    roles = roles_of(tree, verb.index)
    fillers = [
        *roles.get("subject", ()),
        *roles.get("with", ()),
        *roles.get("object-with", ()),
        *roles.get("between", ()),
    ]
    if all(filler.index != token.index for filler in roles.get("object", ())) and token.dep not in ("obl", "nmod"):
        fillers = list(roles.get("with", ()))
    found = party_ids([mark for filler in fillers for mark in marks_of(sentence, filler)])
    return found if len(found) > 1 else list(dict.fromkeys([*found, *joined_before(sentence, verb)]))


MAIN = frozenset({"root", "conj", "advcl", "parataxis", "ccomp"})
"Links of clauses that have a subject of their own."


def joined_before(sentence: MarkedSentence, verb: Token) -> list[str]:
    """
    The parties right before a verb: a list, or the first and last actor of "MP, which runs a mine, and the US signed".
    """
    tokens = sentence.tree.tokens
    actors = [mark for mark in sentence.acting if mark.entity.type in ANY_ACTORS and mark.tokens[-1] < verb.index]
    if len(actors) < 2:  # noqa: PLR2004 - an agreement has two sides
        return []
    if any(token.pos not in ("AUX", "ADV", "PART") for token in tokens[actors[-1].tokens[-1] + 1 : verb.index]):
        return []
    listed = sentence.listed_with(actors[-1])
    if len(listed) > 1:
        return party_ids(listed)
    if any(token.dep in MAIN and token.pos == "VERB" for token in tokens[actors[0].head : actors[-1].head]):
        return []
    between = [token.text.lower() for token in tokens[max(0, actors[-1].tokens[0] - 4) : actors[-1].tokens[0]]]
    return party_ids([actors[0], actors[-1]]) if "and" in between else []


def told_behind(nominal: Nominal) -> list[str]:
    """
    The parties a clause behind a phrase names: "the framework that Japan and the United States signed".
    """
    sentence, tree = nominal.sentence, nominal.sentence.tree
    for verb in tree.with_dep(nominal.head, "acl:relcl", "acl"):
        if verb.lemma in MAKING:
            roles = roles_of(tree, verb.index)
            fillers = [*roles.get("subject", ()), *roles.get("between", ()), *roles.get("with", ())]
            found = party_ids([mark for filler in fillers for mark in marks_of(sentence, filler)])
            if len(found) > 1:
                return found
    return []


PRINCIPALS = {
    "agency:ec": "bloc:eu",
    "agency:eu-council": "bloc:eu",
    "agency:us-whitehouse": "state:united-states",
    "agency:us-state": "state:united-states",
    "agency:ustr": "state:united-states",
    "agency:us-commerce": "state:united-states",
    "agency:us-doi": "state:united-states",
    "agency:fcdo": "state:united-kingdom",
    "agency:meti": "state:japan",
    "agency:mofa-jp": "state:japan",
    "agency:mofa-kr": "state:south-korea",
    "agency:mfa-cn": "state:china",
    "agency:mofcom": "state:china",
    "agency:nrcan": "state:canada",
}
MINISTRY = re.compile(r"\b(?:Ministry|Department|Secretariat|Government|Treasury|Cabinet)\b")
"Bodies that sign for a whole state or bloc."


def speaks_for_home(entity: Entity) -> bool:
    """
    True for a person and for a ministry, not for an agency or fund with business of its own.
    """
    return entity.type == "Person" or bool(MINISTRY.search(entity.label))


def party_ids(marks: list[Mark]) -> list[str]:
    """
    The actors among marks, each once, bodies replaced by whom they sign for.
    """
    ids = [
        mark.home if mark.home and speaks_for_home(entity) else entity.id
        for mark in marks
        for entity in mark.entities
        if mark.home or entity.type in ANY_ACTORS
    ]
    actors = list(dict.fromkeys(PRINCIPALS.get(each, each) for each in ids))
    states = [each for each in actors if each.startswith(("state:", "bloc:", "territory:"))]
    return states if len(states) > 1 else actors


def topic_of(nominal: Nominal) -> str:
    """
    What a phrase says it is about, by its own words and those close behind it.
    """
    tokens = nominal.sentence.tree.tokens
    behind_it = tokens[nominal.tokens[-1] + 1 : nominal.tokens[-1] + REACH]
    text = " ".join(token.text.lower() for token in (*tokens[nominal.tokens[0] : nominal.tokens[-1] + 1], *behind_it))
    return next((topic for topic in TOPICS if topic in text), "")
