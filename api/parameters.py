"""
Parameters that many routes share, each named and described once.

What a route depends on is `async` although it waits for nothing: FastAPI sends any other through a thread, for each
request.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, TypeAlias, cast

from fastapi import Depends, Header, Path, Query, Request
from pydantic import BeforeValidator, Field

from api.endpoints import Endpoint
from api.errors import UnknownAddress
from api.service import Service
from api.settings import Settings
from api.web.pages import Pages
from kg.axes import Axes


def given(value: Any) -> Any:
    """
    A form field as sent; empty means not given.
    """
    return None if value == "" else value


async def service_of(request: Request) -> Service:
    """
    The parts of this deployment.
    """
    return cast("Service", request.app.state.service)


async def settings_of(request: Request) -> Settings:
    """
    The settings of this deployment.
    """
    return cast("Settings", request.app.state.settings)


async def pages_of(request: Request) -> Pages:
    """
    The templates.
    """
    return cast("Pages", request.app.state.pages)


async def workspace_of(request: Request) -> Endpoint:
    """
    The workspace of this deployment.

    Raises:
        UnknownAddress: it holds none.
    """
    workspace = (await service_of(request)).workspace
    if workspace is None:
        raise UnknownAddress("this deployment holds no workspace; it has one with OREPACT_WORKSPACE=true")
    return workspace


def today() -> date:
    """
    The day it is, UTC.
    """
    return datetime.now(UTC).date()


ServiceDep: TypeAlias = Annotated[Service, Depends(service_of)]
WorkspaceDep: TypeAlias = Annotated[Endpoint, Depends(workspace_of)]
SettingsDep: TypeAlias = Annotated[Settings, Depends(settings_of)]
PagesDep: TypeAlias = Annotated[Pages, Depends(pages_of)]
Accept: TypeAlias = Annotated[str | None, Header(include_in_schema=False)]
AsOf: TypeAlias = Annotated[
    date | None,
    BeforeValidator(given),
    Query(description="What could be known by the end of this day, UTC; leave out for now.", examples=["2026-03-10"]),
]
PublishedFrom: TypeAlias = Annotated[
    date | None,
    BeforeValidator(given),
    Query(description="First day on which it may have been published.", examples=["2026-02-01"]),
]
PublishedTo: TypeAlias = Annotated[
    date | None,
    BeforeValidator(given),
    Query(description="Last day on which it may have been published.", examples=["2026-02-28"]),
]
On: TypeAlias = Annotated[
    date | None,
    BeforeValidator(given),
    Query(
        description="Events and deadlines judged on this day, whatever became known later; with `as_of`: what was "
        "known then about this day.",
        examples=["2026-03-01"],
    ),
]
RecordedAsOf: TypeAlias = Annotated[
    datetime | None,
    BeforeValidator(given),
    Query(description="Only what had been written down by this time, UTC.", examples=["2026-03-10T12:00:00Z"]),
]


async def times_of(as_of: AsOf = None, on: On = None, recorded_as_of: RecordedAsOf = None) -> Axes:
    """
    Which past is asked for.
    """
    return Axes(as_of, on, in_utc(recorded_as_of))


def in_utc(moment: datetime | None) -> datetime | None:
    """
    A time that bears a zone: UTC where it bore none.
    """
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def as_fields(times: Axes) -> dict[str, str]:
    """
    The past asked for, as the fields that ask for it; those left out are empty.
    """
    return {
        "as_of": str(times.known or ""),
        "on": str(times.on or ""),
        "recorded_as_of": times.recorded.isoformat() if times.recorded else "",
    }


TimesDep: TypeAlias = Annotated[Axes, Depends(times_of)]
Limit: TypeAlias = Annotated[int, Query(ge=1, le=500, description="At most so many.", examples=[50])]
Cursor: TypeAlias = Annotated[
    str | None,
    BeforeValidator(given),
    Query(description="`next` of the page before; stable while the data stays.", examples=["MjAyNi0wNC0yNA"]),
]


Wished: TypeAlias = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(given)]
"""A text to filter by; its length is checked where there is one, so that an empty field of a form is none."""

MOST_POSITION: Final = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly; no ledger comes near."""

Position: TypeAlias = Annotated[Annotated[int, Field(ge=0, le=MOST_POSITION)] | None, BeforeValidator(given)]


def wanted_text(description: str, example: str) -> Any:
    """
    A free text to filter by.
    """
    return Query(description=description, examples=[example])


# Ids in addresses.
DocumentId = Annotated[str, Path(examples=["5b1f0e7a9c3d2e4f6a8b"])]
ClaimId = Annotated[str, Path(examples=["9d2c1f0b7a6e5d4c3b2a"])]
EntityId = Annotated[str, Path(examples=["state:japan"])]
AgreementId = Annotated[str, Path(examples=["agreement:us-eu-mou"])]
AssessmentId = Annotated[str, Path(examples=["1c0b9a8f7e6d5c4b3a29"])]
QueryId = Annotated[str, Path(examples=["q17"])]
SourceId = Annotated[str, Path(examples=["state-gov-news"])]
SubscriptionId = Annotated[str, Path(examples=["s-3f9a"])]
WebhookId = Annotated[str, Path(examples=["w-7c21"])]
StatusCode = Annotated[str, Path(examples=["signed"])]
ProblemSlug = Annotated[str, Path(examples=["timeout"])]
DumpName = Annotated[str, Path(examples=["2026-11-25-v1042"])]
DumpFile = Annotated[str, Path(examples=["graph.nq.gz"])]
