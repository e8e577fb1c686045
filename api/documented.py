"""
What the OpenAPI document tells beyond the framework's own: problems, as they are really sent, and parameters read by
hand.
"""

from typing import Any, Final

from fastapi import FastAPI

from api.problems import MEDIA_TYPE
from ontology.namespaces import BASE

PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "A problem (RFC 9457); `type` resolves to what it means.",
    "required": ["type", "title", "status", "detail", "remedy", "request_id"],
    "properties": {
        "type": {"type": "string", "examples": [f"{BASE}problems/syntax"]},
        "title": {"type": "string", "examples": ["The query is no SPARQL 1.1"]},
        "status": {"type": "integer", "examples": [400]},
        "detail": {"type": "string", "examples": ["line 1, column 8: expected one of WHERE, {"]},
        "remedy": {"type": "string", "examples": ["Mend the line and column named."]},
        "instance": {"type": "string", "examples": ["/sparql"]},
        "request_id": {"type": "string", "examples": ["3f2a9c01de44b871"]},
    },
}
NAME: Final = "Problem"
SENT: Final = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{NAME}"}}}
ANY_PROBLEM: Final = {
    "4XX": {"description": "Something the client can put right.", "content": SENT},
    "5XX": {"description": "Something to wait for, or to tell us of.", "content": SENT},
}


def optional_parameters(*told: tuple[str, str, str]) -> list[dict[str, Any]]:
    """
    Parameters of an address that routes read themselves: name, description and example of each.

    >>> optional_parameters(("graph", "IRI of the graph.", "urn:g"))[0]["schema"]
    {'type': 'string'}
    """
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": description,
            "schema": {"type": "string"},
            "example": example,
        }
        for name, description, example in told
    ]


def document_problems(app: FastAPI) -> None:
    """
    Let the application describe the problems that any operation may answer with, in place of the framework's own.
    """
    described = app.openapi

    def with_problems() -> dict[str, Any]:
        document = described()
        document.setdefault("components", {}).setdefault("schemas", {})[NAME] = PROBLEM
        for operations in document["paths"].values():
            for operation in operations.values():
                responses = operation.setdefault("responses", {})
                responses.pop("422", None)
                for status, response in ANY_PROBLEM.items():
                    responses.setdefault(status, response)
        for unused in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(unused, None)
        return document

    app.openapi = with_problems  # type: ignore[method-assign]
