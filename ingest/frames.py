"""
Who does what to whom: the arguments of a verb or of a noun that tells an event, whatever the grammar around it.

Passives, control ("plans to sign"), coordination ("met and signed"), relative clauses ("the pact that Japan signed"),
reduced ones ("a framework signed in May") and nominalisations ("the signing of the pact by Japan") all give the same
roles.
"""

from collections.abc import Iterator
from itertools import pairwise

from ingest.trees import Tree, has
from kg.text import Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
OBLIQUES = ("obl", "nmod", "obl:agent", "obl:tmod", "obl:npmod")
RELATIVES = ("that", "which", "who", "whom")
OBJECT_CONTROL = frozenset(
    "help ask urge allow require invite encourage enable order press push call want expect authorise authorize".split()
)
MAX_CLIMB = 6
TWO_BACK = 2

Roles = dict[str, list[Token]]


def roles_of(tree: Tree, index: int) -> Roles:
    """
    The arguments of the word at an index, by role, coordinated ones each on their own.

    Roles: `subject`, `object`, `indirect`, `clause`, each preposition (`with`, `on`, `in`, …) and, of nouns, `modifier`
    (noun stacks) and `possessor`.
    """
    token = tree.tokens[index]
    roles = verb_roles(tree, token) if is_verbal(tree, token) else noun_roles(tree, token)
    return {role: spread(tree, fillers) for role, fillers in roles.items() if fillers}


def is_verbal(tree: Tree, token: Token) -> bool:
    """
    True when a word heads a clause, and so has a subject and objects rather than modifiers.
    """
    if token.pos in ("VERB", "AUX"):
        return True
    clausal = ("nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "obj", "mark")
    return any(tree.tokens[child].dep in clausal for child in tree.children[token.index])


def spread(tree: Tree, fillers: list[Token]) -> list[Token]:
    """
    Fillers with all that is coordinated with each.
    """
    found = [each for filler in fillers for each in tree.conjuncts(filler.index)]
    return sorted({token.index: token for token in found}.values(), key=lambda token: token.index)


def verb_roles(tree: Tree, verb: Token) -> Roles:
    """
    The arguments of a verb.
    """
    roles: Roles = {"subject": [], "object": []}
    is_passive = is_passive_verb(tree, verb)
    for child in (tree.tokens[each] for each in tree.children[verb.index]):
        if child.dep in SUBJECTS:
            roles["object" if is_passive else "subject"].append(antecedent(tree, verb, child))
        elif child.dep in PASSIVE_SUBJECTS or child.dep == "obj":
            roles["object"].append(antecedent(tree, verb, child))
        elif child.dep == "iobj":
            roles.setdefault("indirect", []).append(child)
        elif child.dep in ("ccomp", "xcomp"):
            roles.setdefault("clause", []).append(child)
        elif child.dep in OBLIQUES:
            add_oblique(tree, roles, child, verb, is_passive=is_passive)
    drop_strangers(tree, verb, roles["subject"])
    fill_from_above(tree, verb, roles, is_passive=is_passive)
    for filler in list(roles["object"]):
        for case, child in phrases_behind(tree, filler):
            roles.setdefault(f"object-{case}", []).append(child)
    return roles


def phrases_behind(tree: Tree, noun: Token, reach: int = 2) -> Iterator[tuple[str, Token]]:
    """
    The phrases of a noun, and of what it measures: "of" and "from" in "9 tonnes of oxide from Lynas".
    """
    for child in tree.with_dep(noun.index, "nmod"):
        case = tree.case(child.index)
        if case:
            yield case, child
        if case == "of" and reach:
            yield from phrases_behind(tree, child, reach - 1)


def drop_strangers(tree: Tree, verb: Token, subjects: list[Token]) -> None:
    """
    Leave a verb the nearer of two subjects before it: the other one belongs to a clause that the parser ran into this.
    """
    before = [each for each in subjects if each.index < verb.index and each.dep in SUBJECTS and each.head == verb.index]
    for first, second in pairwise(before):
        if any(token.pos == "VERB" for token in tree.tokens[first.index : second.index]):
            subjects.remove(first)


def add_oblique(tree: Tree, roles: Roles, child: Token, verb: Token, *, is_passive: bool) -> None:
    """
    File an oblique under its preposition; the agent of a passive is its subject, "in which" what the clause explains.
    """
    case = tree.case(child.index)
    child = antecedent(tree, verb, child)
    if child.dep == "obl:agent" or (is_passive and case == "by"):
        roles["subject"].append(child)
    else:
        roles.setdefault(case or "when", []).append(child)


def is_passive_verb(tree: Tree, verb: Token) -> bool:
    """
    True for a passive or a past participle that follows its noun ("a framework signed in May").
    """
    if tree.child(verb.index, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"):
        return True
    is_participle = has(verb, "VerbForm=Part") and not has(verb, "Tense=Pres") and not verb.text.endswith("ing")
    return is_participle and verb.dep == "acl"


def antecedent(tree: Tree, verb: Token, filler: Token) -> Token:
    """
    What a relative pronoun stands for; any other filler stands for itself.
    """
    if filler.text.lower() not in RELATIVES:
        return filler
    clause = tree.first_conjunct(verb.index)
    for _ in range(MAX_CLIMB):
        if clause.dep in ("acl:relcl", "acl"):
            return name_before(tree, filler, clause.head) or tree.tokens[clause.head]
        if clause.head == clause.index:
            break
        clause = tree.tokens[clause.head]
    return filler


def name_before(tree: Tree, pronoun: Token, head: int) -> Token | None:
    """
    The name right before ", which" where the parser hangs the clause from a word farther off.
    """
    if pronoun.index < TWO_BACK or tree.tokens[pronoun.index - 1].text != ",":
        return None
    before = tree.tokens[pronoun.index - TWO_BACK]
    is_other = before.pos == "PROPN" and before.index > head and before.index not in tree.subtree(head)
    return before if is_other else None


def fill_from_above(tree: Tree, verb: Token, roles: Roles, *, is_passive: bool) -> None:
    """
    Give a verb the arguments that grammar leaves unsaid: of control, coordination, relative clauses, participles.
    """
    head = tree.tokens[verb.head]
    missing = "object" if is_passive else "subject"
    if verb.dep == "acl" and not has_own_subject(tree, verb):
        role = "subject" if verb.text.endswith("ing") and not is_passive else "object"
        if has(verb, "VerbForm=Inf") or tree.child(verb.index, "mark"):
            roles[missing].extend(holder_of(tree, head))
        elif not roles[role]:
            roles[role].append(head)
        return
    if verb.dep == "acl:relcl" and not roles["object"] and has_own_subject(tree, verb) and not is_passive:
        roles["object"].append(head)
        return
    if verb.dep == "xcomp" and not roles["object"] and not is_passive:
        roles["object"].extend(gap_above(tree, head))
    if roles[missing] or verb.head == verb.index:
        return
    if verb.dep in ("xcomp", "conj", "advcl", "parataxis", "ccomp") and head.index != verb.index:
        roles[missing].extend(subject_above(tree, verb, head))
    if verb.dep == "conj" and not roles["object"] and not is_passive and not tree.with_dep(verb.index, "obl", "ccomp"):
        roles["object"].extend(shared_object(tree, verb, head))


def gap_above(tree: Tree, verb: Token) -> list[Token]:
    """
    What the infinitive of "the refinery that Punria plans to build" has as its object: what the clause explains.
    """
    for _ in range(MAX_CLIMB):
        if verb.dep == "acl:relcl":
            pronoun = tree.child(verb.index, "obj")
            is_gap = pronoun is not None and pronoun.text.lower() in RELATIVES
            return [tree.tokens[verb.head]] if is_gap and has_own_subject(tree, verb) else []
        if verb.dep != "xcomp":
            break
        verb = tree.tokens[verb.head]
    return []


def has_own_subject(tree: Tree, verb: Token) -> bool:
    """
    True when a subject hangs from the verb itself.
    """
    return tree.child(verb.index, *SUBJECTS, *PASSIVE_SUBJECTS) is not None


def shared_object(tree: Tree, verb: Token, head: Token) -> list[Token]:
    """
    The object of "signed and published the text", which hangs from the first verb behind the second.
    """
    return [child for child in tree.with_dep(head.index, "obj") if child.index > verb.index]


def subject_above(tree: Tree, verb: Token, head: Token) -> list[Token]:
    """
    The subject a verb takes over from the clause above it.
    """
    if verb.dep == "xcomp" and head.lemma in OBJECT_CONTROL:
        controller = tree.child(head.index, "obj", "nsubj:pass")
        if controller:
            return [antecedent(tree, head, controller)]
    if head.pos not in ("VERB", "AUX") and verb.dep == "xcomp" and not tree.child(head.index, *SUBJECTS):
        return []
    told_with = [each for each in tree.with_dep(head.index, "ccomp") if each.index < verb.index]
    if verb.dep == "ccomp" and told_with and tree.child(verb.index, "mark"):
        return roles_above(tree, told_with[-1])  # "Karrow has agreed to sell its ore, the firms said"
    above = roles_above(tree, head)
    if verb.dep == "ccomp" and not tree.child(verb.index, "mark") and not has(verb, "VerbForm=Inf"):
        return []
    return above


def roles_above(tree: Tree, head: Token) -> list[Token]:
    """
    The grammatical subject of the nearest clause above that has one.
    """
    for token in (head, *list(tree.ancestors(head.index))[:MAX_CLIMB]):
        subjects = tree.with_dep(token.index, *SUBJECTS, *PASSIVE_SUBJECTS)
        if subjects:
            named = subjects[1:] if is_titled(subjects) else subjects
            return [antecedent(tree, token, named[0])]
        if token.dep in ("acl", "acl:relcl"):
            return [tree.tokens[token.head]]
    return []


def is_titled(subjects: tuple[Token, ...]) -> bool:
    """
    True where a name stands right behind what it is: "German manufacturer Siemens", parsed as two subjects.
    """
    return (
        len(subjects) > 1
        and (subjects[0].pos, subjects[1].pos) == ("NOUN", "PROPN")
        and subjects[1].index == subjects[0].index + 1
    )


def holder_of(tree: Tree, noun: Token) -> list[Token]:
    """
    Whose plan "its plan to sign" is: the possessor, else the subject of the verb that governs the noun.
    """
    possessor = tree.child(noun.index, "nmod:poss", "det:poss")
    if possessor:
        return [possessor]
    own = tree.child(noun.index, *SUBJECTS)
    if own:
        return [own]
    if noun.head == noun.index:
        return [noun]  # a headline: "Japan to lend", "Pact to take effect"
    return roles_above(tree, tree.tokens[noun.head])


def noun_roles(tree: Tree, noun: Token) -> Roles:
    """
    The arguments of a noun: of-phrases are objects, by-phrases subjects; noun stacks are modifiers.
    """
    roles: Roles = {}
    for child in (tree.tokens[each] for each in tree.children[noun.index]):
        if child.dep in ("nmod", "obl"):
            case = tree.case(child.index)
            role = {"of": "object", "by": "subject", "": "modifier"}.get(case, case)
            roles.setdefault(role, []).append(child)
            for behind, grandchild in phrases_behind(tree, child) if case == "of" else ():
                roles.setdefault("subject" if behind == "by" else behind, []).append(grandchild)
        elif child.dep in ("nmod:poss", "det:poss"):
            roles.setdefault("possessor", []).append(child)
        elif child.dep in ("compound", "amod", "nummod", "flat"):
            roles.setdefault("modifier", []).append(child)
        elif child.dep == "appos":
            roles.setdefault("apposition", []).append(child)
        elif child.dep in ("acl", "ccomp"):
            roles.setdefault("clause", []).append(child)
    return roles
