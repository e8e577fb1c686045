"""
Atoms that are measures: adjectives, "how long", "who".
"""

from collections.abc import Sequence
from typing import Final

from kg.ask.atoms.operators import OperatorAtoms
from kg.ask.lexicon import Target
from kg.ask.words import Adjective, Measure

ORDERED: Final = frozenset(("number", "duration"))
BARE: Final = 0.15
"What it costs to take an adjective for its side alone, as in 'longest warranty'."


class MeasureAtoms(OperatorAtoms):
    """
    Measures, and question words that ask for a kind of thing.
    """

    def _measures(self) -> None:
        for start, end in self._spans(6):
            low = tuple(word.low for word in self.tokens[start:end])
            self._adjectives(self.words.adjectives.get(low, ()), start, end)
            declared = self._declared(low, start, end)
            for measure in self.words.asked.get(low, ()):
                for prop, loss in self.measured(measure) if not declared or measure.kinds & ORDERED else ():
                    self.add(
                        "ATTR", start, end, loss, self.schema.property_labels[prop], path=((prop, True),), shape="asked"
                    )
            if low in self.words.asking:
                self._asking(*self.words.asking[low], start, end)
            self._named_measure(start, end)

    def _declared(self, low: tuple[str, ...], start: int, end: int) -> bool:
        """
        "late", "how late" where the graph says itself which number that is; whether the question word is its own.
        """
        if low[-1] not in self.schema.adjectives or low[:-1] not in ((), ("how",)):
            return False
        is_asked = len(low) > 1
        found = False
        for prop, _ in self.schema.adjectives[low[-1]]:
            if not is_asked or self.schema.kinds.get(prop) in ORDERED:
                loss, shape = (0.0, "asked") if is_asked else (0.1, "adjective")
                concept = self.schema.property_labels[prop]
                self.add("ATTR", start, end, loss, concept, path=((prop, True),), shape=shape)
                found = is_asked
        return found

    def _named_measure(self, start: int, end: int) -> None:
        """
        A measure named by its noun, where no property is called so: "size" in a graph of areas.
        """
        form = tuple(word.stem for word in self.tokens[start:end])
        if end - start > 1 or form in self.compiled.lexicon.terms:
            return
        for measure in self.words.named.get(form, ()):
            for prop, loss in self.measured(measure):
                concept = self.schema.property_labels[prop]
                self.add("ATTR", start, end, loss + 0.1, concept, path=((prop, True),), shape="noun")

    def _adjectives(self, adjectives: Sequence[Adjective], start: int, end: int) -> None:
        """
        An adjective speaks of its measure; where the graph has none, it still gives a side: "a longer warranty".
        """
        if adjectives and not any(self.measured(adjective.measure) for adjective in adjectives):
            self._side(adjectives[0], start, end)
        for adjective in adjectives:
            self._adjective(adjective, start, end)

    def _side(self, adjective: Adjective, start: int, end: int) -> None:
        sign, kinds = ">" if adjective.much else "<", adjective.measure.kinds
        if adjective.degree == "more" and kinds <= ORDERED:
            self.add("CMP", start, end, BARE, sign, extra=(sign, kinds), shape="bare")
        elif adjective.degree == "most" and kinds <= ORDERED:
            self._superlative("SUP", start, end, BARE, sign, highest=adjective.much)

    def _adjective(self, adjective: Adjective, start: int, end: int) -> None:
        for prop, loss in self.measured(adjective.measure):
            concept, path = self.schema.property_labels[prop], ((prop, True),)
            if adjective.degree == "most":
                highest = adjective.much
                said = f"{'most' if highest else 'least'} {concept}"
                self._superlative("SUPATTR", start, end, loss, said, highest=highest, path=path)
            elif adjective.degree == "more":
                sign = ">" if adjective.much else "<"
                self.add("CMPATTR", start, end, loss, f"{concept} {sign}", path=path, extra=sign)
            else:
                self.add("ATTR", start, end, loss + 0.2, concept, path=path, shape="adjective")

    def measured(self, measure: Measure) -> list[tuple[int, float]]:
        """
        The properties of a measure, each with its loss: earlier words and whole labels first, days that things are told
        by before all others.
        """
        key = measure.name
        if key not in self.compiled.measured:
            best: dict[int, float] = {}
            kinds = dict(self.schema.unnamed_kinds())
            for rank, form in enumerate(measure.properties):
                for target in self.compiled.lexicon.terms.get(form, ()):
                    if target.kind != "property" or kinds.get(target.index) not in measure.kinds:
                        continue
                    loss = min(0.04 * rank, 0.6) + 0.5 * (1 - target.quality)
                    best[target.index] = min(best.get(target.index, 9.0), loss)
            if "date" in measure.kinds or "time" in measure.kinds:
                told = set(self.schema.dates.values())
                for prop, kind in kinds.items():
                    if kind in measure.kinds:
                        best[prop] = 0.0 if prop in told else best.get(prop, 0.7)
            self.compiled.measured[key] = sorted(best.items(), key=lambda pair: (pair[1], pair[0]))
        return self.compiled.measured[key]

    def _asking(self, name: str, forms: tuple[tuple[str, ...], ...], start: int, end: int) -> None:
        best: dict[tuple[str, int], tuple[float, Target]] = {}
        for rank, form in enumerate(forms):
            for target in self.compiled.lexicon.terms.get(form, ()):
                is_literal = target.kind == "property" and target.index in self.schema.kinds
                is_part = target.kind == "property" and target.quality < 0.95  # noqa: PLR2004 - whole words
                if name == "who" and (is_literal or is_part):
                    continue
                loss = min(0.03 * rank, 0.5) + 0.4 * (1 - target.quality)
                key = (target.kind, target.index)
                if key not in best or best[key][0] > loss:
                    best[key] = (loss, target)
        for loss, target in best.values():
            self._target(target, start, end, loss, asked=name)
