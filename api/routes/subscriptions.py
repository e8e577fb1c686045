"""
Subscriptions: saved questions, queries and filters that report when their answer changes.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.alerts.records import Digest, Report, Subscription, read_wanted
from api.models.parts import EvidenceOut, Page
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, PagesDep, ServiceDep, SettingsDep, SubscriptionId
from api.security import require_scope
from api.web.alerts import subscription_page, subscriptions_page

router = APIRouter(tags=["subscriptions"])


class FilterIn(BaseModel):
    """
    Which agreements are wanted; names or ids.
    """

    party: Annotated[str, Field(examples=["Japan"])] = ""
    mineral: Annotated[str, Field(examples=["gallium"])] = ""
    instrument: Annotated[str, Field(examples=["Price floor"])] = ""
    status: Annotated[str, Field(examples=["signed"])] = ""


class SubscriptionIn(BaseModel):
    """
    What is to be watched: exactly one of question, query and filter.
    """

    name: Annotated[str, Field(max_length=200, examples=["Gallium deals"])] = ""
    question: Annotated[str, Field(max_length=1000, examples=["Which agreements cover gallium?"])] = ""
    sparql: Annotated[str, Field(max_length=100_000, examples=["SELECT ?a WHERE { … }"])] = ""
    filter: FilterIn | None = None
    digest: Annotated[Digest, Field(description="none, daily or weekly.", examples=["daily"])] = Digest.NONE
    webhook: Annotated[str, Field(description="Id of a webhook for the reports.", examples=["0c1d2e3f4a5b"])] = ""


class SubscriptionOut(BaseModel):
    """
    A subscription with its last answer.
    """

    id: Annotated[str, Field(examples=["5a4b3c2d1e0f"])]
    name: Annotated[str, Field(examples=["Gallium deals"])]
    wanted: Annotated[str, Field(description="question, sparql or filter.", examples=["question"])]
    text: Annotated[str, Field(examples=["Which agreements cover gallium?"])]
    filters: Annotated[dict[str, str], Field(examples=[{"mineral": "gallium"}])]
    digest: Annotated[str, Field(examples=["daily"])]
    webhook: Annotated[str, Field(examples=["0c1d2e3f4a5b"])]
    created: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    answer: Annotated[dict[str, str], Field(description="Each thing and what is told of it.", examples=[{"a": "A"}])]
    next_digest: Annotated[datetime | None, Field(examples=["2026-11-26T06:00:00Z"])]


class ReportOut(BaseModel):
    """
    That an answer changed.
    """

    report: Annotated[int, Field(description="Its number; send it as `since` to go on.", examples=[7])]
    at: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    data_version: Annotated[str, Field(examples=["1042"])]
    added: Annotated[dict[str, str], Field(examples=[{"agreement:us-eu-mou": "US-EU MOU: signed"}])]
    removed: Annotated[dict[str, str], Field(examples=[{}])]
    changed: Annotated[dict[str, list[str]], Field(examples=[{"agreement:us-eu-mou": ["committed", "signed"]}])]
    evidence: list[EvidenceOut]


@router.get("/subscriptions", summary="Saved questions, queries and filters", response_model=Page[SubscriptionOut])
def subscriptions(
    request: Request, service: ServiceDep, settings: SettingsDep, pages: PagesDep, accept: Accept = None
) -> Any:
    """
    Oldest first, each with its last answer.
    """
    require_scope(request, settings, "write")
    if preferred(accept, [JSON, HTML]) == HTML:
        return HTMLResponse(subscriptions_page(pages, service, request.query_params))
    found = service.alerts.database.subscriptions()
    return Page(items=[subscription_out(each) for each in found], total=len(found))


@router.post("/subscriptions", summary="Report when an answer changes", status_code=201)
def subscribe(wanted: SubscriptionIn, request: Request, service: ServiceDep, settings: SettingsDep) -> SubscriptionOut:
    """
    The answer of today is what later ones are held against.
    """
    require_scope(request, settings, "write")
    way = read_wanted(wanted.question, wanted.sparql, wanted.filter.model_dump() if wanted.filter else {})
    return subscription_out(service.alerts.subscribe(wanted.name, *way, wanted.digest, wanted.webhook))


@router.get(
    "/subscriptions/{subscription_id}",
    summary="One subscription with its last answer",
    response_model=SubscriptionOut,
)
def subscription(  # noqa: PLR0917 - who asks, for what, in which form
    subscription_id: SubscriptionId,
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    pages: PagesDep,
    accept: Accept = None,
) -> Any:
    """
    Its reports are at `/reports` below it; the page shows them.
    """
    require_scope(request, settings, "write")
    found = service.alerts.subscription(subscription_id)
    if preferred(accept, [JSON, HTML]) == HTML:
        return HTMLResponse(subscription_page(pages, service, found))
    return subscription_out(found)


@router.get("/subscriptions/{subscription_id}/reports", summary="How an answer changed")
def reports(  # noqa: PLR0917 - one parameter a filter
    subscription_id: SubscriptionId,
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    since: Annotated[int, Query(ge=0, description="Number of the last report seen.", examples=[0])] = 0,
    limit: Annotated[int, Query(ge=1, le=500, description="At most so many at once.", examples=[100])] = 100,
) -> Page[ReportOut]:
    """
    Oldest first; go on with the number of the last one.
    """
    require_scope(request, settings, "write")
    found = service.alerts.database.reports(service.alerts.subscription(subscription_id).id, since, limit=limit)
    following = str(found[-1].key) if len(found) == limit else None
    return Page(items=[report_out(each) for each in found], total=len(found), next=following)


@router.delete("/subscriptions/{subscription_id}", summary="Report no more", status_code=204)
def unsubscribe(subscription_id: SubscriptionId, request: Request, service: ServiceDep, settings: SettingsDep) -> None:
    """
    Its reports are forgotten.
    """
    require_scope(request, settings, "write")
    service.alerts.database.remove_subscription(service.alerts.subscription(subscription_id).id)


def subscription_out(found: Subscription) -> SubscriptionOut:
    """
    A subscription as it goes out.
    """
    return SubscriptionOut(
        id=found.id,
        name=found.name,
        wanted=found.wanted,
        text=found.text,
        filters=dict(found.filters),
        digest=found.digest,
        webhook=found.webhook,
        created=found.created,
        answer=dict(found.answer or {}),
        next_digest=found.next_digest,
    )


def report_out(report: Report) -> ReportOut:
    """
    A report as it goes out.
    """
    members: dict[str, Any] = {
        "report": report.key,
        "at": report.at,
        "data_version": report.data_version,
        "added": dict(report.added),
        "removed": dict(report.removed),
        "changed": {thing: list(both) for thing, both in report.changed.items()},
        "evidence": [dict(each) for each in report.evidence],
    }
    return ReportOut.model_validate(members)
