"""
Conversations: what was asked last, so that the next question may lean on it. They live as long as the service.
"""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from kg.ask.answers import Answer
from kg.ask.engine import Engine
from kg.ask.follow import Turn

MOST_KEPT: Final = 10_000


@dataclass(slots=True)
class Talk:
    """
    One conversation.

    Attributes:
        asked: the latest question as it was understood to be meant, whole where words could make it so.
    """

    asked: str = ""
    _typed: str = ""
    _before: Turn | None = None
    _turn: Turn | None = None

    def ask(self, engine: Engine, question: str, as_of: date | None, reading: int | None) -> Answer:
        """
        The answer to the next question; the same question with a reading is the choice it was asked back for.
        """
        is_choice = reading is not None and question == self._typed
        before = self._before if is_choice else self._turn
        turn = engine.turn(question, before, as_of)
        answer = engine.answer(turn, as_of=as_of, reading=reading)
        self.asked, self._typed, self._before, self._turn = (
            turn.question,
            question,
            before,
            replace(turn, reading=reading),
        )
        return replace(answer, question=question)


@dataclass(slots=True)
class Conversations:
    """
    The conversations in progress, by id; those longest silent are forgotten first.
    """

    _talks: OrderedDict[str, Talk] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def talk(self, conversation: str) -> Talk:
        """
        The conversation of an id; a new one where none is in progress.
        """
        with self._lock:
            talk = self._talks.setdefault(conversation, Talk())
            self._talks.move_to_end(conversation)
            while len(self._talks) > MOST_KEPT:
                self._talks.popitem(last=False)
            return talk


def new_id() -> str:
    """
    An id nobody can guess.
    """
    return secrets.token_urlsafe(12)
