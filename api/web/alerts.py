"""
The pages of subscriptions and webhooks; their forms are answered by `routes/alert_forms.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from api.alerts.queues import queue_of
from api.alerts.records import Digest, Report, Subscription, Webhook
from api.service import Service
from api.web.pages import Pages, link_to
from kg.ledger.records import ChangeKind, Noun
from ontology.namespaces import BASE, ENTITIES


@dataclass(frozen=True, slots=True)
class Line:
    """
    One thing of an answer: where its page is, and what is told of it now and was before.
    """

    href: str
    now: str
    before: str = ""


def subscriptions_page(pages: Pages, service: Service, given: Mapping[str, str]) -> str:
    """
    Every subscription, and a form for one more.

    Args:
        given: what the form is filled with.
    """
    return pages.render(
        "subscriptions.html",
        here="/subscriptions",
        subscriptions=service.alerts.database.subscriptions(),
        webhooks=service.alerts.database.webhooks(),
        digests=[each.value for each in Digest],
        given={
            name: given.get(name, "") for name in ("question", "sparql", "party", "mineral", "instrument", "status")
        },
    )


def subscription_page(pages: Pages, service: Service, subscription: Subscription) -> str:
    """
    One subscription: its last answer, and how it changed, newest first.
    """
    reports = service.alerts.database.latest_reports(subscription.id)
    return pages.render(
        "subscription.html",
        here="/subscriptions",
        subscription=subscription,
        answer=[line_of(thing, told) for thing, told in (subscription.answer or {}).items()],
        reports=[(report, lines_of(report)) for report in reports],
    )


def lines_of(report: Report) -> dict[str, list[Line]]:
    """
    What a report tells, by what became of it.
    """
    return {
        "added": [line_of(thing, told) for thing, told in report.added.items()],
        "changed": [line_of(thing, now, before) for thing, (before, now) in report.changed.items()],
        "removed": [line_of(thing, told) for thing, told in report.removed.items()],
    }


def line_of(thing: str, now: str, before: str = "") -> Line:
    """
    A thing as a line: a link where it is an address of ours or an id.
    """
    if thing.startswith(BASE):
        return Line(link_to("/" + thing.removeprefix(BASE)), now, before)
    is_id = ":" in thing and "/" not in thing and " " not in thing
    return Line(link_to("/" + (ENTITIES + thing).removeprefix(BASE)) if is_id else "", now, before)


def webhooks_page(pages: Pages, service: Service, made: Webhook | None = None) -> str:
    """
    Every webhook with its queue, and a form for one more.

    Args:
        made: one just made, whose secret is shown this once.
    """
    database = service.alerts.database
    return pages.render(
        "webhooks.html",
        here="/webhooks",
        queues=[queue_of(database, each) for each in database.webhooks()],
        made=made,
        kinds=[each.value for each in ChangeKind],
        nouns=[each.value for each in Noun],
        usual=Noun.ASSESSMENT.value,
    )


def webhook_page(pages: Pages, service: Service, webhook: Webhook, said: str = "") -> str:
    """
    One webhook: its queue, its dead messages, what can be done.

    Args:
        said: what was just done, and what came of it.
    """
    subscriptions = [each for each in service.alerts.database.subscriptions() if each.webhook == webhook.id]
    queue = queue_of(service.alerts.database, webhook)
    return pages.render("webhook.html", here="/webhooks", queue=queue, said=said, subscriptions=subscriptions)
