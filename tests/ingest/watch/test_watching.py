"""
A source that misbehaves: nothing is lost, nothing is recorded twice, and its health shows it.
"""

import gzip
import threading

import pytest

from ingest.watch import POLLS
from ingest.watch.database import WatchDatabase
from ingest.watch.records import Kind
from ingest.watch.running import run, watch_lock
from kg.ledger.records import Noun

LONG = "<p>" + "The ministry published the list of critical minerals and said who may buy them. " * 5 + "</p>"


def titles(ledger):
    return sorted(each.document.title for each in ledger.documents() if not each.gone)


def versions(ledger):
    return [(change.verb.value, change.version) for change in ledger.replay() if change.noun is Noun.DOCUMENT]


def test_every_item_of_a_feed_is_read_once(site, watch, ledger, clock):
    site.feed(("a", "one", "One"), ("b", "two", "Two"))
    site.article("one")
    site.article("two", BODY_TWO)

    watch(f"{site.base}/feed")
    clock.turn(hours=1)
    health = watch(f"{site.base}/feed")

    assert titles(ledger) == ["one", "two"]
    assert health.counts == {"read": 2}
    assert [each.document.publisher for each in ledger.documents()] == ["Example News"] * 2
    assert [each.document.published for each in ledger.documents()] == ["2026-02-04"] * 2
    assert len(versions(ledger)) == 2


BODY_TWO = "<p>A second article about the refinery of gallium in the north, which opened on Monday with some pomp.</p>"


def test_an_unchanged_feed_is_answered_304_and_costs_no_fetch_of_its_items(site, watch, clock, database):
    site.feed(("a", "one", "One"), etag='"v1"')
    site.article("one")
    watch(f"{site.base}/feed")
    clock.turn(minutes=11)

    health = watch(f"{site.base}/feed")

    assert database.fetches(health.source.id)[0].status == 304
    assert site.count("/one") == 1
    assert health.state.last_success == clock()


@pytest.mark.parametrize("status", [500, 404, 403])
def test_a_failing_feed_is_asked_ever_less_often_until_it_recovers(site, watch, ledger, clock, status):
    site.put("/feed", status=status)
    began = clock()

    waits = []
    for _ in range(4):
        health = watch(f"{site.base}/feed")
        waits.append((health.state.due - clock()).total_seconds() / 60)
        clock.time = health.state.due

    assert waits == [10, 20, 40, 80]
    assert health.state.failing_since == began
    assert str(status) in health.state.note

    site.feed(("a", "one", "One"))
    site.article("one")
    health = watch(f"{site.base}/feed")
    assert (health.state.failures, health.state.failing_since) == (0, None)
    assert titles(ledger) == ["one"]


def test_a_host_that_asks_for_patience_gets_it(site, watch, clock):
    site.put("/feed", status=429, retry_after="7200")

    health = watch(f"{site.base}/feed")

    assert (health.state.due - clock()).total_seconds() == 7200
    clock.turn(hours=1)
    watch(f"{site.base}/feed")
    assert site.count("/feed") == 1


def test_a_slow_host_is_given_up_in_time(site, watch):
    site.feed(("a", "one", "One"), delay=3)

    health = watch(f"{site.base}/feed")

    assert health.state.failures == 1


def test_redirects_are_followed_and_the_new_address_told(site, watch, ledger):
    site.put("/feed", status=301, location="/new-feed")
    site.feed(("a", "one", "One"), path="/new-feed")
    site.article("one")

    health = watch(f"{site.base}/feed")

    assert titles(ledger) == ["one"]
    assert health.state.note == f"moved to {site.base}/new-feed"


def test_a_redirect_into_a_private_network_is_refused(site, watch, ledger):
    site.put("/feed", status=302, location="http://169.254.169.254/latest/meta-data")

    health = watch(f"{site.base}/feed")

    assert "no public address" in health.state.note
    assert ledger.position == 0


def test_malformed_xml_gives_what_can_be_made_out_and_says_so(site, watch, ledger):
    site.put(
        "/feed",
        f"<rss version='2.0'><channel><item><guid>a</guid><link>{site.base}/one</link><title>One & only</title></item>"
        f"<item><guid>b</guid><link>{site.base}/two</link><title>Two",
    )
    site.article("one")
    site.article("two", BODY_TWO)

    health = watch(f"{site.base}/feed")

    assert titles(ledger) == ["one", "two"]
    assert health.state.note


@pytest.mark.parametrize("body", ["", "<html><body>Please accept cookies</body></html>", "{}", "\x00\x01"])
def test_what_is_no_feed_is_a_failure(site, watch, body):
    site.put("/feed", body)

    assert watch(f"{site.base}/feed").state.failures == 1


def test_changed_ids_make_no_second_document(site, watch, ledger, clock):
    site.feed(("a", "one", "One"))
    site.article("one")
    watch(f"{site.base}/feed")
    clock.turn(hours=1)

    site.feed(("another id", "one", "One"))
    health = watch(f"{site.base}/feed")

    assert len(versions(ledger)) == 1
    assert health.counts == {"read": 1}


def test_an_edited_item_is_a_new_version_and_the_old_text_is_kept(site, watch, ledger, clock):
    site.feed(("a", "one", "One"))
    site.article("one")
    watch(f"{site.base}/feed")
    clock.turn(hours=1)

    site.feed(("a", "one", "One (corrected)"))
    site.article(
        "one", "<p>Correction: the two governments did not sign the memorandum on critical minerals at all.</p>"
    )
    watch(f"{site.base}/feed")

    (document,) = ledger.documents()
    assert document.version == 2
    assert "did not sign" in document.document.text
    assert "signed the memorandum" in ledger.document(document.id, 1).document.text


def test_a_silent_edit_is_seen_at_the_next_look_at_the_page(site, watch, ledger, clock):
    site.feed(("a", "one", "One"))
    site.article("one")
    watch(f"{site.base}/feed")

    site.article("one", "<p>The two governments have promised the memorandum on critical minerals for the spring.</p>")
    clock.turn(hours=7)
    watch(f"{site.base}/feed")

    assert versions(ledger) == [("added", 1), ("changed", 2)]


@pytest.mark.parametrize("down", [(410, 1), (404, 2)], ids=["for good", "not found twice"])
def test_a_page_that_is_taken_down_is_withdrawn_and_its_text_kept(site, watch, ledger, down):
    site.feed(("a", "one", "One"))
    site.article("one")
    watch(f"{site.base}/feed")
    (before,) = ledger.documents()

    status, looks = down
    site.put("/one", status=status)
    for look in range(looks):
        assert ledger.document(before.id).gone is False, f"withdrawn before look {look + 1}"
        watch.clock.turn(hours=7)
        health = watch(f"{site.base}/feed")

    assert ledger.document(before.id).gone is True
    assert ledger.document(before.id).document.text == before.document.text
    assert health.counts == {"gone": 1}


def test_a_huge_item_is_skipped_with_the_reason(site, watch, ledger):
    site.feed(("a", "one", "One"), ("b", "huge", "Huge"))
    site.article("one")
    site.article("huge", "<p>" + "word " * 50_000 + "</p>")

    health = watch(f"{site.base}/feed")

    assert titles(ledger) == ["one"]
    assert health.counts == {"read": 1, "skipped": 1}
    assert health.skipped[0][0] == "Huge"
    assert "100,000 bytes" in health.skipped[0][1]


def test_a_small_page_that_unpacks_to_a_huge_one_is_skipped(site, watch, ledger):
    site.feed(("a", "bomb", "Bomb"))
    site.put(
        "/bomb", gzip.compress(b"<html><body>" + b"a" * 50_000_000), content_encoding="gzip", content_type="text/html"
    )

    health = watch(f"{site.base}/feed")

    assert health.counts == {"skipped": 1}
    assert ledger.position == 0


def test_an_entity_bomb_is_not_unpacked(site, watch):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    site.put(
        "/feed", f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]><rss><channel>&l9;</channel></rss>'
    )

    health = watch(f"{site.base}/feed")

    assert "declares entities" in health.state.note


def test_an_item_that_cannot_be_had_is_tried_again_though_it_left_the_feed(site, watch, ledger, clock):
    site.feed(("a", "one", "One"))
    site.put("/one", status=500)
    watch(f"{site.base}/feed")
    site.feed(("b", "two", "Two"))
    site.article("two", BODY_TWO)
    site.article("one")

    clock.turn(hours=1)
    health = watch(f"{site.base}/feed")

    assert titles(ledger) == ["one", "two"]
    assert health.counts == {"read": 2}


def test_an_item_whose_page_is_closed_is_read_from_the_feed_itself(site, watch, ledger, clock):
    site.put(
        "/feed",
        f'<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><guid>a</guid>'
        f"<link>{site.base}/closed</link><title>Closed</title><c:encoded><![CDATA[{LONG}]]></c:encoded>"
        "</item></channel></rss>",
    )
    site.put("/closed", status=403)

    for _ in range(7):
        health = watch(f"{site.base}/feed")
        clock.turn(hours=13)

    assert titles(ledger) == ["Closed"]
    assert health.counts == {"read": 1}


def test_robots_are_obeyed(site, watch, ledger):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    site.feed(("a", "private/one", "One"))
    site.article("private/one")

    health = watch(f"{site.base}/feed")

    assert site.count("/private/one") == 0
    assert health.counts == {"pending": 1}
    assert ledger.position == 0


def test_one_request_a_host_at_a_time(site, poller, watch, clock, tmp_path):
    for number in range(4):
        site.feed((f"{number}", f"item{number}", f"Item {number}"), path=f"/feed{number}", delay=0.1)
        site.article(f"item{number}", delay=0.1)
        watch(f"{site.base}/feed{number}")
        clock.turn(hours=7)
    site.most_at_once = 0
    stopping = threading.Event()
    thread = threading.Thread(target=run, args=(poller, POLLS, tmp_path, stopping))

    thread.start()
    stopping.wait(3)
    stopping.set()
    thread.join(20)

    assert site.most_at_once == 1


def test_only_one_process_watches_a_data_folder(tmp_path):
    with watch_lock(tmp_path) as first, watch_lock(tmp_path) as second:
        assert (first, second) == (True, False)


def test_a_sitemap_leads_to_its_pages(site, watch, ledger):
    site.put("/sitemap.xml", f"<sitemapindex><sitemap><loc>{site.base}/news.xml</loc></sitemap></sitemapindex>")
    site.put("/news.xml", f"<urlset><url><loc>{site.base}/one</loc><lastmod>2026-02-04</lastmod></url></urlset>")
    site.article("one")

    health = watch(f"{site.base}/sitemap.xml", Kind.SITEMAP)

    assert titles(ledger) == ["one"]
    assert health.counts == {"read": 1}


def test_a_page_is_watched_for_edits_and_its_end(site, watch, ledger, clock):
    site.article("list")
    watch(f"{site.base}/list", Kind.PAGE)
    site.article("list", BODY_TWO)
    clock.turn(hours=1)
    watch(f"{site.base}/list", Kind.PAGE)
    site.put("/list", status=410)
    clock.turn(hours=1)

    health = watch(f"{site.base}/list", Kind.PAGE)

    assert versions(ledger) == [("added", 1), ("changed", 2), ("withdrawn", 3)]
    assert health.counts == {"gone": 1}


def test_a_folder_is_watched_for_new_changed_and_deleted_files(watch, ledger, clock, tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("The memorandum on gallium was signed.")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    watch(str(folder), Kind.FOLDER)
    (folder / "a.txt").write_text("The memorandum on gallium was not signed.")
    clock.turn(hours=1)
    watch(str(folder), Kind.FOLDER)
    (folder / "a.txt").unlink()
    clock.turn(hours=1)

    health = watch(str(folder), Kind.FOLDER)

    assert versions(ledger) == [("added", 1), ("changed", 2), ("withdrawn", 3)]
    assert health.counts == {"gone": 1, "skipped": 1}


def test_a_source_that_fails_for_days_is_stale(site, watch, clock):
    site.feed(("a", "one", "One"))
    site.article("one")
    assert watch(f"{site.base}/feed").is_stale is False
    site.put("/feed", status=500)

    for _ in range(5):
        clock.turn(days=1)
        health = watch(f"{site.base}/feed")

    assert health.is_stale is True


def test_a_schedule_survives_a_restart(site, watch, clock, tmp_path):
    site.feed(("a", "one", "One"))
    site.article("one")
    due = watch(f"{site.base}/feed").state.due

    again = WatchDatabase(tmp_path)

    assert again.state(again.sources()[0].id).due == due
    assert again.due(clock()) == ()
    again.close()
