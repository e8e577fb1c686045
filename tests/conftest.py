from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus():
    return Path(__file__).parent.parent / "corpus"
