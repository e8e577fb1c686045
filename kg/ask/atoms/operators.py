"""
Atoms that are values and operators: dates, numbers, signs, superlatives.
"""

from typing import Final

from kg.ask.atoms.terms import TermAtoms
from kg.ask.graph import Path
from kg.ask.literals import find_constants

MOST_PLACES: Final = 1000
COUNTED: Final = 0.3
"What it costs to count where a number goes by that name."
AS_ORDINAL: Final = 0.05
"What it costs to take “first” for a number rather than for a superlative."


class OperatorAtoms(TermAtoms):
    """
    Values and operators.
    """

    def _constants(self, text: str) -> set[int]:
        taken: set[int] = set()
        for constant in find_constants(text, self.tokens, self.words, self.anchor):
            kind, loss = ("ORDINAL", AS_ORDINAL) if constant.is_ordinal else ("LIT", 0.0)
            extra = ((constant.value,), constant.unit)
            self.add(kind, constant.start, constant.end, loss, constant.value.text, extra=extra)
            if constant.value.kind in ("date", "time"):
                taken.update(range(constant.start, constant.end))
        return taken

    def _operators(self) -> None:
        for start, end in self._spans():
            low = tuple(word.low for word in self.tokens[start:end])
            if low == ("no",) and self._is_number_sign(start):
                continue
            for operator in self.words.operators.get(low, ()):
                self._operator(operator.name, operator.kinds, start, end)

    def _is_number_sign(self, position: int) -> bool:
        """
        Whether "No." stands for "number": a full stop and a number follow it.
        """
        after = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        return after is not None and after.low[0].isdigit() and after.start > self.tokens[position].end + 1

    def _operator(self, name: str, kinds: frozenset[str], start: int, end: int) -> None:
        said = " ".join(word.low for word in self.tokens[start:end])
        if name in ("max", "min"):
            self._superlative("SUP", start, end, 0.0, f"{name}imum", highest=name == "max")
        elif name in ("most", "fewest"):
            self.add("MOST", start, end, 0.0, name, extra=name == "most")
        elif name in ("<", "<=", ">", ">=", "="):
            self.add("CMP", start, end, 0.0, name, extra=(name, kinds), shape=said.split()[0])
        elif name == "between":
            self.add("BETWEEN", start, end, 0.0, name)
        elif name in ("or", "and"):
            self.add("CONN", start, end, 0.0, name, extra=name)
        elif name in ("sum", "avg"):
            self.add("AGG", start, end, 0.0, name, extra=name)
        else:
            kind = {"count": "COUNT", "not": "NEG", "each": "EACH", "same": "SAME"}.get(name, "DIFF")
            self.add(kind, start, end, COUNTED if kind == "COUNT" and self._is_measured(start, end) else 0.0, name)

    def _is_measured(self, start: int, end: int) -> bool:
        """
        Whether a word is the name of a number that the graph has: "the quantity of" where things have a quantity.
        """
        targets = (t for word in self.tokens[start:end] for t in self.compiled.lexicon.terms.get((word.stem,), ()))
        return any(
            t.kind == "property" and t.quality == 1 and self.schema.kinds.get(t.index) == "number" for t in targets
        )

    def _superlative(
        self, kind: str, start: int, end: int, loss: float, concept: str, *, highest: bool, path: Path = ()
    ) -> None:
        """
        A superlative, also with the number of places it wants: "the three largest", "top 5".
        """
        self.add(kind, start, end, loss, concept, path=path, extra=(highest, 1))
        for first, last, number in ((start - 1, end, start - 1), (start, end + 1, end)):
            take = self._number_at(number)
            if take:
                self.add(kind, first, last, loss, f"{concept} {take}", path=path, extra=(highest, take))

    def _number_at(self, position: int) -> int:
        low = self.tokens[position].low if 0 <= position < len(self.tokens) else ""
        number = self.words.numbers.get(low) or (float(low) if low.isdecimal() else 0.0)
        return int(number) if 1 <= number <= MOST_PLACES and number == int(number) else 0
