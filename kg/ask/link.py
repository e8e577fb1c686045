"""
From the words of a question to atoms: the smallest partial readings, each over a stretch of words.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.ask.compiled import Compiled
from kg.ask.expressions import Run
from kg.ask.graph import Members, Path
from kg.ask.items import NO_TYPES, NOTHING, Counts, Feature, Item, added, dearer
from kg.ask.lexicon import KIN, Target
from kg.ask.literals import find_constants
from kg.ask.nodes.classes import Class
from kg.ask.nodes.comparison import Cmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.kinds import Kinds
from kg.ask.nodes.values import Values
from kg.ask.spelling import DAYS
from kg.ask.thinning import thinned
from kg.ask.tokens import Word, plain, words_of
from kg.ask.values import Value
from kg.ask.words import Adjective, Measure

LONGEST: Final = 7
MOST_PLACES: Final = 1000
MOST_WORDS: Final = 60
AUXILIARIES: Final = frozenset(
    "is are was were do does did has have had can could will would "
    "isn't aren't doesn't don't didn't wasn't hasn't".split()
)
ASKING: Final = frozenset("what which who whom whose where when how why".split())
FULL: Final = 1.0
LIGHT: Final = 0.12
TOPIC: Final = 0.15
"What it costs to skip a word for what the whole graph is about."
IDLE: Final = 0.25
"How far such a word lies from its meaning where another noun follows it at once: “river boats” in a graph of rivers."
DOERS: Final = ("er", "or")
ORDERED: Final = frozenset(("number", "duration"))
PART_OF_NAME: Final = 0.2
"From here on words are only a part of the name of a property: “posted” is no posting date."
AS_ORDINAL: Final = 0.05
"What it costs to take “first” for a number rather than for a superlative."
AS_KIND: Final = 0.1
"What it costs to take a property for the class of its values."
BARE: Final = 0.15
"What it costs to take an adjective for its side alone, as in 'longest warranty'."


@dataclass(slots=True)
class Linked:
    """
    A question with its atoms.

    Attributes:
        tokens: its words, polite beginnings taken off.
        atoms: positions of kept words, begin and end, to partial readings.
        kept: positions in `tokens` of the words that some atom reads.
        weights: what it costs to skip each kept word.
        unknown: words with content that nothing reads.
        asks: the question word that it begins with, or holds first: who, where, when; empty for others.
        asked_types: the classes that "who" or "where" may mean here.
        corrected: misspelt word to the word it was taken for.
    """

    text: str
    tokens: tuple[Word, ...]
    atoms: dict[tuple[int, int], list[Item]] = field(default_factory=dict)
    kept: list[int] = field(default_factory=list)
    skips: list[tuple[Feature, float]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    is_yes_no: bool = False
    asks: str = ""
    asked_types: frozenset[int] = frozenset()
    focus: int | None = None


class Linker:
    """
    Finds the atoms of one question.
    """

    def __init__(self, compiled: Compiled, run: Run, weights: Counts, anchor: dt.date | None) -> None:
        """
        A linker for one question over a compiled graph.
        """
        self.compiled, self.run, self.weights, self.anchor = compiled, run, weights, anchor
        self.words, self.graph, self.schema = compiled.words, compiled.graph, compiled.schema
        self.found: list[tuple[int, int, Item]] = []
        self.tokens: tuple[Word, ...] = ()
        self.referring = range(0)

    def link(self, question: str, last: Item | None = None) -> Linked:
        """
        The question with its atoms.

        Args:
            last: what the answer before gave, for the words that refer to it.
        """
        text = plain(question)
        tokens = words_of(text, self.words.irregular)[:MOST_WORDS]
        mended = [self.compiled.lexicon.speller.mended(word, self.words.irregular) for word in tokens]
        corrected = {word.text: new.low for word, new in zip(tokens, mended, strict=True) if new}
        tokens = tuple(new or word for word, new in zip(tokens, mended, strict=True))
        if not DAYS.isdisjoint(corrected.values()):
            text = "".join(_with_days(text, tokens))
            tokens = words_of(text, self.words.irregular)[:MOST_WORDS]
        tokens = self._without_politeness(tokens)
        self.tokens = tokens
        linked = Linked(text, tokens, corrected=corrected)
        linked.is_yes_no = bool(tokens) and tokens[0].low in AUXILIARIES
        linked.asks = next((word.low for word in tokens if word.low in ASKING), "").replace("whom", "who")
        taken = self._constants(text)
        self._operators()
        self._measures()
        self._terms(taken)
        if last is not None:
            self._references(last)
        self._settle(linked)
        return linked

    def _without_politeness(self, tokens: tuple[Word, ...]) -> tuple[Word, ...]:
        again = True
        while again:
            again = False
            for length in (6, 5, 4, 3, 2, 1):
                if tuple(word.low for word in tokens[:length]) in self.words.polite and len(tokens) > length:
                    tokens, again = tokens[length:], True
                    break
        return tokens

    def add(self, kind: str, start: int, end: int, loss: float, concept: str, **fields: object) -> None:
        """
        One more atom over words `start` to `end`; `loss` is how far it lies from a perfect match.
        """
        counts = added(NOTHING, (Feature.LINK, loss))
        used = ((1 << end) - 1) & ~((1 << start) - 1)
        cost = self.weights[Feature.LINK] * loss
        trace = ((start, end, concept),)
        item = Item(kind, counts, cost, start, used=used, trace=trace, **fields)  # type: ignore[arg-type]
        self.found.append((start, end, item))

    def _references(self, last: Item) -> None:
        """
        The first word that refers to the answer before, with the "of" in front of it.
        """
        for position, word in enumerate(self.tokens):
            if (word.low,) in self.words.references:
                start = position - 1 if position and self.tokens[position - 1].low == "of" else position
                self.referring = range(start, position + 1)
                self.found = [each for each in self.found if not start <= each[0] <= position]
                self.add(
                    "SET",
                    start,
                    position + 1,
                    0.0,
                    "what the answer before gave",
                    node=last.node,
                    members=last.members,
                    types=last.types,
                    shape=last.shape,
                )
                return

    # ---- values, operators, measures -------------------------------------------------------------------------------

    def _constants(self, text: str) -> set[int]:
        taken: set[int] = set()
        for constant in find_constants(text, self.tokens, self.words, self.anchor):
            kind, loss = ("ORDINAL", AS_ORDINAL) if constant.is_ordinal else ("LIT", 0.0)
            extra = ((constant.value,), constant.unit)
            self.add(kind, constant.start, constant.end, loss, constant.value.text, extra=extra)
            if constant.value.kind in ("date", "time"):
                taken.update(range(constant.start, constant.end))
        return taken

    def _spans(self, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
        for start in range(len(self.tokens)):
            for end in range(start + 1, min(len(self.tokens), start + longest) + 1):
                yield start, end

    def _operators(self) -> None:
        for start, end in self._spans():
            low = tuple(word.low for word in self.tokens[start:end])
            for operator in self.words.operators.get(low, ()):
                self._operator(operator.name, operator.kinds, start, end)

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
            self.add(
                {"count": "COUNT", "not": "NEG", "each": "EACH", "same": "SAME"}.get(name, "DIFF"),
                start,
                end,
                0.0,
                name,
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

    def _measures(self) -> None:
        for start, end in self._spans(6):
            low = tuple(word.low for word in self.tokens[start:end])
            self._adjectives(self.words.adjectives.get(low, ()), start, end)
            for measure in self.words.asked.get(low, ()):
                for prop, loss in self.measured(measure):
                    self.add(
                        "ATTR", start, end, loss, self.schema.property_labels[prop], path=((prop, True),), shape="asked"
                    )
            if low in self.words.asking:
                self._asking(*self.words.asking[low], start, end)
            self._named_measure(start, end)
            if len(low) == 1 and low[0] in self.schema.adjectives:
                for prop, _ in self.schema.adjectives[low[0]]:
                    self.add(
                        "ATTR",
                        start,
                        end,
                        0.1,
                        self.schema.property_labels[prop],
                        path=((prop, True),),
                        shape="adjective",
                    )

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
        The properties of a measure, each with its loss: earlier words and whole labels first.
        """
        key = measure.name
        if key not in self.compiled.measured:
            best: dict[int, float] = {}
            for rank, form in enumerate(measure.properties):
                for target in self.compiled.lexicon.terms.get(form, ()):
                    if target.kind != "property" or self.schema.kinds.get(target.index) not in measure.kinds:
                        continue
                    loss = min(0.04 * rank, 0.6) + 0.5 * (1 - target.quality)
                    best[target.index] = min(best.get(target.index, 9.0), loss)
            if "date" in measure.kinds or "time" in measure.kinds:
                for prop, kind in self.schema.kinds.items():
                    if kind in measure.kinds:
                        best.setdefault(prop, 0.7)
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

    # ---- terms -----------------------------------------------------------------------------------------------------

    def _terms(self, taken: set[int]) -> None:
        for start, end in self._spans():
            form = tuple(word.stem for word in self.tokens[start:end] if word.stem != "'s")
            if not form or self.tokens[start].stem == "'s" or self.tokens[end - 1].stem == "'s":
                continue
            self._form(form, start, end, 0.0)
        read = {position for start, end, _ in self.found for position in range(start, end)}
        for position, word in enumerate(self.tokens):
            if position in read or position in taken or self._is_light(word):
                continue
            kin = self.compiled.lexicon.kin(word.stem)
            for stem in kin:
                self._deed(position, stem)

    def _deed(self, position: int, kin: str) -> None:
        """
        A word taken for one of its family: "scored" for "scorer".
        """
        for start in range(max(0, position - 3), position + 1):
            for end in range(position + 1, min(len(self.tokens), position + 4) + 1):
                form = tuple(kin if start + i == position else w.stem for i, w in enumerate(self.tokens[start:end]))
                self._form(form, start, end, (1 - KIN) / len(form), is_deed=True)

    def _is_light(self, word: Word) -> bool:
        return (
            word.low in self.words.fillers or word.low in self.words.links or word.low in ASKING or len(word.low) == 1
        )

    def _form(self, form: tuple[str, ...], start: int, end: int, loss: float, *, is_deed: bool = False) -> None:
        lexicon = self.compiled.lexicon
        single = end - start == 1
        light = single and self._is_light(self.tokens[start])
        for target in lexicon.terms.get(form, ()):
            if light and target.quality < 0.95:  # noqa: PLR2004 - "has" is no "requires"
                continue
            if is_deed and target.kind == "property" and target.frame == "noun" and form[-1].endswith(DOERS):
                target = replace(target, frame="inverse verb")  # noqa: PLW2901 - whoever scores is the scorer
            self._target(target, start, end, loss + (1 - target.quality))
        names = lexicon.as_written(form, self._written(start, end), lexicon.names.get(form, {}))
        if names:
            self._names(names, start, end, loss)
        elif not light and (end - start) <= 5:  # noqa: PLR2004 - parts of names are short
            self._partial(form, start, end, loss)
        self._strings(form, start, end, loss)

    def _written(self, start: int, end: int) -> str:
        return "".join(word.text for word in self.tokens[start:end])

    def _partial(self, form: tuple[str, ...], start: int, end: int, loss: float) -> None:
        edges = (self.tokens[start], self.tokens[end - 1])
        if any(self._is_light(word) and not word.text.isupper() for word in edges):
            return
        if end - start == 1 and (edges[0].low,) in self.words.operators:
            return
        names = self.compiled.lexicon.named_by_parts(form)
        if names:
            self._names(names, start, end, loss + 0.05)

    def _strings(self, form: tuple[str, ...], start: int, end: int, loss: float) -> None:
        written = self._written(start, end)
        is_code = form in self.compiled.lexicon.codes
        by_property: dict[int, list[int]] = {}
        for prop, literal in self.compiled.lexicon.strings.get(form, ()):
            if is_code and self.graph.label(literal) != written:
                continue
            by_property.setdefault(prop, []).append(literal)
        for prop, literals in by_property.items():
            node = Cmp(((prop, True),), "=", self.graph.values[literals[0]])
            self._filter(
                node, start, end, loss + 0.05, f"{self.schema.property_labels[prop]} {self.graph.label(literals[0])}"
            )

    def _filter(self, node: Cmp | Join, start: int, end: int, loss: float, concept: str) -> None:
        members = self.run.members(node)
        self.add(
            "SET",
            start,
            end,
            loss,
            concept,
            node=node,
            members=members,
            types=self.graph.types_of(members),
            shape="filter",
        )

    def _target(self, target: Target, start: int, end: int, loss: float, asked: str = "") -> None:
        index, schema = target.index, self.schema
        if target.kind == "class":
            members = self.graph.members[index]
            if members:
                types = frozenset({index}) | self.compiled.below[index]
                self.add(
                    "SET",
                    start,
                    end,
                    loss,
                    schema.class_labels[index],
                    node=Class(index),
                    members=members,
                    types=types,
                    shape="class",
                    extra=asked or None,
                )
            return
        label = schema.property_labels[index]
        kind = schema.kinds.get(index)
        path = ((index, True),)
        if kind is None:
            frame = target.frame
            if frame == "participle" and label.endswith(" by") and all(w.low != "by" for w in self.tokens[start:end]):
                frame = "inverse verb"
            self.add("REL", start, end, loss, label, path=path, shape=frame, extra=asked)
        elif kind == "boolean":
            truth = Cmp(path, "=", Value("boolean", 1.0, 1.0, "true"))
            self._filter(truth, start, end, loss, label)
            self.add("ATTR", start, end, loss + 0.1, label, path=path, shape="boolean")
        else:
            self.add("ATTR", start, end, loss, label, path=path, shape=target.frame)
            if index in schema.values_of and target.frame == "noun" and loss < PART_OF_NAME:
                self._kinds(index, start, end, loss + AS_KIND)

    def _kinds(self, prop: int, start: int, end: int, loss: float) -> None:
        index = self.schema.values_of[prop]
        self.add(
            "SET",
            start,
            end,
            loss,
            self.schema.property_labels[prop],
            node=Kinds(prop, index),
            members=self.graph.members[index],
            types=frozenset((index,)),
            shape="class",
        )

    def _names(self, names: dict[int, float], start: int, end: int, loss: float) -> None:
        best = max(names.values())
        groups: list[tuple[set[int], list[int]]] = []
        for node in sorted(node for node, quality in names.items() if quality >= best - 0.05):
            own = self.graph.types.get(node, frozenset())
            above = set(own).union(*(self.graph.parents[c] for c in own))
            kin = next((group for group in groups if group[0] & above), None)
            if kin is None:
                groups.append((above, [node]))
            else:
                kin[0].update(above)
                kin[1].append(node)
        groups.sort(key=lambda group: -max(self.compiled.degree(node) for node in group[1]))
        for rank, (_, nodes) in enumerate(groups):
            if len(nodes) > 40:  # noqa: PLR2004 - no name
                continue
            types = self.graph.types_of(frozenset(nodes))
            members: Members = frozenset(nodes)
            self.add(
                "SET",
                start,
                end,
                loss + 1 - best + 0.02 * rank,
                self.graph.label(min(nodes)),
                node=Values(tuple(sorted(nodes))),
                members=members,
                types=types,
                shape="entity",
            )

    # ---- what is kept ----------------------------------------------------------------------------------------------

    def _settle(self, linked: Linked) -> None:
        nouns = {start for start, _, item in self.found if item.kind in ("SET", "REL")}
        idle = nouns - set(self._behind_topic(sorted(nouns)))
        content = [
            (
                start,
                end,
                dearer(item, self.weights, (Feature.LINK, IDLE)) if start in idle and end == start + 1 else item,
            )
            for start, end, item in thinned(self.found, self.schema.filed)
        ]
        strong: set[int] = set()
        for start, end, _ in content:
            strong.update(range(start, end))
        linked.kept = sorted(strong)
        place = {position: index for index, position in enumerate(linked.kept)}
        atoms: dict[tuple[int, int], list[Item]] = {}
        for start, end, item in content:
            atoms.setdefault((place[start], place[end - 1] + 1), []).append(item)
        linked.atoms = atoms
        names: dict[int, set[str]] = {}
        for start, end, item in content:
            for position in range(start, end):
                names.setdefault(position, set()).add(item.kind)
        for position in linked.kept:
            word = self.tokens[position]
            kinds = names[position]
            is_name = position in self.referring or (len(word.text) > 1 and word.text.isupper() and "SET" in kinds)
            if (word.low in self.words.fillers or word.low in self.words.links) and not is_name:
                only_operator = kinds <= {"COUNT", "MOST", "SUP", "NEG", "CONN"} and word.low not in self.words.links
                only_operator |= word.low == "per" and kinds == {"EACH"}
                linked.skips.append((Feature.LOCK, 0.5) if only_operator else (Feature.SKIP, LIGHT))
            elif kinds <= {
                "COUNT",
                "MOST",
                "SUP",
                "NEG",
                "CONN",
                "CMP",
                "AGG",
                "EACH",
                "SAME",
                "BETWEEN",
                "DIFF",
                "SUPATTR",
                "CMPATTR",
            }:
                linked.skips.append((Feature.LOCK, FULL))
            else:
                said = word.stem in self.compiled.lexicon.topics
                linked.skips.append((Feature.SKIP, TOPIC if said else FULL))
        for position, word in enumerate(self.tokens):
            if position not in strong and not self._is_light(word):
                linked.unknown.append(word.text)
        linked.focus = self._focus()
        asked = [item.types for _, _, item in self.found if item.kind == "SET" and item.extra in ("who", "where")]
        linked.asked_types = NO_TYPES.union(*asked)

    def _is_measure_of(self, start: int, item: Item) -> bool:
        """
        Whether a property stands between a superlative and the noun it is about: "the best rated products".
        """
        if item.kind != "ATTR":
            return False
        end = item.used.bit_length()
        before = any(e == start and i.kind in ("SUP", "SUPATTR", "MOST") for _, e, i in self.found)
        return before and any(s == end and i.kind == "SET" for s, _, i in self.found)

    def _behind_topic(self, starts: list[int]) -> list[int]:
        """
        Beginnings of nouns, those of topic words left out where another noun follows at once: "river boats".
        """
        topics = self.compiled.lexicon.topics
        idle = {at for at in starts if self.tokens[at].stem in topics and at + 1 in starts}
        return [at for at in starts if at not in idle]

    def _focus(self) -> int | None:
        nouns = [
            (start, item)
            for start, _, item in self.found
            if item.kind in ("SET", "REL", "COUNT") or (item.kind == "ATTR" and self.tokens[start].low != "where")
        ]
        if not nouns:
            return None
        nouns = [(start, item) for start, item in nouns if not self._is_measure_of(start, item)] or nouns
        asked = [p for p, word in enumerate(self.tokens) if word.low in ("what", "which", "whose", "many")]
        after = [start for start, item in nouns if asked and start > asked[0] and item.shape != "entity"]
        after = self._behind_topic(after)
        if asked and after and asked[0] > 0:
            return min(after)
        first = min(self._behind_topic([start for start, _ in nouns]))
        named = [item.used.bit_length() for start, item in nouns if start == first and item.shape == "entity"]
        if named and all(item.shape == "entity" for start, item in nouns if start == first):
            whose = max(named)
            return whose if asked == [0] and any(s == whose and i.shape == "class" for s, i in nouns) else None
        return first


def _with_days(text: str, tokens: Sequence[Word]) -> Iterator[str]:
    """
    The pieces of a text with its mended words put in, for what reads days from the text itself.
    """
    behind = 0
    for word in tokens:
        yield text[behind : word.start]
        yield word.low if word.low in DAYS else text[word.start : word.end]
        behind = word.end
    yield text[behind:]
