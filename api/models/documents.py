"""
Documents as they come and go.
"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from api.models.parts import ThingOut
from api.parameters import given


class ClaimOut(BaseModel):
    """
    One thing a document says.
    """

    id: Annotated[str, Field(examples=["9d2c1f0b7a6e5d4c3b2a"])]
    subject: ThingOut
    relation: Annotated[str, Field(examples=["partyTo"])]
    object: ThingOut
    modality: Annotated[str, Field(examples=["asserted"])]
    date: Annotated[str | None, Field(description="EDTF date of the event.", examples=["2026-04-24"])]
    qualifiers: Annotated[dict[str, str], Field(examples=[{"stage": "stage:refining"}])]
    speaker: Annotated[str | None, Field(examples=["European Commission"])]
    quote: Annotated[str, Field(examples=["The two sides signed the memorandum."])]
    start: Annotated[int, Field(examples=[120])]
    end: Annotated[int, Field(examples=[212])]
    extractor: Annotated[str, Field(examples=["partyTo/verb-subject@1"])]
    score: Annotated[float, Field(examples=[0.9])]


class DocumentOut(BaseModel):
    """
    A kept text with what was read in it.
    """

    id: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    version: Annotated[int, Field(examples=[1])]
    url: Annotated[str | None, Field(examples=["https://ledgerwire.example/2026/04/24/us-eu-memorandum"])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    publisher: Annotated[str, Field(examples=["Ledgerwire"])]
    published: Annotated[str | None, Field(examples=["2026-04-24"])]
    manner: Annotated[str, Field(examples=["wire story"])]
    facts: Annotated[list[str], Field(description="Sources of the facts retold.", examples=[["ev-2026-04-24 | …"]])]
    language: Annotated[str, Field(examples=["en"])]
    relevant: Annotated[bool, Field(examples=[True])]
    gone: Annotated[bool, Field(description="Taken down by its publisher.", examples=[False])]
    written_for_project: Annotated[bool, Field(examples=[True])]
    recorded: Annotated[str, Field(examples=["2026-11-24T00:10:00+00:00"])]
    text: Annotated[str, Field(examples=["BRUSSELS (Ledgerwire) - The two sides signed the memorandum."])]
    claims: list[ClaimOut]


class DocumentIn(BaseModel):
    """
    A text to read, or the address of one.
    """

    text: Annotated[str | None, Field(examples=["The US and the EU signed a memorandum on 24 April 2026."])] = None
    url: Annotated[
        str | None,
        Field(description="Its address; fetched where no text is given.", examples=["https://news.example/1"]),
    ] = None
    title: Annotated[str, Field(examples=["US and EU sign"])] = ""
    publisher: Annotated[str, Field(examples=["Example News"])] = ""
    published: Annotated[
        str | None, BeforeValidator(given), Field(description="ISO date or EDTF.", examples=["2026-04-24"])
    ] = None


class RecordedOut(BaseModel):
    """
    What became of one document.
    """

    outcome: Annotated[str, Field(description="new, same, edited or refused.", examples=["new"])]
    document: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    version: Annotated[int, Field(examples=[1])]
    relevant: Annotated[bool, Field(examples=[True])]
    added: Annotated[int, Field(description="Claims that are new.", examples=[12])]
    withdrawn: Annotated[int, Field(description="Claims it no longer makes.", examples=[0])]
    reason: Annotated[str, Field(description="Why it was refused.", examples=[""])] = ""
