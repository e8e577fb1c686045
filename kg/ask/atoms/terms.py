"""
Atoms that are names: of classes, properties, things and values.
"""

from dataclasses import replace
from typing import Final

from kg.ask.atoms.ground import AtomGround
from kg.ask.graph import Members
from kg.ask.lexicon import KIN, Target
from kg.ask.nodes.classes import Class
from kg.ask.nodes.comparison import Cmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.kinds import Kinds
from kg.ask.nodes.values import Values
from kg.ask.values import Value

DOERS: Final = ("er", "or")
PART_OF_NAME: Final = 0.2
"From here on words are only a part of the name of a property: “posted” is no posting date."
AS_KIND: Final = 0.1
"What it costs to take a property for the class of its values."


class TermAtoms(AtomGround):
    """
    Names of classes, properties, things and values.
    """

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
