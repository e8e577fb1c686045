"""
Who holds or buys how much of a company or a project.
"""

from ingest.claims.pattern import ACTOR, Example, Pattern, Role, words

FIRMS = ("Company", "Project")
STAKES = words(
    """stake stakes stock equity shares shareholder shareholders shareholding holding % cent percent pc interest
    interests warrants owner majority minority half part quarter third fifth tenth"""
)
PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "equityStakeIn",
        "take",
        words(
            """buy take acquire hold own get purchase secure convert control pay keep retain receive seek gain earn
            raise increase lift boost up cut reduce farm"""
        ),
        Role(("subject",), (ACTOR,)),
        Role(("in", "of", "object-in", "object-of", "object", "for", "into"), FIRMS, "nearest"),
        needs=STAKES,
        examples=(
            Example(
                "Beira Metals, in which Apple took 12 per cent in spring, lost its case.",
                ("company:apple equityStakeIn company:xb1fd69942dd2 asserted",),
            ),
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
        words("stake shareholder shareholding shares interest owner holding"),
        Role(("governor-subject", "verb-subject", "possessor", "cop-subject", "modifier", "by"), (ACTOR,)),
        Role(("in", "of", "object", "verb-in"), FIRMS, "nearest"),
        needs=words("stake shareholder shareholding holding % cent percent pc minority majority equity shares"),
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
        "somebody's shareholder",
        words("shareholder stockholder investor holder"),
        Role(("apposition-of", "cop-subject"), (ACTOR,)),
        Role(("possessor", "object", "of", "in", "firm"), FIRMS, "nearest"),
        needs=words("shareholder stockholder holder investor % percent cent majority"),
        examples=(
            Example(
                "General Motors, Arafura's largest shareholder, has confirmed its support.",
                ("company:gm equityStakeIn company:arafura asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "subsidiary by name",
        words("subsidiary affiliate unit arm"),
        Role(("possessor",), ("Company",)),
        Role(("apposition", "names"), ("Company",)),
        examples=(
            Example(
                "MP Materials' subsidiary Vulcan Elements makes magnets.",
                ("company:mp-materials equityStakeIn company:vulcan-elements asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "belong",
        words("belong"),
        Role(("to",), (ACTOR,)),
        Role(("subject",), FIRMS),
        examples=(
            Example(
                "The Stibnite mine belongs to Perpetua Resources.",
                ("company:perpetua equityStakeIn facility:stibnite asserted",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "sell out",
        words("sell exit divest offload dump"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "of", "object-in", "object-of"), FIRMS, "nearest"),
        modality="negated",
        needs=words("its their entire remaining"),
        without=words("tonnes tons option plan plans may could would wants"),
        examples=(
            Example(
                "General Motors sold its stake in Vulcan Elements.",
                ("company:gm equityStakeIn company:vulcan-elements negated",),
            ),
        ),
    ),
    Pattern(
        "equityStakeIn",
        "put in for a share",
        words("put pay invest inject"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "into", "object-in", "for", "object-of", "firm"), FIRMS, "nearest"),
        needs=words("stake shares % cent percent pc holding shareholding"),
        without=words("grant loan grants loans"),
        examples=(
            Example(
                "Arafura owns Nolans. Arafura needs Arafura. Apple is putting in USD 8 million for an 18% stake.",
                ("company:apple equityStakeIn company:arafura asserted",),
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
