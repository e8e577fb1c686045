"""
SPARQL 1.1 Protocol over what is believed: queries only, and a clear word to whoever tries to write.
"""

from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.answering import answer, described
from api.documented import optional_parameters
from api.errors import UpdateForbidden
from api.negotiation import HTML, TURTLE, preferred
from api.parameters import PagesDep, ServiceDep
from api.protocol import FORM, FORMATS, QUERY, Fields, QueryOperation, UpdateOperation, asked, operation_of, posted
from api.routes.sparql_page import EXAMPLES, table_of
from kg.sparql.formats import GRAPH_FORMATS, ROW_FORMATS
from ontology.namespaces import BASE, ONTOLOGY, PREFIXES

router = APIRouter(tags=["sparql"])

EXAMPLE: Final = f"SELECT ?a WHERE {{ ?a a <{ONTOLOGY}Agreement> }} LIMIT 10"
PARAMETERS: Final = optional_parameters(
    ("query", "A SELECT, ASK, CONSTRUCT or DESCRIBE query.", EXAMPLE),
    ("default-graph-uri", "A graph of the dataset; may be repeated.", f"{BASE}graphs/assessments"),
    ("named-graph-uri", "A graph of the dataset; may be repeated.", f"{BASE}graphs/assessments"),
    ("as_of", "What could be known by the end of this day, UTC.", "2026-03-10"),
    ("on", "Events and deadlines judged on this day, whatever became known later.", "2026-03-01"),
    ("recorded_as_of", "Only what had been written down by this time, UTC.", "2026-03-10T12:00:00Z"),
    ("format", f"Instead of the Accept header: {', '.join(FORMATS)}.", "csv"),
)
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
READ_ONLY: Final = "this dataset is derived from documents and read-only; a SPARQL update is not run here"


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
    fields = asked(request)
    accept = request.headers.get("accept", "")
    wants_page = "format" not in fields and preferred(accept, [TURTLE, HTML]) == HTML
    if not {"query", "update"} & fields.keys():
        if wants_page:
            return page_for(pages, replace(EMPTY, sparql=request.query_params.get("edit", EXAMPLES[0].sparql)), fields)
        return await described(request, service.beliefs)
    operation = only_a_query(operation_of(fields, accept, service.settings.max_query_characters))
    if wants_page:
        shown = await answer(request, service.beliefs, replace(operation, accept="json,turtle"))
        return page_for(pages, operation, fields, shown)
    return await answer(request, service.beliefs, operation)


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
    operation = await posted(request, service.settings.max_query_characters)
    return await answer(request, service.beliefs, only_a_query(operation))


def only_a_query(operation: QueryOperation | UpdateOperation) -> QueryOperation:
    """
    The operation, where it is a query.

    Raises:
        UpdateForbidden: it is none.
    """
    if isinstance(operation, UpdateOperation):
        raise UpdateForbidden(READ_ONLY)
    return operation


EMPTY: Final = QueryOperation("", "")


def page_for(pages: Any, operation: QueryOperation, fields: Fields, result: Response | None = None) -> Response:
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
