import sqlite3

import pytest

from kg.errors import IndexUnusable
from kg.search import open_index


def test_deleting_the_folder_and_catching_up_gives_the_same_answers(library, tmp_path, embedder):
    for number in range(20):
        library.add(f"d{number}", f"Gallium note {number} on copper and germanium {number % 7}.")
    first = open_index(tmp_path, embedder)
    first.catch_up(library.ledger)
    before = first.search("gallium 3")
    first.close()
    for file in (tmp_path / "index").iterdir():
        file.unlink()

    second = open_index(tmp_path, embedder)
    second.catch_up(library.ledger)

    assert second.search("gallium 3") == before
    second.close()


def test_a_damaged_index_names_the_remedy(tmp_path):
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "passages.db").write_bytes(b"not a database" * 100)

    with pytest.raises(IndexUnusable, match="rebuild the index from the ledger"):
        open_index(tmp_path)


def test_an_index_of_another_schema_names_the_remedy(tmp_path):
    open_index(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "index" / "passages.db")
    connection.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    connection.commit()
    connection.close()

    (tmp_path / "index.seal.json").unlink()

    with pytest.raises(IndexUnusable, match="has schema 99"):
        open_index(tmp_path)
