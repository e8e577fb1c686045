"""
Who holds or buys how much of a company or a project.
"""

from ingest.claims.pattern import ACTOR, Example, Pattern, Role, words

FIRMS = ("Company", "Project")
STAKES = words(
    """stake stakes stock equity shares shareholder shareholding % cent percent interest interests warrants owner
    majority minority half part quarter third"""
)
HOLDING = words(
    """buy take hold have acquire get own secure receive become convert raise increase seek gain keep retain sell lift
    obtain purchase control demand be remain"""
)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "equityStakeIn",
        "take",
        words("buy take acquire hold own get purchase secure convert control pay keep retain receive seek gain earn"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "of", "object-in", "object-of", "object", "for"), FIRMS, "nearest"),
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
            Example(
                "General Motors will own a 3% stake in Vulcan Elements, up from 0.3%.",
                ("company:gm equityStakeIn company:vulcan-elements planned",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "stake",
        words("stake shareholder shareholding shares interest owner"),
        Role(("governor-subject", "verb-subject", "possessor", "cop-subject", "modifier", "by"), (ACTOR,)),
        Role(("in", "of", "object", "verb-in"), FIRMS, "nearest"),
        needs=words("stake shareholder shareholding % cent percent minority majority equity shares"),
        examples=(
            Example(
                "The Pentagon became the largest shareholder of MP Materials.",
                ("agency:us-dow equityStakeIn company:mp-materials asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "purchase of a share",
        words("purchase acquisition sale"),
        Role(("by", "subject", "possessor", "to"), (ACTOR,)),
        Role(("object", "of", "in"), FIRMS, "nearest"),
        needs=STAKES,
        examples=(
            Example(
                "The regulator cleared Iwatani's purchase of a 40 per cent interest in Carester.",
                ("company:iwatani equityStakeIn company:carester asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "subsidiary",
        words("subsidiary affiliate unit"),
        Role(("object", "of"), (ACTOR,)),
        Role(("cop-subject", "apposition-of"), ("Company",)),
        examples=(
            Example(
                "Vulcan Elements is a subsidiary of MP Materials.",
                ("company:mp-materials equityStakeIn company:vulcan-elements asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "parent",
        words("parent owner"),
        Role(("cop-subject", "apposition-of"), (ACTOR,)),
        Role(("object", "of"), ("Company",)),
        examples=(
            Example(
                "MP Materials, the owner of Vulcan Elements, makes magnets.",
                ("company:mp-materials equityStakeIn company:vulcan-elements asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "own a company",
        words("own"),
        Role(("subject",), (ACTOR,)),
        Role(("object",), ("Company",)),
        without=STAKES,
        examples=(
            Example(
                "Vulcan Elements is owned by MP Materials.",
                ("company:mp-materials equityStakeIn company:vulcan-elements asserted",),
            ),
        ),
    ),
)
