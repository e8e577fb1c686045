"""
The rules of belief, in the order they are applied. Adding one is a file and a line.
"""

from typing import Final

from kg.beliefs.accessions import ACCESSIONS
from kg.beliefs.assessments import Rule
from kg.beliefs.commitments import COMMITMENTS
from kg.beliefs.days import DAYS_RULE
from kg.beliefs.figures import FIGURES
from kg.beliefs.parties import PARTIES
from kg.beliefs.status import STATUS
from kg.beliefs.terms import TERMS_RULE
from kg.beliefs.transfers import TRANSFERS

RULES: Final[tuple[Rule, ...]] = (STATUS, DAYS_RULE, TERMS_RULE, PARTIES, COMMITMENTS, FIGURES, TRANSFERS, ACCESSIONS)
