"""
Who the parties of an agreement phrase are: those it names itself, and those the clause around it names.
"""

import re
from typing import Protocol

from ingest.frames import roles_of
from ingest.mentions.marks import How, Mark, MarkedSentence
from kg.claims import Entity
from kg.text import Token

ACTORS = frozenset({"Country", "Bloc", "Territory"})
ANY_ACTORS = ACTORS | {"Company", "Agency"}
MAKING = frozenset(
    """prepare sign ink initial conclude finalise finalize reach strike seal clinch agree announce launch unveil
    negotiate have enter form forge adopt establish create complete ratify renew discuss pursue explore seek
    commit pledge promise develop propose draft approve endorse publish present close formalise formalize
    upgrade sealed make hold join undertake initiate set back release issue execute expand extend report disclose
    confirm exchange""".split()
)
"Verbs whose subjects are parties of the agreement that is their object."
TRADING = frozenset(
    """buy sell supply purchase acquire deliver provide take source ship export swap exchange receive get obtain lend
    invest partner cooperate collaborate team develop build form""".split()
)
"What two sides do together or for each other."
SIDES = ("subject", "to", "from", "with", "object-to", "object-from", "object-with", "between")
"Roles of those who deal with each other by such a verb."
UNDER = ("in", "under", "through", "via", "as part of")
TALKS = frozenset(
    """text entry negotiation talk discussion work consultation signing signature conclusion completion announcement
    launch""".split()
)
PARTY_PREPOSITIONS = ("between", "among", "amongst")
WITH = ("with",)
REACH = 14
"Tokens behind a head noun in which its parties and topic are looked for."
MAIN = frozenset({"root", "conj", "advcl", "parataxis", "ccomp"})
"Links of clauses that have a subject of their own."

BETWEEN_PARTIES = frozenset(
    "the , and & both ( ) government governments of as well including - – / countries nations 's ’s like".split()
)
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


class Phrase(Protocol):
    """
    A noun phrase in its sentence: what its parties are read from.
    """

    @property
    def sentence(self) -> MarkedSentence:
        """
        Its sentence, marked.
        """
        ...

    @property
    def head(self) -> int:
        """
        Index of its head noun.
        """
        ...

    @property
    def tokens(self) -> tuple[int, ...]:
        """
        Indices of its tokens.
        """
        ...


def own_parties(phrase: Phrase) -> list[str]:
    """
    The parties a phrase names itself: "its pact", "the US-Japan framework", "a pact between Japan and Chile".
    """
    sentence, tree = phrase.sentence, phrase.sentence.tree
    inside = [mark for mark in sentence.acting if mark.head in phrase.tokens and mark.head != phrase.head]
    possessors = [mark for child in tree.with_dep(phrase.head, "nmod:poss") for mark in marks_of(sentence, child)]
    return party_ids([*possessors, *inside, *behind(phrase, PARTY_PREPOSITIONS)])


def partners(phrase: Phrase) -> list[str]:
    """
    The parties behind "with": whose "memoranda with Peru and Chile" they are the phrase leaves open.
    """
    return party_ids(behind(phrase, WITH))


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


def behind(phrase: Phrase, prepositions: tuple[str, ...]) -> list[Mark]:
    """
    The actors in a phrase like "between the US and Japan" close behind the head, read along the line of words.
    """
    tokens = phrase.sentence.tree.tokens
    start = phrase.tokens[-1] + 1
    found: list[Mark] = []
    for token in tokens[start : start + REACH]:
        if token.text.lower() in prepositions:
            return actors_from(phrase.sentence, token.index + 1)
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
        closing = next((each.index for each in tokens[index : index + REACH] if each.text == ")"), index)
        if tokens[index].text == "(" and found:
            index = closing + 1  # a ticker or a short name, no party more
        elif mark:
            found.append(mark)
            index = mark.tokens[-1] + 1
        elif is_between(tokens[index]) or only_tells_whose(sentence, index):
            index += 1
        else:
            break
    return found


def is_between(token: Token) -> bool:
    """
    True for a word that can stand between the names of parties: an article, "and", "battery manufacturer".
    """
    return token.text.lower() in BETWEEN_PARTIES or token.pos in ("ADJ", "NUM", "NOUN")


def only_tells_whose(sentence: MarkedSentence, index: int) -> bool:
    """
    True for "Japan" in "Japan's JARE" and for "US" in "the US Department of Energy".
    """
    covering = [mark for mark in sentence.marks if index in mark.tokens]
    is_epithet = bool(covering) and all(mark.how is How.EPITHET for mark in covering)
    return is_epithet or any(mark.tokens[0] == index + 1 and mark.entity.type == "Agency" for mark in sentence.acting)


def outer_parties(phrase: Phrase) -> list[str]:
    """
    The parties that the clause around a phrase names: "Japan signed a pact with Chile", "a pact was signed by both".
    """
    sentence, tree = phrase.sentence, phrase.sentence.tree
    told = told_behind(phrase) or headed_by(phrase)
    if told:
        return told
    token = tree.first_conjunct(phrase.head)
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
    if verb is not None and verb.lemma in TRADING - MAKING and token.dep == "obl" and tree.case(token.index) in UNDER:
        return sides_of(sentence, verb)
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


def sides_of(sentence: MarkedSentence, verb: Token) -> list[str]:
    """
    Who deals with whom by a verb: "Hokusei takes all cobalt from Sablefield under a contract".
    """
    roles = roles_of(sentence.tree, verb.index)
    fillers = [each for role in SIDES for each in roles.get(role, ())]
    return party_ids([mark for each in fillers for mark in marks_of(sentence, each)])


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


def headed_by(phrase: Phrase) -> list[str]:
    """
    The parties that open a line with nothing but a colon between: "Morocco and Saudi Arabia: agreement on phosphates".
    """
    sentence, tokens = phrase.sentence, phrase.sentence.tree.tokens
    start = phrase.tokens[0] - 1
    while start > 0 and tokens[start].pos in ("DET", "PUNCT") and tokens[start].text != ":":
        start -= 1
    before = next((mark for mark in sentence.acting if mark.tokens[-1] == start - 1), None)
    listed = sentence.listed_with(before) if before and start > 0 and tokens[start].text == ":" else []
    opens = bool(listed) and listed[0].tokens[0] <= 1 and len(listed) > 1
    return party_ids(listed) if opens and all(mark.entity.type in ANY_ACTORS for mark in listed) else []


def told_behind(phrase: Phrase) -> list[str]:
    """
    The parties a clause behind a phrase names: "the framework that Japan and the United States signed".
    """
    sentence, tree = phrase.sentence, phrase.sentence.tree
    for verb in (verb for each in phrase.tokens for verb in tree.with_dep(each, "acl:relcl", "acl")):
        if verb.lemma in MAKING:
            roles = roles_of(tree, verb.index)
            fillers = [*roles.get("subject", ()), *roles.get("between", ()), *roles.get("with", ())]
            found = party_ids([mark for filler in fillers for mark in marks_of(sentence, filler)])
            if len(found) > 1:
                return found
    return []


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
