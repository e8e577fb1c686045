"""
Two questions in one sentence are asked as two: "When is the pact due, and is it signed?"; "it" is what the first names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.ask.answers import SAID, Answer, AnswerValue, Outcome

QUESTION_WORD: Final = (
    r"(?:(?:on|by|in|since|until|at|for|from|to|with)\s+)?(?:what|which|who|whom|whose|when|where|how|why)\b"
)
AUXILIARY: Final = r"(?:is|are|was|were|has|have|had|did|does|do|can|could|will)\b"
BREAK: Final = re.compile(
    rf"(?:,\s*(?:and|but)\s+|;\s*(?:and\s+)?|\?\s+(?:and\s+)?)(?={QUESTION_WORD}|{AUXILIARY})|\s+and\s+(?={QUESTION_WORD})",
    re.IGNORECASE,
)
PRONOUN: Final = re.compile(r"\b(it|they|this|these|them|its|their)\b", re.IGNORECASE)
OWNING: Final = frozenset(("its", "their"))
FIRST_WORDS: Final = re.compile(rf"^(?:{QUESTION_WORD}\s*)", re.IGNORECASE)
SHORTEST: Final = 2
"Words of a clause below which it is only the beginning of a question: “and when?”."
LONGEST_BEGINNING: Final = 4


def clauses(question: str) -> tuple[str, ...]:
    """
    The questions a sentence asks; the sentence itself where it asks one.

    >>> clauses("When is the pact due, and is it signed?")
    ('When is the pact due', 'is it signed?')
    >>> clauses("Which rivers run through Texas and Utah?")
    ('Which rivers run through Texas and Utah?',)
    """
    parts = tuple(part.strip() for part in BREAK.split(question) if part.strip())
    whole = len(parts) > 1 and len(parts[0].split()) > SHORTEST
    return parts if whole else (question,)


def completed(clause: str, first: str, mention: str) -> str:
    """
    A clause that can stand alone: pronouns give way to what the first clause names, a mere beginning gets its rest.

    >>> completed("is it signed?", "When is the pact due", "the pact")
    'is the pact signed?'
    >>> completed("in which city?", "Who signed the pact", "the pact")
    'in which city signed the pact?'
    """
    if mention and PRONOUN.search(clause):
        return PRONOUN.sub(lambda match: f"{mention}'s" if match[0].lower() in OWNING else mention, clause, count=1)
    if len(clause.split()) <= LONGEST_BEGINNING and FIRST_WORDS.match(clause):
        rest = FIRST_WORDS.sub("", first).rstrip(" ?")
        return f"{clause.rstrip(' ?')} {rest[:1].lower()}{rest[1:]}?"
    return clause


def joined(question: str, asked: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """
    One answer of those to each clause, in their order; that of the first clause that has none, and what else is known.
    """
    unread = next((each for each in zip(asked, answers, strict=True) if each[1].outcome not in SAID), None)
    if unread is not None:
        known = " ".join(answer.text for answer in answers if answer.outcome in SAID)
        text = f"{known} I could not make out “{unread[0]}”.".strip()
        return replace(unread[1], question=question, outcome=Outcome.NOT_UNDERSTOOD, text=text, readings=())
    rows = [
        (AnswerValue(clause, clause, "string"), value)
        for clause, answer in zip(asked, answers, strict=True)
        for value in answer.answers or (None,)
    ]
    outcomes = {answer.outcome for answer in answers}
    outcome = next(each for each in (Outcome.CONTESTED, Outcome.ANSWERED, Outcome.NONE) if each in outcomes)
    return Answer(
        question,
        outcome,
        answers=tuple(dict.fromkeys(value for answer in answers for value in answer.answers)),
        columns=("question", "answer"),
        rows=tuple(rows),
        text=" ".join(answer.text for answer in answers),
        sparql="\n\n".join(f"# {clause}\n{answer.sparql}" for clause, answer in zip(asked, answers, strict=True)),
        reading="; ".join(answer.reading for answer in answers),
        confidence=min(answer.confidence for answer in answers),
        supporting=tuple(dict.fromkeys(triple for answer in answers for triple in answer.supporting)),
        as_of=answers[0].as_of,
        words=tuple(dict.fromkeys(use for answer in answers for use in answer.words)),
        unused=tuple(dict.fromkeys(word for answer in answers for word in answer.unused)),
    )
