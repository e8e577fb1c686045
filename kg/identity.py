"""
Ids that are hashes of content: of documents, of claims.
"""

import hashlib
import re
import unicodedata

from kg.claims import Claim
from kg.text import Document

SEPARATOR = "\x1f"
ID_LENGTH = 20


def document_id(document: Document) -> str:
    """
    The opaque id of a document: from its address, else its given id, else its text.

    >>> document_id(Document(text="a", url="https://a.example/1")) == document_id(Document(text="b", url="https://a.example/1"))
    True
    """
    if document.url:
        basis = f"url:{document.url}"
    elif document.given_id:
        basis = f"id:{document.given_id}"
    else:
        basis = f"text:{text_hash(document.text)}"
    return digest(basis)


def text_hash(text: str) -> str:
    """
    SHA-256 of a kept text, hexadecimal.
    """
    return hashlib.sha256(text.encode()).hexdigest()


def claim_id(claim: Claim, document: str) -> str:
    """
    The id of a claim made by the document with this id.

    Offsets, extractor and score are left out on purpose: they belong to a sighting.
    """
    qualifiers = SEPARATOR.join(f"{key}={value}" for key, value in sorted(claim.qualifiers))
    return digest(
        SEPARATOR.join(
            (
                document,
                claim.subject,
                claim.relation,
                claim.object,
                qualifiers,
                claim.modality.value,
                claim.date or "",
                claim.speaker or "",
                normal_quote(claim.quote),
            )
        )
    )


def normal_quote(quote: str) -> str:
    r"""
    A quote with its white space and quotation marks made alike, so that re-flowed text keeps its claims.

    >>> normal_quote("The  “pact”\nwas signed ")
    'The "pact" was signed'
    """
    plain = unicodedata.normalize("NFKC", quote).translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
    return re.sub(r"\s+", " ", plain).strip()


def digest(text: str) -> str:
    """
    The first 20 hexadecimal digits of the SHA-256 of a text: 80 bits, enough for 10^9 claims at 1 in 2 million.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
