"""
Who buys whose output: purchases, supplies and contracts for offtake, of goods and not of shares.
"""

from ingest.claims.pattern import ACTOR, PRODUCER, STATE, Example, Pattern, Role, words
from ingest.claims.relations.money import SUMS
from ingest.claims.relations.stakes import STAKES

FIRMS = ("Company", "Project")
GOODS = words(
    """magnet magnets oxide oxides carbonate concentrate concentrates tonnes tons t/yr tpa offtake output product
    products production
    lithium graphite copper cobalt nickel gallium germanium scandium tungsten antimony dysprosium terbium
    neodymium ndpr earths metal metals material materials"""
)
FEED = words("feed ore hydroxide sulphate alloy matte powder sponge flake vanadium manganese zinc tin titanium")
"What is bought as well, and is told of in many other ways."
LOAN_WORDS = words("loan loans grant grants funding financing shares stake")
BUYING = words("buy purchase take offtake source procure use receive get secure")
CONTRACTS = words("sign agree conclude secure ink strike seal negotiate have announce reach execute enter")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "offtakeFrom",
        "somebody's goods",
        GOODS | FEED | words("half quarter third all rest"),
        Role(("verb-subject",), (ACTOR,)),
        Role(("possessor", "from", "at"), FIRMS, "nearest"),
        under=BUYING,
        without=LOAN_WORDS,
        examples=(
            Example(
                "Traxys takes all of Arafura's oxide under a contract until 2031.",
                ("company:traxys offtakeFrom company:arafura asserted",),
            ),
            Example(
                "General Motors is to purchase 100% of the neodymium oxide from Mountain Pass.",
                ("company:gm offtakeFrom facility:mountain-pass planned",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "take from the firm spoken of",
        words("take buy purchase"),
        Role(("subject",), ("Company", "Agency")),
        Role(("from", "object-from", "firm"), FIRMS),
        needs=words("tonnes tons t output production offtake t/yr tpa oxide concentrate hydroxide carbonate"),
        without=(STAKES - words("% cent percent pc half part quarter third")) | LOAN_WORDS,
        score=0.7,
        examples=(
            Example(
                "Arafura builds Nolans. Arafura is paid, and Arafura sells. Traxys will take 500 tonnes a year.",
                ("company:traxys offtakeFrom company:arafura planned",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "goods go to",
        words("go flow"),
        Role(("to",), ("Company", "Agency"), "nearest"),
        Role(("subject", "firm"), FIRMS, "nearest"),
        needs=GOODS,
        without=LOAN_WORDS | SUMS,
        score=0.7,
        examples=(
            Example(
                "Arafura's oxide goes to Siemens Gamesa.",
                ("company:x324a4924793a offtakeFrom company:arafura asserted",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "goods bought",
        words("buy purchase source procure obtain"),
        Role(("verb-subject", "governor-subject", "firm"), ("Company",)),
        Role(("from",), FIRMS, "nearest"),
        pos="VERB",
        needs=GOODS,
        without=LOAN_WORDS | STAKES,
        score=0.7,
    ),
    Pattern(
        "offtakeFrom",
        "buy",
        words("buy purchase take offtake source procure"),
        Role(("subject", "firm"), (ACTOR,)),
        Role(("from", "object-from"), FIRMS, "nearest"),
        without=STAKES - words("% cent percent half part quarter third"),
        examples=(
            Example(
                "Apple will buy magnets from MP Materials.",
                ("company:apple offtakeFrom company:mp-materials planned",),
            ),
            Example(
                "Siemens Gamesa has agreed to buy 520 t/yr of NdPr from Arafura.",
                ("company:x324a4924793a offtakeFrom company:arafura planned",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "obtain",
        words("obtain get receive secure import order"),
        Role(("subject",), (ACTOR,)),
        Role(("from", "object-from"), FIRMS, "nearest"),
        needs=GOODS | FEED,
        without=SUMS | LOAN_WORDS,
        examples=(
            Example(
                "Japan obtains heavy rare earths from Lynas under a contract.",
                ("state:japan offtakeFrom company:lynas asserted",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "supply",
        words("supply sell deliver ship provide"),
        Role(("to", "object-to", "indirect", "with-object", "object"), ("Company", "Agency"), "nearest"),
        Role(("subject", "from", "object-from", "firm"), FIRMS, is_first=True),
        needs=GOODS,
        without=LOAN_WORDS,
        examples=(
            Example(
                "Half of the oxide from the Nolans mine will be sold to Traxys.",
                ("company:traxys offtakeFrom facility:nolans planned",),
            ),
            Example(
                "Noveon Magnetics will supply magnets to General Motors.",
                ("company:gm offtakeFrom company:noveon planned",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "reserved for",
        words("reserve earmark commit destine promise sell"),
        Role(("for", "to"), ("Company",), "nearest"),
        Role(("object",), FIRMS, "nearest"),
        needs=GOODS | FEED,
        without=LOAN_WORDS | SUMS | STAKES - words("% cent percent pc half part quarter third"),
        score=0.7,
        examples=(
            Example(
                "All of Arafura's oxide is reserved for Traxys.",
                ("company:traxys offtakeFrom company:arafura asserted",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "supply a market",
        words("supply sell"),
        Role(("to", "object-to"), (STATE,), "nearest"),
        Role(("subject",), ("Company",)),
        needs=GOODS,
        without=LOAN_WORDS,
        examples=(
            Example(
                "Lynas will supply up to 7,200 tonnes per annum of NdPr to the Japanese market.",
                ("state:japan offtakeFrom company:lynas planned",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "offtake with a seller",
        words("offtake"),
        Role(("verb-subject", "possessor"), (ACTOR,)),
        Role(("with", "from", "verb-with", "verb-from"), (PRODUCER,), "nearest"),
        under=CONTRACTS,
        examples=(
            Example(
                "Traxys signed an offtake agreement with Arafura.",
                ("company:traxys offtakeFrom company:arafura asserted",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "offtake with a buyer",
        words("offtake"),
        Role(("with", "verb-with", "to"), (ACTOR,), "nearest"),
        Role(("verb-subject", "possessor"), (PRODUCER,)),
        under=CONTRACTS,
        examples=(
            Example(
                "Arafura has signed a non-binding offtake term sheet with US-based Traxys for half of its output.",
                ("company:traxys offtakeFrom company:arafura asserted",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "term sheet",
        words("offtake"),
        Role(("with", "verb-with"), ("Company",), "nearest"),
        Role(("verb-subject",), ("Company",), "nearest"),
        under=CONTRACTS,
        needs=words("sale sell sells product its"),
        without=words("buy buys purchases buyer"),
        score=0.7,
        examples=(
            Example(
                "Resources company Harena Resources signed an offtake term sheet with MP Materials for its product.",
                ("company:mp-materials offtakeFrom company:harena asserted",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "customer",
        words("customer buyer offtaker"),
        Role(("cop-subject", "apposition-of"), (ACTOR,)),
        Role(("object", "of", "possessor"), FIRMS),
        examples=(
            Example(
                "General Motors is a customer of Noveon Magnetics.",
                ("company:gm offtakeFrom company:noveon asserted",),
            ),
        ),
    ),
)
