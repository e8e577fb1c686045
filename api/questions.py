"""
Questions put to a deployment: in a conversation, by settled wordings, of what was believed at any time; and counted.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.asking import Told, tell
from api.choosing import chooser_of
from api.conversations import Conversations, Talk
from api.days import Past, axes_of
from api.errors import BadParameter
from api.wordings import Wording, Wordings
from kg.ask.answers import Outcome
from kg.ask.moments import day_asked
from kg.axes import Axes

if TYPE_CHECKING:
    from api.service import Service


class Questions:
    """
    Questions to one service.

    Attributes:
        outcomes: how many questions ended how, for the metrics.
        chooser: the language model that may choose among readings; `None` where none is set.
        wordings: wordings that people settled.
    """

    def __init__(self, service: "Service") -> None:
        self.service = service
        self.conversations = Conversations()
        self.outcomes: Counter[str] = Counter()
        self.chooser = chooser_of(service.settings)
        self.wordings = Wordings(service.settings.data)

    def ask(self, question: str, as_of: Past = None, reading: int | None = None, talk: Talk | None = None) -> Told:
        """
        The answer to a question with its sentences; a day that the question names wins over `as_of`.

        Args:
            talk: the conversation it belongs to; without one it stands alone.
        """
        axes = axes_of(as_of)
        axes = replace(axes, known=day_asked(question, axes.known)[1] or axes.known)
        day, talk, chosen_by = self.service.day(axes), talk or Talk(), ""
        held = self.wordings.held(question, axes.recorded) if reading is None else None
        if held is not None:
            reading = self.number_of(held.reading, question, axes)
        with self.service.pasts.turn:
            answer = talk.ask(day.engine, question, axes.judged, reading)
        if self.chooser is not None and answer.outcome is Outcome.AMBIGUOUS:
            number = self.chooser.choose(talk.asked, [each.text for each in answer.readings])
            if number is not None:
                chosen_by = self.chooser.model
                with self.service.pasts.turn:
                    answer = talk.ask(day.engine, question, axes.judged, answer.readings[number - 1].n)
        self.outcomes[str(answer.outcome)] += 1
        told = tell(answer, day.indexed.finder, str(day.data_version))
        documents = {each.document for each in told.evidence if each.document}
        is_empty = answer.outcome in (Outcome.NONE, Outcome.NOT_COVERED)
        coverage = day.coverage.text if is_empty and day.coverage else ""
        staleness = self.service.watching.staleness_of(documents)
        accepted = held if reading is not None else None
        return replace(told, staleness=staleness, chosen_by=chosen_by, coverage=coverage, accepted=accepted)

    def readings(self, question: str, axes: Axes) -> list[str]:
        """
        What a question can mean, by number from 1, in the engine's own words.
        """
        day = self.service.day(axes)
        with self.service.pasts.turn:
            return [each.sentence for each in day.engine.readings(question, axes.judged)[2]]

    def number_of(self, reading: str, question: str, axes: Axes) -> int | None:
        """
        The number of a reading; `None` where the question can no longer be read so.
        """
        return next((n for n, said in enumerate(self.readings(question, axes), 1) if said == reading), None)

    def accept_wording(self, question: str, number: int, by: str) -> Wording:
        """
        Settle that a question, as it is worded, means one of its readings.

        Raises:
            BadParameter: it has no reading of that number.
        """
        found = self.readings(question, Axes())
        if not 1 <= number <= len(found):
            raise BadParameter(f"the question has {len(found)} readings and none of number {number}")
        return self.wordings.accept(question, found[number - 1], by)

    def suggest(self, text: str, limit: int, as_of: date | None = None) -> tuple[str, ...]:
        """
        Questions that have an answer, for what is typed so far.
        """
        day = self.service.day(as_of)
        with self.service.pasts.turn:
            return day.suggester.suggest(text, limit)
