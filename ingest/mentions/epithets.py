"""
States that only describe somebody else ("US-backed", "Japan's JOGMEC", "Chinese miner CMOC") and so fill no role; and
the kind behind a project's name by which the name takes part in the grammar.
"""

import re
from dataclasses import replace

from ingest.mentions.marks import GENITIVES, How, Mark, MarkedSentence

COMPOUND = re.compile(
    r"^[-‐‑–](?:backed|led|based|listed|owned|linked|controlled|brokered|sponsored|funded|made|style|born|registered|"
    r"headquartered|supported|hosted|origin|bound|produced|sourced|mined|friendly|dominated|rich|educated)\b"
)
STATES = frozenset({"Country", "Bloc", "Territory"})
OTHERS = frozenset({"Agency", "Company", "Project", "Person"})
KINDS = frozenset(
    """mine mines project projects plant plants refinery smelter deposit mill facility complex prospect tailings pit
    restart salar""".split()
)
KIND_REACH = 8
"Tokens behind the name of a project in which its kind stands, at most, the last left out."
REACH = 5
"Tokens between a state and whom it describes, at most."


def with_epithets(sentence: MarkedSentence) -> list[Mark]:
    """
    The marks of a sentence, those of states that only describe another marked as epithets; agencies and persons so
    described have that state as their home.
    """
    marks = [with_kind(sentence, mark) for mark in sentence.marks]
    sentence.marks = marks
    for place, mark in enumerate(marks):
        if mark.entity.type not in STATES or mark.how not in (How.NAME, How.DEMONYM):
            continue
        described = whom_it_describes(sentence, mark)
        if described is not None or is_compound(sentence, mark):
            marks[place] = replace(mark, how=How.EPITHET)
        if described is not None and not described.home and described.entity.type in ("Agency", "Person"):
            marks[marks.index(described)] = replace(described, home=mark.entity.id)
    return [mark for mark in marks if not is_start_of_name(sentence, mark)]


def is_start_of_name(sentence: MarkedSentence, mark: Mark) -> bool:
    """
    True for the state right in front of an agency that it belongs to: "U.S. Department of Defense" is one name.
    """
    return mark.entity.type in STATES and any(
        other.tokens[0] == mark.tokens[-1] + 1 and other.entity.type == "Agency" for other in sentence.marks
    )


def with_kind(sentence: MarkedSentence, mark: Mark) -> Mark:
    """
    The mark of a project that takes part in the grammar by the kind behind it: "the Epanko graphite project".
    """
    tokens = sentence.tree.tokens
    if not mark.entity.id.startswith("facility:"):
        return mark
    for token in tokens[mark.tokens[-1] + 1 : mark.tokens[-1] + KIND_REACH]:
        if token.text.lower() in KINDS and tokens[mark.head].dep in ("compound", "nmod", "amod", "nmod:poss", "flat"):
            return replace(mark, head=token.index)
        if token.pos not in ("NOUN", "PROPN", "ADJ", "CCONJ") and token.text != "-":
            break
    return mark


def is_compound(sentence: MarkedSentence, mark: Mark) -> bool:
    """
    True inside a compound like "US-backed".
    """
    text = sentence.tree.sentence.text
    return bool(COMPOUND.match(text[mark.end - sentence.tree.sentence.start :]))


def whom_it_describes(sentence: MarkedSentence, mark: Mark) -> Mark | None:
    """
    Whom a state right in front describes; `None` where it stands for itself.
    """
    tokens = sentence.tree.tokens
    index = mark.tokens[-1] + 1
    is_genitive = index < len(tokens) and tokens[index].text in GENITIVES
    if is_genitive:
        index += 1
    elif mark.how is not How.DEMONYM:
        return None
    for _ in range(REACH):
        if index >= len(tokens):
            return None
        found = next((each for each in sentence.marks if each.tokens[0] == index and each is not mark), None)
        if found is not None and found.entity.type in OTHERS:
            return found
        if tokens[index].pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        index += 1
    return None
