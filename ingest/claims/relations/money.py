"""
Money and metal between actors: loans, investments, stakes, purchases.
"""

from ingest.claims.pattern import ACTOR, Example, Pattern, Role, words

FIRMS = ("Company", "Project")
GIVER = Role(("subject", "governor-subject", "possessor", "from", "by"), (ACTOR,))
LOANS = words(
    """loan loans lend lends lending lent financing finance finances financed credit debt grant grants fund funds
    funding funded guarantee guarantees award awards award awarded facility backing package $ usd eur"""
)
STAKES = words(
    """stake stakes stock equity shares shareholder shareholding % cent percent interest interests warrants owner
    majority minority half part"""
)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "finances",
        "finance",
        words("lend finance fund loan"),
        GIVER,
        Role(
            ("object", "to", "object-to", "for", "object-for", "indirect", "at", "modifier", "topic"),
            (*FIRMS, "Programme"),
        ),
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
        words("provide give grant award extend approve offer raise arrange commit guarantee back disburse"),
        Role(("subject",), ("Agency", "Company", "Bloc", "Country")),
        Role(("to", "object-to", "for", "object-for", "indirect", "object"), FIRMS, "subtree"),
        needs=LOANS,
        examples=(
            Example(
                "The US Department of Energy approved a loan of USD 2.26 billion for Lithium Americas.",
                ("agency:us-doe finances company:lithium-americas asserted",),
            ),
        ),
    ),
    Pattern(
        "finances",
        "receive",
        words("receive obtain win get secure draw"),
        Role(("from", "object-from"), ("Agency", "Company", "Bloc", "Country")),
        Role(("subject",), FIRMS),
        needs=LOANS,
        examples=(
            Example(
                "Serra Verde secured a USD 465 million loan from the US International Development Finance Corporation.",
                ("agency:dfc finances company:serra-verde asserted",),
            ),
        ),
    ),
    Pattern(
        "investsIn",
        "invest",
        words("invest inject pour pump plough investment"),
        GIVER,
        Role(("in", "object-in", "into", "object-into"), (*FIRMS, "Country", "Programme")),
        examples=(
            Example(
                "Eni invests in Nouveau Monde Graphite.",
                ("company:eni investsIn company:nmg asserted",),
            ),
        ),
    ),
    Pattern(
        "investsIn",
        "put money into",
        words("put"),
        Role(("subject",), (ACTOR,)),
        Role(("into", "object-into"), (*FIRMS, "Country")),
        needs=words("money $ usd eur million billion capital"),
    ),
    Pattern(
        "equityStakeIn",
        "take",
        words("buy take acquire hold own get purchase secure convert control pay"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "of", "object-in", "object-of", "object", "for"), FIRMS, "subtree"),
        needs=STAKES,
        examples=(
            Example(
                "The Pentagon bought a 15 per cent stake in MP Materials.",
                ("agency:us-dow equityStakeIn company:mp-materials asserted",),
            ),
            Example(
                "General Motors owns 38% of Thacker Pass.",
                ("company:gm equityStakeIn facility:thacker-pass asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "stake",
        words("stake shareholder shareholding"),
        Role(("governor-subject", "possessor", "cop-subject", "modifier"), (ACTOR,)),
        Role(("in", "of", "object"), FIRMS, "subtree"),
    ),
    Pattern(
        "offtakeFrom",
        "buy",
        words("buy purchase take offtake source procure"),
        Role(("subject",), (ACTOR,)),
        Role(("from", "object-from"), FIRMS, "subtree"),
        without=STAKES,
        examples=(
            Example(
                "Apple will buy magnets from MP Materials.",
                ("company:apple offtakeFrom company:mp-materials planned",),
            ),
        ),
    ),
    Pattern(
        "offtakeFrom",
        "supply",
        words("supply sell deliver"),
        Role(("to", "object-to", "indirect", "with-object", "object"), ("Company", "Agency")),
        Role(("subject",), FIRMS),
        examples=(
            Example(
                "Noveon Magnetics will supply magnets to General Motors.",
                ("company:gm offtakeFrom company:noveon planned",),
            ),
        ),
    ),
)
