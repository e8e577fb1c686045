"""
SPARQL 1.1 Protocol over the workspace: queries for all, updates with a key of the scope `workspace`.
"""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.answering import answer, described
from api.errors import BadParameter
from api.parameters import WorkspaceDep
from api.protocol import FORM, QUERY, UPDATE, UpdateOperation, asked, operation_of, posted
from api.routes.sparql import PARAMETERS, RESPONSES
from api.security import require_scope
from ontology.namespaces import BASE

router = APIRouter(tags=["workspace"])

SCOPE: Final = "workspace"
ASKED: Final = [each for each in PARAMETERS if each["name"] != "as_of"]
EXAMPLE: Final = f"INSERT DATA {{ GRAPH <{BASE}workspace/graphs/mine> {{ <urn:a> <urn:b> 1 }} }}"
POSTED: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": {"type": "string"}, "example": "ASK {}"},
            UPDATE: {"schema": {"type": "string"}, "example": EXAMPLE},
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "query": {"type": "string", "example": "ASK {}"},
                        "update": {"type": "string", "example": EXAMPLE},
                    },
                }
            },
        },
    },
}


@router.get(
    "/workspace/sparql",
    summary="Query the workspace",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"parameters": ASKED},
)
async def workspace_get(request: Request, workspace: WorkspaceDep) -> Response:
    """
    The query in the address; without one, the description of the service.
    """
    fields = asked(request)
    if not {"query", "update"} & fields.keys():
        return await described(request, workspace)
    accept = request.headers.get("accept", "")
    operation = operation_of(fields, accept, workspace.settings.max_query_characters)
    if isinstance(operation, UpdateOperation):
        raise BadParameter("an update may not be sent by GET (SPARQL 1.1 Protocol, section 2.2); use POST")
    return await answer(request, workspace, operation)


@router.post(
    "/workspace/sparql",
    summary="Query or update the workspace",
    response_class=Response,
    responses={**RESPONSES, 204: {"description": "Updated, on the disk and published."}},
    openapi_extra=POSTED,
)
async def workspace_post(request: Request, workspace: WorkspaceDep) -> Response:
    """
    A query or an update, as the body or as a field of a form.
    """
    operation = await posted(request, workspace.settings.max_query_characters)
    if not isinstance(operation, UpdateOperation):
        return await answer(request, workspace, operation)
    require_scope(request, workspace.settings, SCOPE)
    await workspace.update(operation)
    return Response(status_code=204)
