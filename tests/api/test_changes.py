import threading
import time
from xml.etree import ElementTree as ET

import httpx
import orjson
import pytest

MOU = "agreement:us-eu-mou"
ATOM = "{http://www.w3.org/2005/Atom}"


def walk(site, **filters):
    """
    Every change by going from cursor to cursor.
    """
    seen, cursor, more = [], 0, True
    while more:
        page = site.get("/changes", params={"since": cursor, "limit": 3, **filters}).json()
        seen += page["items"]
        cursor, more = page["next"], page["more"]
    return seen, cursor


def listened(site, count, headers=None, **parameters):
    """
    The first events of a stream: id, name and data.
    """
    events, event = [], {}
    with site.stream("GET", "/changes/stream", params=parameters, headers=headers or {}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        for line in response.iter_lines():
            if not line and event:
                events.append((int(event["id"]), event["event"], orjson.loads(event["data"])))
                event = {}
                if len(events) == count:
                    return events
            elif not line.startswith(":") and line:
                name, _, value = line.partition(": ")
                event[name] = value
    return events


def test_a_cursor_reaches_every_change_once(site, service):
    seen, cursor = walk(site)

    assert [each["position"] for each in seen] == list(range(1, service.ledger.position + 1))
    assert cursor == service.ledger.position


def test_a_change_of_status_is_told_with_its_sentences(site):
    seen, _ = walk(site, noun="assessment")

    (change,) = (each for each in seen if each["target"] == f"{MOU} status")

    assert change["kind"] == "world"
    assert change["now"] == {"signed": "supported"}
    assert change["title"].endswith("now signed")
    assert any("signed the memorandum on 24 April 2026" in each["quote"] for each in change["evidence"])


@pytest.mark.parametrize("kind", ["world", "source", "pipeline", "review"])
def test_changes_are_narrowed_to_a_kind(site, kind):
    seen, _ = walk(site, kind=kind)

    assert {each["kind"] for each in seen} <= {kind}


def test_a_stream_resumes_after_the_last_event_without_loss_or_repeat(site, service):
    everything = service.ledger.position

    first = listened(site, 4, since=0)
    rest = listened(site, everything - 4, headers={"Last-Event-ID": str(first[-1][0])})

    assert [position for position, _, _ in [*first, *rest]] == list(range(1, everything + 1))
    assert all(data["position"] == position for position, _, data in rest)


def test_a_stream_tells_what_happens_while_it_is_open(site, service):
    heard = []
    thread = threading.Thread(target=lambda: heard.extend(listened(site, 1, noun="document", kind="world")))
    thread.start()
    time.sleep(1)

    site.post("/documents", json={"text": "The harvest of plums was good this year.", "url": "https://plums.example/1"})
    thread.join(20)

    ((_, kind, data),) = heard
    assert (kind, data["noun"], data["verb"]) == ("world", "document", "added")


def test_a_last_event_id_that_is_none_of_ours_is_refused(site):
    response = site.get("/changes/stream", headers={"Last-Event-ID": "yesterday"})

    assert response.status_code == 400
    assert response.json()["type"].endswith("bad-parameter")


def test_the_atom_feed_holds_beliefs_newest_first_with_stable_ids(site):
    feed = ET.fromstring(site.get("/changes/feed.atom").content)

    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    positions = [int(each.rpartition("/")[2]) for each in ids]
    assert positions == sorted(positions, reverse=True)
    assert any("signed" in entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry"))


def test_the_json_feed_links_to_pages_of_this_host(site):
    feed = site.get("/changes/feed.json").json()

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"]
    page = httpx.get(feed["items"][0]["url"], headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.status_code == 200


def test_the_page_shows_changes_of_one_kind(site):
    response = site.get("/changes", params={"kind": "world"}, headers={"Accept": "text/html"})

    assert "status: now signed" in response.text
    assert "<script" not in response.text
