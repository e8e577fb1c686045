"""
The change feed in the two forms that feed readers know: Atom (RFC 4287) and JSON Feed 1.1.
"""

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

import orjson

from api.listings.changes import ToldChange
from ontology.namespaces import BASE

ATOM: Final = "application/atom+xml"
JSON_FEED: Final = "application/feed+json"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
TITLE: Final = "Orepact: what changed"
NOTHING_YET: Final = "1970-01-01T00:00:00+00:00"


def entry_id(change: ToldChange) -> str:
    """
    The id of an entry: the same on every host.
    """
    return f"{BASE}changes/{change.position}"


def words_of(change: ToldChange) -> str:
    """
    The sentences of a change, one a line, each with who printed it and when.
    """
    lines = [
        f"{'Against: ' if each.stance == 'dissents' else ''}“{each.quote}” ({each.publisher}, {each.published})"
        for each in change.evidence
    ]
    return "\n".join(lines) or change.title


def atom_feed(changes: Sequence[ToldChange], base: str, here: str, older: str) -> bytes:
    """
    An Atom feed.

    Args:
        base: address of this host, without a slash at its end.
        here: address of the feed itself.
        older: address of the older entries; empty where there are none.
    """
    ET.register_namespace("", NAMESPACE)
    feed = ET.Element(f"{{{NAMESPACE}}}feed")

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
        element.text = text or None
        return element

    add(feed, "id", f"{BASE}changes/")
    add(feed, "title", TITLE)
    add(feed, "updated", changes[0].recorded if changes else NOTHING_YET)
    add(add(feed, "author"), "name", "Orepact")
    add(feed, "link", rel="self", href=here)
    if older:
        add(feed, "link", rel="next", href=older)
    for change in changes:
        entry = add(feed, "entry")
        add(entry, "id", entry_id(change))
        add(entry, "title", change.title)
        add(entry, "updated", change.recorded)
        add(entry, "category", term=change.kind)
        add(entry, "link", rel="alternate", href=base + change.path)
        add(entry, "content", words_of(change), type="text")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def json_feed(changes: Sequence[ToldChange], base: str, here: str, older: str) -> bytes:
    """
    A JSON feed; the arguments are those of `atom_feed`.
    """
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "home_page_url": f"{base}/changes",
        "feed_url": here,
        "items": [
            {
                "id": entry_id(change),
                "url": base + change.path,
                "title": change.title,
                "content_text": words_of(change),
                "date_published": change.recorded,
                "tags": [change.kind, change.noun, change.verb],
            }
            for change in changes
        ],
    }
    return orjson.dumps(feed | ({"next_url": older} if older else {}))
