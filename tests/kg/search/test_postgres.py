"""
What only an index on a server promises.
"""

import random
import socket
from contextlib import closing
from urllib.parse import unquote, urlsplit

import numpy as np
import psycopg
import pytest

from kg.errors import IndexUnavailable, IndexUnusable
from kg.ledger import open_ledger
from kg.postgres import connect
from kg.search import open_index
from kg.search.index import Narrowing, Way
from kg.search.postgres import tables
from kg.search.postgres.database import PassageDatabase
from kg.search.postgres.index import PostgresPassageIndex

WORDS = (
    "gallium germanium antimony mineral minerals critical agreement agreements sign signed signing export exports "
    "Japan Chile Kazakhstan the of and supply supplies rare earth magnet magnets 2026 états côte U.S. us use "
    "co-operation"
).split()
ASKED = [
    *("gallium", "minerals", "critical minerals agreement", "signed exports of Japan", "the of and", "etats", "2026"),
    *('"rare earth"', '"rare earth magnets" Chile', "mine*", '"critical minerals" ger* sign', "galium suplies", "germ"),
    *("U.S. co-operation", "us", "uses", "gallium gallium", "unheard of", "sign* Japan export"),
]

HANG_UP = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE usename = current_user AND pid <> pg_backend_pid()"""


@pytest.fixture
def url(fresh_pgvector):
    return fresh_pgvector()


@pytest.fixture
def index(url, tmp_path, embedder):
    index = open_index(tmp_path, embedder, url)
    yield index
    index.close()


@pytest.fixture
def database(url):
    """
    The tables of the index, seen by somebody else.
    """
    schema = unquote(urlsplit(url).query).rpartition("=")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET search_path = {schema}, public")
        yield connection


def fill(library, passages):
    """
    Texts of words drawn by chance, so that most are in many of them, several times.
    """
    chance = random.Random(7)
    for number in range(passages):
        title = " ".join(chance.choices(WORDS, k=3)).capitalize()
        library.add(f"d{number}", " ".join(chance.choices(WORDS, k=chance.randint(3, 60))) + ".", title=title)


def test_it_finds_ranks_marks_and_counts_as_the_embedded_index_does(library, tmp_path, index, embedder):
    fill(library, 80)
    embedded = open_index(tmp_path, embedder)
    for each in (index, embedded):
        each.catch_up(library.ledger)

    found = {asked: (index.search(asked, limit=40), index.count(asked)) for asked in ASKED}

    assert found == {asked: (embedded.search(asked, limit=40), embedded.count(asked)) for asked in ASKED}
    assert any(passage.keyword_rank and passage.highlights for passage in found["mine*"][0].passages)
    embedded.close()


def test_past_a_limit_near_vectors_are_found_by_a_graph_of_neighbours(library, url, database, embedder):
    fill(library, 300)
    exact = PostgresPassageIndex(url, embedder)
    exact.catch_up(library.ledger)
    past = PostgresPassageIndex(url, embedder, exact_up_to=20)
    past.catch_up(library.ledger)
    vector = embedder.embed(["gallium magnets of Chile"])[0].tolist()
    condition, _ = tables.where(Narrowing())
    statement = tables.NEAR.format(where=condition, dimension=embedder.dimension)

    database.execute("SET enable_seqscan = off; SET enable_sort = off")
    plan = database.execute(f"EXPLAIN {statement}", [vector, vector, 10, 0.25]).fetchall()
    found = {passage.document_id for passage in past.search("gallium magnets of Chile").passages}

    assert "index_vectors_near" in str(plan)
    assert len(found & {passage.document_id for passage in exact.search("gallium magnets of Chile").passages}) >= 9
    assert past.search("gallium", Narrowing(publisher="nobody")).passages == ()
    for each in (exact, past):
        each.close()


def test_an_index_made_from_another_ledger_is_made_anew(library, tmp_path, index):
    library.add("a", "Gallium news.")
    index.catch_up(library.ledger)
    other = type(library)(open_ledger(tmp_path / "other"))
    other.add("b", "Copper news.")
    other.add("c", "Lithium news.")

    position = index.catch_up(other.ledger)

    assert position == other.ledger.position
    assert sorted(passage.text for passage in index.search("news").passages) == ["Copper news.", "Lithium news."]
    assert not index.knows("gallium")
    other.ledger.close()


def test_tables_of_another_program_version_are_made_anew(library, tmp_path, url, index, database):
    library.add("a", "Gallium news.")
    index.catch_up(library.ledger)
    database.execute("UPDATE index_state SET schema = 99")

    again = open_index(tmp_path, None, url)

    assert again.position == 0
    assert again.catch_up(library.ledger) == library.ledger.position
    assert again.search("gallium").passages
    again.close()


def test_tables_that_somebody_dropped_are_made_anew_by_a_rebuild(library, index, database):
    library.add("a", "Gallium news.")
    index.catch_up(library.ledger)
    database.execute("DROP TABLE index_words")

    with pytest.raises(IndexUnusable, match="index_words"):
        index.search("galium")
    index.rebuild(library.ledger)

    assert index.search("galium").passages


def test_a_connection_the_server_closed_is_noticed_before_it_is_used(library, index, database):
    library.add("a", "Gallium news.")
    index.catch_up(library.ledger)
    database.execute(HANG_UP)

    assert index.search("gallium").passages


def test_a_server_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(IndexUnavailable, match="is it up"):
        open_index(tmp_path, None, "postgresql://postgres@127.0.0.1:1/postgres")


def test_a_server_that_lets_nobody_in_is_not_waited_for_long(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://postgres@127.0.0.1:{silent.getsockname()[1]}/postgres?connect_timeout=2"

        with pytest.raises(IndexUnavailable, match="timeout"):
            open_index(tmp_path, None, url)


def test_a_connection_waits_for_a_server_as_long_as_its_url_says(pgvector_server):
    with (
        closing(connect(pgvector_server, "")) as usual,
        closing(connect(f"{pgvector_server}?connect_timeout=3", "")) as ours,
    ):
        waits = [each.info.get_parameters()["connect_timeout"] for each in (usual, ours)]

    assert waits == ["10", "3"]


def test_one_writes_at_a_time_and_who_waits_too_long_is_told(url, index):
    other = PassageDatabase(url)

    with other.writing(), pytest.raises(IndexUnavailable, match="another process is writing"):
        PassageDatabase(url, busy_seconds=0.1)

    other.close()


def test_the_one_character_postgresql_cannot_keep_gives_way_and_offsets_stay(library, index):
    library.add("a", "Gallium\x00news on copper.")
    index.catch_up(library.ledger)

    passage = index.search("copper\x00").passages[0]

    assert passage.text[slice(*passage.highlights[0])] == "copper"
    assert index.search("copper", Narrowing(publisher="\x00", naming=[["\x00"]])).passages == ()


def test_ledger_and_index_may_share_a_schema(tmp_path, url, embedder, library):
    ledger = open_ledger(tmp_path, url)
    index = open_index(tmp_path, embedder, url)
    type(library)(ledger).add("a", "Gallium news.")

    assert index.catch_up(ledger) == ledger.position
    assert index.ways == (Way.KEYWORD, Way.VECTOR)
    index.close()
    ledger.close()
    open_ledger(tmp_path, url).close()


@pytest.mark.system
def test_a_server_without_pgvector_names_the_remedy(tmp_path, fresh_postgresql):
    with pytest.raises(IndexUnusable, match="CREATE EXTENSION vector"):
        open_index(tmp_path, None, fresh_postgresql())


def test_a_pgvector_too_old_to_search_a_narrowed_graph_names_the_remedy(tmp_path, pgvector_server, url, database):
    database.execute("CREATE DATABASE old")
    old = pgvector_server.removesuffix("postgres") + "old"
    open_index(tmp_path, None, old).close()
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'")

    with pytest.raises(IndexUnusable, match="ALTER EXTENSION vector UPDATE"):
        open_index(tmp_path, None, old)


def test_vectors_come_through_the_server_as_they_were(library, index, database, embedder):
    library.add("a", "Gallium news.")
    index.catch_up(library.ledger)

    ((kept,),) = database.execute("SELECT vector::real[] FROM index_vectors").fetchall()

    assert np.array_equal(np.asarray(kept, dtype=np.float32), embedder.embed(["Gallium news."])[0])
