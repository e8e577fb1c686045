"""
Whoever has a language model may let it choose among the readings an answer asks back; it never writes one.

The model behind any OpenAI-compatible address is shown the question and the numbered readings, and may name a number.
Whatever else it says, a time-out or an error leave the question asked back. Each use is a line of a record.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
import orjson

from api.settings import Settings

RECORD: Final = "choices.jsonl"
NUMBER: Final = re.compile(r"\s*(\d{1,2})\s*[.)]?\s*")
TASK: Final = (
    "A question can be read in several ways, numbered below. Answer with the number of the reading that says what the "
    "question asks, and nothing else. Answer 0 if none does."
)


@dataclass(frozen=True, slots=True)
class Chooser:
    """
    A language model that chooses.

    Attributes:
        url: base address of the endpoint, as `http://127.0.0.1:11434/v1`.
        record: file that each use is added to, as a JSON line.
    """

    url: str
    model: str
    key: str
    timeout_seconds: float
    record: Path

    def choose(self, question: str, readings: Sequence[str]) -> int | None:
        """
        Number of the reading it chose, from 1; nothing where it chose none, or could not be asked.
        """
        started = time.monotonic()
        said, error = "", ""
        try:
            said = self._said(question, readings)
        except (httpx.HTTPError, ValueError, LookupError, TypeError) as broken:
            error = f"{type(broken).__name__}: {broken}"
        number = NUMBER.fullmatch(said)
        chosen = int(number[1]) if number and 1 <= int(number[1]) <= len(readings) else None
        self._keep(
            question=question,
            readings=list(readings),
            said=said,
            chosen=chosen,
            error=error,
            seconds=round(time.monotonic() - started, 3),
        )
        return chosen

    def _said(self, question: str, readings: Sequence[str]) -> str:
        numbered = "\n".join(f"{number}. {reading}" for number, reading in enumerate(readings, 1))
        body = {
            "model": self.model,
            "temperature": 0,
            "max_tokens": 8,
            "messages": [
                {"role": "system", "content": TASK},
                {"role": "user", "content": f"Question: {question}\n\nReadings:\n{numbered}"},
            ],
        }
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        response = httpx.post(
            f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers, timeout=self.timeout_seconds
        )
        response.raise_for_status()
        return str(response.json()["choices"][0]["message"]["content"])

    def _keep(self, **told: Any) -> None:
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "model": self.model} | told
        with self.record.open("ab") as record:
            record.write(orjson.dumps(line) + b"\n")


def chooser_of(settings: Settings) -> Chooser | None:
    """
    The language model of a deployment; nothing where none is set, as is the default.
    """
    if not settings.chooser_url:
        return None
    return Chooser(
        settings.chooser_url,
        settings.chooser_model,
        settings.chooser_key,
        settings.chooser_timeout_seconds,
        settings.data / RECORD,
    )
