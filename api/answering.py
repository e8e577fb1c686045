"""
How an endpoint's results become responses.
"""

from typing import Any, Final

from fastapi import Request, Response

from api.endpoints import Endpoint, while_connected
from api.protocol import QueryOperation
from api.security import asker_of
from kg.sparql.description import Described, service_description
from kg.sparql.errors import QueryError
from kg.sparql.formats import GRAPH_FORMATS, negotiated
from kg.sparql.safety import Form
from kg.stores.errors import NotStorable
from kg.stores.nquads import iri_text
from kg.stores.syntaxes import serialized
from ontology.namespaces import BASE, PREFIXES

VARY: Final = {"Vary": "Accept"}
GRAPH_CONTENT: Final[dict[str, Any]] = {each.media_type: {} for each in GRAPH_FORMATS}


async def answer(request: Request, endpoint: Endpoint, operation: QueryOperation) -> Response:
    """
    The result as the worker wrote it; the whole of it is there before the status is sent.
    """
    asker = asker_of(request, endpoint.settings)
    metrics = request.app.state.metrics
    try:
        result = await while_connected(request, endpoint.answer(operation, asker))
    except QueryError as error:
        metrics.count_query(endpoint.path, error)
        raise
    metrics.count_query(endpoint.path, None)
    return Response(result.body, media_type=result.media_type, headers=VARY)


async def described(request: Request, endpoint: Endpoint) -> Response:
    """
    The description of the service, in whatever RDF syntax the client likes.
    """
    form = negotiated(Form.CONSTRUCT, request.headers.get("accept", ""))
    names = await endpoint.graph_names(asker_of(request, endpoint.settings))
    told = Described(
        served_address(request, endpoint),
        f"{endpoint.iri}#dataset",
        endpoint.title,
        names,
        takes_updates=bool(endpoint.writer),
        calls_others=calls_others(endpoint),
    )
    body = serialized(service_description(told), form.name, PREFIXES)
    return Response(body, media_type=form.media_type, headers=VARY)


def calls_others(endpoint: Endpoint) -> bool:
    """
    Whether queries may call other endpoints: those over our own snapshots, where some are listed.
    """
    settings = endpoint.settings
    return bool(settings.service_endpoints) and (bool(endpoint.writer) or not settings.graph_url)


def served_address(request: Request, endpoint: Endpoint) -> str:
    """
    Where the endpoint was reached: a location, so it names the host that serves it; the base where that is no IRI.
    """
    address = f"{str(request.base_url).rstrip('/')}{endpoint.path}"
    try:
        iri_text(address)
    except NotStorable:
        return BASE.rstrip("/") + endpoint.path
    return address
