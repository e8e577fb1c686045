"""
What is dug and made: who produces which mineral or part, and who has it in the ground.
"""

from ingest.claims.pattern import STATE, Example, Pattern, Role, words
from ingest.mentions.marks import MINERALS

GOODS = (*MINERALS, "Component")
SHARES = frozenset(
    """% cent percent half third thirds quarter fifth tenth twentieth most majority bulk nearly almost all share
    dominates controls accounts""".split()
)
"Words of a share: what is then told is how much of the world's output, not that there is output."

WORLD = frozenset("world global dominates controls accounts share".split())
"Words by which a share of an output is one of the world's."

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "produces",
        "produce",
        words("produce mine make yield manufacture extract recover turn_out pour"),
        Role(("subject",), ("Company", "Project", STATE)),
        Role(("object", "object-of"), GOODS, "subtree"),
        without=SHARES | words("technology technologies equipment"),
        examples=(
            Example(
                "Rwanda produces tin, tungsten and tantalum.",
                (
                    "state:rwanda produces mineral:tin asserted",
                    "state:rwanda produces mineral:tungsten asserted",
                    "state:rwanda produces mineral:tantalum asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "produces",
        "separate",
        words("separate refine recycle smelt"),
        Role(("subject",), ("Company",)),
        Role(("object", "object-of"), GOODS, "subtree"),
        without=SHARES,
        examples=(Example("Lynas will separate heavy rare earths.", ("company:lynas produces group:hree planned",)),),
    ),
    Pattern(
        "produces",
        "product",
        words("product"),
        Role(("possessor", "object"), ("Company", "Project")),
        Role(("cop-predicate", "apposition"), GOODS, "subtree"),
        examples=(
            Example(
                "Lynas runs a plant in Malaysia. Its main products are neodymium and praseodymium.",
                (
                    "company:lynas produces mineral:neodymium asserted",
                    "company:lynas produces mineral:praseodymium asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "produces",
        "capacity",
        words("capacity"),
        Role(("possessor", "verb-subject", "of"), ("Company", "Project")),
        Role(("for", "of", "object", "modifier"), MINERALS, "subtree"),
        modality="planned",
        without=WORLD,
        score=0.7,
    ),
    Pattern(
        "produces",
        "output",
        words("production output"),
        Role(("possessor", "modifier", "by", "subject", "at", "in"), ("Company", "Project", STATE)),
        Role(("object", "of", "modifier"), MINERALS, "subtree"),
        without=WORLD,
        examples=(Example("Chile's production of lithium rose.", ("state:chile produces mineral:lithium asserted",)),),
    ),
    Pattern(
        "produces",
        "producer",
        words("producer miner maker refiner supplier"),
        Role(("cop-subject", "apposition-of", "apposition", "names"), ("Company", "Project", STATE)),
        Role(("object", "of", "modifier"), MINERALS, "subtree"),
        without=WORLD,
        examples=(
            Example(
                "The rare-earth producer Lynas wants money.",
                ("company:lynas produces group:ree asserted",),
            ),
            Example(
                "Myanmar, the third largest producer of rare earths, closed its border.",
                ("state:myanmar produces group:ree asserted",),
            ),
            Example(
                "Lynas is a producer of rare earths.",
                ("company:lynas produces group:ree asserted",),
            ),
        ),
    ),
    Pattern(
        "hasReserves",
        "hold reserves",
        words("hold have possess own boast contain sit host"),
        Role(("subject",), (STATE, "Project", "Company")),
        Role(("object", "object-of", "on", "of", "object-in"), MINERALS, "subtree"),
        needs=words("reserve reserves deposit deposits resource resources tonnes tons"),
        examples=(
            Example(
                "Brazil holds large reserves of niobium and graphite.",
                (
                    "state:brazil hasReserves mineral:niobium asserted",
                    "state:brazil hasReserves mineral:graphite asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "hasReserves",
        "home to",
        words("home rich"),
        Role(("cop-subject", "apposition-of", "subject"), (STATE,)),
        Role(("to", "in"), MINERALS, "subtree"),
        needs=words("reserve reserves deposit deposits resource resources rich"),
    ),
    Pattern(
        "hasReserves",
        "reserves of",
        words("reserve reserves deposit deposits resource resources"),
        Role(("possessor", "modifier", "verb-subject"), (STATE, "Project", "Company")),
        Role(("object", "of", "modifier"), MINERALS, "subtree"),
        modality="asserted",
        under=words("be hold have possess own boast estimate put rank account list"),
        examples=(
            Example(
                "Greenland's deposits of rare earths are estimated at 36 million tonnes.",
                ("state:greenland hasReserves group:ree asserted",),
            ),
        ),
    ),
)
