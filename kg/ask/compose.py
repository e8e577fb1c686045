"""
How two neighbouring partial readings make a larger one: by their types, not by grammar.

Kinds of items: SET things · REL relation · ATTR literal property · VAL property of things · LIT values · CMP sign ·
CMPATTR sign with property · PRED sign with values · CMPVAL sign with something's value · SUP greatest · SUPATTR
greatest by property · MOST most or fewest · SUPCOUNT most of something · CNT a number of something · NEG, NOT ·
DIFF and its parts · CONN, REST (the part behind "and") · COUNT, AGG, AGGATTR, NUM · SAME, SAMEAS · EACH, GROUP · TABLE.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from kg.ask.compiled import Compiled
from kg.ask.expressions import Run
from kg.ask.items import Counts, Item
from kg.ask.rules.groups import GroupRules

Rule: TypeAlias = Callable[[Item, Item], Iterator[Item]]


class Composer(GroupRules):
    """
    The rules, for one question over one graph.
    """

    def __init__(
        self, compiled: Compiled, run: Run, weights: Counts, low: tuple[str, ...], *, may_be_empty: bool
    ) -> None:
        """
        A composer for the question with these words.
        """
        super().__init__(compiled, run, weights, low, may_be_empty=may_be_empty)
        self.rules: dict[tuple[str, str], list[Rule]] = {}
        for left, right, rule in self.all_rules():
            self.rules.setdefault((left, right), []).append(rule)

    def all_rules(self) -> list[tuple[str, str, Rule]]:
        """
        The rules, by the kinds of the two neighbours.
        """
        return [
            ("SET", "SET", self.sets),
            ("REL", "SET", self.relation_set),
            ("SET", "REL", self.set_relation),
            ("ATTR", "SET", self.value_of),
            ("SET", "ATTR", lambda one, two: self.value_of(two, one)),
            ("SET", "ATTR", self.done),
            ("ATTR", "SET", self.named_value),
            ("ATTR", "SET", self.by_each),
            ("SET", "ATTR", lambda one, two: self.named_value(two, one)),
            ("ATTR", "LIT", self.compared),
            ("LIT", "ATTR", lambda one, two: self.compared(two, one)),
            ("ORDINAL", "ATTR", lambda one, two: self.compared(two, one)),
            ("ATTR", "ORDINAL", self.compared),
            ("ATTR", "PRED", self.compared),
            ("PRED", "ATTR", lambda one, two: self.compared(two, one)),
            ("SET", "LIT", self.lifted),
            ("LIT", "SET", lambda one, two: self.lifted(two, one)),
            ("SET", "PRED", self.lifted),
            ("PRED", "SET", lambda one, two: self.lifted(two, one)),
            ("CMP", "LIT", self.predicate),
            ("LIT", "CMP", lambda one, two: self.predicate(two, one, behind=True)),
            ("CMPATTR", "LIT", self.compared_by),
            ("LIT", "CMPATTR", lambda one, two: self.compared_by(two, one)),
            ("CMPATTR", "SET", self.compared_with),
            ("CMPATTR", "VAL", self.compared_with_value),
            ("CMP", "VAL", self.against_value),
            ("CMP", "SET", self.against_set),
            ("ATTR", "CMPVAL", self.attribute_against),
            ("CMPVAL", "ATTR", lambda one, two: self.attribute_against(two, one)),
            ("SET", "CMPVAL", self.set_against),
            ("SUP", "ATTR", self.superlative_attribute),
            ("ATTR", "SUP", lambda one, two: self.superlative_attribute(two, one)),
            ("MOST", "ATTR", self.most_attribute),
            ("SUPATTR", "ATTR", self.superlative_refined),
            ("ATTR", "SUPATTR", self.refined_behind),
            ("SET", "ATTR", self.superlative_by),
            ("SUPATTR", "SET", self.superlative),
            ("SET", "SUPATTR", lambda one, two: self.superlative(two, one)),
            ("MOST", "SET", self.most_of),
            ("MOST", "REL", self.most_related),
            ("REL", "MOST", lambda one, two: self.most_related(two, one)),
            ("REL", "SUPCOUNT", self.relation_most),
            ("SUPCOUNT", "REL", lambda one, two: self.relation_most(two, one)),
            ("SET", "SUPCOUNT", self.counted_most),
            ("SUPCOUNT", "SET", lambda one, two: self.counted_most(two, one)),
            ("PRED", "SET", self.number_of),
            ("LIT", "SET", self.number_of),
            ("PRED", "REL", self.number_related),
            ("LIT", "REL", self.number_related),
            ("REL", "CNT", self.relation_number),
            ("CNT", "REL", lambda one, two: self.relation_number(two, one)),
            ("SET", "CNT", self.counted),
            ("CNT", "SET", lambda one, two: self.counted(two, one)),
            ("NEG", "SET", self.negated),
            ("SET", "NOT", self.without),
            ("NOT", "SET", lambda one, two: self.without(two, one)),
            ("NEG", "REL", self.negated_relation),
            ("NEG", "ATTR", self.negated_relation),
            ("NEGREL", "LIT", self.negated_value),
            ("NEGREL", "PRED", self.negated_value),
            ("SET", "NEGREL", self.unrelated),
            ("CONN", "CMPATTR", self.or_equal),
            ("ATTR", "CMPATTR", lambda one, two: self.refined(two, one)),
            ("CMPATTR", "ATTR", self.refined),
            ("ATTR", "VAL", self.equal_to_value),
            ("ATTR", "VAL", self.asked_value),
            ("ATTR", "ATTR", self.asked_attribute),
            ("VAL", "PRED", self.value_compared),
            ("VAL", "LIT", self.value_compared),
            ("NEG", "CMP", self.flipped),
            ("NEG", "CMPATTR", self.flipped),
            ("NEG", "PRED", self.flipped_predicate),
            ("NEG", "LIT", self.other_than),
            ("COUNT", "SET", self.count),
            ("COUNT", "ATTR", self.count_of),
            ("DIFF", "VAL", self.difference),
            ("DIFF", "ATTR", self.difference_attribute),
            ("ATTR", "DIFF", lambda one, two: self.difference_attribute(two, one)),
            ("DIFFATTR", "SET", self.difference_between),
            ("SET", "DIFFATTR", lambda one, two: self.difference_between(two, one)),
            ("DIFFATTR", "SET", self.difference_than),
            ("DIFF", "SET", self.difference_later),
            ("DIFFTHING", "ATTR", self.difference_named),
            ("DIFFONE", "SET", self.difference_complete),
            ("AGG", "VAL", self.aggregate),
            ("VAL", "AGG", lambda one, two: self.aggregate(two, one)),
            ("AGG", "ATTR", self.aggregate_attribute),
            ("ATTR", "AGG", lambda one, two: self.aggregate_attribute(two, one)),
            ("AGGATTR", "SET", self.aggregate_of),
            ("SET", "AGGATTR", lambda one, two: self.aggregate_of(two, one)),
            ("SAME", "ATTR", self.same),
            ("SAME", "REL", self.same),
            ("SAME", "SET", self.same),
            ("SAMEAS", "SET", self.same_as),
            ("CONN", "SET", self.rest),
            ("CONN", "LIT", self.rest),
            ("CONN", "PRED", self.rest),
            ("CONN", "ATTR", self.rest),
            ("CONN", "VAL", self.rest),
            ("CONN", "NOT", self.rest),
            ("CONN", "NEGREL", self.rest),
            ("SET", "REST", self.not_done),
            ("SET", "REST", self.joined_sets),
            ("LIT", "REST", self.joined_values),
            ("PRED", "REST", self.joined_predicates),
            ("ATTR", "REST", self.joined_attributes),
            ("VAL", "REST", self.joined_attributes),
            ("BETWEEN", "LIT", self.between),
            ("CONN", "REL", self.rest),
            ("REL", "REST", self.joined_attributes),
            ("ATTR", "ATTRS", self.more_attributes),
            ("REL", "ATTRS", self.more_attributes),
            ("SET", "REST", self.with_attribute),
            ("ATTRS", "SET", self.table),
            ("SET", "ATTRS", lambda one, two: self.table(two, one)),
            ("EACH", "SET", self.each),
            ("NUM", "EACHOF", self.grouped),
            ("VAL", "EACHOF", self.grouped),
            ("SET", "EACHOF", self.counted_each),
            ("EACHOF", "NUM", lambda one, two: self.grouped(two, one)),
            ("AGGATTR", "EACHOF", self.grouped),
        ]

    def combine(self, left: Item, right: Item) -> Iterator[Item]:
        """
        Every reading of two neighbours taken together.
        """
        for rule in self.rules.get((left.kind, right.kind), ()):
            yield from rule(left, right)
