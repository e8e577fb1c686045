"""
What an export control says of its issuer and the issuer's restriction of the control: one is told, both are claimed.
"""

import re
from collections.abc import Iterator

from ingest.claims.matching import Candidate
from ingest.claims.pattern import NOBODY, Pattern
from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.marks import MINERALS, MarkedSentence
from kg.claims import Entity

COVERS = Pattern("coversMineral", "restricted by", frozenset(), NOBODY, score=0.75)
RESTRICTS = Pattern("restrictsExportOf", "covered by control", frozenset(), NOBODY, score=0.8)
SUSPENDS = Pattern("suspendedUntil", "by what suspends it", frozenset(), NOBODY, value="until", score=0.8)
LICENCE = Pattern("adoptsInstrument", "licence needed", frozenset(), NOBODY, score=0.75)
BANS = Pattern("adoptsInstrument", "ban", frozenset(), NOBODY, score=0.75)
BANNING = frozenset("ban bar prohibit halt stop suspend".split())
LICENCES = frozenset("licence licences license licenses licensing permit permits".split())
NEEDED = frozenset(
    "need require must apply obtain seek impose introduce approval requirement restrict necessary".split()
)
NO_BAN = re.compile(r"\b(?:not (?:a|an export)|no|nor a|rather than a|short of a|not amount to a) ban\b")
DENIED_BAN = Pattern("adoptsInstrument", "no ban", frozenset(), NOBODY, modality="negated", score=0.75)
SHIPPED = frozenset("export ship shipment exporter sell".split())
SHIPS = Pattern("coversMineral", "licence needed", frozenset(), NOBODY, score=0.75)
NEEDS = Pattern("restrictsExportOf", "licence needed", frozenset(), NOBODY, score=0.75)
CONTROL = "ExportControl"
TOPIC = "topic of phrase"
"What a control is named by in passing tells nothing new of its issuer."
EARLIER = frozenset("already before earlier previously older since".split())
"Words by which a sentence tells of other controls than the one its passage is about."
IF = frozenset({"if", "unless"})


def measure_candidates(
    seen: Candidate, topics: tuple[Entity, ...], lexicon: Lexicon, controls: frozenset[str]
) -> Iterator[Candidate]:
    """
    What follows from one candidate about an export control.

    Args:
        controls: ids of the export controls the document names.
    """
    relation = seen.pattern.relation
    if relation == "coversMineral" and seen.subject.type == CONTROL and seen.pattern.name != TOPIC:
        issuer = lexicon.named[seen.subject.id].issuer if seen.subject.id in lexicon.named else ""
        if issuer in lexicon.named:
            yield follow(seen, RESTRICTS, lexicon.entity(issuer), seen.object_entity)
    suspended = lexicon.named[seen.subject.id].suspends if seen.subject.id in lexicon.named else ""
    if suspended in lexicon.named and relation == "validUntil":
        yield follow(seen, SUSPENDS, lexicon.entity(suspended), None)
    is_ban = seen.trigger.lemma.lower() in BANNING and seen.trigger.pos == "VERB"
    if relation == "restrictsExportOf" and is_ban and "instrument:export_ban" in lexicon.named:
        yield follow(seen, BANS, seen.subject, lexicon.entity("instrument:export_ban"))
    if relation == "restrictsExportOf" and seen.object_entity is not None and not tells_of_older(seen):
        measure = measure_of(seen, topics, lexicon, controls)
        if measure:
            yield follow(seen, COVERS, measure.entity, seen.object_entity)


def tells_of_older(seen: Candidate) -> bool:
    """
    True for "gallium and germanium already need licences": nothing follows for the control the passage is about.
    """
    return bool({token.text.lower() for token in seen.sentence.tree.tokens} & EARLIER)


def follow(seen: Candidate, pattern: Pattern, subject: Entity, target: Entity | None) -> Candidate:
    """
    A candidate at the same place, said the same way.
    """
    name = f"{pattern.name} by {seen.pattern.name}" if seen.pattern.triggers else pattern.name
    same = Pattern(
        pattern.relation,
        name,
        seen.pattern.triggers,
        NOBODY,
        modality=seen.pattern.modality,
        is_event=False,
        value=pattern.value,
        score=pattern.score,
    )
    return Candidate(
        same, subject, target.id if target else pattern.value, target, seen.sentence, seen.trigger, seen.ends
    )


def measure_of(
    seen: Candidate, topics: tuple[Entity, ...], lexicon: Lexicon, controls: frozenset[str]
) -> NamedEntity | None:
    """
    The control a restriction belongs to: one the sentence names, else the passage's, else the document's only one.
    """
    own = [mark.entity.id for mark in seen.sentence.marks if mark.entity.type == CONTROL]
    passage = [topic.id for topic in topics[:1] if topic.type == CONTROL]
    only = list(controls) if len(controls) == 1 else []
    for found in (own, passage, only):
        named = next((lexicon.named[each] for each in found if each in lexicon.named), None)
        if named and named.issuer == seen.subject.id:
            return named
    return None


def licence_candidates(sentence: MarkedSentence, topic: Entity | None, lexicon: Lexicon) -> Iterator[Candidate]:
    """
    The licence that "exporters must apply for" under the control a passage is about.
    """
    named = [mark.entity for mark in sentence.marks if mark.entity.type == CONTROL]
    control = named[0] if named else topic
    if control is None or control.type != CONTROL:
        return
    denied = NO_BAN.search(sentence.tree.sentence.text)
    if denied and "instrument:export_ban" in lexicon.named:
        ban = lexicon.entity("instrument:export_ban")
        yield Candidate(DENIED_BAN, control, ban.id, ban, sentence, sentence.tree.tokens[0])
    lemmas = {token.lemma.lower() for token in sentence.tree.tokens}
    licence = next((token for token in sentence.tree.tokens if token.text.lower() in LICENCES), None)
    if licence is not None and lemmas & NEEDED and "instrument:export_licence" in lexicon.named:
        entity = lexicon.entity("instrument:export_licence")
        yield Candidate(LICENCE, control, entity.id, entity, sentence, licence)
        issuer = lexicon.named[control.id].issuer if control.id in lexicon.named else ""
        for mark in sentence.acting:
            if mark.entity.type not in MINERALS:
                continue
            if lemmas & SHIPPED:
                yield Candidate(SHIPS, control, mark.entity.id, mark.entity, sentence, licence, (mark.head,))
            elif issuer in lexicon.named and not lemmas & IF:
                state = lexicon.entity(issuer)
                yield Candidate(NEEDS, state, mark.entity.id, mark.entity, sentence, licence, (mark.head,))
