"""
Expressions in plain English: one speaker for ranking, explaining and asking back.
"""

from typing import Final

from kg.ask.compiled import Compiled
from kg.ask.expressions import Expression, Run
from kg.ask.graph import Path
from kg.triples import Literal
from ontology.namespaces import LEX

LATIN: Final = ("andum", "endum", "ratum")
UNCOUNTED: Final = ("s", "x", "z", "ch", "sh")


class PlainSpeaker:
    """
    Says expressions over one graph.
    """

    def __init__(self, compiled: Compiled, run: Run) -> None:
        """
        A speaker with the words of a compiled graph.
        """
        self.graph, self.schema, self.run = compiled.graph, compiled.schema, run

    def class_noun(self, index: int, *, plural: bool) -> str:
        """
        "river" or "rivers".
        """
        label = self.schema.class_labels[index]
        return plural_of(label) if plural else label

    def node(self, index: int) -> str:
        """
        The label of a thing.
        """
        return self.graph.label(index)

    def attribute(self, path: Path) -> str:
        """
        "length"; with what it is reached through: "points of stats".
        """
        last = self.schema.property_labels[path[-1][0]]
        if len(path) == 1:
            return last
        return f"{last} of {self._middle(path[:-1])}"

    def heading(self, path: Path) -> str:
        """
        A property at the head of a column: with its unit where the graph tells one.
        """
        said = self.graph.schema_triples.get(self.graph.properties[path[-1][0]], ())
        unit = next((o.value for p, o in said if p == f"{LEX}unit" and isinstance(o, Literal)), "")
        return f"{self.attribute(path)} ({unit})" if unit else self.attribute(path)

    def _middle(self, path: Path) -> str:
        prop, forward = path[-1]
        classes = (self.schema.objects if forward else self.schema.subjects)[prop]
        if not classes:
            return self.schema.property_labels[prop]
        if forward:
            return self.schema.property_labels[prop]
        return self.schema.class_labels[
            max(classes, key=lambda c: (classes[c], -len(self.graph.members[c]), self.schema.class_labels[c]))
        ]

    def relation_clause(self, path: Path, end: str) -> str:  # noqa: PLR0911 - one exit a frame
        """
        "that border Texas", "located in Texas", "that are the capital of Texas".
        """
        if len(path) > 1:
            through = self._middle(path[:-1])
            inner = self.relation_clause(path[-1:], end)
            return f"linked by {an(through)} {inner}"
        prop, forward = path[0]
        label, said, frame = self.schema.property_labels[prop], self.schema.said[prop], self.schema.frames[prop]
        end = end or "something"
        if forward:
            return self._forward(label, said, frame, end)
        if "inverseVerb" in said:
            return f"that {being(said['inverseVerb'])} {end}"
        if "inverseNoun" in said:
            return f"that are {said['inverseNoun']} of {end}"
        if "verb" in said:
            return f"that {end} {said['verb']}"
        if frame == "verb":
            return f"that {end} {label}"
        if frame == "participle":
            return f"that {end} is {label}"
        if frame == "inverse noun":
            return f"with {end} as {label.rsplit(' ', 1)[0]}"
        return f"that are {label} of {end}"

    @staticmethod
    def _forward(label: str, said: dict[str, str], frame: str, end: str) -> str:
        if "verb" in said:
            return f"that {being(said['verb'])} {end}"
        if frame == "verb":
            first, *rest = label.split()
            base = first[:-1] if first.endswith("s") and not first.endswith("ss") else first
            return " ".join(["that", base, *rest, end])
        if frame == "participle" or "participle" in said:
            return f"{said.get('participle', label)} {end}"
        if frame == "inverse noun":
            return f"that are {label} {end}"
        return f"whose {said.get('noun', label)} is {end}"

    def things(self, expression: Expression, *, plural: bool) -> str:
        """
        The class that holds all members, or "thing".
        """
        members = self.run.members(expression)
        if not members:
            return "things" if plural else "thing"
        classes = [c for c in range(len(self.graph.classes)) if members <= self.graph.members[c]]
        if not classes:
            return "things" if plural else "thing"
        best = min(classes, key=lambda c: (len(self.graph.members[c]), self.schema.class_labels[c]))
        return self.class_noun(best, plural=plural)


def plural_of(noun: str) -> str:
    """
    The plural of a noun phrase; of "a part of a whole" the part is many.

    >>> plural_of("city"), plural_of("high point"), plural_of("status"), plural_of("point of sale")
    ('cities', 'high points', 'statuses', 'points of sale')
    >>> plural_of("addendum"), plural_of("museum")
    ('addenda', 'museums')
    """
    head, of, whole = noun.partition(" of ")
    if of:
        return plural_of(head) + of + whole
    if noun.lower().endswith(LATIN):
        return noun[:-2] + "a"
    irregular = {"person": "people", "child": "children", "man": "men", "woman": "women"}
    last = noun.rsplit(" ", 1)[-1]
    if last.lower() in irregular:
        return noun[: len(noun) - len(last)] + irregular[last.lower()]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(UNCOUNTED) else "s")


def being(verb: str) -> str:
    """
    A base form as many things do it.

    >>> being("be a member of"), being("cover")
    ('are a member of', 'cover')
    """
    return f"are {verb[3:]}" if verb.startswith("be ") else verb


def an(noun: str) -> str:
    """
    A noun with its article.

    >>> an("import"), an("share")
    ('an import', 'a share')
    """
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
