"""
Webhooks: addresses that changes are sent to, with what became of the messages.
"""

from datetime import datetime
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.alerts.queues import queue_of
from api.alerts.records import Webhook
from api.models.parts import Page
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, PagesDep, ServiceDep, SettingsDep, WebhookId
from api.security import require_scope
from api.service import Service
from api.web.alerts import webhook_page, webhooks_page
from kg.ledger.records import ChangeKind, Noun

router = APIRouter(tags=["webhooks"])
SCOPE = "admin"


class WebhookIn(BaseModel):
    """
    An address that changes are to be sent to.
    """

    url: Annotated[str, Field(examples=["https://desk.example/hooks/orepact"])]
    kinds: Annotated[list[ChangeKind], Field(description="Only these; empty: all.", examples=[["world"]])] = []
    nouns: Annotated[list[Noun], Field(description="Only changes of these.", examples=[["assessment"]])] = [
        Noun.ASSESSMENT
    ]


class DeadOut(BaseModel):
    """
    A message that was given up.
    """

    id: Annotated[str, Field(examples=["change_1042"])]
    tries: Annotated[int, Field(examples=[10])]
    note: Annotated[str, Field(examples=["the host answered 500"])]


class WebhookOut(BaseModel):
    """
    A webhook with its queue.
    """

    id: Annotated[str, Field(examples=["0c1d2e3f4a5b"])]
    url: Annotated[str, Field(examples=["https://desk.example/hooks/orepact"])]
    kinds: Annotated[list[str], Field(examples=[["world"]])]
    nouns: Annotated[list[str], Field(examples=[["assessment"]])]
    created: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    is_gone: Annotated[bool, Field(description="Its host answered 410; nothing is sent any more.", examples=[False])]
    pending: Annotated[int, Field(examples=[0])]
    sent: Annotated[int, Field(examples=[120])]
    dead: Annotated[list[DeadOut], Field(description="Given up; send them again with /replay.")]
    next_try: Annotated[
        datetime | None, Field(description="Of the first pending message.", examples=["2026-11-25T10:15:00Z"])
    ]
    note: Annotated[str, Field(description="What its last try came to.", examples=["the host answered 500"])]


class WebhookMade(WebhookOut):
    """
    A new webhook; the secret is shown this once.
    """

    secret: Annotated[str, Field(examples=["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"])]


class TestOut(BaseModel):
    """
    What a test message came to.
    """

    status: Annotated[int, Field(description="0: no answer.", examples=[204])]
    note: Annotated[str, Field(examples=["the host answered 204"])]


class ReplayOut(BaseModel):
    """
    How many dead messages are sent again.
    """

    revived: Annotated[int, Field(examples=[3])]


@router.get("/webhooks", summary="Webhooks and their queues", response_model=Page[WebhookOut])
def webhooks(
    request: Request, service: ServiceDep, settings: SettingsDep, pages: PagesDep, accept: Accept = None
) -> Any:
    """
    Oldest first; secrets are not shown.
    """
    require_scope(request, settings, SCOPE)
    if preferred(accept, [JSON, HTML]) == HTML:
        return HTMLResponse(webhooks_page(pages, service))
    found = service.alerts.database.webhooks()
    return Page(items=[WebhookOut(**members_of(service, each)) for each in found], total=len(found))


@router.post("/webhooks", summary="Send changes to an address", status_code=201)
def add_webhook(wanted: WebhookIn, request: Request, service: ServiceDep, settings: SettingsDep) -> WebhookMade:
    """
    From now on; messages are signed as Standard Webhooks has it, sent in order, and tried again for about three days.
    """
    require_scope(request, settings, SCOPE)
    webhook = service.alerts.add_webhook(wanted.url, tuple(wanted.kinds), tuple(wanted.nouns))
    return WebhookMade(secret=webhook.secret, **members_of(service, webhook))


@router.get("/webhooks/{webhook_id}", summary="One webhook and its queue", response_model=WebhookOut)
def webhook(  # noqa: PLR0917 - who asks, for what, in which form
    webhook_id: WebhookId,
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    pages: PagesDep,
    accept: Accept = None,
) -> Any:
    """
    With its dead messages.
    """
    require_scope(request, settings, SCOPE)
    found = service.alerts.webhook(webhook_id)
    if preferred(accept, [JSON, HTML]) == HTML:
        return HTMLResponse(webhook_page(pages, service, found))
    return WebhookOut(**members_of(service, found))


@router.post("/webhooks/{webhook_id}/test", summary="Send a test message now")
async def try_webhook(webhook_id: WebhookId, request: Request, service: ServiceDep, settings: SettingsDep) -> TestOut:
    """
    Signed like any other; its type is `test`.
    """
    require_scope(request, settings, SCOPE)
    status, note = await anyio.to_thread.run_sync(service.alerts.try_webhook, webhook_id)
    return TestOut(status=status, note=note)


@router.post("/webhooks/{webhook_id}/replay", summary="Send dead messages again")
def replay(webhook_id: WebhookId, request: Request, service: ServiceDep, settings: SettingsDep) -> ReplayOut:
    """
    Under their old ids.
    """
    require_scope(request, settings, SCOPE)
    return ReplayOut(revived=service.alerts.revive(webhook_id))


@router.delete("/webhooks/{webhook_id}", summary="Send nothing more to an address", status_code=204)
def remove_webhook(webhook_id: WebhookId, request: Request, service: ServiceDep, settings: SettingsDep) -> None:
    """
    Its queue is forgotten.
    """
    require_scope(request, settings, SCOPE)
    service.alerts.remove_webhook(webhook_id)


def members_of(service: Service, webhook: Webhook) -> dict[str, Any]:
    """
    What is told of a webhook.
    """
    queue = queue_of(service.alerts.database, webhook)
    return {
        "id": webhook.id,
        "url": webhook.url,
        "kinds": list(webhook.kinds),
        "nouns": list(webhook.nouns),
        "created": webhook.created,
        "is_gone": webhook.is_gone,
        "pending": queue.pending,
        "sent": queue.sent,
        "dead": [DeadOut(id=each.id, tries=each.tries, note=each.note) for each in queue.dead],
        "next_try": queue.next_try,
        "note": queue.note,
    }
