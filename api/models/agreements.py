"""
Agreements and promises as they go out.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from api.models.parts import EvidenceOut, FromParts, ThingOut


class AgreementOut(FromParts):
    """
    An agreement as believed.
    """

    id: Annotated[str, Field(examples=["agreement:us-eu-mou"])]
    label: Annotated[str, Field(examples=["EU-US Critical Minerals Memorandum of Understanding"])]
    kinds: list[ThingOut]
    parties: list[ThingOut]
    minerals: list[ThingOut]
    statuses: Annotated[list[str], Field(description="Several where it is contested.", examples=[["signed"]])]
    is_contested: Annotated[bool, Field(examples=[False])]
    announced_on: Annotated[str, Field(examples=["2026-02-04"])]
    signed_on: Annotated[str, Field(examples=["2026-04-24"])]
    deadline: Annotated[str, Field(examples=["2026-03-06"])]
    contested_announced_on: Annotated[list[str], Field(description="Days of which none is believed.", examples=[[]])]
    contested_signed_on: Annotated[
        list[str], Field(description="Days of which none is believed.", examples=[["2025-12-11", "2025-12-12"]])
    ]


class StepOut(FromParts):
    """
    One status on one day, with its sentences.
    """

    status: Annotated[str, Field(examples=["signed"])]
    day: Annotated[date, Field(examples=["2026-04-24"])]
    edtf: Annotated[str, Field(description="The day as precisely as it is told.", examples=["2026-04"])]
    evidence: list[EvidenceOut]


class PromiseOut(FromParts):
    """
    A promise with its day, as judged on a day.
    """

    id: Annotated[str, Field(examples=["commitment:0c1d2e3f"])]
    concerns: ThingOut | None
    promised_by: list[ThingOut]
    made: Annotated[str, Field(examples=["2026-02-04"])]
    due: Annotated[str, Field(description="A day, or a duration of unknown start.", examples=["2026-03-06"])]
    state: Annotated[str, Field(description="pending, met, overdue, overtaken or unknown.", examples=["overdue"])]
    met_on: Annotated[str, Field(examples=["2026-04-24"])]
    days_late: Annotated[int, Field(examples=[49])]


class FactOut(FromParts):
    """
    One relation with its values.
    """

    label: Annotated[str, Field(examples=["covers mineral"])]
    values: list[ThingOut]
    more: Annotated[int, Field(description="Values left out.", examples=[0])]


class AgreementDetails(AgreementOut):
    """
    An agreement with its history, its promises and the sentences for and against.
    """

    history: list[StepOut]
    commitments: list[PromiseOut]
    facts: list[FactOut]
    evidence: list[EvidenceOut]
    dissent: list[EvidenceOut]
    staleness: Annotated[
        list[str],
        Field(description="Sources of the evidence that could not be reached lately.", examples=[["Example News …"]]),
    ]
    as_of: Annotated[str, Field(examples=["2026-03-10"])]
