"""
Money put into firms, sites and states for a share of what comes of it: who invests, acquires, builds for a sum.
"""

from ingest.claims.pattern import ACTOR, Example, Pattern, Role, words
from ingest.claims.relations.money import FIRMS, SHARES, SUMS

GIVER = Role(("subject", "governor-subject", "possessor", "from", "by"), (ACTOR,))

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "investsIn",
        "invest",
        words("invest inject pour pump plough investment"),
        GIVER,
        Role(("in", "object-in", "into", "object-into"), (*FIRMS, "Country", "Programme"), "nearest"),
        examples=(
            Example(
                "Eni invests in Nouveau Monde Graphite.",
                ("company:eni investsIn company:nmg asserted",),
            ),
            Example(
                "The Australian government agreed to invest A$200mn into the Nolans project.",
                ("state:australia investsIn facility:nolans planned",),
            ),
        ),
    ),
    Pattern(
        "investsIn",
        "put money into",
        words("put"),
        Role(("subject",), (ACTOR,)),
        Role(("into", "object-into"), (*FIRMS, "Country")),
        needs=words("money million billion capital"),
        examples=(
            Example(
                "Eni has put USD 1 billion into Nouveau Monde Graphite.",
                ("company:eni investsIn company:nmg asserted",),
            ),
        ),
    ),
    Pattern(
        "investsIn",
        "make an investment",
        words("investment"),
        Role(("verb-subject",), (ACTOR,)),
        Role(("in", "into", "verb-in", "verb-into"), (*FIRMS, "Country", "Programme"), "nearest"),
        under=words("make announce plan complete agree approve close pledge propose consider expand"),
        examples=(
            Example(
                "Apple announced an investment of USD 500 million in MP Materials.",
                ("company:apple investsIn company:mp-materials asserted",),
            ),
        ),
    ),
    Pattern(
        "investsIn",
        "acquire",
        words("buy acquire purchase take_over"),
        Role(("subject",), (ACTOR,)),
        Role(("object",), FIRMS),
        without=SHARES | words("% cent percent"),
        examples=(
            Example(
                "MP Materials will acquire Vulcan Elements.",
                ("company:mp-materials investsIn company:vulcan-elements planned",),
            ),
        ),
    ),
    Pattern(
        "investsIn",
        "build for a sum",
        words("build construct erect"),
        Role(("subject",), ("Company",)),
        Role(("object",), ("Project",)),
        needs=SUMS,
        without=words("received grant grants loan awarded award secured"),
        examples=(
            Example(
                "Korea Zinc plans to build a smelter in Tennessee for USD 7.4 billion.",
                ("company:korea-zinc investsIn facility:tennessee-smelter planned",),
            ),
        ),
    ),
)
