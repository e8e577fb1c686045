from pathlib import Path

import ontology.load
from ontology.load import load_terms

FLOOR = Path(ontology.load.__file__).parent


def test_the_newest_version_in_the_changelog_is_the_one_in_the_schema():
    changelog = (FLOOR / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = next(line for line in changelog.splitlines() if line.startswith("## ")).split()[1]

    assert newest == load_terms().version
