"""
Wordings that people settled: a question as somebody puts it, and the reading they chose for it.

Every acceptance and withdrawal is a line of a file beside the ledger, with who and when; none is ever rewritten, so a
question asked of an earlier moment is read as it was then.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from os import fsync
from pathlib import Path
from threading import Lock
from typing import Final

import orjson

from api.errors import UnknownAddress
from kg.identity import digest

FILE: Final = "wordings.jsonl"
ENDINGS: Final = " ?!."


@dataclass(frozen=True, slots=True)
class Wording:
    """
    One settled wording.

    Attributes:
        wording: the question in its normal form.
        question: the same as it was typed.
        reading: the reading chosen, in the engine's own words.
        withdrawn: when it was taken back, and by whom; `None` while it holds.
    """

    id: str
    wording: str
    question: str
    reading: str
    accepted: datetime
    accepted_by: str
    withdrawn: datetime | None = None
    withdrawn_by: str = ""

    def held_at(self, moment: datetime | None) -> bool:
        """
        Whether it held at a moment; `None`: whether it holds now.
        """
        if moment is None:
            return self.withdrawn is None
        return self.accepted <= moment and (self.withdrawn is None or self.withdrawn > moment)


class Wordings:
    """
    The wordings of one data folder.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / FILE
        self._lock = Lock()

    def all(self) -> tuple[Wording, ...]:
        """
        Every wording, withdrawn ones among them, newest first.
        """
        found: dict[str, Wording] = {}
        for line in self.path.read_bytes().splitlines() if self.path.exists() else ():
            told = orjson.loads(line)
            moment = datetime.fromisoformat(told["at"])
            if "reading" in told:
                texts = {name: told[name] for name in ("id", "wording", "question", "reading")}
                found[told["id"]] = Wording(**texts, accepted=moment, accepted_by=told["by"])
            elif told["id"] in found:
                found[told["id"]] = replace(found[told["id"]], withdrawn=moment, withdrawn_by=told["by"])
        return tuple(reversed(found.values()))

    def held(self, question: str, moment: datetime | None = None) -> Wording | None:
        """
        The wording that settles a question, now or at a moment; the last accepted where several do.
        """
        wanted = normal(question)
        return next((each for each in self.all() if each.wording == wanted and each.held_at(moment)), None)

    def accept(self, question: str, reading: str, by: str) -> Wording:
        """
        Settle a question from now on; what settled it before is withdrawn.
        """
        before = self.held(question)
        if before is not None:
            self.withdraw(before.id, by)
        now = datetime.now(UTC)
        key = digest(f"{normal(question)}\x1f{now.isoformat()}")
        self._keep(id=key, at=now, by=by, wording=normal(question), question=question, reading=reading)
        return Wording(key, normal(question), question, reading, now, by)

    def withdraw(self, wording_id: str, by: str) -> Wording:
        """
        Let a wording hold no longer.

        Raises:
            UnknownAddress: there is none of this id that holds.
        """
        found = next((each for each in self.all() if each.id == wording_id and each.withdrawn is None), None)
        if found is None:
            raise UnknownAddress(f"no wording {wording_id!r} holds")
        now = datetime.now(UTC)
        self._keep(id=wording_id, at=now, by=by)
        return replace(found, withdrawn=now, withdrawn_by=by)

    def _keep(self, *, at: datetime, **told: str) -> None:
        line = orjson.dumps({"at": at.isoformat(), **told}) + b"\n"
        with self._lock, self.path.open("ab") as kept:
            kept.write(line)
            kept.flush()
            fsync(kept.fileno())


def normal(question: str) -> str:
    """
    A question as wordings are compared: without case, double blanks and the mark at its end.

    >>> normal("US-EU  memorandum day?")
    'us-eu memorandum day'
    """
    return " ".join(question.split()).rstrip(ENDINGS).casefold()
