"""
What a phrase about a one-sided measure says of its reach: which minerals it controls, which states can have imposed it.
"""

from ingest.frames import roles_of
from ingest.mentions.marks import MINERALS
from ingest.mentions.parties import PRINCIPALS, Phrase, marks_of

LEADING_TO = frozenset("on of for the export exports shipments over".split())
COVERING = frozenset("cover list name include add affect hit concern control restrict capture apply".split())
"Verbs whose object is what a measure applies to."


def issuers_of(phrase: Phrase) -> frozenset[str]:
    """
    The states that can have imposed a measure: whose it is, else who does something with it.
    """
    sentence, tree = phrase.sentence, phrase.sentence.tree
    subjects = next(
        (
            roles["subject"]
            for verb in tree.ancestors(phrase.head)
            if (roles := roles_of(tree, verb.index)).get("subject")
        ),
        [],
    )
    marks = [mark for subject in subjects for mark in marks_of(sentence, subject)]
    homes = {PRINCIPALS.get(mark.entity.id, mark.entity.id) for mark in marks}
    return frozenset(each for each in homes if each.startswith(("state:", "bloc:")))


def minerals_next(phrase: Phrase) -> frozenset[str]:
    """
    The minerals right behind a phrase, read along the line of words: "the rules on samarium, gadolinium and terbium".
    """
    tokens, index = phrase.sentence.tree.tokens, phrase.tokens[-1] + 1
    while index < len(tokens) and tokens[index].text.lower() in LEADING_TO:
        index += 1
    first = [mark for mark in phrase.sentence.acting if mark.tokens[0] == index > phrase.tokens[-1] + 1]
    marks = [listed for mark in first for listed in phrase.sentence.listed_with(mark)]
    return frozenset(mark.entity.id for mark in marks if mark.entity.type in MINERALS)


def minerals_covered(phrase: Phrase) -> frozenset[str]:
    """
    The minerals that the clause of a phrase says it covers, where the phrase is its subject.
    """
    token = phrase.sentence.tree.tokens[phrase.head]
    verb = phrase.sentence.tree.tokens[token.head]
    is_said = token.dep in ("nsubj", "nsubj:pass") and verb.lemma in COVERING
    return minerals_below(phrase, verb.index) if is_said else frozenset()


def minerals_below(phrase: Phrase, head: int) -> frozenset[str]:
    """
    The minerals spoken of below a word of a phrase: "its ban on exports of gallium and germanium".
    """
    sentence, tree = phrase.sentence, phrase.sentence.tree
    inside = {*tree.subtree(head, without=("acl:relcl", "advcl", "parataxis")), *phrase.tokens}
    marks = [listed for mark in sentence.acting if mark.head in inside for listed in sentence.listed_with(mark)]
    return frozenset(mark.entity.id for mark in marks if mark.entity.type in MINERALS)
