"""
Webhooks and subscriptions over a service of their own, with a receiver on loopback that can be down.
"""

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from api.alerts.records import Digest, MessageState, Wanted
from api.alerts.running import Alerts
from api.settings import Settings
from api.wiring import open_service
from ingest.errors import RefusedAddress
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger.records import ChangeKind, Noun
from kg.text import Document

MOU = "agreement:us-eu-mou"
QUERY = (
    "SELECT ?party WHERE { ?party <https://orepact.example/ontology#partyTo> "
    "<https://orepact.example/entities/agreement:us-eu-mou> }"
)


class Clock:
    def __init__(self):
        self.time = datetime.now(UTC)

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def deployment(tmp_path):
    opened = open_service(Settings(data=tmp_path, query_workers=1, fetch_hosts=("127.0.0.1",)))
    yield opened
    opened.close()


@pytest.fixture
def alerts(deployment, clock):
    opened = Alerts(deployment, clock)
    yield opened
    opened.close()


@pytest.fixture
def say(deployment):
    def record(sentence, *claims, day="2026-02-04"):
        made = [
            Claim(subject, relation, target, Modality.ASSERTED, sentence, date=day)
            for subject, relation, target in claims
        ]
        document = Document(
            sentence, url=f"https://wire.example/{day}/{len(sentence)}", publisher="Wire", published=day
        )
        found = tuple(Sighting(each, 0, len(sentence), "by-hand@1", 1.0) for each in made)
        deployment.ledger.record(document, Extraction(True, sightings=found), datetime.now(UTC), reader="by-hand@1")
        deployment.catch_up()

    return record


def test_changes_are_sent_once_each_in_order_and_signed(alerts, receiver, say):
    webhook = alerts.add_webhook(receiver.url, (), (Noun.ASSESSMENT,))
    say("Japan is a party.", ("state:japan", "partyTo", MOU))
    say("It was signed.", (MOU, "status", "signed"), day="2026-04-24")

    alerts.tick()
    alerts.tick()

    assert len(receiver.ids) == len(set(receiver.ids)) == 2
    positions = [int(each.removeprefix("change_")) for each in receiver.ids]
    assert positions == sorted(positions)
    for headers, body in receiver.got:
        told = Verifier(webhook.secret).verify(body, {key.lower(): value for key, value in headers.items()})
        assert told["type"] == "change"
    assert orjson.loads(receiver.got[1][1])["data"]["evidence"][0]["quote"] == "It was signed."


def test_a_receiver_that_is_down_for_an_hour_gets_everything_afterwards_once_each(alerts, receiver, say, clock):
    webhook = alerts.add_webhook(receiver.url, (), (Noun.ASSESSMENT,))
    receiver.status = 503
    for number, country in enumerate(("japan", "chile", "peru", "kenya")):
        say(f"{country} is a party.", (f"state:{country}", "partyTo", MOU), day=f"2026-02-0{number + 1}")
    for _ in range(60):
        alerts.tick()
        clock.time += timedelta(minutes=1)
    assert receiver.ids == []

    receiver.status = 200
    for _ in range(120):
        alerts.tick()
        clock.time += timedelta(minutes=1)

    assert len(receiver.ids) == len(set(receiver.ids)) == 4
    assert alerts.database.counts(webhook.id)[MessageState.PENDING] == 0


def test_what_was_queued_survives_a_restart(deployment, alerts, receiver, say, clock):
    alerts.add_webhook(receiver.url, (), (Noun.ASSESSMENT,))
    receiver.status = 503
    say("Japan is a party.", ("state:japan", "partyTo", MOU))
    alerts.tick()

    receiver.status = 200
    clock.time += timedelta(hours=3)
    again = Alerts(deployment, clock)
    again.tick()
    again.close()

    assert len(receiver.ids) == 1


def test_a_message_that_is_refused_dies_and_can_be_replayed_under_its_id(alerts, receiver, say, clock):
    webhook = alerts.add_webhook(receiver.url, (), (Noun.ASSESSMENT,))
    receiver.status = 422
    say("Japan is a party.", ("state:japan", "partyTo", MOU))
    for _ in range(5):
        alerts.tick()
        clock.time += timedelta(hours=3)
    (dead,) = alerts.database.messages(webhook.id, MessageState.DEAD)
    assert "422" in dead.note

    receiver.status = 204
    alerts.revive(webhook.id)
    alerts.tick()

    assert receiver.ids == [dead.id]


def test_a_receiver_that_is_gone_gets_nothing_more(alerts, receiver, say):
    webhook = alerts.add_webhook(receiver.url, (), (Noun.ASSESSMENT,))
    receiver.status = 410
    say("Japan is a party.", ("state:japan", "partyTo", MOU))

    alerts.tick()

    assert alerts.webhook(webhook.id).is_gone is True


def test_a_webhook_hears_only_of_the_kinds_it_wants(alerts, receiver, say):
    alerts.add_webhook(receiver.url, (ChangeKind.PIPELINE,), ())
    say("Japan is a party.", ("state:japan", "partyTo", MOU))

    alerts.tick()

    assert receiver.ids == []


def test_a_test_message_is_sent_at_once(alerts, receiver):
    webhook = alerts.add_webhook(receiver.url, (), ())

    assert alerts.try_webhook(webhook.id) == (204, "the host answered 204")
    assert orjson.loads(receiver.got[0][1])["type"] == "test"


def test_a_webhook_into_a_private_network_is_never_called(alerts):
    webhook = alerts.add_webhook("http://169.254.169.254/hook", (), ())

    status, note = alerts.try_webhook(webhook.id)

    assert status == 0
    assert "no public address" in note
    with pytest.raises(RefusedAddress):
        alerts.add_webhook("file:///etc/passwd", (), ())


@pytest.mark.parametrize(
    ("wanted", "text", "filters", "thing"),
    [
        (Wanted.FILTER, "", {"party": "Japan"}, MOU),
        (Wanted.SPARQL, QUERY, {}, "https://orepact.example/entities/state:japan"),
        (
            Wanted.QUESTION,
            "Who are the parties of the US-EU memorandum?",
            {},
            "https://orepact.example/entities/state:japan",
        ),
    ],
)
def test_a_subscription_reports_what_is_new_in_its_answer(alerts, say, wanted, text, filters, thing):  # noqa: PLR0917
    say("Chile is a party.", ("state:chile", "partyTo", MOU), day="2026-02-03")
    subscription = alerts.subscribe("watch", wanted, text, filters, Digest.NONE, "")
    alerts.tick()
    assert alerts.database.reports(subscription.id) == ()

    say("Japan is a party to it.", ("state:japan", "partyTo", MOU))
    alerts.tick()
    alerts.tick()

    (report,) = alerts.database.reports(subscription.id)
    assert thing in report.added
    assert report.removed == {}
    assert "Japan is a party to it." in {each["quote"] for each in report.evidence}


def test_a_subscription_reports_what_changed_and_what_left(alerts, say):
    say("Japan is a party.", ("state:japan", "partyTo", MOU), (MOU, "status", "negotiating"))
    every = alerts.subscribe("all", Wanted.FILTER, "", {"party": "Japan"}, Digest.NONE, "")
    talks = alerts.subscribe("talks", Wanted.FILTER, "", {"party": "Japan", "status": "negotiating"}, Digest.NONE, "")

    say("It was signed.", (MOU, "status", "signed"), day="2026-04-24")
    alerts.tick()

    (changed,), (left,) = alerts.database.reports(every.id), alerts.database.reports(talks.id)
    was, now = changed.changed[MOU]
    assert ("negotiating" in was, "signed" in now) == (True, True)
    assert MOU in left.removed


@pytest.mark.parametrize(("digest", "days"), [(Digest.DAILY, 1), (Digest.WEEKLY, 7)])
def test_reports_go_to_a_webhook_at_once_or_as_a_digest(  # noqa: PLR0917 - a row of the table
    alerts, receiver, say, clock, digest, days
):
    webhook = alerts.add_webhook(receiver.url, (ChangeKind.REVIEW,), ())
    alerts.subscribe("at once", Wanted.FILTER, "", {"party": "Japan"}, Digest.NONE, webhook.id)
    alerts.subscribe("gathered", Wanted.FILTER, "", {"party": "Japan"}, digest, webhook.id)
    say("Japan is a party.", ("state:japan", "partyTo", MOU))
    alerts.tick()
    say("It was signed.", (MOU, "status", "signed"), day="2026-04-24")
    alerts.tick()
    clock.time += timedelta(days=days) - timedelta(minutes=1)
    alerts.tick()
    assert [orjson.loads(body)["type"] for _, body in receiver.got] == ["subscription.changed"] * 2

    clock.time += timedelta(minutes=1)
    alerts.tick()
    alerts.tick()

    told = orjson.loads(receiver.got[-1][1])
    assert (len(receiver.got), told["type"], len(told["data"]["reports"])) == (3, "subscription.digest", 2)


def test_a_subscription_survives_a_restart_and_reports_what_happened_meanwhile(deployment, say, clock):
    before = Alerts(deployment, clock)
    subscription = before.subscribe("watch", Wanted.FILTER, "", {"party": "Japan"}, Digest.WEEKLY, "")
    before.tick()
    before.close()
    say("Japan is a party.", ("state:japan", "partyTo", MOU))

    after = Alerts(deployment, clock)
    after.tick()
    after.tick()

    assert after.database.subscriptions()[0].next_digest == subscription.next_digest
    (report,) = after.database.reports(subscription.id)
    assert MOU in report.added
    after.close()


def test_webhooks_and_subscriptions_are_kept_over_http(site, receiver):
    made = site.post("/webhooks", json={"url": receiver.url}).json()
    tried = site.post(f"/webhooks/{made['id']}/test").json()
    wanted = {"filter": {"party": "European Union"}, "webhook": made["id"], "digest": "weekly"}
    subscribed = site.post("/subscriptions", json=wanted)

    assert made["secret"].startswith("whsec_")
    assert "secret" not in site.get(f"/webhooks/{made['id']}").json()
    assert tried["status"] == 204
    assert subscribed.status_code == 201
    assert MOU in subscribed.json()["answer"]
    assert site.get(f"/subscriptions/{subscribed.json()['id']}/reports").json()["items"] == []
    assert site.post("/subscriptions", json={"question": ""}).status_code == 400
    assert site.post("/subscriptions", json={"sparql": "SELECT nonsense"}).status_code == 400
    assert site.delete(f"/subscriptions/{subscribed.json()['id']}").status_code == 204
    assert site.delete(f"/webhooks/{made['id']}").status_code == 204
    assert site.get(f"/webhooks/{made['id']}").status_code == 404
