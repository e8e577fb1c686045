"""
Everything a document names: known names, new names, agreements by their phrases, and words that refer back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.lemmas import mended
from ingest.mentions.agreements import Agreements
from ingest.mentions.bargains import bargains_of
from ingest.mentions.demonyms import demonyms
from ingest.mentions.discourse import SINGULAR_TYPES, Discourse
from ingest.mentions.epithets import with_epithets
from ingest.mentions.institutions import with_whole_names
from ingest.mentions.known import KnownNames
from ingest.mentions.lexicon import Lexicon
from ingest.mentions.marks import How, Mark, MarkedSentence, mark_span
from ingest.mentions.meetings import meeting_marks
from ingest.mentions.minted import settle
from ingest.mentions.name_kinds import NameKinds
from ingest.mentions.new_names import with_new_names
from ingest.mentions.nominals import Nominal, find_nominals
from ingest.mentions.parties import MAKING
from ingest.mentions.pronouns import pronoun_of
from ingest.mentions.references import is_subject, reference_marks
from ingest.mentions.signatures import signed_by_verb
from ingest.mentions.sites import new_site_marks, site_marks
from ingest.mentions.titles import TITLED
from ingest.mentions.told import Told
from ingest.trees import tree_of
from kg.claims import Entity, Mention
from kg.text import Document, Sentence, Token

Pending = tuple[MarkedSentence, int, Told, tuple[int, ...], How]
"A phrase whose agreement is not settled yet: sentence, head, agreement, tokens, how it names it."


@dataclass(frozen=True, slots=True)
class Marked:
    """
    A document with everything it names.
    """

    document: Document
    sentences: tuple[MarkedSentence, ...]
    agreements: tuple[Told, ...]

    def entities(self) -> tuple[Entity, ...]:
        """
        Each entity once, in the order of first naming.
        """
        named = [entity for sentence in self.sentences for mark in sentence.marks for entity in mark.entities]
        return tuple({entity.id: entity for entity in named}.values())

    def mentions(self) -> tuple[Mention, ...]:
        """
        Every place that names an entity itself; pronouns, groups and adjectives are no mentions.
        """
        return tuple(
            Mention(mark.entity, self.document.text[mark.start : mark.end], mark.start, mark.end)
            for sentence in self.sentences
            for mark in sorted(sentence.marks, key=lambda mark: (mark.start, mark.end))
            if mark.how in (How.NAME, How.NOMINAL) or (mark.how is How.EPITHET and not self.is_demonym(mark))
        )

    def is_demonym(self, mark: Mark) -> bool:
        """
        True for an adjective or people that stands for a state.
        """
        return self.document.text[mark.start : mark.end] in demonyms()


def find_mentions(
    document: Document, sentences: Sequence[Sentence], lexicon: Lexicon, vocabulary: frozenset[str] = MAKING
) -> Marked:
    """
    Mark everything a parsed document names.

    Args:
        vocabulary: base forms that whoever reads the marks looks for.
    """
    seen = frozenset(name.start for sentence in sentences for name in sentence.names)
    known = KnownNames(document.text, lexicon, document.published, seen)
    agreements = Agreements(lexicon, document.published)
    discourse = Discourse(agreements)
    marked, pending = [], []
    meeting: Entity | None = None
    trees = [tree_of(with_whole_names(mended(sentence, vocabulary | MAKING))) for sentence in sentences]
    kinds = NameKinds.of(trees)
    for number, (sentence, tree) in enumerate(zip(sentences, trees, strict=True)):
        one = MarkedSentence(tree, known.marks_in(tree), number, starts_block(document.text, sentence))
        one.marks = with_new_names(tree, one.marks, kinds)
        one.marks = with_epithets(one)
        one.marks.extend(site_marks(one, lexicon, are_told=discourse.has_sites()))
        one.marks.extend(new_site_marks(one, document.published, discourse.sites()))
        one.marks.extend(meeting_marks(one, document.published, meeting))
        meeting = next((mark.entity for mark in reversed(one.marks) if mark.entity.type == "Meeting"), meeting)
        agreements.names.update((mark.entity.id, mark.entity.label) for mark in one.marks if not mark.entity.known)
        pending.extend(read_sentence(one, agreements, discourse))
        marked.append(one)
    settle(agreements)
    place(pending)
    for one in marked:
        one.marks.sort(key=lambda mark: (mark.start, mark.end))
    return Marked(document, tuple(marked), tuple(agreements.told))


def starts_block(text: str, sentence: Sentence) -> bool:
    """
    True for a sentence at the start of a line.
    """
    return not text[: sentence.start].rsplit("\n", 1)[-1].strip(" -*•–\t")


def read_sentence(one: MarkedSentence, agreements: Agreements, discourse: Discourse) -> list[Pending]:
    """
    The agreement phrases of a sentence, and the marks of what it refers back to.
    """
    one.marks.extend(pronoun_marks(one, discourse))
    one.marks.extend(reference_marks(one, discourse))
    pending: list[Pending] = []
    noted: dict[int, Told] = {}
    for index, told in pronoun_agreements(one, discourse):
        pending.append((one, index, told, (index,), How.REFERENCE))
        noted[index] = agreements.touch(told, one.number)
    struck = set(agreements.struck)
    agreements.bargains[:0] = bargains_of(one)
    for step in in_order(one, agreements):
        if isinstance(step, Mark):
            noted[step.head] = note_name(step, agreements, one.number)
            continue
        for told in agreements.note(step):
            pending.append((one, step.head, told, step.tokens, How.NOMINAL))
            noted[step.head] = told
    pending.extend(
        (bargain.sentence, bargain.verb, told, (bargain.verb,), How.NOMINAL)
        for bargain, told in agreements.struck.items()
        if bargain not in struck
    )
    for verb, told in signed_by_verb(one, agreements):
        pending.append((one, verb.index, told, (verb.index,), How.NOMINAL))
    for mark in one.marks:
        discourse.note(mark, one.number)
    set_topic(one, discourse, noted)
    return pending


def in_order(one: MarkedSentence, agreements: Agreements) -> list[Mark | Nominal]:
    """
    The agreements of a sentence that have names, and its agreement phrases, as they follow each other.
    """
    named = agreements.lexicon.named
    marks = [
        mark
        for mark in one.marks
        if mark.how is How.NAME
        and (named[mark.entity.id].kinds if mark.entity.id in named else mark.entity.type in TITLED)
    ]
    return sorted([*marks, *find_nominals(one)], key=lambda step: step.head)


def note_name(mark: Mark, agreements: Agreements, number: int) -> Told:
    """
    The agreement that a name stands for, listed or new.
    """
    known = agreements.lexicon.named.get(mark.entity.id)
    return agreements.note_known(known, number) if known else agreements.note_named(mark.entity, number)


def pronoun_marks(one: MarkedSentence, discourse: Discourse) -> list[Mark]:
    """
    The marks of pronouns that stand for an actor.
    """
    found = []
    for token in one.tree.tokens:
        referred = pronoun_of(one, token, discourse)
        if isinstance(referred, Entity):
            mark = mark_span(one.tree, (referred,), token.start, token.end, How.REFERENCE)
            found.extend([mark] if mark else [])
    return found


def pronoun_agreements(one: MarkedSentence, discourse: Discourse) -> Iterable[tuple[int, Told]]:
    """
    The pronouns of a sentence that stand for an agreement.
    """
    for token in one.tree.tokens:
        referred = pronoun_of(one, token, discourse)
        if isinstance(referred, Told):
            yield token.index, referred


def set_topic(one: MarkedSentence, discourse: Discourse, noted: dict[int, Told]) -> None:
    """
    What "it" would mean in the next sentence: the subject of this one, else the one agreement it brings up.

    Nothing named before where the subject is a thing of its own: "The list was delivered. It names six assets".
    """
    discourse.subjects[:0] = main_subjects(one)
    group = joint_subject(one)
    if group:
        discourse.group, discourse.group_sentence = group, one.number
    for token in one.tree.tokens:
        if not is_subject(token) or not is_main(one, token):
            continue
        if token.index in noted:
            discourse.topic, discourse.topic_sentence = noted[token.index], one.number
            return
    subject = next((token for token in one.tree.tokens if is_subject(token)), None)
    news = list({id(told): told for told in noted.values()}.values())
    if len(news) == 1:
        discourse.topic, discourse.topic_sentence = news[0], one.number
        return
    marks = one.at(subject.index) if subject else []
    if len(marks) == 1 and len(marks[0].entities) == 1:
        discourse.topic, discourse.topic_sentence = marks[0].entity, one.number
    elif subject and not marks and is_thing(one, subject):
        discourse.topic = None


def is_thing(one: MarkedSentence, subject: Token) -> bool:
    """
    True for a single thing with an article of its own.
    """
    has_article = any(child.text.lower() in ("the", "a", "an") for child in one.tree.with_dep(subject.index, "det"))
    return subject.pos == "NOUN" and has_article and not subject.text.endswith("s")


def main_subjects(one: MarkedSentence) -> list[Entity]:
    """
    The single actors that are subjects of a main clause, the last first.
    """
    subjects = [token for token in one.tree.tokens if is_subject(token) and is_main(one, token)]
    return [mark.entity for token in reversed(subjects) for mark in one.at(token.index)[:1] if len(mark.entities) == 1]


def joint_subject(one: MarkedSentence) -> tuple[Entity, ...]:
    """
    The several actors of one kind that are the subject of a main clause together.
    """
    subjects = [token for token in one.tree.tokens if is_subject(token) and is_main(one, token)]
    for token in subjects:
        listed = [listed for mark in one.at(token.index)[:1] for listed in one.listed_with(mark)]
        entities = tuple(dict.fromkeys(entity for mark in listed for entity in mark.entities))
        if len(entities) > 1 and all(entity.type in SINGULAR_TYPES for entity in entities):
            return entities
    return ()


def is_main(one: MarkedSentence, subject: Token) -> bool:
    """
    True for the subject of a clause that is none of another.
    """
    return one.tree.tokens[subject.head].dep in ("root", "ccomp", "parataxis", "conj")


def place(pending: list[Pending]) -> None:
    """
    Put the marks of agreements in their sentences, now that each has its entity.
    """
    for one, head, told, tokens, how in pending:
        if told.entity is None:
            continue
        start, end = one.tree.tokens[tokens[0]].start, one.tree.tokens[tokens[-1]].end
        one.marks.append(Mark((told.entity,), start, end, tokens, head, how))
