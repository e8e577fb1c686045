"""
Promises with a day, and what became of them.
"""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator, Field

from api.listings.commitments import Promise, list_promises
from api.models.agreements import PromiseOut
from api.models.parts import Page
from api.negotiation import HTML, JSON, preferred
from api.paging import page_of
from api.parameters import Accept, AsOf, Cursor, Limit, PagesDep, ServiceDep, TimesDep, given, today
from api.web.bars import Chart, Stretch, draw_bars
from api.web.pages import link_to
from ontology.values.dates import UnknownDate, parse_edtf

router = APIRouter(tags=["commitments"])

STATES = ("pending", "met", "overdue", "overtaken", "unknown")
State = Annotated[
    Literal["pending", "met", "overdue", "overtaken", "unknown"] | None,
    BeforeValidator(given),
    Field(description="Only these.", examples=["overdue"]),
]


@router.get("/commitments", summary="Promises with a day, judged on a day", response_model=Page[PromiseOut])
def commitments(  # noqa: PLR0917 - one parameter a filter
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    state: State = None,
    as_of: AsOf = None,
    cursor: Cursor = None,
    limit: Limit = 200,
    accept: Accept = None,
) -> Any:
    """
    Latest day due first.
    """
    found = list_promises(service.indexed(times).facts, state or "")
    chosen, following = page_of(found, lambda each: (each.due, each.id), cursor, limit)
    if preferred(accept, [JSON, HTML]) == JSON:
        return Page(items=[PromiseOut.model_validate(each) for each in chosen], total=len(found), next=following)
    day = times.judged or today()
    page = pages.render(
        "commitments.html",
        here="/commitments",
        commitments=chosen,
        total=len(found),
        state=state,
        states=STATES,
        as_of=as_of,
        day=day,
        bars=chart_of(chosen, day),
    )
    return HTMLResponse(page)


def chart_of(promises: list[Promise], day: date) -> Chart | None:
    """
    The promises that have days, each as a bar from promise to deadline, and on to where it was met.
    """
    stretches = [stretch for promise in promises if (stretch := stretch_of(promise, day))]
    return draw_bars(stretches, day)


def stretch_of(promise: Promise, day: date) -> Stretch | None:
    """
    One promise as a stretch of days; nothing where a day is missing.
    """
    try:
        made, due = parse_edtf(promise.made).earliest, parse_edtf(promise.due).latest
        met = parse_edtf(promise.met_on).earliest if promise.met_on else None
    except UnknownDate:
        return None
    if made is None or due is None or promise.concerns is None:
        return None
    until = met if promise.state == "met" else day if promise.state == "overdue" else None
    return Stretch(
        promise.concerns.label,
        link_to(f"/agreements/{promise.concerns.id}"),
        made,
        max(due, made + timedelta(days=1)),
        until if until and until > due else None,
    )
