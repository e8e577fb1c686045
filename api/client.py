"""
A small client for people with notebooks: questions, queries and lists as pandas frames, over HTTP.

    from api.client import Orepact

    orepact = Orepact("http://127.0.0.1:8080")
    shares = orepact.sparql("SELECT ?figure ?percent ?year WHERE { … }")

Needs the extra `client` (`pip install 'orepact[client]'`); nothing else of this package is imported.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Self

import httpx

if TYPE_CHECKING:
    from pandas import DataFrame

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
WHOLE: Final = frozenset(f"{XSD}{name}" for name in ("integer", "int", "long", "short", "nonNegativeInteger", "gYear"))
BROKEN: Final = frozenset(f"{XSD}{name}" for name in ("decimal", "double", "float"))
PAGE: Final = 500


class ServiceProblem(Exception):
    """
    What the service answered instead, as it said it.

    Attributes:
        kind: last part of the problem's type: `syntax`, `timeout`, `row-limit`, …
        status: HTTP status.
        remedy: what to do about it.
        retry_after_seconds: when to ask again; 0 where that is not said.
        told: the whole problem; a syntax error has `line` and `column`.
    """

    def __init__(self, status: int, told: Mapping[str, Any], retry_after_seconds: int) -> None:
        super().__init__(f"{told.get('title', 'no answer')}: {told.get('detail', '')} {told.get('remedy', '')}".strip())
        self.kind = str(told.get("type", "")).rpartition("/")[2]
        self.status = status
        self.remedy = str(told.get("remedy", ""))
        self.retry_after_seconds = retry_after_seconds
        self.told = dict(told)


class Orepact:
    """
    A service at an address; use it as a context, or `close` it.
    """

    def __init__(self, address: str = "http://127.0.0.1:8080", *, key: str = "", timeout_seconds: float = 60.0) -> None:
        """
        Args:
            key: secret of an API key, where the service wants one.
        """
        headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout_seconds, follow_redirects=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """
        Close the connections.
        """
        self._http.close()

    def ask(self, question: str, as_of: date | None = None) -> dict[str, Any]:
        """
        The answer with its outcome, its sentences and its query.

        Raises:
            ServiceProblem: the service could not take the question.
        """
        body = {"question": question} | ({"as_of": as_of.isoformat()} if as_of else {})
        answer: dict[str, Any] = self._told(self._http.post("/ask", json=body))
        return answer

    def sparql(self, query: str, as_of: date | None = None) -> "DataFrame":
        """
        The rows of a SELECT query; numbers and booleans as such, all else as text, the unbound as missing.

        Raises:
            ServiceProblem: the query was refused or stopped; never a part of an answer.
        """
        from pandas import DataFrame  # noqa: PLC0415 - an extra that only these methods need

        fields = {"query": query} | ({"as_of": as_of.isoformat()} if as_of else {})
        accept = {"Accept": "application/sparql-results+json"}
        found = self._told(self._http.post("/sparql", data=fields, headers=accept))
        names = found["head"]["vars"]
        bindings = found["results"]["bindings"]
        return DataFrame([[value_of(row.get(name)) for name in names] for row in bindings], columns=names)

    def search(self, text: str, limit: int = 20, as_of: date | None = None, **filters: str) -> "DataFrame":
        """
        The passages that answer a text best; filters are those of `GET /search`.
        """
        from pandas import DataFrame  # noqa: PLC0415 - same

        fields = {"q": text, "limit": str(limit), **filters} | ({"as_of": as_of.isoformat()} if as_of else {})
        return DataFrame(self._told(self._http.get("/search", params=fields))["passages"])

    def agreements(self, **filters: str) -> "DataFrame":
        """
        Every agreement, all pages; filters are those of `GET /agreements`.
        """
        return self._listed("/agreements", filters)

    def commitments(self, **filters: str) -> "DataFrame":
        """
        Every promise, all pages; filters are those of `GET /commitments`.
        """
        return self._listed("/commitments", filters)

    def _listed(self, path: str, filters: Mapping[str, str]) -> "DataFrame":
        from pandas import json_normalize  # noqa: PLC0415 - same

        return json_normalize(list(self._pages(path, filters)))

    def _pages(self, path: str, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """
        The items of all pages of a list.
        """
        cursor: str | None = ""
        while cursor is not None:
            fields = {**filters, "limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
            page = self._told(self._http.get(path, params=fields))
            yield from page["items"]
            cursor = page.get("next") or None

    def _told(self, response: httpx.Response) -> Any:
        """
        What an answer holds.

        Raises:
            ServiceProblem: it is a problem.
        """
        if response.is_success:
            return response.json()
        is_problem = response.headers.get("content-type", "").startswith("application/problem+json")
        told = response.json() if is_problem else {"title": response.reason_phrase}
        raise ServiceProblem(response.status_code, told, int(response.headers.get("retry-after", "0")))


def value_of(term: Mapping[str, str] | None) -> Any:
    """
    A term of a result as Python has it.

    >>> value_of({"type": "literal", "value": "71.1", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"})
    71.1
    >>> value_of({"type": "uri", "value": "urn:a"}), value_of(None)
    ('urn:a', None)
    """
    if term is None:
        return None
    value, datatype = term["value"], term.get("datatype", "")
    if datatype in BROKEN:
        return float(value)
    if datatype in WHOLE and value.lstrip("+-").isdigit():
        return int(value)
    if datatype == f"{XSD}boolean":
        return value in {"true", "1"}
    return value
