"""
The change feed: by cursor, as a stream, as Atom and JSON feeds, and as a page.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BeforeValidator

from api.broadcast import Broadcast, Wish
from api.errors import BadParameter
from api.listings.changes import ToldChange
from api.models.changes import ChangeOut, ChangesOut
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, PagesDep, Position, ServiceDep
from api.web.feeds import ATOM, JSON_FEED, atom_feed, json_feed
from api.web.pages import link_to
from kg.ledger.records import ChangeKind, Noun

router = APIRouter(tags=["changes"])

EVENT_STREAM: Final = "text/event-stream"
READABLE: Final = (Noun.ASSESSMENT, Noun.DOCUMENT, Noun.JUDGEMENT)
"What people want of a feed: beliefs, documents and judgements; claims and names by asking for them."
PAGE: Final = 50


def several(values: Any) -> Any:
    """
    The values of a field that may be sent several times; those sent empty by a form are not given.
    """
    return [value for value in values if value] if isinstance(values, list) else values


Kinds = Annotated[
    list[ChangeKind],
    BeforeValidator(several),
    Query(
        alias="kind", description="Only these: world, source, pipeline, review; may be repeated.", examples=[["world"]]
    ),
]
Nouns = Annotated[
    list[Noun],
    BeforeValidator(several),
    Query(alias="noun", description="Only changes of these; may be repeated.", examples=[["assessment"]]),
]
Since = Annotated[
    Position,
    Query(description="Position of the last change seen; 0: from the beginning.", examples=[0]),
]
Before = Annotated[Position, Query(description="Only older than this position.", examples=[1042])]


@router.get("/changes", summary="What changed, after a cursor", response_model=ChangesOut)
def changes(  # noqa: PLR0917 - one parameter a filter
    service: ServiceDep,
    pages: PagesDep,
    since: Since = None,
    kind: Kinds = [],  # noqa: B006 - never changed
    noun: Nouns = [],  # noqa: B006 - never changed
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many at once.", examples=[100])] = 100,
    before: Before = None,
    accept: Accept = None,
) -> Any:
    """
    Oldest first after `since`: `next` is the cursor to go on with, and going on reaches everything. The page shows the
    newest first.
    """
    service.catch_up()
    position = service.ledger.position
    if preferred(accept, [JSON, HTML]) == HTML:
        shown = service.ledger.latest_changes(before or position + 1, kind, noun or READABLE, limit=PAGE)
        older = link_to("/changes", kind=kind[0] if kind else None, before=shown[-1].position) if shown else ""
        page = pages.render(
            "changes.html",
            here="/changes",
            changes=service.teller.tell(shown),
            kind=kind[0].value if kind else "",
            kinds=[each.value for each in ChangeKind],
            older=older if len(shown) == PAGE else "",
        )
        return HTMLResponse(page)
    found = service.ledger.changes(since or 0, kind, noun, limit=limit)
    following = found[-1].position if len(found) == limit else max(position, since or 0)
    told = [ChangeOut.model_validate(each) for each in service.teller.tell(found)]
    return ChangesOut(items=told, next=following, more=len(found) == limit and following < position)


@router.get(
    "/changes/stream",
    summary="What changes, as it happens",
    response_class=StreamingResponse,
    responses={200: {"content": {EVENT_STREAM: {}}, "description": "Server-sent events; `id` is the position."}},
)
async def stream(
    request: Request,
    since: Since = None,
    kind: Kinds = [],  # noqa: B006 - never changed
    noun: Nouns = [],  # noqa: B006 - never changed
    last_event_id: Annotated[
        str | None, Header(description="Sent by browsers when they reconnect.", examples=["1042"])
    ] = None,
) -> StreamingResponse:
    """
    Events after `Last-Event-ID`, else after `since`, else from now on.
    """
    broadcast: Broadcast = request.app.state.broadcast
    if last_event_id and not last_event_id.isdigit():
        raise BadParameter(
            f"Last-Event-ID {last_event_id!r} is no position of this feed; leave it out to start from now"
        )
    start = int(last_event_id) if last_event_id else since if since is not None else broadcast.position
    events: AsyncIterator[bytes] = broadcast.listen(start, Wish(frozenset(kind), frozenset(noun)))
    return StreamingResponse(events, media_type=EVENT_STREAM, headers={"Cache-Control": "no-store"})


@router.get("/changes/feed.atom", summary="What changed, as an Atom feed", response_class=Response)
def atom(
    request: Request,
    service: ServiceDep,
    kind: Kinds = [],  # noqa: B006 - never changed
    noun: Nouns = [],  # noqa: B006 - never changed
    before: Before = None,
) -> Response:
    """
    Newest first; older entries by the link `next`.
    """
    told, older = newest(service, kind, noun, before)
    base, here = str(request.base_url).rstrip("/"), str(request.url)
    return Response(atom_feed(told, base, here, older and f"{base}/changes/feed.atom?before={older}"), media_type=ATOM)


@router.get("/changes/feed.json", summary="What changed, as a JSON feed", response_class=Response)
def feed(
    request: Request,
    service: ServiceDep,
    kind: Kinds = [],  # noqa: B006 - never changed
    noun: Nouns = [],  # noqa: B006 - never changed
    before: Before = None,
) -> Response:
    """
    Newest first (JSON Feed 1.1); older items at `next_url`.
    """
    told, older = newest(service, kind, noun, before)
    base, here = str(request.base_url).rstrip("/"), str(request.url)
    content = json_feed(told, base, here, older and f"{base}/changes/feed.json?before={older}")
    return Response(content, media_type=JSON_FEED)


def newest(
    service: ServiceDep, kinds: Sequence[ChangeKind], nouns: Sequence[Noun], before: int | None
) -> tuple[tuple[ToldChange, ...], str]:
    """
    The newest changes, and the position before which the older ones lie; empty where there are none.
    """
    service.catch_up()
    start = before or service.ledger.position + 1
    found = service.ledger.latest_changes(start, kinds, nouns or READABLE, limit=PAGE)
    filters = "".join(f"&kind={kind.value}" for kind in kinds) + "".join(f"&noun={noun.value}" for noun in nouns)
    return service.teller.tell(found), f"{found[-1].position}{filters}" if len(found) == PAGE else ""


def written(changes: Sequence[ToldChange]) -> list[bytes]:
    """
    Changes as server-sent events: the position is the id, the kind the event's name.
    """
    return [
        b"id: %d\nevent: %b\ndata: %b\n\n"
        % (each.position, each.kind.encode(), orjson.dumps(ChangeOut.model_validate(each).model_dump()))
        for each in changes
    ]
