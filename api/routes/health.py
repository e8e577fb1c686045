"""
Whether the service lives (`/healthz`), and whether it can answer and how fresh it is (`/readyz`).
"""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.metrics import MEDIA_TYPE
from api.parameters import ServiceDep
from api.upkeep import freshness, troubles

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """
    The process answers.
    """

    status: Annotated[str, Field(examples=["alive"])]


class Readiness(BaseModel):
    """
    Whether questions can be answered, and how far graph and index follow the ledger.
    """

    ready: Annotated[bool, Field(examples=[True])]
    ledger_position: Annotated[int, Field(examples=[1042])]
    graph_position: Annotated[int, Field(examples=[1042])]
    index_position: Annotated[int | None, Field(description="Null where the index does not answer.", examples=[1042])]
    data_version: Annotated[int, Field(examples=[1043])]
    behind: Annotated[int, Field(description="Changes not projected yet.", examples=[0])]
    trouble: Annotated[list[str], Field(description="Parts that do not answer, and why.", examples=[["graph: …"]])]


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """
    Answers as long as the process does; looks at nothing else.
    """
    return Health(status="alive")


@router.get(
    "/readyz",
    summary="Can it answer, and how fresh is it?",
    responses={503: {"model": Readiness, "description": "Nothing was published yet."}},
)
def readyz(response: Response, service: ServiceDep) -> Readiness:
    """
    200 once a snapshot is published and every part, asked just now, has answered.
    """
    found = freshness(service)
    trouble = troubles(service) if service.pasts.is_published else ("graph: nothing was published yet",)
    is_ready = found.data_version > 0 and not trouble
    response.status_code = 200 if is_ready else 503
    return Readiness(
        ready=is_ready,
        ledger_position=found.ledger_position,
        graph_position=found.graph_position,
        index_position=found.index_position,
        data_version=found.data_version,
        behind=found.behind,
        trouble=list(trouble),
    )


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Response)
def metrics(request: Request) -> Response:
    """
    Requests, queries and questions by outcome, positions, and how fresh each source is.
    """
    return Response(request.app.state.metrics.text(), media_type=MEDIA_TYPE)
