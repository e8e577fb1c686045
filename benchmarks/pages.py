"""
The service's own pages and lists in order of days, over a ledger of synthetic documents: first after the data moved on,
and again, against the smallest thing the same server answers.

A document tells of an agreement between states over minerals, in some 240 quads with what follows from them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.connection import Connection
from benchmarks.deployment import Deployment
from benchmarks.server import served
from benchmarks.timing import Comparison, in_turn, seconds_for
from kg.background import load_background
from kg.claims import Claim, Entity, Extraction, Modality, Sighting
from kg.ledger import open_ledger
from kg.ledger.records import Arrival
from kg.text import Document

SEED: Final = 20261125
REPEATS: Final = 100
DOCUMENTS: Final = 500
DOCUMENTS_OF_A_MILLION: Final = 3900
TOGETHER: Final = 500
STATUSES: Final = ("announced", "negotiating", "signed", "inForce")
FIRST_DAY: Final = date(2015, 1, 1)
DAYS: Final = 4000
SHOWN: Final = (
    "/entities/state:japan?format=html",
    "/entities/mineral:gallium?format=html",
    "/entities/state:japan?format=turtle",
    "/announcements?limit=50",
    "/announcements?about=agreement:synthetic-3",
    "/agreements?limit=50",
)


def pages(deployment: Deployment) -> Iterator[Comparison]:
    """
    Over 500 documents, some 170,000 quads with the reference data.
    """
    return shown(deployment.folder / "pages", DOCUMENTS)


def pages_at_a_million(deployment: Deployment) -> Iterator[Comparison]:
    """
    Over 3,900, about a million quads.
    """
    return shown(deployment.folder / "pages-1m", DOCUMENTS_OF_A_MILLION)


def shown(data: Path, documents: int) -> Iterator[Comparison]:
    """
    Each page once, which makes its lists, then again.
    """
    recorded(data, documents)
    with served(data) as server:
        connection = Connection(server.address)
        for path in SHOWN:
            page, nothing = partial(connection.get, path), partial(connection.get, "/healthz")
            first = seconds_for(page)
            ours, theirs = in_turn([page] * REPEATS, [nothing] * REPEATS)
            yield Comparison(f"{path}, {documents:,} documents, first", [first], theirs, "/healthz")
            yield Comparison(f"{path}, {documents:,} documents", ours, theirs, "/healthz")


def recorded(data: Path, documents: int) -> None:
    """
    A ledger of synthetic documents.
    """
    random, labels = Random(SEED), load_background().labels  # noqa: S311 - to measure with, not to hide anything
    data.mkdir(parents=True)
    ledger = open_ledger(data)
    arrivals = (arrival(number, labels, random) for number in range(documents))
    while together := tuple(islice(arrivals, TOGETHER)):
        ledger.record_all(together, datetime.now(UTC))
    ledger.close()


def arrival(number: int, labels: Mapping[str, str], random: Random) -> Arrival:
    """
    One document; three in five tell of an agreement that no other tells of.
    """
    about = f"agreement:synthetic-{number * 3 // 5}"
    day = str(FIRST_DAY + timedelta(days=random.randrange(DAYS)))
    states, minerals = ([id_ for id_ in labels if id_.startswith(kind)] for kind in ("state:", "mineral:"))
    told: list[tuple[str, str, str, str | None]]
    told = [(state, "partyTo", about, None) for state in random.sample(states, 3)]
    told += [(about, "coversMineral", mineral, None) for mineral in random.sample(minerals, 6)]
    told += [(about, "status", random.choice(STATUSES), day), (about, "signedOn", day, day)]
    told += [(state, "produces", random.choice(minerals), None) for state in random.sample(states, 2)]
    text, sightings = "", list[Sighting]()
    for subject, relation, value, when in told:
        quote = f"Sentence {len(sightings)} of story {number} tells {relation} of {value}."
        claim = Claim(subject, relation, value, Modality.ASSERTED, quote, date=when)
        sightings.append(Sighting(claim, len(text), len(text) + len(quote), "synthetic@1", 0.9))
        text += f"{quote} "
    ends = {end for subject, _, value, _ in told for end in (subject, value) if end in labels}
    entities = tuple(Entity(end, labels[end], "Country" if end in states else "Mineral") for end in sorted(ends))
    document = Document(
        text=text.rstrip(),
        url=f"https://wire-{number % 20}.example/{number}",
        title=f"Story {number}",
        publisher=f"Wire {number % 20}",
        published=day,
    )
    return Arrival(document, Extraction(relevant=True, entities=entities, sightings=tuple(sightings)), "synthetic@1")
