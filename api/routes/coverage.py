"""
What the texts claim to cover: the statement that holds, earlier ones, and editing it.
"""

from typing import Annotated

import anyio
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from api.errors import UnknownAddress
from api.negotiation import JSON, TURTLE, preferred
from api.parameters import Accept, ServiceDep, SettingsDep
from api.security import require_scope
from ontology.base import rebased

router = APIRouter(tags=["coverage"])


class CoverageOut(BaseModel):
    """
    A coverage statement.
    """

    number: Annotated[int, Field(description="Which version it is here.", examples=[2])]
    text: Annotated[str, Field(description="In a line.", examples=["Coverage of the corpus, version 1.0.0: events …"])]
    exclusions: Annotated[list[str], Field(description="What is left out.", examples=[["prices"]])]
    numbers: Annotated[list[int], Field(description="Every version; ask with `version`.", examples=[[1, 2]])]


@router.get(
    "/coverage",
    summary="What the texts claim to cover",
    responses={200: {"content": {TURTLE: {}, JSON: {}}, "description": "The statement."}},
    response_class=Response,
)
def coverage(
    service: ServiceDep,
    version: Annotated[int | None, Query(ge=1, description="An earlier version.", examples=[1])] = None,
    accept: Accept = None,
) -> Response:
    """
    As it was written, in Turtle, or told in JSON.
    """
    statements = service.statements
    numbers = statements.numbers
    number = version or (numbers[-1] if numbers else 0)
    if number not in numbers:
        raise UnknownAddress("nothing states what is covered" + (f" in version {version}" if version else ""))
    if preferred(accept, [TURTLE, JSON]) == TURTLE:
        return Response(rebased(statements.path(number).read_bytes()), media_type=TURTLE)
    stated = statements.read(number)
    told = CoverageOut(number=number, text=stated.text, exclusions=list(stated.exclusions), numbers=list(numbers))
    return Response(told.model_dump_json(), media_type=JSON)


@router.put("/coverage", summary="State what the texts cover", status_code=201)
async def state_coverage(request: Request, service: ServiceDep, settings: SettingsDep) -> CoverageOut:
    """
    Turtle with one `ore:Coverage`; it holds from now on, earlier ones are kept.
    """
    require_scope(request, settings, "review")
    body = await request.body()
    number = await anyio.to_thread.run_sync(service.state_coverage, body)
    stated = service.statements.read(number)
    numbers = list(service.statements.numbers)
    return CoverageOut(number=number, text=stated.text, exclusions=list(stated.exclusions), numbers=numbers)
