"""
What goes over the wire, with an example in every field.
"""

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.parameters import given

Item = TypeVar("Item")


class FromParts(BaseModel):
    """
    A model that is filled from the dataclass of the same shape.
    """

    model_config = ConfigDict(from_attributes=True)


class Page(BaseModel, Generic[Item]):
    """
    A stretch of a list.
    """

    items: list[Item]
    total: Annotated[int, Field(description="How many there are in all.", examples=[74])]
    next: Annotated[str | None, Field(description="Cursor of the next page.", examples=["MjAyNi0wNC0yNA"])] = None


class ThingOut(FromParts):
    """
    Something with a name.
    """

    iri: Annotated[
        str, Field(description="Empty for a literal.", examples=["https://orepact.example/entities/bloc:eu"])
    ]
    id: Annotated[str, Field(examples=["bloc:eu"])]
    label: Annotated[str, Field(examples=["European Union"])]


class EvidenceOut(FromParts):
    """
    One sentence that speaks for or against something.
    """

    quote: Annotated[
        str, Field(examples=["The United States and the European Union signed the memorandum on 24 April."])
    ]
    document: Annotated[str, Field(description="Document id.", examples=["5b1f0e7a9c3d2e4f6a8b"])]
    url: Annotated[str, Field(examples=["https://ledgerwire.example/2026/04/24/us-eu-memorandum"])]
    publisher: Annotated[str, Field(examples=["Ledgerwire"])]
    published: Annotated[str, Field(examples=["2026-04-24"])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    start: Annotated[int, Field(description="Code point of the document's text.", examples=[120])]
    end: Annotated[int, Field(description="Past the last code point.", examples=[212])]
    stance: Annotated[str, Field(description="`supports` or `dissents`.", examples=["supports"])]
    claim: Annotated[str, Field(description="Claim id.", examples=["9d2c1f0b7a6e5d4c3b2a"])]
    modality: Annotated[str, Field(examples=["asserted"])]
    speaker: Annotated[str, Field(description="Who says it; empty: the document.", examples=["European Commission"])]
    written_for_project: Annotated[
        bool, Field(description="The text retells published facts for this project.", examples=[True])
    ]


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

    value: Annotated[str | int | float | bool, Field(examples=["https://orepact.example/entities/bloc:eu"])]
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
    as_of: Annotated[str, Field(examples=["2026-03-10"])]


class ChangeOut(FromParts):
    """
    One change, with the sentences that bear it.
    """

    position: Annotated[int, Field(description="Its place in the feed: a stable cursor.", examples=[1042])]
    recorded: Annotated[str, Field(examples=["2026-04-24T18:02:11.000000+00:00"])]
    kind: Annotated[str, Field(description="world, source, pipeline or review.", examples=["world"])]
    verb: Annotated[str, Field(description="added, changed or withdrawn.", examples=["changed"])]
    noun: Annotated[
        str, Field(description="document, entity, claim, judgement or assessment.", examples=["assessment"])
    ]
    target: Annotated[str, Field(description="What it is about.", examples=["agreement:us-eu-mou status"])]
    title: Annotated[str, Field(examples=["US-EU MOU, status: committed → signed"])]
    path: Annotated[str, Field(description="Its page on this host.", examples=["/entities/agreement:us-eu-mou"])]
    document: Annotated[str, Field(description="Document concerned, or empty.", examples=["5b1f0e7a9c3d2e4f6a8b"])]
    before: Annotated[dict[str, str], Field(description="Value to standing.", examples=[{"committed": "supported"}])]
    now: Annotated[dict[str, str], Field(description="Value to standing.", examples=[{"signed": "supported"}])]
    rule: Annotated[str, Field(description="Rule and version, for an assessment.", examples=["status@2"])]
    evidence: list[EvidenceOut]


class ChangesOut(BaseModel):
    """
    Changes after a cursor, oldest first.
    """

    items: list[ChangeOut]
    next: Annotated[int, Field(description="Send it as `since` to go on; nothing is lost or doubled.", examples=[1042])]
    more: Annotated[bool, Field(description="Whether there is more already.", examples=[False])]


class AnnouncementOut(FromParts):
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


class PassageOut(FromParts):
    """
    A passage that fits a search.
    """

    document: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    publisher: Annotated[str, Field(examples=["Ledgerwire"])]
    published: Annotated[str, Field(examples=["2026-04-24"])]
    text: Annotated[str, Field(examples=["The partners looked at price floors for gallium."])]
    start: Annotated[int, Field(examples=[120])]
    end: Annotated[int, Field(examples=[212])]
    score: Annotated[float, Field(description="Fused rank; higher is nearer.", examples=[0.031])]
    written_for_project: Annotated[bool, Field(examples=[True])]
