"""
The place, the day and the agency that open a wire story: "TOKYO, Oct 28 (Meridian Dispatch) - …".
"""

import re

DATELINE = re.compile(
    r"^[\W\d]*[A-ZÀ-Þ][\w .'/À-ÿ-]{1,40}(?:,? ?\([^)]{2,40}\)|, \w{3,9}\.? \d{1,2}(?:, \d{4})?(?: ?\([^)]{2,40}\))?)"
    r" ?[-–—:.]|^(?:[A-Z]\w+, )?(?:\w{3,9}\.? \d{1,2} )?\([A-Z][\w ]{1,30}\) |^[A-ZÀ-Þ][A-ZÀ-Þ .'/-]{2,40},? [-–—:]"
)
LONGEST = 110
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
CITY = r"[A-ZÀ-Þ][\w.'’À-ÿ-]*"
WIRE = r"(?: ?\([A-Z][^)\n]{1,40}\)| ?/[A-Z][\w -]{2,30}/)"
OPENING = re.compile(
    rf"^(?:{CITY}[ ,/]+){{1,7}}{DAY}{WIRE}? ?(?:--|[-–—])\s|"
    rf"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{{2,}}[ ,/]*){{1,4}}{WIRE}? ?(?:--|[–—]|(?<= )-) ",
    re.MULTILINE,
)


def dateline_end(text: str) -> int:
    """
    Where the dateline of a sentence ends; 0 where it has none.

    >>> dateline_end("TOKYO, Oct 28 (Meridian Dispatch) - Japan signed."), dateline_end("Japan signed.")
    (35, 0)
    """
    dated = DATELINE.match(text[:LONGEST])
    return dated.end() if dated else 0


def without_datelines(text: str) -> str:
    """
    A text with blanks for the datelines that open its lines; every other word keeps its place.

    The parser takes the place for the subject of what follows.

    >>> without_datelines("TOKYO, Oct 28 (Meridian Dispatch) - Japan signed.").strip()
    'Japan signed.'
    """
    return OPENING.sub(lambda found: " " * len(found[0]), text)
