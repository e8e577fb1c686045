"""
Announcements: events as documents report them.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from api.listings.announcements import list_announcements
from api.models.announcements import AnnouncementOut
from api.models.parts import Page
from api.negotiation import HTML, JSON, preferred
from api.paging import page_of
from api.parameters import Accept, AsOf, Cursor, Limit, PagesDep, ServiceDep, TimesDep, given
from api.web.pages import link_to

router = APIRouter(tags=["announcements"])
About = Annotated[
    str | None,
    BeforeValidator(given),
    Query(description="Only events that befell the entity with this id.", examples=["agreement:us-eu-mou"]),
]


@router.get(
    "/announcements", summary="What was reported, and by whom, newest first", response_model=Page[AnnouncementOut]
)
def announcements(  # noqa: PLR0917 - one parameter a filter
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    as_of: AsOf = None,
    about: About = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    accept: Accept = None,
) -> Any:
    """
    Documents that report one event are one announcement, with what each adds and contradicts; copies count once.
    """
    found = list_announcements(service.indexed(times), about or "")
    chosen, following = page_of(found, lambda each: (each.first_seen, each.id), cursor, limit)
    if preferred(accept, [JSON, HTML]) == JSON:
        return Page(items=[AnnouncementOut.model_validate(each) for each in chosen], total=len(found), next=following)
    parameters = dict(request.query_params) | {"cursor": following}
    page = pages.render(
        "announcements.html",
        here="/announcements",
        announcements=chosen,
        as_of=as_of,
        about=about,
        next_link=link_to("/announcements", **parameters) if following else "",
    )
    return HTMLResponse(page)
