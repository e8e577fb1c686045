"""
The place, the day and the agency that open a wire story: "TOKYO, Oct 28 (Meridian Dispatch) - …".
"""

import re

DATELINE = re.compile(
    r"^[\W\d]*[A-ZÀ-Þ][\w .'/À-ÿ-]{1,40}(?:,? ?\([^)]{2,40}\)|, \w{3,9}\.? \d{1,2}(?:, \d{4})?(?: ?\([^)]{2,40}\))?)"
    r" ?[-–—:.]|^(?:[A-Z]\w+, )?(?:\w{3,9}\.? \d{1,2} )?\([A-Z][\w ]{1,30}\) |^[A-ZÀ-Þ][A-ZÀ-Þ .'/-]{2,40},? [-–—:]"
)
LONGEST = 110


def dateline_end(text: str) -> int:
    """
    Where the dateline of a sentence ends; 0 where it has none.

    >>> dateline_end("TOKYO, Oct 28 (Meridian Dispatch) - Japan signed."), dateline_end("Japan signed.")
    (35, 0)
    """
    dated = DATELINE.match(text[:LONGEST])
    return dated.end() if dated else 0
