"""
The queries that run right now, and stopping one: each asker sees its own, a key with the scope `operate` all.
"""

import time
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.endpoints import Endpoint
from api.errors import UnknownAddress
from api.parameters import QueryId, ServiceDep
from api.security import asker_of, has_scope
from api.service import Service
from kg.sparql.running import Running

router = APIRouter(tags=["sparql"])

SCOPE = "operate"


class RunningQuery(BaseModel):
    """
    A query on its way.
    """

    id: Annotated[str, Field(examples=["beliefs-12"])]
    asker: Annotated[str, Field(description="A key's name, else an address.", examples=["desk"])]
    query: Annotated[str, Field(examples=["ASK {}"])]
    seconds: Annotated[float, Field(description="Since it arrived.", examples=[1.25])]
    has_worker: Annotated[bool, Field(description="Else it waits for one.", examples=[True])]


@router.get("/queries", summary="The queries that run right now")
async def running_queries(request: Request, service: ServiceDep) -> list[RunningQuery]:
    """
    Oldest first.
    """
    now = time.monotonic()
    return [
        RunningQuery(
            id=f"{name}-{query.id}",
            asker=query.asking.asker,
            query=query.asking.text,
            seconds=round(now - query.started, 3),
            has_worker=query.worker is not None,
        )
        for name, endpoint in endpoints(service).items()
        for query in visible(request, endpoint)
    ]


@router.delete(
    "/queries/{query_id}",
    summary="Stop a running query",
    status_code=204,
    responses={204: {"description": "It is stopped; whoever asked it is told."}},
)
async def stop_query(query_id: QueryId, request: Request, service: ServiceDep) -> Response:
    """
    Kills the process it runs in.
    """
    name, _, number = query_id.rpartition("-")
    endpoint = endpoints(service).get(name)
    known = {str(query.id): query.id for query in visible(request, endpoint)} if endpoint else {}
    if endpoint is None or number not in known or not endpoint.cancel(known[number]):
        raise UnknownAddress(f"no query {query_id!r} of yours is running")
    return Response(status_code=204)


def endpoints(service: Service) -> dict[str, Endpoint]:
    """
    The datasets of a deployment, by the name their queries' ids begin with.
    """
    return {"beliefs": service.beliefs} | ({"workspace": service.workspace} if service.workspace else {})


def visible(request: Request, endpoint: Endpoint) -> tuple[Running, ...]:
    """
    The running queries that a client may see.
    """
    settings = endpoint.settings
    asker, sees_all = asker_of(request, settings), has_scope(request, settings, SCOPE)
    return tuple(query for query in endpoint.running() if sees_all or query.asking.asker == asker)
