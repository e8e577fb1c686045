"""
What an agreement or measure is about: minerals, stages, instruments considered and adopted.
"""

from ingest.claims.pattern import STATE, UNDERTAKING, Example, Pattern, Role, words

SCOPE = words(
    """cover include span concern address encompass involve focus target deal apply comprise extend support promote
    coordinate strengthen secure finance identify cooperate collaborate list affect hit capture add name concentrate
    mention work"""
)
SCOPE_OBJECT = (
    "object",
    "on",
    "in",
    "with",
    "to",
    "from",
    "across",
    "of",
    "object-in",
    "object-from",
    "object-across",
    "object-spanning",
    "at",
)
AGENT = Role(("subject", "topic"), (UNDERTAKING,))
MINERALS = ("Mineral", "MineralGroup", "Material")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "coversMineral",
        "cover",
        SCOPE - words("support finance coordinate mention"),
        AGENT,
        Role(SCOPE_OBJECT, MINERALS, "subtree"),
        examples=(
            Example(
                "The US-EU memorandum covers gallium and germanium.",
                (
                    "agreement:us-eu-mou coversMineral mineral:gallium asserted",
                    "agreement:us-eu-mou coversMineral mineral:germanium asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "coversMineral",
        "treat",
        words("contain separate"),
        Role(("subject",), ("Project",)),
        Role(("object",), MINERALS, "subtree"),
        examples=(
            Example(
                "A line at Mountain Pass will separate heavy rare earths.",
                ("facility:mountain-pass coversMineral group:hree planned",),
            ),
        ),
    ),
    Pattern(
        "coversMineral",
        "minerals are",
        words("mineral metal"),
        Role(("object", "of", "in", "topic"), (UNDERTAKING,)),
        Role(("cop-predicate",), MINERALS, "subtree"),
        examples=(
            Example(
                "The minerals named in the US-EU memorandum are lithium, nickel and cobalt.",
                (
                    "agreement:us-eu-mou coversMineral mineral:lithium asserted",
                    "agreement:us-eu-mou coversMineral mineral:cobalt asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "coversMineral",
        "choose",
        words("choose select pick designate"),
        Role(("for", "object-for"), (UNDERTAKING,), "subtree"),
        Role(("object",), MINERALS, "subtree"),
        examples=(
            Example(
                "Australia chose antimony and gallium for its Critical Minerals Strategic Reserve.",
                (
                    "agreement:aus-reserve coversMineral mineral:antimony asserted",
                    "agreement:aus-reserve coversMineral mineral:gallium asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "coversMineral",
        "buy",
        words("buy purchase acquire stockpile store"),
        Role(("subject", "topic"), ("Programme",)),
        Role(("object",), MINERALS, "subtree"),
        examples=(
            Example(
                "Project Vault will buy gallium and cobalt first.",
                ("agreement:vault coversMineral mineral:gallium planned",),
            ),
        ),
    ),
    Pattern(
        "coversMineral",
        "leave out",
        words("exclude exempt omit spare"),
        AGENT,
        Role(("object",), MINERALS, "subtree"),
        modality="negated",
        examples=(
            Example(
                "The US-EU memorandum excludes nickel.",
                ("agreement:us-eu-mou coversMineral mineral:nickel negated",),
            ),
        ),
    ),
    Pattern(
        "coversStage",
        "cover",
        SCOPE,
        AGENT,
        Role(SCOPE_OBJECT, ("Stage",), "subtree"),
        examples=(
            Example(
                "The US-Japan framework covers mining, separation and recycling.",
                ("agreement:us-japan-fw coversStage stage:mining asserted",),
            ),
        ),
    ),
    Pattern(
        "coversStage",
        "span",
        words("span"),
        Role(("topic",), (UNDERTAKING,)),
        Role(("object", "from", "object-from"), ("Stage",), "subtree"),
    ),
    Pattern(
        "considersInstrument",
        "consider",
        words("consider explore study examine weigh discuss look mull assess evaluate envisage include consult option"),
        Role(("subject", "object", "topic"), (UNDERTAKING,)),
        Role(
            ("object", "at", "into", "on", "for", "of", "object-of", "clause", "cop-subject"),
            ("Instrument",),
            "subtree",
        ),
        modality="possible",
        needs=frozenset(
            {
                "could",
                "may",
                "might",
                "consider",
                "explore",
                "exploring",
                "study",
                "look",
                "option",
                "options",
                "possible",
                "consult",
                "discuss",
                "examine",
                "weigh",
                "considering",
                "explored",
            }
        ),
        examples=(
            Example(
                "The US-EU memorandum could include price floors.",
                ("agreement:us-eu-mou considersInstrument instrument:price_floor possible",),
            ),
        ),
    ),
    Pattern(
        "considersInstrument",
        "may impose",
        words("impose introduce levy set use"),
        Role(("topic",), ("TradeMeasure", "Law")),
        Role(("object",), ("Instrument",), "subtree"),
        modality="possible",
        needs=words("may might could"),
        examples=(
            Example(
                "Proclamation 11001 was signed. If the talks fail, the President may impose tariffs.",
                ("agreement:s232 considersInstrument instrument:tariff possible",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "state adopts",
        words("impose announce introduce levy raise adopt launch set_up establish create use"),
        Role(("subject",), (STATE, "Agency")),
        Role(("object",), ("Instrument",)),
        is_event=True,
        without=words("agreement memorandum framework pact deal plan"),
        examples=(
            Example(
                "The United States imposed tariffs on Chinese graphite.",
                ("state:united-states adoptsInstrument instrument:tariff asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "include",
        words("include contain comprise provide foresee"),
        Role(("subject",), (UNDERTAKING,)),
        Role(("object", "for"), ("Instrument",), "subtree"),
        without=words("could may might possible possibly options option consider explore"),
        examples=(
            Example(
                "The US-Japan framework includes price floors and stockpiles.",
                ("agreement:us-japan-fw adoptsInstrument instrument:price_floor asserted",),
            ),
            Example(
                "The US-Japan framework provides for a joint stockpile.",
                ("agreement:us-japan-fw adoptsInstrument instrument:stockpile asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "tools are",
        words("instrument tool"),
        Role(("object", "of", "topic"), (UNDERTAKING,)),
        Role(("cop-predicate",), ("Instrument",), "subtree"),
        without=words("could may might possible possibly options option considered explored"),
        examples=(
            Example(
                "The instruments of the US-Japan framework are grants, guarantees and loans.",
                (
                    "agreement:us-japan-fw adoptsInstrument instrument:grant asserted",
                    "agreement:us-japan-fw adoptsInstrument instrument:loan asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "adopt",
        words(
            """set_up introduce establish adopt impose provide use guarantee require create apply support set mobilise
            mobilize deploy offer grant finance fund back streamline accelerate speed contain underwrite"""
        ),
        Role(("subject", "topic"), (UNDERTAKING,)),
        Role(("object", "by", "through", "with", "via"), ("Instrument",), "subtree"),
        examples=(
            Example(
                "The US-Japan framework provides grants and loans.",
                (
                    "agreement:us-japan-fw adoptsInstrument instrument:grant asserted",
                    "agreement:us-japan-fw adoptsInstrument instrument:loan asserted",
                ),
            ),
        ),
    ),
)
