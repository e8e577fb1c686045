"""
Agreements: the list with its filters, and one with status history, promises and evidence.
"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.days import Day
from api.errors import UnknownAddress
from api.listings.agreements import AgreementFilter, HistoryStep, agreement_at, history_of, list_agreements
from api.listings.commitments import Promise, list_promises
from api.listings.entities import entity_page
from api.listings.facts import Facts, IndexedView, Thing, by_name, partners_of
from api.models.agreements import AgreementDetails, AgreementOut
from api.models.parts import Page
from api.negotiation import HTML, JSON, preferred
from api.paging import page_of
from api.parameters import (
    Accept,
    AgreementId,
    AsOf,
    Cursor,
    Limit,
    PagesDep,
    ServiceDep,
    TimesDep,
    Wished,
    as_fields,
    today,
    wanted_text,
)
from api.web.drawings import Moment, Timeline, draw_timeline
from api.web.neighbourhoods import Neighbourhood, draw_neighbourhood
from api.web.pages import day_in_words, link_to, status_in_words
from kg.evidence import Evidence
from kg.triples import Triple
from ontology.namespaces import ENTITIES, ONTOLOGY, STATUSES
from ontology.values.dates import UnknownDate, parse_edtf

router = APIRouter(tags=["agreements"])

TOLD_ABOVE = {"hasParty", "hasSignatory", "partyTo", "status", "contestedStatus", "signedOn", "announcedOn", "deadline"}
"Relations that the head of the page shows already."
REACHED = {"signed", "launched", "inForce", "concluded", "agreed"}


@router.get("/agreements", summary="Agreements, with filters", response_model=Page[AgreementOut])
def agreements(  # noqa: PLR0917 - one parameter a filter
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    status: Annotated[Wished, wanted_text("Status code.", "signed")] = None,
    kind: Annotated[Wished, wanted_text("Class of agreement.", "MemorandumOfUnderstanding")] = None,
    party: Annotated[Wished, wanted_text("Name or id of a party.", "Japan")] = None,
    mineral: Annotated[Wished, wanted_text("Name or id of a mineral covered.", "gallium")] = None,
    as_of: AsOf = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    accept: Accept = None,
) -> Any:
    """
    Latest day first; those without a day last.
    """
    facts = service.indexed(times).facts
    wanted = AgreementFilter(status or "", kind or "", party or "", mineral or "")
    found = list_agreements(facts, wanted)
    chosen, following = page_of(found, lambda each: (each.latest, each.id), cursor, limit)
    if preferred(accept, [JSON, HTML]) == JSON:
        return Page(items=[AgreementOut.model_validate(each) for each in chosen], total=len(found), next=following)
    parameters = dict(request.query_params) | {"cursor": following}
    return HTMLResponse(
        pages.render(
            "agreements.html",
            here="/agreements",
            agreements=chosen,
            total=len(found),
            chosen=wanted,
            as_of=as_of,
            statuses=statuses_of(facts),
            kinds=kinds_of(facts),
            next_link=link_to("/agreements", **parameters) if following else "",
        )
    )


@router.get("/agreements/{agreement_id}", summary="One agreement, its history and evidence")
def agreement(  # noqa: PLR0917 - one parameter a query field
    agreement_id: AgreementId,
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    as_of: AsOf = None,
    accept: Accept = None,
) -> AgreementDetails:
    """
    Status history, promises, and the sentences for and against what is believed.
    """
    current = service.redirects.get(agreement_id)
    if current is not None:
        return RedirectResponse(
            link_to(f"/agreements/{current}", **as_fields(times)), service.redirect_status(agreement_id)
        )  # type: ignore[return-value]
    indexed = service.indexed(times)
    found = agreement_at(indexed.facts, agreement_id)
    if found is None and indexed.facts.knows(ENTITIES + agreement_id):
        return RedirectResponse(link_to(f"/entities/{agreement_id}", **as_fields(times)), 303)  # type: ignore[return-value]
    if found is None:
        raise UnknownAddress(f"no agreement {agreement_id!r} is known" + (f" as of {as_of}" if as_of else ""))
    history = history_of(indexed, service.background, agreement_id, times.judged or today())
    promises = list_promises(indexed.facts, concerns=agreement_id)
    told = evidence_of(indexed, agreement_id, promises)
    members = {
        "history": history,
        "commitments": promises,
        "facts": facts_below(indexed.facts, agreement_id, times.judged or today()),
        "evidence": [each for each in told if each.stance == "supports"],
        "dissent": [each for each in told if each.stance == "dissents"],
        "staleness": service.watching.staleness_of({each.document for each in told}),
        "as_of": str(as_of or ""),
    }
    if preferred(accept, [JSON, HTML]) == JSON:
        head = AgreementOut.model_validate(found).model_dump()
        return AgreementDetails.model_validate({**head, **members}, from_attributes=True)
    page = pages.render(
        "agreement.html",
        here="/agreements",
        agreement=found,
        drawn=drawing_of(history, promises, times.judged),
        around=around(service.day(times), agreement_id, times.judged or today()),
        **{**members, "as_of": as_of},
    )
    return HTMLResponse(page)  # type: ignore[return-value]


def evidence_of(indexed: IndexedView, agreement_id: str, promises: list[Promise]) -> tuple[Evidence, ...]:
    """
    The sentences for and against everything believed about an agreement and its promises.
    """
    subjects = {ENTITIES + agreement_id, *(ENTITIES + promise.id for promise in promises)}
    triples: list[Triple] = [
        triple for triple in indexed.view.origins if triple[0] in subjects or triple[2] == ENTITIES + agreement_id
    ]
    return indexed.finder.evidence_for(sorted(triples, key=str))


def around(believed: Day, agreement_id: str, day: date) -> Neighbourhood | None:
    """
    The drawing of what stands round an agreement.
    """
    indexed = believed.indexed
    page = entity_page(indexed.facts, ENTITIES + agreement_id, day)
    partners = partners_of(indexed.claims_about.get(agreement_id, ()), agreement_id)
    return draw_neighbourhood(page, believed.things.ids, partners) if page else None


def facts_below(facts: Facts, agreement_id: str, day: date) -> list[Any]:
    """
    What is believed besides what the head of the page shows.
    """
    page = entity_page(facts, ENTITIES + agreement_id, day)
    if page is None:
        return []
    hidden = {facts.label(ONTOLOGY + name) for name in TOLD_ABOVE}
    return [fact for fact in (*page.facts, *page.incoming) if fact.label not in hidden]


def drawing_of(history: tuple[HistoryStep, ...], promises: list[Promise], as_of: Any) -> Timeline | None:
    """
    Status history and deadlines as a line of time.
    """
    day = as_of or today()
    events = [
        Moment(
            step.day,
            status_in_words(step.status),
            day_in_words(step.edtf),
            "good" if step.status in REACHED else "warn",
            f"/documents/{step.evidence[0].document}#{step.evidence[0].claim}" if step.evidence else "",
        )
        for step in history
    ]
    deadlines, late = [], []
    for promise in promises:
        last = last_day(promise.due)
        if last is None:
            continue
        deadlines.append(Moment(last, "due", day_in_words(promise.due), "deadline"))
        if promise.state == "overdue":
            late.append((last, day))
        elif promise.days_late and (met := last_day(promise.met_on)):
            late.append((last, met))
    return draw_timeline(events, deadlines, late, day)


def last_day(edtf: str) -> date | None:
    """
    The last day a date can mean; nothing for a duration.
    """
    try:
        return parse_edtf(edtf).latest
    except UnknownDate:
        return None


def statuses_of(facts: Facts) -> list[str]:
    """
    The status codes to choose from.
    """
    return [facts.thing(iri).iri.removeprefix(STATUSES) for iri in facts.members("Status") if iri.startswith(STATUSES)]


def kinds_of(facts: Facts) -> tuple[Thing, ...]:
    """
    The kinds of agreement to choose from: those that have any.
    """
    every = {kind for iri in facts.members("Agreement") for kind in facts.types(iri)}
    return by_name(every)
