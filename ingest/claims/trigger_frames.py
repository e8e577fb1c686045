"""
The frame of a trigger with the roles that patterns name beyond those of grammar.
"""

from ingest.claims.above import add_verb_roles
from ingest.claims.governors import PROMISING, WISHING
from ingest.frames import Roles, noun_roles, roles_of
from ingest.mentions.marks import MarkedSentence
from ingest.mentions.parties import MAKING
from ingest.trees import Tree
from kg.text import Token

PLANNING = PROMISING | WISHING
AFTER_PARTICIPLE = frozenset({"in", "on", "by", "at", "last", "this", "earlier", "between", ",", ".", "with", "during"})


def frame(sentence: MarkedSentence, token: Token) -> dict[str, list[Token]]:
    """
    The frame of a trigger, with the roles that patterns name beyond those of grammar.
    """
    tree = sentence.tree
    roles = roles_of(tree, token.index)
    subject = tree.child(token.index, "nsubj")
    if tree.child(token.index, "cop"):
        roles["cop-subject"] = tree.conjuncts(subject.index) if subject else roles.get("subject", [])
        roles |= {
            role: fillers for role, fillers in noun_roles(tree, token).items() if role in ("modifier", "possessor")
        }
    if token.dep == "nsubj" and tree.child(token.head, "cop"):
        roles["cop-predicate"] = tree.conjuncts(token.head)
    if token.dep == "appos":
        roles["apposition-of"] = [tree.tokens[token.head]]
    if token.dep in ("compound", "nmod", "amod") and tree.tokens[token.head].pos == "PROPN":
        roles["names"] = [tree.tokens[token.head]]
        roles.setdefault("possessor", list(tree.with_dep(token.head, "nmod:poss")))
    if (
        token.pos == "NOUN"
        and token.dep in ("obj", "obl", "nsubj:pass", "xcomp")
        and not tree.child(token.index, "nmod:poss")
    ):
        roles["governor-subject"] = roles_of(tree, token.head).get("subject", [])
    add_verb_roles(sentence, token, roles)
    add_member_roles(tree, token, roles)
    behind = participle_object(sentence, token)
    if behind is not None:
        return {
            **{role: fillers for role, fillers in roles.items() if role not in ("subject", "with")},
            "object": [behind],
        }
    governor = tree.tokens[token.head]
    if token.pos == "NOUN" and tree.case(token.index) == "for" and governor.lemma in PLANNING:
        roles.setdefault("object", []).extend(roles_of(tree, governor.index).get("object", ()))
    roles["self"] = [token]
    roles["sentence"] = [tree.tokens[mark.head] for mark in sentence.marks]
    for clause in () if token.lemma.lower() in PROMISING else roles.get("clause", ()):
        for child in tree.with_dep(clause.index, "obj", "obl"):
            roles.setdefault("object", []).extend(tree.conjuncts(child.index))
    return roles


def add_member_roles(tree: Tree, token: Token, roles: Roles) -> None:
    """
    Who stands behind a colon or dash ("its members: Japan and Chile"), whose members they are, who is "one of the
    members".
    """
    colon = next((each.index for each in tree.tokens[token.index :] if each.text in (":", "–", "—")), len(tree.tokens))
    first = next((each for each in tree.tokens[colon + 1 :] if each.pos != "DET"), None)
    if first is not None:
        roles["listed"] = [first]
    for subject in list(roles.get("subject", ())):
        if any(child.text.lower() == "whose" for child in tree.with_dep(subject.index, "nmod:poss")):
            roles["subject"].append(tree.tokens[tree.first_conjunct(token.index).head])
    above = tree.tokens[token.head]
    if token.dep == "nmod" and above.text.lower() == "one":
        own = tree.child(above.index, "nsubj")
        roles["cop-subject"] = tree.conjuncts(own.index) if own else []


def participle_object(sentence: MarkedSentence, token: Token) -> Token | None:
    """
    The agreement right before a bare participle: "the US-Japan framework signed in late 2025".
    """
    tree = sentence.tree
    is_bare = (
        token.index > 0
        and token.text.endswith(("ed", "n"))
        and token.lemma in MAKING
        and not tree.child(token.index, "aux", "aux:pass")
    )
    before = next((mark for mark in sentence.marks if is_bare and mark.tokens[-1] == token.index - 1), None)
    is_agreement = before is not None and before.entity.id.startswith(("agreement:", "bloc:"))
    followed = token.index + 1 < len(tree.tokens) and tree.tokens[token.index + 1].text.lower() in AFTER_PARTICIPLE
    return tree.tokens[before.head] if before and is_agreement and followed else None
