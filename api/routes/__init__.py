"""
The routes, in the order in which they are tried: first those whose answers take a millisecond, because each costs its
followers some microseconds.
"""

from typing import Final

from fastapi import APIRouter

from api.routes import (
    agreements,
    alert_forms,
    announcements,
    ask,
    changes,
    claims,
    commitments,
    coverage,
    documents,
    dumps,
    entities,
    graphs,
    health,
    queries,
    review,
    review_page,
    search,
    sources,
    sparql,
    subscriptions,
    suggest,
    terms,
    webhooks,
    wordings,
    workspace,
)

ROUTERS: Final[tuple[APIRouter, ...]] = tuple(
    part.router
    for part in (
        sparql,
        workspace,
        entities,
        ask,
        wordings,
        suggest,
        graphs,
        queries,
        search,
        documents,
        claims,
        review,
        review_page,
        agreements,
        announcements,
        commitments,
        changes,
        coverage,
        sources,
        subscriptions,
        webhooks,
        alert_forms,
        terms,
        dumps,
        health,
    )
)
