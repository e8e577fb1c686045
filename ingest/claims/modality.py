"""
How a clause says what it says: asserted, planned, possible, negated, reported or background.

What is read is the way from the trigger up to the main clause: each governor, auxiliary, conjunction and adverb on it
may weaken or deny. Two denials on one way ("did not rule out signing") leave a possibility, never an assertion.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ingest.claims.governors import (
    CONDITIONS,
    DENYING,
    FAR_ADVERBS,
    HEARSAY,
    MAYBE_ADVERBS,
    NEAR_ADVERBS,
    NEARING,
    NEGATIONS,
    OPEN_QUESTIONS,
    OUT,
    PLANNED_AUX,
    POSSIBLE_AUX,
    POSSIBLE_GOVERNORS,
    POSTPONING,
    PROMISING,
    WAITING,
    WISHING,
    WITHOUT,
)
from ingest.claims.way import Step, way_up
from ingest.trees import Tree, has
from kg.claims import Modality
from kg.text import Token
from ontology.values.dates import When

OLD = timedelta(days=24)
"An event this long before the day of the text is retold, not news."

FRESH = timedelta(days=3)
"An event told in a relative clause is news only as long as this."
PHRASE_LINKS = frozenset("nmod nmod:poss conj compound appos flat amod nummod".split())
"Links inside a noun phrase; a negation beyond it is not about what stands in it."
SURE_HEADS = frozenset("country member nation state company partner first latest last only newest".split())
'"The twelfth country to join" joined.'


class Firmness(StrEnum):
    """
    How firmly something planned is planned.
    """

    NONE = ""
    WISH = "wish"
    NEAR = "near"
    PROMISE = "promise"


PLANS = (
    (NEARING, Firmness.NEAR),
    (WISHING, Firmness.WISH),
    (PROMISING, Firmness.PROMISE),
    (POSTPONING, Firmness.PROMISE),
)
"How firm a plan each group of governors tells of."


@dataclass(frozen=True, slots=True)
class Manner:
    """
    How a clause says its event: the modality and, of planned ones, how firm the plan is.
    """

    modality: Modality
    firmness: Firmness = Firmness.NONE


def manner_of(
    tree: Tree,
    trigger: Token,
    *,
    when: When | None = None,
    published: date | None = None,
    is_event: bool = False,
    ends: tuple[int, ...] = (),
) -> Manner:
    """
    How the clause of a trigger says it; the weakest reading on the way up to the main clause wins.

    Args:
        ends: tokens that stand at the ends of the claim; a "no", "neither" or "without" at them denies it as well.
    """
    way = way_up(tree, trigger)
    own = denials_at(tree, way[0]) or any(is_denied_end(tree, trigger, end) for end in ends)
    denials = own + sum(denials_at(tree, step) for step in way[1:])
    if denials:
        is_supposed = any(step.shares and step.link in CONDITIONS for step in way)
        return Manner(Modality.NEGATED if denials == 1 and not is_supposed else Modality.POSSIBLE)
    if any(is_possible(tree, step) for step in way):
        return Manner(Modality.POSSIBLE)
    firmness = min((each for step in way if (each := firmness_at(tree, step))), key=list(Firmness).index, default="")
    if firmness:
        return Manner(Modality.PLANNED, Firmness(firmness))
    adverbs = {child.text.lower() for step in way for child in tree.with_dep(step.token.index, "advmod")}
    if adverbs & HEARSAY:
        return Manner(Modality.REPORTED)
    if is_event and is_past(tree, [step.token for step in way if step.shares], when, published):
        return Manner(Modality.BACKGROUND)
    return Manner(Modality.ASSERTED)


def denials_at(tree: Tree, step: Step) -> int:
    """
    How many times a step denies: by its own negation, by what governs through it.
    """
    count = int(step.shares and is_negated(tree, step.token))
    if step.link in WITHOUT:
        count += 1
    if step.is_governor and is_denying(tree, step):
        count += 1
    return count


def is_denying(tree: Tree, step: Step) -> bool:
    """
    True for "failed to", "refused to", "ruled out", "short of", "far from", "the absence of".
    """
    lemma = step.token.lemma.lower()
    particles = {child.text.lower() for child in tree.with_dep(step.token.index, "compound:prt", "advmod")}
    return lemma in DENYING or (lemma in OUT and "out" in particles)


def is_negated(tree: Tree, token: Token) -> bool:
    """
    True when a negation hangs from a word or stands in its verb group, its subject is "no …", or "yet to" governs it.
    """
    children = [tree.tokens[child] for child in tree.children[token.index]]
    if any(is_negation(tree, child) for child in [*children, *verb_group(tree, token)]):
        return True
    words = {child.text.lower() for child in [*children, *verb_group(tree, token)]}
    if words & FAR_ADVERBS or (has(token, "VerbForm=Inf") and is_yet_to(tree, token)):
        return True
    subject = next((child for child in children if child.dep.startswith("nsubj")), None)
    return subject is not None and is_nobody(tree, subject)


def is_negation(tree: Tree, token: Token) -> bool:
    """
    True for a word that denies what it hangs from; "not only", "not until" and "no later than" deny nothing.
    """
    if token.text.lower() not in NEGATIONS or token.dep in ("nsubj", "obj", "obl", "conj"):
        return False
    after = tree.tokens[token.index + 1].text.lower() if token.index + 1 < len(tree.tokens) else ""
    if after in ("only", "just", "merely", "simply", "least", "later", "doubt"):
        return False
    return not any(each.text.lower() == "until" for each in tree.tokens[token.index + 1 :] if token.text != "without")


def verb_group(tree: Tree, token: Token) -> list[Token]:
    """
    The auxiliaries, particles and adverbs right before a verb, read along the line of words.
    """
    found: list[Token] = []
    for each in reversed(tree.tokens[: token.index]):
        if token.pos not in ("VERB", "AUX") or each.pos not in ("AUX", "PART", "ADV"):
            break
        found.append(each)
    return found


def is_yet_to(tree: Tree, token: Token) -> bool:
    """
    True for "has yet to sign", "is yet to be signed", "remains to be signed".
    """
    before = " ".join(each.text.lower() for each in tree.tokens[max(0, token.index - 4) : token.index])
    return before.endswith(
        ("yet to", "yet to be", "still to", "still to be", "remains to be", "remain to be", "yet to have been")
    )


def is_nobody(tree: Tree, subject: Token) -> bool:
    """
    True for the subjects "neither", "nothing", "no side", "none of them".
    """
    words = {subject.text.lower()} | {child.text.lower() for child in tree.with_dep(subject.index, "det", "cc:preconj")}
    return bool(words & {"neither", "none", "nobody", "nothing", "no"})


def is_counterfactual(tree: Tree, token: Token) -> bool:
    """
    True for "would have set a floor": it was a plan and did not come about.
    """
    group = [each.text.lower() for each in verb_group(tree, token)][::-1]
    modal = next((place for place, word in enumerate(group) if word in ("would", "could", "should", "might")), None)
    return modal is not None and "have" in group[modal:] and has(token, "VerbForm=Part")


def is_denied_end(tree: Tree, trigger: Token, end: int) -> bool:
    """
    True when a "no", "neither", "nor" or "without" stands at an end of the claim or between it and the trigger.
    """
    token = tree.tokens[end]
    for _ in range(6):
        if token.index == trigger.index or token.pos in ("VERB", "AUX"):
            return False
        if tree.case(token.index) in WITHOUT or is_nobody(tree, token):
            return True
        beside = tree.with_dep(token.index, "advmod", "cc")
        if any(child.text.lower() in ("not", "nor", "neither") and is_negation(tree, child) for child in beside):
            return True
        if token.head == token.index or token.dep not in PHRASE_LINKS:
            return False
        token = tree.tokens[token.head]
    return False


def is_possible(tree: Tree, step: Step) -> bool:
    """
    True for a clause with "may" or "if", under "consider" or "subject to", or whose main clause waits for a condition.
    """
    if step.is_governor and step.token.lemma.lower() in POSSIBLE_GOVERNORS | WAITING:
        return True
    if not step.shares:
        return False
    words = {child.text.lower() for child in tree.with_dep(step.token.index, "aux")}
    words |= {each.text.lower() for each in verb_group(tree, step.token)}
    if words & POSSIBLE_AUX or words & MAYBE_ADVERBS or step.link in CONDITIONS:
        return True
    return any(
        mark.text.lower() in CONDITIONS and not is_even(tree, mark)
        for clause in tree.with_dep(step.token.index, "advcl")
        for mark in tree.with_dep(clause.index, "mark")
    )


def is_even(tree: Tree, mark: Token) -> bool:
    """
    True for "even if".
    """
    return mark.index > 0 and tree.tokens[mark.index - 1].text.lower() == "even"


def firmness_at(tree: Tree, step: Step) -> Firmness:
    """
    How firmly a step plans what is below it; nothing where it plans nothing.
    """
    if step.is_governor:
        lemma = step.token.lemma.lower()
        return next((firmness for words, firmness in PLANS if lemma in words), Firmness.NONE)
    if not step.shares:
        return Firmness.NONE
    words_here = {child.text.lower() for child in tree.with_dep(step.token.index, "aux")}
    words_here |= {each.text.lower() for each in verb_group(tree, step.token)}
    will = bool(words_here & PLANNED_AUX) or step.link in OPEN_QUESTIONS or is_future(tree, step.token)
    rules = (
        (bool(words_here & NEAR_ADVERBS), Firmness.NEAR),
        (is_counterfactual(tree, step.token), Firmness.WISH),
        (will, Firmness.PROMISE),
    )
    return next((firmness for holds, firmness in rules if holds), Firmness.NONE)


def is_future(tree: Tree, trigger: Token) -> bool:
    """
    True for "is to sign" and the headline's "US, EU to sign".
    """
    head = tree.tokens[trigger.head]
    if trigger.dep == "acl" and {head.lemma.lower(), head.text.lower()} & SURE_HEADS:
        return False
    has_to = any(child.text.lower() == "to" for child in tree.with_dep(trigger.index, "mark"))
    return has_to and (trigger.dep in ("root", "acl", "parataxis") or bool(tree.child(trigger.index, "nsubj", "cop")))


def is_past(tree: Tree, chain: list[Token], when: When | None, published: date | None) -> bool:
    """
    True for an event before the news: dated well before the text, or told in the pluperfect or with "already".
    """
    is_aside = chain[0].dep in ("acl", "acl:relcl")
    if when and when.latest and published:
        return published - when.latest > (FRESH if is_aside else OLD)
    if when and is_aside:
        return True
    if chain[0].dep == "ccomp":
        return False  # "said it had signed" is news in reported speech
    children = [child for token in chain for child in tree.with_dep(token.index, "aux", "advmod")]
    words = {child.text.lower() for child in children}
    return "had" in words or bool(words & {"already", "previously", "earlier"})
