"""
"As of 10 March 2026": the day a question is asked for, taken out of the question.
"""

import datetime as dt
import re
from typing import Final

from ontology.values.date_phrases import find_dates

AS_OF: Final = re.compile(r"[,;(]?\s*\b(?:as of|as at|as it stood on|as things stood on)\s+(?=[\w\d])", re.IGNORECASE)


def day_asked(question: str, anchor: dt.date | None = None) -> tuple[str, dt.date | None]:
    """
    The question without its as-of phrase, and the last day of that phrase; `None` where it has none.

    >>> day_asked("As of 10 March 2026, is the pact signed?")
    ('is the pact signed?', datetime.date(2026, 3, 10))
    """
    match = AS_OF.search(question)
    if match is None:
        return question, None
    for found in find_dates(question, anchor):
        if found.start == match.end() and found.when is not None and found.when.latest is not None:
            before, after = question[: match.start()], question[found.end :].lstrip(" ,;)")
            return f"{before.strip()} {after}".strip(), found.when.latest
    return question, None
