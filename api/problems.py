"""
How an exception is told to a client: as a problem (RFC 9457) or a page for people. `errors.py` says what each means.
"""

from typing import Any, Final

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.errors import BROKEN, INVALID, STATUSES, Telling, telling_of
from api.negotiation import HTML, preferred
from kg.sparql.errors import QuerySyntax
from ontology.namespaces import BASE

PROBLEM_TYPES: Final = f"{BASE}problems/"
FORM: Final = "application/x-www-form-urlencoded"
MEDIA_TYPE: Final = "application/problem+json"


def problem(request: Request, telling: Telling, detail: str, **extra: Any) -> Response:
    """
    A problem as RFC 9457 has it, or as a page for those who asked for one.
    """
    members = {
        "type": PROBLEM_TYPES + telling.slug,
        "title": telling.title,
        "status": telling.status,
        "detail": detail,
        "remedy": telling.remedy,
        "instance": request.url.path,
        "request_id": request.scope.get("request_id", ""),
        **extra,
    }
    headers = {"Vary": "Accept"}
    if telling.status == 401:  # noqa: PLR2004 - the status that must name its scheme
        headers["WWW-Authenticate"] = 'Bearer, Basic realm="the secret of a key as password"'
    pages = getattr(request.app.state, "pages", None) if "app" in request.scope else None
    is_form = request.headers.get("content-type", "").startswith(FORM)
    wants_page = preferred(request.headers.get("accept"), [MEDIA_TYPE, HTML]) == HTML
    if pages and wants_page and (request.method == "GET" or is_form):
        return Response(pages.render("problem.html", problem=members), telling.status, headers, HTML)
    return Response(orjson.dumps(members), telling.status, headers, MEDIA_TYPE)


async def tell_known(request: Request, error: Exception) -> Response:
    """
    The answer to an exception of the table.
    """
    extra = getattr(error, "extra", {})
    if isinstance(error, QuerySyntax) and error.line:
        extra = {"line": error.line, "column": error.column}
    response = problem(request, telling_of(error), str(error), **extra)
    wait = extra.get("retry_after_seconds") or telling_of(error).retry_after_seconds
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


async def tell_status(request: Request, error: Exception) -> Response:
    """
    The answer to what the framework itself refuses: unknown paths, methods not offered.
    """
    assert isinstance(error, HTTPException)
    telling = STATUSES.get(error.status_code, Telling(error.status_code, "refused", str(error.detail), "See /api."))
    detail = f"{request.method} {request.url.path}: {error.detail}"
    response = problem(request, telling, detail)
    response.headers.update(error.headers or {})
    return response


async def tell_invalid(request: Request, error: Exception) -> Response:
    """
    The answer to a request that does not fit its model: each field with what is wrong, without echoing its value.
    """
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": ".".join(str(part) for part in wrong["loc"]), "message": wrong["msg"]} for wrong in error.errors()
    ]
    detail = "; ".join(f"{wrong['field']}: {wrong['message']}" for wrong in errors)
    return problem(request, INVALID, detail, errors=errors)


async def tell_broken(request: Request, error: Exception) -> Response:
    """
    The answer to what nobody foresaw; the traceback goes to the log, never to the client.
    """
    return problem(request, BROKEN, f"{type(error).__name__} in {request.method} {request.url.path}")
