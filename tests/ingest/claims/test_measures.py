"""
What texts say of export controls: by number, by what they cover, of controls in general and of ended ones.
"""

import pytest

from ingest.extract import make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

CASES = [
    (
        "The announcement covers samarium, terbium, dysprosium, lutetium, scandium and yttrium.",
        {"agreement:cn-18-2025 coversMineral mineral:yttrium asserted"},
        set(),
    ),
    (
        "China issued Announcement No. 18 of 2025. No. 18 covers seven rare earths: samarium, gadolinium and yttrium.",
        {
            "agreement:cn-18-2025 coversMineral mineral:samarium asserted",
            "state:china restrictsExportOf mineral:yttrium asserted",
        },
        {"agreement:cn-18-2025 coversMineral group:seven-april2025 asserted"},
    ),
    (
        "On Thursday China's Ministry of Commerce issued Announcements No. 55, 56, 57, 58, 61 and 62 of 2025.",
        {"agreement:cn-55-62-2025 announcedOn 2025-10-09 asserted"},
        set(),
    ),
    (
        "China issued Announcement No. 18 of 2025 on seven rare earths. Gallium and germanium already need licences.",
        {"state:china restrictsExportOf mineral:gallium asserted"},
        {"agreement:cn-18-2025 coversMineral mineral:gallium asserted"},
    ),
    (
        "The rules on samarium, gadolinium, terbium, dysprosium, lutetium, scandium and yttrium are still in force.",
        {
            "agreement:cn-18-2025 status inForce asserted",
            "agreement:cn-18-2025 coversMineral mineral:scandium asserted",
        },
        set(),
    ),
    (
        "China's suspension of the ban on gallium and antimony ends next year.",
        {"state:china restrictsExportOf mineral:gallium background"},
        {"state:china restrictsExportOf mineral:gallium asserted"},
    ),
]


@pytest.fixture(scope="module")
def extractor():
    return make_extractor(load_analyser())


@pytest.mark.model
@pytest.mark.parametrize(("text", "told", "untold"), CASES, ids=[text for text, _, _ in CASES])
def test_a_control_is_read_for_what_it_covers_and_no_more(text, told, untold, extractor):
    document = Document(text=text, published="2025-10-10")

    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)

    claims = {
        f"{claim.subject} {claim.relation} {claim.object} {claim.modality}"
        for claim in (sighting.claim for sighting in extraction.sightings)
    }
    assert told <= claims
    assert not untold & claims
