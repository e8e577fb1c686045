"""
Money lent and granted, whatever the grammar: "a loan from", "backed by", "was awarded".
"""

from ingest.claims.pattern import ACTOR, UNDERTAKING, Example, Pattern, Role, words

FIRMS = ("Company", "Project")
FUNDED = (*FIRMS, "Programme", UNDERTAKING)
GIVERS = ("Agency", "Company", "Bloc", "Country")
SUMS = words("$ usd eur gbp aud cad jpy million billion bn mn trillion crore dollars euros")
LOANS = (
    words(
        """loan loans lend lends lending lent financing finance finances financed credit debt grant grants fund funds
    funding funded guarantee guarantees award awards awarded facility backing package"""
    )
    | SUMS
)
SHARES = words("stake stakes stock equity shares shareholder shareholding interest warrants")
MONEY = words("loan grant financing funding finance credit guarantee backing money credit_line debt package")
RECEIVING = words(
    "receive get obtain win secure draw raise land take attract back support fund finance approve sign help enable"
)
GIVING = words(
    """give grant approve offer award provide extend announce commit close issue sign release arrange make allocate
    pledge disburse earmark add contribute take buy"""
)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "finances",
        "finance",
        words("lend finance fund loan bankroll"),
        Role(("subject", "governor-subject", "from", "by"), (ACTOR,)),
        Role(
            ("to", "object-to", "indirect", "object", "for", "object-for", "at", "firm"),
            (*FIRMS, "Programme"),
            is_first=True,
        ),
        pos="VERB",
        without=SHARES,
        examples=(
            Example(
                "EXIM lent USD 100 million to Perpetua Resources.",
                ("agency:exim finances company:perpetua asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "provide",
        words(
            """provide give grant award extend approve offer raise arrange guarantee back disburse support allocate
            contribute subsidise subsidize"""
        ),
        Role(("subject",), GIVERS),
        Role(
            ("to", "object-to", "indirect", "object", "for", "object-for", "into"),
            FIRMS,
            "nearest",
            is_first=True,
        ),
        needs=LOANS - SUMS | words("million billion mn bn"),
        without=SHARES | words("% cent percent pc"),
        examples=(
            Example(
                "The US Department of Energy approved a loan of USD 2.26 billion for Lithium Americas.",
                ("agency:us-doe finances company:lithium-americas asserted",),
            ),
            Example(
                "Germany supports Vulcan Energy with a grant.",
                ("state:germany finances company:vulcan-energy asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "pledge",
        words("commit pledge earmark promise"),
        Role(("subject",), GIVERS),
        Role(("to", "object-to", "for", "object-for", "into", "object-into"), FUNDED, "nearest"),
        modality="planned",
        needs=SUMS,
        without=SHARES,
        examples=(
            Example(
                "JPMorgan has committed USD 1 billion to MP Materials.",
                ("company:jpmorgan finances company:mp-materials planned",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "provide for a programme",
        words("provide give allocate approve contribute"),
        Role(("subject",), GIVERS),
        Role(("to", "object-to", "for", "object-for", "into", "object-into", "under"), ("Programme", UNDERTAKING)),
        needs=SUMS,
        without=SHARES,
        examples=(
            Example(
                "Australia has allocated AUD 1.2 billion to the Critical Minerals Strategic Reserve.",
                ("state:australia finances agreement:aus-reserve asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "receive",
        words("receive obtain win get secure draw attract land"),
        Role(("from", "object-from", "by", "giver"), GIVERS, "nearest"),
        Role(("subject",), FUNDED),
        needs=LOANS,
        without=SHARES,
        examples=(
            Example(
                "Serra Verde secured a USD 465 million loan from the US International Development Finance Corporation.",
                ("agency:dfc finances company:serra-verde asserted",),
            ),
            Example(
                "Lynas secured A$200 million ($134 million) in funding from Japan.",
                ("state:japan finances company:lynas asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "loan from",
        MONEY,
        Role(("from", "by", "subject", "verb-from"), GIVERS, "nearest"),
        Role(("to", "for", "verb-subject", "verb-object", "verb-for", "verb-to"), FUNDED, "nearest"),
        under=RECEIVING,
        without=SHARES,
        examples=(
            Example(
                "Vulcan Elements is backed by a USD 620 million loan from the Office of Strategic Capital.",
                ("agency:us-osc finances company:vulcan-elements asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "loan to",
        MONEY,
        Role(("verb-subject", "from", "by", "possessor"), GIVERS),
        Role(
            ("to", "verb-to", "verb-indirect", "for", "verb-for", "in", "object", "verb-in"),
            FUNDED,
            "nearest",
            is_first=True,
        ),
        under=GIVING,
        without=SHARES,
        examples=(
            Example(
                "EXIM announced a loan of USD 120 million to Perpetua Resources.",
                ("agency:exim finances company:perpetua asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "awarded",
        words("award grant select give allocate lend offer choose"),
        Role(("subject", "by", "from", "under", "giver"), GIVERS),
        Role(("object",), FIRMS),
        needs=SUMS,
        without=SHARES,
        examples=(
            Example(
                "The US Department of Energy announced grants today. Perpetua Resources was awarded $48 million.",
                ("agency:us-doe finances company:perpetua asserted",),
            ),
            Example(
                "Perpetua Resources was awarded $24.8 million by the Department of Defense.",
                ("agency:us-dow finances company:perpetua asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "the rest goes to",
        words("go"),
        Role(("giver",), GIVERS),
        Role(("to",), FIRMS, "nearest"),
        needs=SUMS,
        without=SHARES,
        examples=(
            Example(
                "The US Department of Energy announced five awards. The last $50 million goes to Perpetua Resources.",
                ("agency:us-doe finances company:perpetua asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "somebody's debt",
        words("loan debt borrowing bond credit"),
        Role(("verb-subject",), GIVERS),
        Role(("possessor",), FIRMS),
        under=words("guarantee back underwrite insure cover extend"),
        examples=(
            Example(
                "Export Finance Australia guaranteed half of Arafura's loan.",
                ("agency:efa finances company:arafura asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "loan signed with",
        words("loan grant guarantee credit facility"),
        Role(("verb-subject",), ("Agency", "Bloc", "Country")),
        Role(("with", "verb-with", "to", "for"), FIRMS, "nearest"),
        under=words("sign agree conclude close complete"),
        without=SHARES,
        examples=(
            Example(
                "The European Investment Bank signed a EUR 120 million loan with Vulcan Energy.",
                ("agency:eib finances company:vulcan-energy asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "with money from",
        words("money loan grant funding support backing help guarantee payment"),
        Role(("from",), GIVERS, "nearest"),
        Role(("verb-object", "verb-subject"), FIRMS, "nearest", is_first=True),
        under=words("build construct develop begin start drill open expand finish restart reopen run advance"),
        without=SHARES,
        examples=(
            Example(
                "Perpetua Resources has begun drilling with a grant from the Department of Defense.",
                ("agency:us-dow finances company:perpetua asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "loan of",
        words("loan grant financing funding credit guarantee"),
        Role(("from", "by", "possessor"), GIVERS, "nearest"),
        Role(("to", "for"), FIRMS, "nearest"),
        examples=(
            Example(
                "A grant from the Department of Defense to South32 for the Hermosa project was praised.",
                ("agency:us-dow finances company:south32 asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "provide to a state",
        words("provide give grant offer lend pay allocate earmark mobilise mobilize contribute"),
        Role(("subject",), ("Agency", "Bloc", "Country")),
        Role(
            ("to", "object-to", "indirect", "in", "object-in", "for", "object-for", "object"), ("Country",), "nearest"
        ),
        needs=SUMS,
        without=SHARES,
        examples=(
            Example(
                "The European Union will provide EUR 350 million for infrastructure in South Africa.",
                ("bloc:eu finances state:south-africa planned",),
            ),
        ),
    ),
)
