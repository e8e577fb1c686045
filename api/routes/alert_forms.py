"""
What the forms of the pages of subscriptions and webhooks do; programs use the operations that take JSON.
"""

from typing import Annotated

import anyio
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.alerts.records import Digest, read_wanted
from api.parameters import PagesDep, ServiceDep, SettingsDep, SubscriptionId, WebhookId
from api.routes.webhooks import SCOPE
from api.security import require_scope
from api.web.alerts import webhook_page, webhooks_page
from api.web.pages import count_in_words
from kg.ledger.records import ChangeKind, Noun

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form(max_length=200)]
SEE_OTHER = 303


@router.post("/subscriptions/form")
def subscribe(  # noqa: PLR0917 - one parameter a field
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    name: Text = "",
    question: Annotated[str, Form(max_length=1000)] = "",
    sparql: Annotated[str, Form(max_length=100_000)] = "",
    party: Text = "",
    mineral: Text = "",
    instrument: Text = "",
    status: Text = "",
    digest: Annotated[Digest, Form()] = Digest.NONE,
    webhook: Text = "",
) -> RedirectResponse:
    """
    Make a subscription and show it.
    """
    require_scope(request, settings, "write")
    filters = {"party": party, "mineral": mineral, "instrument": instrument, "status": status}
    made = service.alerts.subscribe(name, *read_wanted(question, sparql, filters), digest, webhook)
    return RedirectResponse(f"/subscriptions/{made.id}", SEE_OTHER)


@router.post("/subscriptions/{subscription_id}/remove")
def unsubscribe(
    subscription_id: SubscriptionId, request: Request, service: ServiceDep, settings: SettingsDep
) -> RedirectResponse:
    """
    Forget a subscription and show the others.
    """
    require_scope(request, settings, "write")
    service.alerts.database.remove_subscription(service.alerts.subscription(subscription_id).id)
    return RedirectResponse("/subscriptions", SEE_OTHER)


@router.post("/webhooks/form")
def add_webhook(  # noqa: PLR0917 - one parameter a field
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    pages: PagesDep,
    url: Annotated[str, Form(max_length=2000)],
    kinds: Annotated[list[ChangeKind] | None, Form()] = None,
    nouns: Annotated[list[Noun] | None, Form()] = None,
) -> HTMLResponse:
    """
    Make a webhook and show its secret, this once.
    """
    require_scope(request, settings, SCOPE)
    made = service.alerts.add_webhook(url, tuple(kinds or ()), tuple(nouns or ()))
    return HTMLResponse(webhooks_page(pages, service, made), headers={"Cache-Control": "no-store"})


@router.post("/webhooks/{webhook_id}/try")
async def try_webhook(
    webhook_id: WebhookId, request: Request, service: ServiceDep, settings: SettingsDep, pages: PagesDep
) -> HTMLResponse:
    """
    Send a test message and show what it came to.
    """
    require_scope(request, settings, SCOPE)
    _, note = await anyio.to_thread.run_sync(service.alerts.try_webhook, webhook_id)
    return HTMLResponse(webhook_page(pages, service, service.alerts.webhook(webhook_id), f"Test message: {note}."))


@router.post("/webhooks/{webhook_id}/revive")
def revive(
    webhook_id: WebhookId, request: Request, service: ServiceDep, settings: SettingsDep, pages: PagesDep
) -> HTMLResponse:
    """
    Put the dead messages back into the queue.
    """
    require_scope(request, settings, SCOPE)
    told = count_in_words(service.alerts.revive(webhook_id), "message is", "messages are")
    found = service.alerts.webhook(webhook_id)
    return HTMLResponse(webhook_page(pages, service, found, f"{told} sent again, under the old ids."))


@router.post("/webhooks/{webhook_id}/remove")
def remove_webhook(
    webhook_id: WebhookId, request: Request, service: ServiceDep, settings: SettingsDep
) -> RedirectResponse:
    """
    Forget a webhook and its queue, and show the others.
    """
    require_scope(request, settings, SCOPE)
    service.alerts.remove_webhook(webhook_id)
    return RedirectResponse("/webhooks", SEE_OTHER)
