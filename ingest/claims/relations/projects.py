"""
Mines and plants: who runs them, where they are, what they make, where they stand.
"""

from ingest.claims.pattern import STATE, Example, Pattern, Role, words

OWNER = ("Company", "Agency")
MINERALS = ("Mineral", "MineralGroup", "Material")
PLACES = ("Country", "Place", "Territory")
SHARES = frozenset(
    """% cent percent half third thirds quarter most majority bulk nearly almost all share dominates controls
    accounts""".split()
)
"Words of a share: what is then told is how much of the world's output, not that there is output."
SITE = Role(("object", "at", "object-at"), ("Project",), "subtree")

STAGES = {
    "separate separation": "stage:separation",
    "refine refining": "stage:refining",
    "process processing": "stage:processing",
    "recycle recycling": "stage:recycling",
    "smelt smelting": "stage:smelting",
}
WORKS = Role(("subject", "at", "object-at"), ("Project",))

PATTERNS: tuple[Pattern, ...] = (
    *(
        Pattern("coversStage", stage.partition(":")[2], words(verbs), WORKS, value=stage)
        for verbs, stage in STAGES.items()
    ),
    Pattern(
        "coversMineral",
        "treat",
        words("separate refine process recycle smelt mine treat contain"),
        WORKS,
        Role(("object", "object-of"), MINERALS, "subtree"),
        examples=(
            Example(
                "The Kingston plant will separate samarium and gadolinium.",
                (
                    "facility:kingston coversMineral mineral:samarium planned",
                    "facility:kingston coversMineral mineral:gadolinium planned",
                    "facility:kingston coversStage stage:separation planned",
                ),
            ),
        ),
    ),
    Pattern(
        "operates",
        "operate",
        words("operate run own manage develop restart reopen build construct"),
        Role(("subject",), OWNER),
        SITE,
        examples=(
            Example(
                "Glencore runs the Mutanda mine and Kamoto Copper Company, and CMOC owns Tenke Fungurume.",
                (
                    "company:glencore operates facility:mutanda asserted",
                    "company:glencore operates facility:kcc asserted",
                    "company:cmoc operates facility:tenke asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "operates",
        "operator",
        words("operator owner developer proprietor"),
        Role(("apposition-of", "cop-subject"), OWNER),
        Role(("object", "of"), ("Project",), "subtree"),
        examples=(
            Example(
                "Serra Verde, the owner of the Pela Ema mine, sells rare earths.",
                ("company:serra-verde operates facility:pela-ema asserted",),
            ),
        ),
    ),
    Pattern(
        "locatedIn",
        "located",
        words("locate situate lie sit base stand"),
        Role(("object", "subject"), ("Project",)),
        Role(("in", "at", "near"), PLACES, "subtree"),
        modality="asserted",
        examples=(
            Example(
                "The Epanko graphite project is located in Tanzania.",
                ("facility:epanko locatedIn state:tanzania asserted",),
            ),
        ),
    ),
    Pattern(
        "produces",
        "produce",
        words("produce mine make yield"),
        Role(("subject",), ("Company", "Project", STATE)),
        Role(("object",), MINERALS, "subtree"),
        without=SHARES,
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
        "producer",
        words("producer miner maker"),
        Role(("cop-subject", "apposition-of"), ("Company", "Project", STATE)),
        Role(("object", "of", "modifier"), MINERALS, "subtree"),
        without=SHARES,
        examples=(
            Example(
                "Lynas is a producer of rare earths.",
                ("company:lynas produces group:ree asserted",),
            ),
        ),
    ),
    Pattern(
        "hasReserves",
        "hold reserves",
        words("hold have possess own boast contain sit"),
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
        "projectStatus",
        "build",
        words("build construct erect"),
        Role(("object",), ("Project",)),
        value="construction",
        examples=(
            Example(
                "Korea Zinc is building the Tennessee smelter.",
                ("facility:tennessee-smelter projectStatus construction asserted",),
            ),
            Example(
                "Lynas plans to build the Seadrift plant.",
                ("facility:seadrift projectStatus planned asserted",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "under construction",
        words("construction"),
        Role(("cop-subject", "object", "apposition-of"), ("Project",)),
        value="construction",
        needs=words("under began begun start started starts"),
        examples=(
            Example(
                "Thacker Pass is under construction.",
                ("facility:thacker-pass projectStatus construction asserted",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "plan",
        words("plan propose"),
        Role(("object",), ("Project",)),
        value="planned",
        modality="asserted",
    ),
    Pattern(
        "projectStatus",
        "operational",
        words("operational inaugurate commission open start_production begin_production in_operation in_production"),
        Role(("cop-subject", "object", "subject"), ("Project",)),
        value="operational",
        examples=(
            Example(
                "The Eneabba refinery is operational.",
                ("facility:eneabba projectStatus operational asserted",),
            ),
        ),
    ),
)
