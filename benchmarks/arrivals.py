"""
From a poll of a feed to the event at a listener, ten documents a minute from ten hosts on loopback.
"""

import json
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from benchmarks.deployment import Deployment
from benchmarks.server import Served, served
from benchmarks.timing import Comparison, seconds_for

HOSTS: Final = 10
MINUTES: Final = 4
WAIT_SECONDS: Final = 60.0
COUNTRIES: Final = "Japan Chile Peru Kenya Norway Canada India Brazil Ghana Zambia".split()
STORY: Final = (
    "The United States and {country} signed a memorandum of understanding on critical minerals on {day} March 2026, "
    "the ministry of economy said. It covers gallium, graphite and lithium. Officials said the two sides will look at "
    "offtake and at price floors within 90 days. The refinery near the port is to open in 2028."
)


class Host:
    """
    A host with a feed that grows by a document a minute; it remembers when each was first shown by a poll.
    """

    def __init__(self, number: int) -> None:
        self.country = COUNTRIES[number]
        self.items: list[str] = []
        self.shown: dict[str, float] = {}
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, kind, body = host.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path: str) -> tuple[int, str, str]:
        """
        Status, kind and body of what lies at a path.
        """
        if path == "/feed":
            for title in self.items:
                self.shown.setdefault(title, time.monotonic())
            items = "".join(
                f"<item><guid>{title}</guid><title>{title}</title><link>{self.base}/{title}</link></item>"
                for title in self.items
            )
            return 200, "application/rss+xml", f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
        title = path.removeprefix("/")
        if title in self.items:
            return 200, "text/html", f"<html><body><h1>{title}</h1><p>{story(self.country, title)}</p></body></html>"
        return 404, "text/plain", "nothing here"


def arrivals(deployment: Deployment) -> Iterator[Comparison]:
    """
    The time past the poll that showed a document until a listener hears of it; reading it alone beside it.
    """
    hosts = [Host(number) for number in range(HOSTS)]
    with served(deployment.folder / "arrivals") as server:
        heard: dict[str, float] = {}
        threading.Thread(target=listen, args=(server, heard), daemon=True).start()
        for host in hosts:
            wanted = {"address": f"{host.base}/feed", "every_seconds": 60, "publisher": host.country}
            server.client.post("/sources", json=wanted).raise_for_status()
        publish(hosts)
        titles = [title for host in hosts for title in host.items]
        until = time.monotonic() + WAIT_SECONDS + 60
        while len(heard) < len(titles) and time.monotonic() < until:
            time.sleep(0.2)
        assert sorted(heard) == sorted(titles), "a document was not heard of"
        late = [heard[title] - host.shown[title] for host in hosts for title in host.items]
        alone = [seconds_for(partial(read, server, number)) for number in range(HOSTS)]
    for host in hosts:
        host.server.shutdown()
    yield Comparison(f"from the poll to a listener, {HOSTS} documents a minute", late, alone, "POST /documents of one")


def publish(hosts: list[Host]) -> None:
    """
    One document every six seconds, each host in turn.
    """
    for minute in range(MINUTES):
        for host in hosts:
            host.items.append(f"{host.country.lower()}-{minute}")
            time.sleep(60 / HOSTS)


def listen(server: Served, heard: dict[str, float]) -> None:
    """
    Note when each document is told by the stream, until all are.
    """
    with server.client.stream("GET", "/changes/stream", params={"noun": "document"}, timeout=None) as response:
        for line in response.iter_lines():
            if line.startswith("data:"):
                title = json.loads(line.removeprefix("data:"))["title"]
                heard.setdefault(title.removeprefix("New document: ").partition(" ")[0], time.monotonic())
            if len(heard) == HOSTS * MINUTES:
                return


def read(server: Served, number: int) -> None:
    """
    A document of the same length, handed in.
    """
    sent = {"text": story(COUNTRIES[number], f"alone-{number}"), "url": f"https://alone.example/{number}"}
    server.client.post("/documents", json=sent).raise_for_status()


def story(country: str, title: str) -> str:
    """
    A text that no other document holds.
    """
    day = 1 + sum(map(ord, title)) % 28
    return f"{STORY.format(country=country, day=day)} Filed as {title}."
