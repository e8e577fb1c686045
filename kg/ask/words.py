"""
The words of questions in one language, read from Turtle once: operators, measures, rings of like words, fillers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kg.ask.tokens import stems_of
from kg.triples import Literal, Triple
from ontology.namespaces import LEX, RDF

Form: TypeAlias = tuple[str, ...]

DOUBLING: Final = frozenset("bdgmnpt")


@dataclass(frozen=True, slots=True)
class Measure:
    """
    Something that can be more or less: the property words that name it, the likeliest first, and the kinds of value.
    """

    name: str
    kinds: frozenset[str]
    properties: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Adjective:
    """
    One form of an adjective: which measure, whether it means much or little of it, and its degree.
    """

    measure: Measure
    much: bool
    degree: str


@dataclass(frozen=True, slots=True)
class Operator:
    """
    What a phrase asks for, and of which kinds of value; no kinds means any.
    """

    name: str
    kinds: frozenset[str] = frozenset()


@dataclass(slots=True)
class Words:
    """
    All of it. Keys of lower-case words are as written; keys of rings and property words are stems.
    """

    irregular: dict[str, str] = field(default_factory=dict)
    operators: dict[Form, list[Operator]] = field(default_factory=lambda: defaultdict(list))
    adjectives: dict[Form, list[Adjective]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[Form, list[Measure]] = field(default_factory=lambda: defaultdict(list))
    named: dict[Form, list[Measure]] = field(default_factory=lambda: defaultdict(list))
    asking: dict[Form, tuple[str, tuple[Form, ...]]] = field(default_factory=dict)
    rings: dict[Form, set[Form]] = field(default_factory=lambda: defaultdict(set))
    fillers: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    polite: set[Form] = field(default_factory=set)
    whether: set[Form] = field(default_factory=set)
    prose: set[Form] = field(default_factory=set)
    happenings: set[Form] = field(default_factory=set)
    changes: set[Form] = field(default_factory=set)
    references: set[Form] = field(default_factory=set)
    pointing: set[str] = field(default_factory=set)
    follow_ups: set[Form] = field(default_factory=set)
    numbers: dict[str, float] = field(default_factory=dict)
    ordinals: dict[str, float] = field(default_factory=dict)
    units: dict[Form, tuple[Form, ...]] = field(default_factory=dict)

    def stems(self, text: str) -> Form:
        """
        The stems of a text, by this language's irregular forms.
        """
        return stems_of(text, self.irregular)

    def alike(self, form: Form) -> set[Form]:
        """
        Forms that mean the same, by the rings; the form itself left out.
        """
        return self.rings.get(form, set()) - {form}


def read_words(triples: Iterable[Triple]) -> Words:  # noqa: C901, PLR0912 - one branch a kind of entry
    """
    The words said by these triples.
    """
    entries: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, term in triples:
        if predicate == RDF + "type" and isinstance(term, str):
            entries[subject]["type"].append(term.removeprefix(LEX))
        elif predicate.startswith(LEX) and isinstance(term, Literal):
            entries[subject][predicate.removeprefix(LEX)].append(term.value)
    words = Words()
    by_type: dict[str, list[tuple[str, dict[str, list[str]]]]] = defaultdict(list)
    for subject, entry in sorted(entries.items()):
        for kind in entry["type"]:
            by_type[kind].append((subject.rsplit("/", 1)[-1].rsplit("#", 1)[-1], entry))
    for _, entry in by_type["Irregular"]:
        for form in entry["form"]:
            base, *others = form.split()
            words.irregular.update(dict.fromkeys(others, base))
    for _, entry in by_type["Operator"]:
        for form in entry["form"]:
            words.operators[_low(form)].append(Operator(entry["operator"][0], frozenset(entry["kind"])))
    for name, entry in by_type["Measure"]:
        _add_measure(words, name, entry)
    for name, entry in by_type["Asking"]:
        for form in entry["form"]:
            words.asking[_low(form)] = (name, _properties(words, entry))
    for _, entry in by_type["Ring"]:
        forms = {words.stems(form) for form in entry["form"]}
        for ring_form in forms:
            words.rings[ring_form] |= forms
    for kind, found in (("Filler", words.fillers), ("Wildcard", words.links)):
        for _, entry in by_type[kind]:
            found.update(entry["form"])
    for kind, forms_of_kind in (
        ("Polite", words.polite),
        ("Whether", words.whether),
        ("Prose", words.prose),
        ("Happening", words.happenings),
        ("Change", words.changes),
        ("Reference", words.references),
        ("FollowUp", words.follow_ups),
    ):
        for _, entry in by_type[kind]:
            forms_of_kind.update(_low(form) for form in entry["form"])
    for _, entry in by_type["Reference"]:
        words.pointing.update(entry["pointing"])
    for kind, numbers in (("Numbers", words.numbers), ("Ordinals", words.ordinals)):
        for _, entry in by_type[kind]:
            numbers.update({w: float(n) for w, n in (form.split("=") for form in entry["form"])})
    for _, entry in by_type["Unit"]:
        for form in entry["form"]:
            words.units[_low(form)] = _properties(words, entry)
    return words


def _properties(words: Words, entry: dict[str, list[str]]) -> tuple[Form, ...]:
    return tuple(words.stems(name) for said in entry["measuredBy"] for name in said.split(","))


def _low(form: str) -> Form:
    return tuple(form.lower().split())


def _add_measure(words: Words, name: str, entry: dict[str, list[str]]) -> None:
    properties = _properties(words, entry)
    measure = Measure(name, frozenset(entry["kind"]), properties)
    for named in properties[:2]:
        words.named[named].append(measure)
    for form in entry["asked"]:
        words.asked[_low(form)].append(measure)
    for much, key in ((True, "superlative"), (False, "superlativeLow")):
        for form in entry[key]:
            words.adjectives[_low(form)].append(Adjective(measure, much, "most"))
    for much, key in ((True, "dimension"), (False, "dimensionLow")):
        for adjective in entry[key]:
            for degree, form in adjective_forms(adjective):
                words.adjectives[_low(form)].append(Adjective(measure, much, degree))
            for degree, turned in (("more", "less"), ("most", "least")):
                words.adjectives[_low(f"{turned} {adjective}")].append(Adjective(measure, not much, degree))


def adjective_forms(adjective: str) -> list[tuple[str, str]]:
    """
    The forms of an adjective with their degree, as written.

    >>> [form for _, form in adjective_forms("big")]
    ['big', 'bigger', 'biggest', 'more big', 'most big']
    """
    forms = [("base", adjective), ("more", f"more {adjective}"), ("most", f"most {adjective}")]
    if " " in adjective or len(adjective) > 9:  # noqa: PLR2004 - long ones take "more"
        return forms
    if adjective.endswith("est"):
        return [("most", adjective)]
    root = adjective
    if root.endswith("e"):
        root = root[:-1]
    elif root.endswith("y"):
        root = root[:-1] + "i"
    elif len(root) <= 4 and root[-1] in DOUBLING and root[-2] in "aeiou" and root[-3] not in "aeiou":  # noqa: PLR2004
        root += root[-1]
    return [forms[0], ("more", f"{root}er"), ("most", f"{root}est"), *forms[1:]]
