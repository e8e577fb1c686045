"""
The ledger is the truth: whatever happens to graph and index, the next start, or the next change, makes them the same.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.searching import Wanted
from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.stores.seal import Seal, break_seal, seal
from kg.text import Document

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SPARSE = "SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"


def tell(service, number: int) -> None:
    quote = f"The European Union signed agreement {number}."
    document = Document(text=quote, url=f"https://ledgerwire.example/{number}", title="x", publisher="Ledgerwire")
    claim = Claim("bloc:eu", "partyTo", f"agreement:{number}", Modality.ASSERTED, quote)
    read = Extraction(relevant=True, sightings=(Sighting(claim, 0, len(quote), "by-hand@1", 1.0),))
    service.ledger.record(document, read, datetime.now(UTC), reader="by-hand@1")


def state(service) -> tuple[bytes, bytes, bytes, int]:
    """
    Everything the graph holds, what queries see of it, and how many passages are found.
    """
    service.catch_up()
    rows = [service.query(query, "csv").body for query in (COUNT, SPARSE)]
    return (
        service.pasts.canonical_quads(),
        rows[0],
        rows[1],
        len(service.search(Wanted("signed agreement"), 50).passages),
    )


def opened(data: Path):
    return open_service(Settings(data=data, query_workers=1))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """
    A data folder closed in good order, and what it holds.
    """
    data = tmp_path_factory.mktemp("sound")
    service = opened(data)
    for number in range(4):
        tell(service, number)
        service.catch_up()
    held = state(service)
    service.close()
    return data, held


@pytest.fixture
def copy(sound, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(sound[0], data, symlinks=True)
    return data


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(0, len(content), max(1, len(content) // 5)):
        content[start : start + 64] = bytes(byte ^ 0x5A for byte in content[start : start + 64])
    replaced(path, bytes(content))


def cut(path: Path) -> None:
    replaced(path, path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    replaced(path, b"")


def replaced(path: Path, content: bytes) -> None:
    """
    A new file: the old one may be hard-linked into a snapshot.
    """
    path.unlink()
    path.write_bytes(content)


def largest(folder: Path, ending: str) -> Path:
    return max(folder.glob(f"*{ending}"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    ("damage", "ending"),
    [(flipped, ".sst"), (Path.unlink, ".sst"), (cut, ".log"), (emptied, "CURRENT")],
    ids=["flipped-table", "missing-table", "cut-log", "empty-pointer"],
)
def test_a_damaged_graph_is_the_same_after_the_next_start(copy, sound, damage, ending):
    damage(largest(copy / "graph" / "live", ending))

    service = opened(copy)

    assert state(service) == sound[1]
    service.close()


def test_damage_in_any_file_of_the_graph_is_seen(sound, copy):
    live = copy / "graph" / "live"
    held = [path for path in live.iterdir() if not path.name.startswith(("LOCK", "LOG", "OPTIONS", "IDENTITY"))]

    for path in held:
        seal(live)
        content = path.read_bytes()
        replaced(path, content[:-1] + bytes([content[-1] ^ 1]) if content else b"x")
        assert break_seal(live) is Seal.BROKEN
        replaced(path, content)

    assert len(held) > 5


def test_a_graph_closed_in_good_order_is_not_built_anew(copy, sound):
    service = opened(copy)

    assert service.parts.store.position > 0
    assert state(service) == sound[1]
    service.close()


@pytest.mark.parametrize("damage", [flipped, cut], ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_the_same_after_the_next_start(copy, sound, damage):
    damage(copy / "index" / "passages.db")

    service = opened(copy)

    assert state(service) == sound[1]
    service.close()


def test_files_that_vanish_under_a_running_service_are_made_again(copy):
    service = opened(copy)
    service.catch_up()
    for path in (copy / "graph" / "live").glob("*.sst"):
        path.unlink()

    tell(service, 9)
    told = state(service)

    service.pasts.rebuild()
    assert b"agreement:9" in told[0]
    assert state(service)[0] == told[0]
    service.close()


def test_an_index_that_breaks_under_a_running_service_is_made_again(copy, sound):
    service = opened(copy)
    service.catch_up()
    (copy / "index" / "passages.db").write_bytes(b"no database, and long enough to be read as one" * 200)

    tell(service, 9)
    service.catch_up()

    assert len(service.search(Wanted("signed agreement"), 50).passages) == sound[1][3] + 1
    service.close()


WRITING = """
import sys
from api.searching import Wanted
from api.settings import Settings
from api.wiring import open_service
sys.path.insert(0, sys.argv[2])
from test_damage import opened, tell
from pathlib import Path
service = opened(Path(sys.argv[1]))
for number in range(100):
    tell(service, number)
    print("recorded", number, flush=True)
    service.catch_up()
    print("shown", number, flush=True)
"""


@pytest.mark.parametrize("killed_after", ["recorded 0", "shown 3"])
def test_a_killed_projector_leaves_nothing_that_the_next_start_does_not_mend(tmp_path, killed_after):
    command = [sys.executable, "-c", WRITING, str(tmp_path / "data"), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        for line in writer.stdout:
            if line.strip() == killed_after:
                break
        os.kill(writer.pid, signal.SIGKILL)

    service = opened(tmp_path / "data")
    healed = state(service)
    documents = len(service.ledger.documents())
    service.pasts.rebuild()

    assert documents > int(killed_after.split()[1])
    assert service.ledger.check() == ()
    assert healed[0] == state(service)[0]
    service.close()


@pytest.fixture
def full_disk():
    """
    Imitated: from `full()` on, no file of this process may grow, as on a full disk; writes fail with an error.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def full(most_bytes: int = 4096) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))

    def roomy() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    yield full, roomy
    roomy()


def test_a_full_disk_loses_nothing_that_was_acknowledged(copy, sound, full_disk):
    full, roomy = full_disk
    service = opened(copy)
    service.catch_up()

    full()
    with pytest.raises(Exception, match=r"(?i)disk|full|large|i/o"):
        tell(service, 9)
    roomy()

    assert state(service)[0] == sound[1][0]
    tell(service, 9)
    assert b"agreement:9" in state(service)[0]
    assert service.ledger.check() == ()
    service.close()


def test_a_disk_that_fills_up_before_the_graph_is_written_delays_it_only(copy, full_disk):
    full, roomy = full_disk
    service = opened(copy)
    service.catch_up()
    tell(service, 9)

    full()
    with pytest.raises(Exception, match=r"(?i)disk|full|large|i/o"):
        service.catch_up()
    roomy()

    assert b"agreement:9" in state(service)[0]
    service.close()
