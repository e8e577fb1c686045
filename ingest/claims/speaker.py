"""
Who says what a sentence says.
"""

import re

from ingest.mentions.marks import MarkedSentence
from kg.text import Token

SPEECH = frozenset("say tell state note add report claim confirm write post declare argue insist warn explain".split())
SPEAKERS = frozenset({"Person", "Agency", "Company", "Country", "Bloc", "Organization"})
ANONYMOUS = re.compile(
    r"\b(people familiar with (?:the matter|the talks|the plans)|"
    r"sources familiar[\w ]*|(?:two|three|several)? ?sources|"
    r"(?:one of )?the people|diplomats|insiders|people briefed on [\w ]+|a person familiar[\w ]*|unnamed officials?)\b"
)


def speaker_of(sentence: MarkedSentence, trigger: Token) -> tuple[str | None, bool]:
    """
    Id or words of the speaker, and whether the word is anonymous.
    """
    tree = sentence.tree
    anonymous = ANONYMOUS.search(tree.sentence.text)
    if anonymous and re.search(r"\b(?:said|say|says|told|according|familiar|reported)\b", tree.sentence.text):
        return anonymous[0], True
    for token in tree.tokens:
        if token.lemma not in SPEECH or token.pos != "VERB" or token.index == trigger.index:
            continue
        subject = tree.child(token.index, "nsubj")
        marks = [mark for mark in sentence.at(subject.index) if mark.entity.type in SPEAKERS] if subject else []
        is_shared = subject is not None and len(sentence.listed_with(marks[0]) if marks else []) > 1
        if marks and not is_shared and trigger.index in tree.subtree(token.index):
            return marks[0].entity.id, False
    for mark in sentence.marks:
        if mark.entity.type in SPEAKERS and tree.case(mark.head) == "according to":
            return mark.entity.id, False
    return None, False
