"""
What agreements are called, and which kind each word names.
"""

from typing import Final

GENERIC: Final = "Agreement"
MEASURE: Final = "Measure"
"What one side decides alone: a law, an export control, a programme. Such phrases only refer back to known ones."

KIND_PHRASES: Final[dict[str, str]] = {
    "memorandum of understanding": "MOU",
    "memoranda of understanding": "MOU",
    "memorandum of cooperation": "MOU",
    "memorandum": "MOU",
    "mou": "MOU",
    "letter of intent": GENERIC,
    "loi": GENERIC,
    "letter of understanding": "MOU",
    "term sheet": GENERIC,
    "terms sheet": GENERIC,
    "memo": "MOU",
    "memorandum of agreement": "MOU",
    "framework": "Framework",
    "framework agreement": "Framework",
    "framework deal": "Framework",
    "action plan": "ActionPlan",
    "roadmap": "ActionPlan",
    "partnership": "Partnership",
    "partnership agreement": "Partnership",
    "alliance": "Partnership",
    "treaty": "Treaty",
    "trade agreement": "TradeAgreement",
    "free trade agreement": "TradeAgreement",
    "trade deal": "TradeAgreement",
    "trade pact": "TradeAgreement",
    "agreement on reciprocal trade": "TradeAgreement",
    "agreement on trade": "TradeAgreement",
    "trade initiative": "TradeAgreement",
    "trade bloc": "TradeAgreement",
    "trade zone": "TradeAgreement",
    "plurilateral agreement": "TradeAgreement",
    "joint statement": "JointStatement",
    "joint press statement": "JointStatement",
    "forum": "Forum",
    "offtake agreement": "OfftakeAgreement",
    "off-take agreement": "OfftakeAgreement",
    "offtake deal": "OfftakeAgreement",
    "off-take deal": "OfftakeAgreement",
    "offtake contract": "OfftakeAgreement",
    "supply contract": "OfftakeAgreement",
    "supply deal": "OfftakeAgreement",
    "sales agreement": "OfftakeAgreement",
    "purchase contract": "OfftakeAgreement",
    "share purchase agreement": GENERIC,
    "joint venture agreement": "JointVenture",
    "supply agreement": "OfftakeAgreement",
    "purchase agreement": "OfftakeAgreement",
    "joint venture": "JointVenture",
    "fund": "Fund",
    "declaration": "Declaration",
    "production sharing agreement": "ProductionSharingAgreement",
    "agreement": GENERIC,
    "pact": GENERIC,
    "deal": GENERIC,
    "accord": GENERIC,
    "arrangement": GENERIC,
    "contract": GENERIC,
    "protocol": GENERIC,
    "letter": GENERIC,
    "compact": GENERIC,
    "initiative": GENERIC,
    "coalition": GENERIC,
    "club": GENERIC,
    "bloc": GENERIC,
    "truce": GENERIC,
    "text": GENERIC,
    "document": GENERIC,
    "act": "Measure",
    "law": "Measure",
    "regulation": "Measure",
    "announcement": "Measure",
    "notice": "Measure",
    "measure": "Measure",
    "control": "Measure",
    "rule": "Measure",
    "programme": "Measure",
    "program": "Measure",
    "scheme": "Measure",
    "strategy": "Measure",
    "ban": "Measure",
    "curb": "Measure",
    "restriction": "Measure",
    "regime": "Measure",
    "licensing": "Measure",
    "quota": "Measure",
}
"Longest phrase first where several fit; the last word is the head noun."

KIND_LABELS: Final[dict[str, str]] = {
    "MOU": "Memorandum of Understanding",
    "Framework": "Framework",
    "ActionPlan": "Action Plan",
    "Partnership": "Partnership",
    "Treaty": "Treaty",
    "TradeAgreement": "Trade Agreement",
    "JointStatement": "Joint Statement",
    "Forum": "Forum",
    "OfftakeAgreement": "Offtake Agreement",
    "JointVenture": "Joint Venture",
    "Fund": "Fund",
    "Declaration": "Declaration",
    "ProductionSharingAgreement": "Production Sharing Agreement",
    GENERIC: "Agreement",
}
"How a minted agreement of a kind is named."

KIND_CLASSES: Final[dict[str, str]] = {"MOU": "MemorandumOfUnderstanding"}
"Class local names that differ from the kind's code."

PLURALS: Final[dict[str, str]] = {"memoranda": "memorandum", "memorandums": "memorandum", "treaties": "treaty"}
REFERRING: Final[dict[str, tuple[str, ...]]] = {
    "plan": ("ActionPlan", MEASURE),
    "statement": ("JointStatement",),
    "paper": (GENERIC,),
    "bill": (MEASURE,),
    "order": (MEASURE,),
    "investigation": (MEASURE,),
    "probe": (MEASURE,),
    "proclamation": (MEASURE,),
    "suspension": ("ControlSuspension",),
    "pause": ("ControlSuspension",),
}
"Words that name no agreement, and with an article can mean one told before, of these kinds or classes."
HEAD_WORDS: Final = (frozenset(phrase.rsplit(" ", 1)[-1] for phrase in KIND_PHRASES) | frozenset(REFERRING)) - {
    *("understanding", "cooperation", "intent", "trade")
}
WEAK_HEADS: Final = frozenset(
    """forum fund club bloc initiative coalition alliance declaration compact roadmap arrangement truce protocol
    letter""".split()
)
"Words that mean many things: they name an agreement only with parties beside them or as a name already known."
OWN_HEADS: Final = frozenset({"letter", "protocol"})
"Words that mean only what was called so: the letter is not the deal."

OFF_TOPIC: Final = frozenset(
    """peace ceasefire defence defense nuclear climate tax hostage migration fishing extradition prisoner arms ai
    artificial intelligence cyber data space aviation visa tourism health vaccine grain dairy licensing merger
    wage labor labour loan credit debt settlement plea lease royalty confidentiality regulatory legal policy
    sovereign wealth hedge pension mutual monetary theoretical conceptual football league transfer""".split()
)
"Words in a noun phrase that take it out of this field; a known name with one of them still counts."


def singular(word: str) -> str:
    """
    The head noun in the singular, lower case.

    >>> singular("Agreements"), singular("MOUs"), singular("memoranda")
    ('agreement', 'mou', 'memorandum')
    """
    lower = word.lower()
    if lower in PLURALS:
        return PLURALS[lower]
    return lower[:-1] if lower.endswith("s") and lower[:-1] in HEAD_WORDS | {"mou"} else lower


def kind_of(words: list[str]) -> str | None:
    """
    The kind that the end of a noun phrase names, longest phrase first.

    >>> kind_of("critical minerals trade deal".split())
    'TradeAgreement'
    """
    lower = [word.lower() for word in words[:-1]] + [singular(words[-1])]
    for length in range(min(4, len(lower)), 0, -1):
        found = KIND_PHRASES.get(" ".join(lower[-length:]))
        if found:
            return found
    return None


def class_of(kind: str) -> str:
    """
    The ontology class of a kind.
    """
    return KIND_CLASSES.get(kind, kind)


def kinds_fit(said: str, known: str) -> bool:
    """
    True when an agreement of the known kind may be called by the said one: "the pact" can be anything.
    """
    return said == known or GENERIC in (said, known) or {said, known} in LOOSE_PAIRS


LOOSE_PAIRS: Final = (
    {"MOU", "Partnership"},  # the EU calls its memoranda "strategic partnerships"
    {"TradeAgreement", "Treaty"},
    {"Forum", "Partnership"},
    {"Declaration", "JointStatement"},
    {"Framework", "Partnership"},
)
