"""
How many rows a finished answer has, told from its bytes: the engine writes it natively and hands out no count.
"""

import json
from typing import Final

BETWEEN_ROWS: Final = {"json": b'}},{"', "xml": b"<result>", "tsv": b"\n", "ntriples": b"\n"}
"""
What stands once for each row (in JSON: between two), and never inside a value: there a quotation mark, an angle bracket
or a line end is escaped. CSV does not escape line ends, so it is only counted at its end.
"""


class RowCounter:
    """
    A count that never exceeds the rows written so far, kept while an answer is written in pieces.
    """

    def __init__(self, form: str) -> None:
        self._mark = BETWEEN_ROWS.get(form)
        self._tail = b""
        self._count = -1 if form == "tsv" else 0

    def at_least(self, piece: bytes) -> int:
        """
        Take the next piece into account.

        >>> counter = RowCounter("xml")
        >>> counter.at_least(b"<result></result><res"), counter.at_least(b"ult>")
        (1, 2)
        """
        if self._mark is None:
            return 0
        text = self._tail + piece
        self._count += text.count(self._mark)
        self._tail = text[len(text) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""
        return self._count


def exact_rows(body: bytes, form: str) -> int:
    r"""
    The rows of a finished SELECT answer, or the triples of one in N-Triples.

    >>> exact_rows(b'x\r\n"two\r\nlines"\r\n', "csv")
    1
    >>> exact_rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{},{}]}}', "json")
    2
    """
    if form == "json":
        if b",{}" in body or b"[{}" in body:
            return len(json.loads(body)["results"]["bindings"])
        return 0 if b'"bindings":[]' in body[-32:] else body.count(BETWEEN_ROWS["json"]) + 1
    if form == "csv":
        return sum(part.count(b"\n") for part in body.split(b'"')[::2]) - 1
    return body.count(BETWEEN_ROWS[form]) - (form == "tsv")
