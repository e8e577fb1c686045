"""
What an agreement or measure is about: minerals and stages.
"""

from ingest.claims.pattern import UNDERTAKING, Example, Pattern, Role, words
from ingest.mentions.marks import MINERALS

SCOPE = words(
    """cover include span concern address encompass involve focus target deal apply comprise extend support promote
    coordinate strengthen secure finance identify cooperate collaborate list affect hit capture add name concentrate
    mention work speak favour favor touch license"""
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
        "are its subject",
        words("subject topic theme focus priority"),
        Role(("object", "of", "possessor", "topic"), (UNDERTAKING,)),
        Role(("cop-subject", "cop-predicate"), MINERALS, "subtree"),
        examples=(
            Example(
                "The US-EU memorandum was published. Gallium and germanium are its subjects.",
                (
                    "agreement:us-eu-mou coversMineral mineral:gallium asserted",
                    "agreement:us-eu-mou coversMineral mineral:germanium asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "coversMineral",
        "minerals are",
        words("mineral metal"),
        Role(("object", "of", "in", "topic"), (UNDERTAKING, "Project")),
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
        "coversStage",
        "areas of work",
        words("area field chapter pillar subject topic"),
        Role(("object", "of", "possessor", "topic"), (UNDERTAKING,)),
        Role(("cop-predicate",), ("Stage",), "subtree"),
        examples=(
            Example(
                "The US-Mexico Action Plan was published. Other areas of work are exploration and recycling.",
                (
                    "agreement:us-mexico coversStage stage:exploration asserted",
                    "agreement:us-mexico coversStage stage:recycling asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "coversStage",
        "a line at",
        words("line unit circuit plant facility capacity"),
        Role(("at", "verb-at", "object-at"), ("Project",)),
        Role(("modifier",), ("Stage",)),
        examples=(
            Example(
                "A recycling line will be built at Mountain Pass.",
                ("facility:mountain-pass coversStage stage:recycling planned",),
            ),
        ),
    ),
)
