"""
Announcements as they were published.
"""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.listings.announcements import list_announcements
from api.models.announcements import AnnouncementOut
from api.models.parts import Page
from api.negotiation import HTML, JSON, preferred
from api.paging import page_of
from api.parameters import Accept, AsOf, Cursor, Limit, PagesDep, ServiceDep, TimesDep
from api.web.pages import link_to

router = APIRouter(tags=["announcements"])


@router.get("/announcements", summary="What was published, newest first", response_model=Page[AnnouncementOut])
def announcements(  # noqa: PLR0917 - one parameter a filter
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    as_of: AsOf = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    accept: Accept = None,
) -> Any:
    """
    Copies of one text are one announcement.
    """
    found = list_announcements(service.indexed(times))
    chosen, following = page_of(found, lambda each: (each.published, each.document), cursor, limit)
    if preferred(accept, [JSON, HTML]) == JSON:
        return Page(items=[AnnouncementOut.model_validate(each) for each in chosen], total=len(found), next=following)
    parameters = dict(request.query_params) | {"cursor": following}
    page = pages.render(
        "announcements.html",
        here="/announcements",
        announcements=chosen,
        as_of=as_of,
        next_link=link_to("/announcements", **parameters) if following else "",
    )
    return HTMLResponse(page)
