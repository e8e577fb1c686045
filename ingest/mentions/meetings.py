"""
Meetings: "the 2026 Critical Minerals Ministerial", "a ministerial meeting", "the summit". Each has an id of its own.
"""

import re

from ingest.frames import roles_of
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.trees import Tree
from kg.claims import Entity
from kg.identity import digest
from kg.linking import fold
from kg.text import Token

HEADS = frozenset("summit ministerial conference roundtable meeting".split())
HOLDING = frozenset("attend host chair convene hold open".split())
PEOPLE = frozenset("minister leader principal official member president head delegate envoy secretary".split())
"Whose meeting is one of ours: `a meeting of the principals`."
ACTORS = frozenset({"Person", "Country", "Bloc", "Territory", "Agency", "Forum"})
PLACES = frozenset({"Place", "Country", "Territory"})
TELLING = frozenset("ministerial summit leaders ministers investment minerals annual quad leaders'".split())
"A plain `meeting` is one of ours only with one of these before it."
MODIFIERS = ("PROPN", "NOUN", "ADJ", "NUM")
GENITIVES = ("'", "’", "'s", "’s")
CLOSED = frozenset("the a an this that last next first second early bilateral inaugural".split())


def meeting_marks(sentence: MarkedSentence, published: str | None, last: Entity | None = None) -> list[Mark]:
    """
    The marks of the meetings a sentence names or tells of by a verb; those covered by a known name are left to it.

    Args:
        last: the meeting the text spoke of before, which a bare "the meeting" is.
    """
    tree = sentence.tree
    taken = {each for mark in sentence.marks if mark.how is How.NAME for each in mark.tokens}
    found = []
    for token in tree.tokens:
        if token.text.lower() not in HEADS or token.index in taken or token.pos in ("VERB", "ADV"):
            continue
        first = first_of(tree, token)
        words = [each.text for each in tree.tokens[first : token.index + 1]]
        if is_part_of_name(tree, token):
            continue
        is_bare = len(words) == 1 and first > 0 and tree.tokens[first - 1].text.lower() in ("the", "this")
        if last is not None and is_bare and not tree.child(token.index, "nmod", "acl", "acl:relcl"):
            entity = last
        elif token.text.lower() != "meeting" or is_telling(words) or is_held(tree, token):
            entity = meeting_of(words, published)
        else:
            continue
        tokens = tuple(range(first, token.index + 1))
        found.append(Mark((entity,), tree.tokens[first].start, token.end, tokens, token.index, How.NOMINAL))
    return found or told_by_verb(sentence, published)


def told_by_verb(sentence: MarkedSentence, published: str | None) -> list[Mark]:
    """
    The mark of a meeting that only a verb tells of: "Trump and Xi met in Busan", "Rubio hosted Jaishankar and Iwaya".
    """
    tree = sentence.tree
    for token in tree.tokens:
        lemma = token.lemma.lower()
        if token.pos != "VERB" or lemma not in ("meet", "host") or tree.child(token.index, "nsubj:pass"):
            continue
        roles = roles_of(tree, token.index)
        present = [each for role in ("subject", "object", "with") for each in roles.get(role, ())]
        people = {mark.entity.id for each in present for mark in sentence.at(each.index) if mark.entity.type in ACTORS}
        office = {each.lemma.lower() for each in roles.get("subject", ())} & PEOPLE
        places = [mark.entity for each in roles.get("in", ()) for mark in sentence.at(each.index)]
        place = next((entity.label for entity in places if entity.type in PLACES), "")
        if len(people) + 2 * bool(office) > 1 and (lemma == "host" or place):
            words = [*sorted({each.text.title() for each in present})[:2], "meeting", *place.split()]
            entity = meeting_of([word[:1].upper() + word[1:] for word in words], published)
            return [Mark((entity,), token.start, token.end, (token.index,), token.index, How.NOMINAL)]
    return []


def is_held(tree: Tree, token: Token) -> bool:
    """
    True for "a meeting of the principals", and for one that somebody attends, hosts or chairs.
    """
    if token.dep in ("obj", "nsubj:pass") and tree.tokens[token.head].lemma.lower() in HOLDING:
        return True
    if any(child.lemma.lower() == "hold" for child in tree.with_dep(token.index, "acl", "acl:relcl")):
        return True
    return any(
        child.lemma.lower() in PEOPLE and tree.case(child.index) in ("of", "between", "with")
        for child in tree.with_dep(token.index, "nmod")
    )


def first_of(tree: Tree, token: Token) -> int:
    """
    The first token of a phrase that ends with a head noun.
    """
    first = token.index
    while first and is_before_head(tree, first - 1):
        first -= 1
    return first


def is_before_head(tree: Tree, index: int) -> bool:
    """
    True for what can stand before a head noun: "the principals' meeting".
    """
    token = tree.tokens[index]
    if token.text in GENITIVES:
        owner = tree.tokens[index - 1]
        return index > 0 and owner.lemma.lower() in PEOPLE
    return token.pos in MODIFIERS and token.text.lower() not in CLOSED


def is_part_of_name(tree: Tree, token: Token) -> bool:
    """
    True for a head that only modifies the noun behind it ("summit host", "ministerial statement").
    """
    following = tree.tokens[token.index + 1] if token.index + 1 < len(tree.tokens) else None
    is_modifier = token.dep in ("compound", "amod") and token.head > token.index
    return is_modifier and following is not None and following.pos in ("NOUN", "PROPN", "VERB")


def is_telling(words: list[str]) -> bool:
    """
    True for a meeting whose words say that it is one of ministers, leaders or about minerals.
    """
    return bool({word.lower() for word in words[:-1]} & TELLING)


def meeting_of(words: list[str], published: str | None) -> Entity:
    """
    The entity of a meeting: named by its own capitals, else by its kind and the year of the text.

    >>> meeting_of(["Critical", "Minerals", "Ministerial"], "2026-02-04").label
    'Critical Minerals Ministerial'
    >>> meeting_of(["ministerial", "meeting"], "2026-02-04").label
    'Ministerial Meeting 2026'
    """
    is_name = len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in words)
    label = " ".join(words) if is_name else " ".join([*words, (published or "")[:4]]).strip().title()
    label = re.sub(r" (?=['’])", "", label)
    key = fold(re.sub(r"\W+", " ", label)).strip()
    month = (published or "")[:7]
    id_ = digest(f"meeting|{key}|{month}")[:12]
    return Entity(f"meeting:x{id_}", label, "Meeting", known=False)
