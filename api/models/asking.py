"""
Questions and answers as they go over the wire.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from api.models.parts import EvidenceOut, FromParts
from api.parameters import given
from ontology.namespaces import entity_iri


class AskRequest(BaseModel):
    """
    A question in plain English.
    """

    question: Annotated[
        str,
        Field(min_length=1, max_length=1000, examples=["When is the US-EU memorandum due, and is it signed?"]),
    ]
    as_of: Annotated[
        date | None,
        BeforeValidator(given),
        Field(description="What could be known by the end of this day.", examples=["2026-03-10"]),
    ] = None
    on: Annotated[
        date | None,
        BeforeValidator(given),
        Field(description="Events and deadlines judged on this day.", examples=["2026-03-01"]),
    ] = None
    recorded_as_of: Annotated[
        datetime | None,
        BeforeValidator(given),
        Field(description="Only what had been written down by then.", examples=["2026-03-10T12:00:00Z"]),
    ] = None
    reading: Annotated[
        int | None, Field(ge=1, description="Number of the reading chosen from an ambiguous answer.", examples=[1])
    ] = None
    conversation: Annotated[
        str | None,
        Field(
            max_length=64,
            description="Id of an earlier answer, for a question that leans on it: “and Japan?”, “how many?”.",
            examples=["uXq3V0yKZl1mN8aT"],
        ),
    ] = None


class ValueOut(FromParts):
    """
    One value of an answer.
    """

    value: Annotated[str | int | float | bool, Field(examples=[entity_iri("bloc:eu")])]
    label: Annotated[str, Field(examples=["European Union"])]
    type: Annotated[str, Field(description="iri, number, date, string, boolean or duration.", examples=["iri"])]


class ReadingOut(FromParts):
    """
    One way to understand a question.
    """

    n: Annotated[int, Field(examples=[1])]
    text: Annotated[str, Field(examples=["agreements that cover gallium"])]
    sparql: Annotated[str, Field(examples=["SELECT DISTINCT ?a WHERE { … }"])]
    answers: list[ValueOut]


class AskResponse(BaseModel):
    """
    An answer with its sentences; fields that do not apply are empty.
    """

    question: Annotated[str, Field(examples=["Which agreements cover gallium?"])]
    outcome: Annotated[
        str,
        Field(
            description="answered, none, not_covered, contested, ambiguous or not_understood.", examples=["answered"]
        ),
    ]
    answers: list[ValueOut]
    columns: Annotated[list[str], Field(examples=[["deadline", "status"]])]
    rows: list[list[ValueOut]]
    text: Annotated[str, Field(examples=["The memorandum was due on 6 March 2026 and was signed on 24 April 2026."])]
    sparql: Annotated[str, Field(examples=["SELECT DISTINCT ?a WHERE { … }"])]
    reading: Annotated[str, Field(examples=["agreements that cover gallium"])]
    confidence: Annotated[float, Field(description="Probability that the reading is right.", examples=[0.93])]
    readings: list[ReadingOut]
    evidence: list[EvidenceOut]
    dissent: list[EvidenceOut]
    as_of: Annotated[str, Field(examples=["2026-03-10"])]
    data_version: Annotated[str, Field(examples=["1042"])]
    coverage: Annotated[
        str,
        Field(
            description="What the texts claim to cover, where nothing was found.",
            examples=["Coverage of the corpus, version 1.0.0: events until 5 October 2026"],
        ),
    ]
    staleness: Annotated[
        list[str],
        Field(description="Sources of the evidence that could not be reached lately.", examples=[["Example News …"]]),
    ]
    accepted: Annotated[
        str, Field(description="Id of the settled wording that chose the reading.", examples=["4f0c2d1a9b8e7f60a1b2"])
    ]
    permalink: Annotated[
        str,
        Field(
            description="Asks the same again of the same data, whatever is read later.",
            examples=[
                "/?q=Which+promises+are+overdue%3F&on=2026-03-10&recorded_as_of=2026-03-10T12%3A00%3A00%2B00%3A00"
            ],
        ),
    ]
    chosen_by: Annotated[
        str,
        Field(description="Language model that chose the reading; empty where none did.", examples=["qwen3:4b"]),
    ]
    conversation: Annotated[str, Field(description="Give it with the next question.", examples=["uXq3V0yKZl1mN8aT"])]
    asked: Annotated[
        str,
        Field(
            description="The question made whole, where it leaned on another.",
            examples=["Which agreements did Japan sign?"],
        ),
    ]


class Suggestions(BaseModel):
    """
    Questions to choose from.
    """

    questions: Annotated[list[str], Field(examples=[["Which projects extract Gallium?"]])]
