"""
The server that keeps the ledger goes away while the service runs, and comes back.
"""

import time

import pytest

from api.broadcast import POLL_SECONDS
from api.settings import Settings
from api.wiring import open_service
from kg.errors import LedgerUnavailable


def test_a_lost_ledger_is_told_and_read_on_when_it_is_back(tmp_path, served, away, caplog):
    url, allow = away
    settings = Settings(data=tmp_path, ledger_url=url, requests_per_minute=100_000)
    service = open_service(settings)
    service.catch_up()

    with served(service, settings) as site:
        assert site.get("/changes").status_code == 200
        allow(False)

        lost = site.get("/changes")
        assert (lost.status_code, lost.json()["type"].rpartition("/")[2]) == (503, "ledger-failed")
        assert "Retry-After" in lost.headers
        assert site.get("/readyz").status_code == 503
        time.sleep(4 * POLL_SECONDS)
        assert len([each for each in caplog.messages if "cannot follow the ledger" in each]) == 1

        allow(True)
        assert site.get("/changes").status_code == 200
        assert site.get("/readyz").status_code == 200
    service.close()


def test_a_ledger_that_was_never_there_is_named_at_the_start(tmp_path, away):
    url, allow = away
    allow(False)

    with pytest.raises(LedgerUnavailable, match="is it up"):
        open_service(Settings(data=tmp_path, ledger_url=url))
