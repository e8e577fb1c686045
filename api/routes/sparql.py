"""
SPARQL 1.1 Protocol, queries only: the dataset is read-only, and says so to whoever tries to write.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs

import anyio
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError

from api.errors import BadParameter, BodyTooLarge, UnreadableBody, UnsupportedBody, UpdateForbidden
from api.negotiation import HTML, TURTLE, preferred
from api.parameters import PagesDep, ServiceDep
from api.routes.sparql_page import EXAMPLES, table_of
from api.service import Service
from kg.sparql.formats import GRAPH_FORMATS, ROW_FORMATS
from ontology.namespaces import BASE, PREFIXES

router = APIRouter(tags=["sparql"])

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
FORMATS: Final = tuple(dict.fromkeys(each.name for each in (*ROW_FORMATS, *GRAPH_FORMATS)))
DAY: Final[TypeAdapter[date]] = TypeAdapter(date)
EXAMPLE: Final = "SELECT ?a WHERE { ?a a <https://orepact.example/ontology#Agreement> } LIMIT 10"
PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }
    for name, description, example in (
        ("query", "A SELECT, ASK, CONSTRUCT or DESCRIBE query.", EXAMPLE),
        ("default-graph-uri", "A graph of the dataset; may be repeated.", f"{BASE}graphs/assessments"),
        ("named-graph-uri", "A graph of the dataset; may be repeated.", f"{BASE}graphs/assessments"),
        ("as_of", "What could be known by the end of this day, UTC.", "2026-03-10"),
        ("format", f"Instead of the Accept header: {', '.join(FORMATS)}.", "csv"),
    )
]
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The result.",
        "content": {each.media_type: {} for each in (*ROW_FORMATS, *GRAPH_FORMATS)},
    }
}
POSTED: Final[dict[str, Any]] = {
    "parameters": PARAMETERS[1:],
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": {"type": "string"}, "example": EXAMPLE},
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": {"type": "string", "example": EXAMPLE}},
                }
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Operation:
    """
    One query as the protocol carries it.

    Attributes:
        accept: the Accept header, or the name of a format.
        default_graphs: graphs to query instead of the default graph; none: the dataset as it is.
    """

    sparql: str
    accept: str
    as_of: date | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@router.get(
    "/sparql",
    summary="Query with SPARQL 1.1",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"parameters": PARAMETERS},
)
async def sparql_get(request: Request, service: ServiceDep, pages: PagesDep) -> Response:
    """
    The query in the address. Without one: a page to write it, or the description of the service.
    """
    fields = fields_of(request.url.query.encode())
    accept = request.headers.get("accept", "")
    if "query" not in fields:
        if "update" in fields:
            raise UpdateForbidden("an update may not be sent here, nor by GET at all; this dataset is read-only")
        if preferred(accept, [TURTLE, HTML]) == HTML:
            return page_for(pages, replace(EMPTY, sparql=request.query_params.get("edit", EXAMPLES[0].sparql)), fields)
        return Response(DESCRIPTION, media_type=TURTLE)
    operation = operation_of(fields, accept, service)
    if "format" not in fields and preferred(accept, [TURTLE, HTML]) == HTML:
        return page_for(pages, operation, fields, await answer(service, replace(operation, accept="json,turtle")))
    return await answer(service, operation)


@router.post(
    "/sparql",
    summary="Query with SPARQL 1.1, in the body",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra=POSTED,
)
async def sparql_post(request: Request, service: ServiceDep) -> Response:
    """
    The query as the body, or as a field of a form.
    """
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    charset = parameters.partition("charset=")[2].strip(' "').lower() or "utf-8"
    if charset.replace("-", "") != "utf8":
        raise UnsupportedBody(f"charset {charset!r} is not read here; send UTF-8")
    body = await request.body()
    if media_type == UPDATE:
        raise UpdateForbidden("this dataset is read-only; a SPARQL update is not run here")
    fields = fields_of(request.url.query.encode())
    if media_type == FORM:
        fields = {**fields, **fields_of(body)}
    elif media_type == QUERY:
        if "query" in fields:
            raise BadParameter("'query' stands in the address and in the body; send it once")
        fields = {**fields, "query": [utf8(body)]}
    else:
        raise UnsupportedBody(f"{media_type or 'no content type'!r} carries no query; send {QUERY} or {FORM}")
    return await answer(service, operation_of(fields, request.headers.get("accept", ""), service))


def fields_of(encoded: bytes) -> dict[str, list[str]]:
    """
    The fields of an address or a form.

    Raises:
        UnreadableBody: they are not UTF-8.
    """
    try:
        return parse_qs(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError as error:
        raise UnreadableBody(f"the fields are not percent-encoded UTF-8 ({error})") from error


def utf8(body: bytes) -> str:
    """
    A body as text.

    Raises:
        UnreadableBody: it is not UTF-8.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UnreadableBody(f"byte {error.start} of the query is not UTF-8") from error


def operation_of(fields: dict[str, list[str]], accept: str, service: Service) -> Operation:
    """
    What is to be run.

    Raises:
        UpdateForbidden: an update is among the fields.
        BadParameter: no query, several, or a day that is none.
        BodyTooLarge: the query is longer than the settings allow.
    """
    if "update" in fields:
        raise UpdateForbidden("this dataset is read-only; a SPARQL update is not run here")
    queries = fields.get("query", [])
    if len(queries) != 1:
        raise BadParameter(f"{len(queries)} queries are given; send exactly one as 'query'")
    if len(queries[0]) > service.settings.max_query_characters:
        most = service.settings.max_query_characters
        raise BodyTooLarge(f"the query has {len(queries[0]):,} characters; at most {most:,} are read")
    named = next(iter(fields.get("format", [])), "")
    if named and named not in FORMATS:
        raise BadParameter(f"format {named!r} is unknown; choose one of {', '.join(FORMATS)}")
    return Operation(
        queries[0],
        named or accept,
        day_of(fields),
        tuple(fields.get("default-graph-uri", ())),
        tuple(fields.get("named-graph-uri", ())),
    )


def day_of(fields: dict[str, list[str]]) -> date | None:
    """
    The day of `as_of`; nothing where it is empty.

    Raises:
        BadParameter: it is no day.
    """
    text = next(iter(fields.get("as_of", [])), "")
    if not text:
        return None
    try:
        return DAY.validate_strings(text)
    except ValidationError as error:
        raise BadParameter(f"as_of {text!r} is no day; write it as 2026-03-10") from error


async def answer(service: Service, operation: Operation) -> Response:
    """
    The result as the worker wrote it; the whole of it is there before the status is sent.
    """

    def work() -> Response:
        result = service.query(
            operation.sparql,
            operation.accept,
            operation.as_of,
            default_graphs=operation.default_graphs,
            named_graphs=operation.named_graphs,
        )
        return Response(result.body, media_type=result.media_type, headers={"Vary": "Accept"})

    return await anyio.to_thread.run_sync(work)


EMPTY: Final = Operation("", "")


def page_for(
    pages: Any, operation: Operation, fields: dict[str, list[str]], result: Response | None = None
) -> Response:
    """
    The page with the box, and the result below it where there is one.
    """
    page = pages.render(
        "sparql.html",
        here="/sparql",
        query=operation.sparql,
        as_of=next(iter(fields.get("as_of", [])), ""),
        formats=FORMATS,
        examples=EXAMPLES,
        prefixes=PREFIXES,
        result=table_of(bytes(result.body), result.media_type) if result else None,
    )
    return HTMLResponse(page)


DESCRIPTION: Final = f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{BASE}sparql> a sd:Service ;
    sd:endpoint <{BASE}sparql> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {", ".join(f"<{each.iri}>" for each in (*ROW_FORMATS, *GRAPH_FORMATS))} ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""
