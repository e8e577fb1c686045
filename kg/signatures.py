"""
Who has signed what: a party that some text tells of as one, of an agreement that is signed.

Being party to an agreement is also believed of one that is only promised; having signed it is not.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kg.beliefs.assessments import Assessment
from kg.claims import Modality
from kg.ledger.records import StoredClaim
from kg.triples import Triple
from ontology.namespaces import ONTOLOGY, STATUSES

PARTY: Final = f"{ONTOLOGY}partyTo"
SIGNATORY: Final = f"{ONTOLOGY}signatoryTo"
DAYS: Final = (f"{ONTOLOGY}signedOn", f"{ONTOLOGY}contestedSignedOn")
STATUS: Final = f"{ONTOLOGY}status"
SIGNED: Final = (f"{STATUSES}signed", f"{STATUSES}inForce")
TOLD: Final = (Modality.ASSERTED, Modality.BACKGROUND)


def signatories(believed: Mapping[Triple, Assessment], claims: Mapping[str, StoredClaim]) -> Iterator[Triple]:
    """
    The signatures that follow from what is believed.

    Args:
        believed: triple -> the assessment it comes from.
        claims: the claims of the same selection, by id.
    """
    signed = {
        subject
        for subject, predicate, value in believed
        if predicate in DAYS or (predicate == STATUS and value in SIGNED)
    }
    for (party, predicate, agreement), assessment in believed.items():
        if (
            predicate == PARTY
            and agreement in signed
            and any(claims[each].claim.modality in TOLD for each in assessment.basis)
        ):
            yield (party, SIGNATORY, agreement)
