"""
SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, named in the address (`?graph=…`, `?default`) or by it.

A graph named by its address has the fixed base in its IRI, whatever host serves it; an IRI given in `?graph=` that
begins with the address of this host means the same graph.
"""

import secrets
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from api.answering import GRAPH_CONTENT, VARY
from api.documented import optional_parameters
from api.endpoints import Endpoint, while_connected
from api.errors import BadParameter, UnknownAddress, UnreadableBody, UnsupportedBody, UpdateForbidden
from api.parameters import ServiceDep, WorkspaceDep
from api.protocol import QueryOperation, asked, utf8_type
from api.routes.workspace import SCOPE
from api.security import asker_of, require_scope
from kg.sparql.formats import GRAPH_FORMATS
from kg.sparql.workspace import Content
from kg.stores.errors import NotStorable
from kg.stores.nquads import iri_text
from ontology.namespaces import BASE

router = APIRouter(tags=["graph store"])

READERS: Final = ["GET", "HEAD"]
WRITERS: Final = ["PUT", "POST", "DELETE"]
MULTIPART: Final = "multipart/form-data"
PARAMETERS: Final = optional_parameters(
    ("graph", "IRI of the graph.", f"{BASE}graphs/assessments"),
    ("default", "Present, with any value: the default graph.", ""),
)
ASKED: Final = {"parameters": PARAMETERS}
SENT: Final = {
    "parameters": PARAMETERS,
    "requestBody": {
        "content": {
            each.media_type: {"schema": {"type": "string"}, "example": "<urn:a> <urn:b> <urn:c> ."}
            for each in GRAPH_FORMATS
            if each.name in {"turtle", "ntriples"}
        }
    },
}
READ: Final[dict[int | str, dict[str, Any]]] = {200: {"description": "The graph.", "content": GRAPH_CONTENT}}
READ_ONLY: Final = "the graphs of this dataset are derived from documents; none is written here"


def named(request: Request, endpoint: Endpoint) -> str | None:
    """
    The graph a request is about; `None` for the default graph.

    Raises:
        BadParameter: none is named, two are, or the name is no IRI.
    """
    fields, below = asked(request), request.url.path.removeprefix(endpoint.graphs).removeprefix("/")
    graphs = fields.get("graph", [])
    if len(graphs) + ("default" in fields) + bool(below) != 1:
        raise BadParameter("name exactly one graph: ?graph=IRI, ?default, or a path below the graph store")
    if "default" in fields:
        return None
    here = str(request.base_url)
    given = graphs[0] if graphs else f"{here}{request.scope['raw_path'].decode().removeprefix('/')}"
    name = BASE + given.removeprefix(here) if given.startswith(here) else given
    try:
        iri_text(name)
    except NotStorable as error:
        raise BadParameter(str(error)) from error
    return name


async def shown(request: Request, endpoint: Endpoint) -> Response:
    """
    A graph, whole.

    Raises:
        UnknownAddress: there is no such graph.
    """
    graph, asker = named(request, endpoint), asker_of(request, endpoint.settings)
    pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    operation = QueryOperation(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", request.headers.get("accept", ""))
    result = await while_connected(request, endpoint.answer(operation, asker))
    if graph is not None and not result.rows and not await endpoint.holds(graph, asker):
        raise UnknownAddress(f"there is no graph <{graph}> here")
    return Response(result.body, media_type=result.media_type, headers=VARY)


@router.get(
    "/graphs",
    summary="One graph of what is believed",
    response_class=Response,
    responses=READ,
    openapi_extra=ASKED,
)
@router.head("/graphs", include_in_schema=False)
@router.api_route("/graphs/{path:path}", methods=READERS, include_in_schema=False)
async def believed_graph(request: Request, service: ServiceDep) -> Response:
    """
    The default graph, the assessments, or the claims of a document.
    """
    return await shown(request, service.beliefs)


@router.api_route("/graphs", methods=WRITERS, include_in_schema=False)
@router.api_route("/graphs/{path:path}", methods=WRITERS, include_in_schema=False)
async def refuse_writing() -> Response:
    """
    Nothing is written here.
    """
    raise UpdateForbidden(READ_ONLY)


@router.get(
    "/workspace/graphs",
    summary="One graph of the workspace",
    response_class=Response,
    responses=READ,
    openapi_extra=ASKED,
)
@router.head("/workspace/graphs", include_in_schema=False)
@router.api_route("/workspace/graphs/{path:path}", methods=READERS, include_in_schema=False)
async def workspace_graph(request: Request, workspace: WorkspaceDep) -> Response:
    """
    A graph as it was written.
    """
    return await shown(request, workspace)


@router.put(
    "/workspace/graphs",
    summary="Give a graph of the workspace its content",
    status_code=204,
    response_class=Response,
    responses={201: {"description": "The graph is new."}, 204: {"description": "It has the new content."}},
    openapi_extra=SENT,
)
@router.put("/workspace/graphs/{path:path}", include_in_schema=False)
async def replace_graph(request: Request, workspace: WorkspaceDep) -> Response:
    """
    Replaces what the graph held, in one transaction.
    """
    require_scope(request, workspace.settings, SCOPE)
    graph = named(request, workspace)
    content = await content_of(request, graph)
    written = await workspace.write_graph(graph, content, whole=True)
    return Response(status_code=201 if written.created else 204)


@router.post(
    "/workspace/graphs",
    summary="Add triples to a graph of the workspace",
    response_class=Response,
    responses={200: {"description": "Added."}, 201: {"description": "The graph is new; Location names it."}},
    openapi_extra=SENT,
)
@router.post("/workspace/graphs/{path:path}", include_in_schema=False)
async def add_to_graph(request: Request, workspace: WorkspaceDep) -> Response:
    """
    Adds to the graph named; where none is, to a new one.
    """
    require_scope(request, workspace.settings, SCOPE)
    is_unnamed = request.url.path == workspace.graphs and not {"graph", "default"} & asked(request).keys()
    path = f"{workspace.graphs}/{secrets.token_hex(8)}"
    graph = BASE + path.removeprefix("/") if is_unnamed else named(request, workspace)
    content = await content_of(request, graph)
    written = await workspace.write_graph(graph, content, whole=False)
    headers = {"Location": str(request.base_url.replace(path=path))} if is_unnamed else {}
    return Response(status_code=201 if written.created else 200, headers=headers)


@router.delete(
    "/workspace/graphs",
    summary="Remove a graph of the workspace",
    response_class=Response,
    responses={200: {"description": "Removed."}},
    openapi_extra=ASKED,
)
@router.delete("/workspace/graphs/{path:path}", include_in_schema=False)
async def remove_graph(request: Request, workspace: WorkspaceDep) -> Response:
    """
    Removes the graph; of the default graph its content.
    """
    require_scope(request, workspace.settings, SCOPE)
    graph = named(request, workspace)
    written = await workspace.remove_graph(graph)
    if graph is not None and not written.existed:
        raise UnknownAddress(f"there is no graph <{graph}> here")
    return Response()


async def content_of(request: Request, graph: str | None) -> Content:
    """
    The triples sent; each file of a form is a document of its own.

    Raises:
        UnsupportedBody: no RDF syntax read here.
    """
    base = graph or BASE
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return Content(((syntax_of(utf8_type(request)), await request.body()),), base)
    async with request.form() as form:
        files = [each for _, each in form.multi_items() if isinstance(each, UploadFile)]
        if not files:
            raise UnreadableBody("the form holds no file")
        return Content(tuple([(syntax_of(media_type_of(each)), await each.read()) for each in files]), base)


def media_type_of(file: UploadFile) -> str:
    """
    The type a file of a form is said to have.
    """
    return (file.content_type or "").partition(";")[0].strip().lower()


def syntax_of(media_type: str) -> str:
    """
    The name of the syntax behind a media type.

    Raises:
        UnsupportedBody: none is.
    """
    for form in GRAPH_FORMATS:
        if media_type in (form.media_type, *form.aliases):
            return form.name
    there = ", ".join(each.media_type for each in GRAPH_FORMATS)
    told = repr(media_type) if media_type else "a body without a content type"
    raise UnsupportedBody(f"{told} holds no triples; send {there}")
