"""
`orepact subscriptions` and `orepact webhooks`: who is told when something changes.
"""

from typing import Annotated, Final

import typer
from rich.table import Table

from api.alerts.queues import queue_of
from api.alerts.records import Digest, Report, read_wanted
from api.cli.console import Data, Json, escaped, out, print_json
from api.cli.queries import opened
from api.routes.subscriptions import report_out, subscription_out
from api.routes.webhooks import WebhookOut, members_of
from api.web.pages import count_in_words
from kg.ledger.records import ChangeKind, Noun

subscriptions: Final = typer.Typer(no_args_is_help=True, help="Saved questions, queries and filters that report.")
webhooks: Final = typer.Typer(no_args_is_help=True, help="Addresses that changes and reports are sent to.")
Wanted = Annotated[str, typer.Argument(help="Its id.")]


@subscriptions.command("list")
def list_subscriptions(*, data: Data = None, as_json: Json = False) -> None:
    """
    Every subscription, oldest first.
    """
    with opened(data) as service:
        found = service.alerts.database.subscriptions()
    if as_json:
        for each in found:
            print_json(subscription_out(each).model_dump(mode="json"))
        return
    table = Table("id", "name", "as", "answer", "digest", "webhook")
    for each in found:
        things = count_in_words(len(each.answer or {}), "thing")
        table.add_row(each.id, escaped(each.name), each.wanted.value, things, each.digest.value, each.webhook)
    out.print(table)


@subscriptions.command("add")
def subscribe(
    *,
    question: Annotated[str, typer.Option(help="A question in plain English.")] = "",
    sparql: Annotated[str, typer.Option(help="A SPARQL query.")] = "",
    party: Annotated[str, typer.Option(help="Agreements with this party.")] = "",
    mineral: Annotated[str, typer.Option(help="Agreements that cover this mineral.")] = "",
    instrument: Annotated[str, typer.Option(help="Agreements with this instrument.")] = "",
    status: Annotated[str, typer.Option(help="Agreements with this status.")] = "",
    name: Annotated[str, typer.Option(help="For people. [default: what it watches]")] = "",
    digest: Annotated[Digest, typer.Option(help="How reports are gathered before they are sent.")] = Digest.NONE,
    webhook: Annotated[str, typer.Option(help="Id of the webhook that reports go to.")] = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """
    Report from now on when an answer changes; a running service asks anew within a second of a change.
    """
    filters = {"party": party, "mineral": mineral, "instrument": instrument, "status": status}
    with opened(data) as service:
        service.catch_up()
        made = service.alerts.subscribe(name, *read_wanted(question, sparql, filters), digest, webhook)
    if as_json:
        print_json(subscription_out(made).model_dump(mode="json"))
        return
    out.print(f"{made.id}  {escaped(made.name)}", soft_wrap=True)
    for told in (made.answer or {}).values():
        out.print(f"  {escaped(told)}", soft_wrap=True)


@subscriptions.command()
def check(
    wanted: Annotated[str, typer.Argument(help="Its id. [default: every one]", show_default=False)] = "",
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """
    Ask anew now, with whatever has been read since, and show what changed.
    """
    with opened(data) as service:
        service.catch_up()
        every = [service.alerts.subscription(wanted)] if wanted else service.alerts.database.subscriptions()
        for each in every:
            report = service.alerts.check(each.id)
            if as_json:
                told = report_out(report).model_dump(mode="json") if report else None
                print_json({"subscription": each.id, "name": each.name, "report": told})
                continue
            out.print(f"{each.id}  {escaped(each.name)}: {'changed' if report else 'as it was'}", soft_wrap=True)
            if report:
                show(report)


@subscriptions.command()
def changes(
    wanted: Wanted,
    *,
    since: Annotated[int, typer.Option(help="Number of the last report seen.")] = 0,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """
    How an answer changed, oldest first, with the sentences.
    """
    with opened(data) as service:
        found = service.alerts.database.reports(service.alerts.subscription(wanted).id, since)
    for report in found:
        if as_json:
            print_json(report_out(report).model_dump(mode="json"))
        else:
            show(report)
    if not found and not as_json:
        out.print("it has not changed since")


@subscriptions.command("remove")
def unsubscribe(wanted: Wanted, *, data: Data = None) -> None:
    """
    Report no more.
    """
    with opened(data) as service:
        found = service.alerts.subscription(wanted)
        service.alerts.database.remove_subscription(found.id)
    out.print(f"no longer watched: {escaped(found.name)}", soft_wrap=True)


@webhooks.command("list")
def list_webhooks(*, data: Data = None, as_json: Json = False) -> None:
    """
    Every webhook with its queue, oldest first.
    """
    with opened(data) as service:
        found = [
            (queue_of(service.alerts.database, each), members_of(service, each))
            for each in service.alerts.database.webhooks()
        ]
    if as_json:
        for _, members in found:
            print_json(WebhookOut(**members).model_dump(mode="json"))
        return
    table = Table("id", "address", "hears of", "waiting", "sent", "given up", "note")
    for queue, _ in found:
        hook = queue.webhook
        hears = f"{', '.join(hook.kinds) or 'every kind'}; {', '.join(hook.nouns) or 'every noun'}"
        note = "gone" if hook.is_gone else queue.note
        numbers = (str(queue.pending), str(queue.sent), str(len(queue.dead)))
        table.add_row(hook.id, escaped(hook.url), hears, *numbers, escaped(note))
    out.print(table)


@webhooks.command("add")
def add_webhook(
    url: Annotated[str, typer.Argument(help="Where to send.")],
    *,
    kind: Annotated[list[ChangeKind] | None, typer.Option(help="Only these kinds; may be repeated.")] = None,
    noun: Annotated[
        list[Noun] | None, typer.Option(help="Only changes of these; may be repeated. [default: assessment]")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """
    Send changes to an address from now on; the secret that signs them is shown this once.
    """
    with opened(data) as service:
        made = service.alerts.add_webhook(url, tuple(kind or ()), tuple(noun or (Noun.ASSESSMENT,)))
    if as_json:
        print_json({"id": made.id, "url": made.url, "secret": made.secret})
    else:
        out.print(f"{made.id}  {escaped(made.url)}\nsecret, shown this once: {made.secret}", soft_wrap=True)


@webhooks.command("test")
def try_webhook(wanted: Wanted, *, data: Data = None) -> None:
    """
    Send a test message now; exit 1 where it did not arrive.
    """
    with opened(data) as service:
        status, note = service.alerts.try_webhook(wanted)
    out.print(escaped(note), soft_wrap=True)
    if not 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls successful
        raise typer.Exit(1)


@webhooks.command()
def dead(wanted: Wanted, *, data: Data = None, as_json: Json = False) -> None:
    """
    The messages that were given up, oldest first.
    """
    with opened(data) as service:
        found = queue_of(service.alerts.database, service.alerts.webhook(wanted)).dead
    for each in found:
        if as_json:
            print_json({"id": each.id, "tries": each.tries, "note": each.note})
        else:
            out.print(f"{each.id}  {count_in_words(each.tries, 'try', 'tries')}  {escaped(each.note)}", soft_wrap=True)


@webhooks.command()
def replay(wanted: Wanted, *, data: Data = None) -> None:
    """
    Send what was given up again, under the old ids.
    """
    with opened(data) as service:
        revived = service.alerts.revive(wanted)
    out.print(f"{count_in_words(revived, 'message is', 'messages are')} sent again")


@webhooks.command("remove")
def remove_webhook(wanted: Wanted, *, data: Data = None) -> None:
    """
    Send nothing more; its queue is forgotten.
    """
    with opened(data) as service:
        found = service.alerts.remove_webhook(wanted)
    out.print(f"nothing more is sent to {escaped(found.url)}", soft_wrap=True)


def show(report: Report) -> None:
    """
    A report for a person.
    """
    out.print(f"[bold]{report.key}[/]  {report.at:%Y-%m-%d %H:%M} UTC", highlight=False)
    for sign, tone, told in (
        ("+", "green", report.added.values()),
        ("~", "yellow", (f"{before} → {now}" for before, now in report.changed.values())),
        ("-", "red", report.removed.values()),
    ):
        for each in told:
            out.print(f"  {sign} {escaped(each)}", style=tone, soft_wrap=True)
    for said in report.evidence:
        source = f"{said['publisher']}, {said['published']}"
        out.print(f"    “{escaped(said['quote'])}” {escaped(source)}", style="dim", soft_wrap=True)
