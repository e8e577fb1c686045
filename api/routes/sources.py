"""
Watched sources: the list with their health, adding, checking and removing one.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.models.parts import Page
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, PagesDep, ServiceDep, SettingsDep, SourceId
from api.security import require_scope
from ingest.watch.records import Fetch, Health, Kind

router = APIRouter(tags=["sources"])


class SourceIn(BaseModel):
    """
    A source to be watched.
    """

    address: Annotated[
        str, Field(description="Address, or path of a folder.", examples=["https://news.example/feed.xml"])
    ]
    kind: Annotated[
        Kind | None, Field(description="Guessed where it is not given: feed, sitemap, page, folder.", examples=["feed"])
    ] = None
    publisher: Annotated[str, Field(description="Of documents that name none.", examples=["Example News"])] = ""
    manner: Annotated[str, Field(description="Of writing; decides reliability.", examples=["trade press"])] = ""
    every_seconds: Annotated[int, Field(description="0: an hour; a minute for a folder.", examples=[3600])] = 0


class FetchOut(BaseModel):
    """
    One request that was made.
    """

    address: Annotated[str, Field(examples=["https://news.example/feed.xml"])]
    at: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    seconds: Annotated[float, Field(examples=[0.21])]
    status: Annotated[int, Field(description="HTTP status; 0: no answer.", examples=[304])]
    size: Annotated[int, Field(examples=[18211])]
    outcome: Annotated[str, Field(description="ok, unchanged, gone, failed or refused.", examples=["unchanged"])]
    note: Annotated[str, Field(examples=[""])]


class SourceOut(BaseModel):
    """
    A watched source with how it is doing.
    """

    id: Annotated[str, Field(examples=["3f2a9c01de"])]
    kind: Annotated[str, Field(examples=["feed"])]
    address: Annotated[str, Field(examples=["https://news.example/feed.xml"])]
    publisher: Annotated[str, Field(examples=["Example News"])]
    manner: Annotated[str, Field(examples=["trade press"])]
    every_seconds: Annotated[int, Field(examples=[3600])]
    due: Annotated[datetime | None, Field(description="When it is looked at next.", examples=["2026-11-25T10:15:00Z"])]
    last_success: Annotated[datetime | None, Field(examples=["2026-11-25T10:15:00Z"])]
    last_new: Annotated[
        datetime | None,
        Field(description="When it last brought something new or edited.", examples=["2026-11-25T10:15:00Z"]),
    ]
    failing_since: Annotated[datetime | None, Field(examples=["2026-11-25T10:15:00Z"])]
    failures: Annotated[int, Field(description="In a row.", examples=[0])]
    is_stale: Annotated[bool, Field(examples=[False])]
    note: Annotated[str, Field(description="What went wrong last, or was odd.", examples=[""])]
    items: Annotated[dict[str, int], Field(description="How many are read, pending, …", examples=[{"read": 40}])]
    skipped: Annotated[list[list[str]], Field(examples=[[["A huge report", "more than 20 MB"]]])]


class SourceDetails(SourceOut):
    """
    A watched source with its last fetches.
    """

    fetches: list[FetchOut]


@router.get("/sources", summary="Watched sources and how they are doing", response_model=Page[SourceOut])
def sources(service: ServiceDep, pages: PagesDep, accept: Accept = None) -> Any:
    """
    Failing ones first.
    """
    found = sorted(service.watching.health(), key=lambda each: (not each.state.failures, each.source.address))
    if preferred(accept, [JSON, HTML]) == JSON:
        return Page(items=[source_out(each) for each in found], total=len(found))
    return HTMLResponse(pages.render("sources.html", here="/sources", sources=found))


@router.post("/sources", summary="Watch a source", status_code=201)
def add_source(wanted: SourceIn, request: Request, service: ServiceDep, settings: SettingsDep) -> SourceOut:
    """
    The service looks at it within a second, and then as often as `every_seconds` says.
    """
    require_scope(request, settings, "write")
    if wanted.kind is Kind.FOLDER or "://" not in wanted.address:
        require_scope(request, settings, "admin")
    source = service.watching.add(
        wanted.address,
        wanted.kind,
        publisher=wanted.publisher,
        manner=wanted.manner,
        every_seconds=wanted.every_seconds,
    )
    return source_out(next(each for each in service.watching.health() if each.source.id == source.id))


@router.get("/sources/{source_id}", summary="One watched source with its last fetches")
def source(source_id: SourceId, service: ServiceDep) -> SourceDetails:
    """
    By id or address.
    """
    found = service.watching.named(source_id)
    health = next(each for each in service.watching.health() if each.source.id == found.id)
    return details_out(health, service.watching.database.fetches(found.id))


@router.post("/sources/{source_id}/check", summary="Look at a source now")
async def check_source(
    source_id: SourceId, request: Request, service: ServiceDep, settings: SettingsDep
) -> SourceDetails:
    """
    Due or not; answers when it has been looked at.
    """
    require_scope(request, settings, "write")
    health = await anyio.to_thread.run_sync(service.watching.check, source_id)
    return details_out(health, service.watching.database.fetches(health.source.id))


@router.delete("/sources/{source_id}", summary="Watch a source no more", status_code=204)
def remove_source(source_id: SourceId, request: Request, service: ServiceDep, settings: SettingsDep) -> None:
    """
    Its documents stay in the ledger.
    """
    require_scope(request, settings, "write")
    service.watching.remove(source_id)


def source_out(health: Health) -> SourceOut:
    """
    A source as it goes out.
    """
    return SourceOut.model_validate(members_of(health))


def details_out(health: Health, fetches: tuple[Fetch, ...]) -> SourceDetails:
    """
    A source with its fetches as it goes out.
    """
    return SourceDetails.model_validate(members_of(health) | {"fetches": [asdict(each) for each in fetches]})


def members_of(health: Health) -> dict[str, Any]:
    """
    What is told of a source.
    """
    skipped = [list(each) for each in health.skipped]
    told = asdict(health.source) | asdict(health.state)
    return told | {"is_stale": health.is_stale, "items": health.counts, "skipped": skipped}
