"""
A PostgreSQL database that goes away and comes back.
"""

import psycopg
import pytest


@pytest.fixture
def away(pgvector_server):
    """
    A database of its own by its URL, and what lets nobody in any more, or everybody again.
    """
    with psycopg.connect(pgvector_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE away")

        def allow(answer: bool) -> None:
            connection.execute(f"ALTER DATABASE away ALLOW_CONNECTIONS {answer}")
            if not answer:
                connection.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'away'"
                )

        yield pgvector_server.removesuffix("postgres") + "away", allow
        connection.execute("DROP DATABASE away WITH (FORCE)")
