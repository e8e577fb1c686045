"""
The kinds of expression, each in a file of its own: what it denotes, how it is said, how it is asked in SPARQL.
"""

from typing import Final

from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.boolean import And, Minus, Or
from kg.ask.nodes.classes import Class
from kg.ask.nodes.comparison import Cmp, CmpTo, CountCmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.kinds import Kinds
from kg.ask.nodes.number import Agg, Count, Difference
from kg.ask.nodes.observations import Observed
from kg.ask.nodes.superlative import CountSup, Sup, SupEach
from kg.ask.nodes.values import Values

NODES: Final = (
    Class,
    Kinds,
    Values,
    Join,
    And,
    Or,
    Minus,
    Sup,
    SupEach,
    CountSup,
    Cmp,
    CmpTo,
    CountCmp,
    Attr,
    Observed,
)
"Sets: every one evaluates to ids, binds a variable in SPARQL, and has a noun and a clause."

NUMBERS: Final = (Count, Agg, Difference)
"Numbers made from sets: every one gives a number and selects `?answer`."
