"""
Subscriptions and webhooks as a person uses them, in a real browser over a service of its own.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from api.alerts.records import MessageState
from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.text import Document

pytestmark = pytest.mark.system
MOU = "agreement:us-eu-mou"


@pytest.fixture
def service(tmp_path):
    opened = open_service(Settings(data=tmp_path, port=0, query_workers=1, fetch_hosts=("127.0.0.1",)))
    yield opened
    opened.close()


@pytest.fixture
def site(service, served):
    with served(service, service.settings) as client:
        yield client


def say(service, sentence, relation, value, day):
    document = Document(sentence, url=f"https://wire.example/{day}", publisher="Wire", published=day)
    claim = Claim(MOU, relation, value, Modality.ASSERTED, sentence, date=day)
    read = Extraction(True, sightings=(Sighting(claim, 0, len(sentence), "by-hand@1", 1.0),))
    service.ledger.record(document, read, datetime.now(UTC), reader="by-hand@1")


def test_a_person_watches_agreements_and_sees_what_changed_with_the_sentence(page, site, service):
    page.goto(str(site.base_url.join("/agreements?status=signed")))
    page.get_by_role("link", name="Tell me when this list changes").click()
    assert page.get_by_label("Status").input_value() == "signed"
    page.get_by_label("Digest").select_option("daily")
    page.get_by_role("button", name="Watch").click()
    assert "It has not changed since" in page.locator("main").inner_text()
    assert "gathered daily" in page.locator("main").inner_text()

    say(service, "The two sides signed the memorandum.", "status", "signed", "2026-04-24")
    subscription = service.alerts.database.subscriptions()[0].id
    for _ in range(100):
        page.wait_for_timeout(200)
        if service.alerts.database.reports(subscription):
            break
    page.reload()

    assert page.locator(".badge.good", has_text="added").first.is_visible()
    page.locator("summary", has_text="1 sentence").click()
    assert page.get_by_text("The two sides signed the memorandum.").is_visible()
    page.locator(".cards .hits a").first.click()
    assert page.url.endswith(f"/entities/{MOU}?format=html")
    page.go_back()
    page.get_by_role("button", name="Watch no more").click()
    assert "None yet." in page.locator("main").inner_text()


def test_a_person_adds_a_webhook_tests_it_and_replays_what_was_given_up(page, site, service, receiver):
    page.goto(str(site.base_url.join("/webhooks")))
    page.get_by_label("Address").fill(receiver.url)
    page.get_by_label("world").check()
    page.get_by_role("button", name="Add").click()
    assert page.locator("pre").inner_text().startswith("whsec_")

    page.get_by_role("link", name=receiver.url).click()
    page.get_by_role("button", name="Send a test message").click()
    assert "the host answered 204" in page.locator(".answer").inner_text()

    (webhook,) = service.alerts.database.webhooks()
    service.alerts.database.queue(webhook.id, [("change_1", "{}")], datetime(2100, 1, 1, tzinfo=UTC))
    message = service.alerts.database.first_pending(webhook.id)
    service.alerts.database.keep_message(
        replace(message, state=MessageState.DEAD, tries=4, note="the host answered 422")
    )
    page.goto(str(site.base_url.join(f"/webhooks/{webhook.id}")))
    assert "the host answered 422" in page.locator("table").inner_text()
    page.get_by_role("button", name="Send what was given up again").click()
    assert "1 message is sent again" in page.locator(".answer").inner_text()
    for _ in range(50):
        page.wait_for_timeout(100)
        if "change_1" in receiver.ids:
            break
    assert receiver.ids[-1] == "change_1"
