"""
Announcements as they go out.
"""

from typing import Annotated

from pydantic import Field

from api.models.parts import FromParts, ThingOut


class TextOut(FromParts):
    """
    A text as it was published, its copies counted once.
    """

    document: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    published: Annotated[str, Field(examples=["2026-04-24"])]
    publishers: Annotated[list[str], Field(examples=[["Ledgerwire"]])]
    copies: Annotated[int, Field(examples=[1])]
    claims: Annotated[int, Field(examples=[12])]
    agreements: list[ThingOut]
    written_for_project: Annotated[bool, Field(examples=[True])]


class SaidOut(FromParts):
    """
    One thing that a text says of what an event befell.
    """

    relation: Annotated[str, Field(examples=["covers stage"])]
    value: ThingOut
    modality: Annotated[str, Field(examples=["asserted"])]
    quote: Annotated[str, Field(examples=["The memorandum covers mining, processing and recycling."])]
    claim: Annotated[str, Field(examples=["9d2c1f0b7a6e5d4c3b2a"])]


class ReportOut(FromParts):
    """
    One text that reports an event, with what it adds and what it says against what is believed.
    """

    text: TextOut
    adds: list[SaidOut]
    contradicts: list[SaidOut]


class AnnouncementOut(FromParts):
    """
    One event as documents report it, or one text that reports none.
    """

    id: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    about: Annotated[ThingOut | None, Field(description="What it befell; null for a text that reports no event.")]
    what: Annotated[str, Field(description="What happened; for a text its title.", examples=["signed"])]
    days: Annotated[list[str], Field(description="Every day told for it.", examples=[["2026-04-24"]])]
    first_seen: Annotated[str, Field(examples=["2026-04-24"])]
    last_seen: Annotated[str, Field(examples=["2026-09-28"])]
    publishers: Annotated[list[str], Field(examples=[["Halloway Brandt LLP", "Presswell Releases"]])]
    reports: list[ReportOut]
