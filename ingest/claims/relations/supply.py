"""
Who supplies whom: export restrictions, shares, dependence, mines and money.
"""

from ingest.claims.pattern import ACTOR, STATE, Example, Pattern, Role, words

MINERALS = ("Mineral", "MineralGroup", "Material")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "restrictsExportOf",
        "restrict",
        words(
            "restrict ban curb halt bar limit control block prohibit tighten require impose cap suspend introduce stop"
        ),
        Role(("subject", "by"), (STATE, "Agency")),
        Role(
            ("object", "of", "on", "object-of", "object-on", "object-for", "for", "over", "object-over"),
            MINERALS,
            "subtree",
        ),
        is_event=True,
        needs=frozenset(
            {
                "export",
                "exports",
                "shipments",
                "licence",
                "licences",
                "license",
                "licenses",
                "exporting",
                "shipment",
                "exporters",
            }
        ),
        examples=(
            Example(
                "China restricts exports of gallium and germanium.",
                (
                    "state:china restrictsExportOf mineral:gallium asserted",
                    "state:china restrictsExportOf mineral:germanium asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "restrictsExportOf",
        "restriction",
        words("restriction ban curb control embargo quota"),
        Role(("modifier", "possessor", "by"), (STATE,)),
        Role(("on", "of", "object", "modifier", "over", "for"), MINERALS, "subtree"),
        needs=frozenset({"export", "exports", "shipments"}),
    ),
    Pattern(
        "shareOf",
        "dominate",
        words(
            "dominate control account produce refine process supply hold mine separate make handle represent provide"
        ),
        Role(("subject",), (STATE,)),
        Role(("object", "for", "of", "object-of", "in", "object-in"), MINERALS, "subtree"),
        needs=frozenset(
            {
                "dominates",
                "dominate",
                "controls",
                "control",
                "%",
                "cent",
                "percent",
                "accounts",
                "account",
                "share",
                "most",
                "majority",
                "half",
                "dominated",
                "nearly",
                "third",
                "thirds",
                "all",
                "bulk",
                "almost",
            }
        ),
        examples=(
            Example("China dominates the refining of gallium.", ("state:china shareOf mineral:gallium asserted",)),
        ),
    ),
    Pattern(
        "shareOf",
        "dominance",
        words("dominance grip monopoly share hold"),
        Role(("object", "possessor", "modifier"), (STATE,)),
        Role(("in", "on", "over", "of", "sentence"), MINERALS, "subtree"),
    ),
    Pattern(
        "dependsOn",
        "depend",
        words("depend rely reliant dependent reliance dependence import buy source get"),
        Role(("subject", "possessor", "cop-subject", "modifier"), (STATE,)),
        Role(("on", "upon", "from", "object-from", "object-on"), (STATE,)),
        needs=frozenset(
            {
                "depend",
                "depends",
                "rely",
                "relies",
                "reliant",
                "dependent",
                "reliance",
                "dependence",
                "%",
                "cent",
                "percent",
                "depended",
                "relied",
                "relying",
            }
        ),
        examples=(Example("Japan depends on China for rare earths.", ("state:japan dependsOn state:china asserted",)),),
    ),
    Pattern(
        "operates",
        "operate",
        words("operate run own"),
        Role(("subject",), ("Company",)),
        Role(("object", "at"), ("Project",), "subtree"),
    ),
    Pattern(
        "produces",
        "produce",
        words("produce mine make"),
        Role(("subject",), ("Company", "Project")),
        Role(("object",), MINERALS, "subtree"),
    ),
    Pattern(
        "equityStakeIn",
        "stake",
        words("buy take acquire hold own get"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "of", "object-in", "object-of"), ("Company", "Project")),
        needs=frozenset({"stake", "stakes", "stock", "equity", "shares", "shareholder", "%", "cent", "percent"}),
    ),
    Pattern(
        "finances",
        "finance",
        words("lend finance fund loan"),
        Role(("subject",), (ACTOR,)),
        Role(("object", "to", "object-to", "for", "object-for", "indirect", "at"), ("Company", "Project")),
    ),
    Pattern(
        "investsIn",
        "invest",
        words("invest"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "object-in"), ("Company", "Project", "Country")),
    ),
    Pattern(
        "offtakeFrom",
        "offtake",
        words("buy purchase take"),
        Role(("subject",), (ACTOR,)),
        Role(("from", "object-from"), ("Company", "Project")),
    ),
    Pattern(
        "locatedIn",
        "located",
        words("locate"),
        Role(("object", "subject"), ("Project",)),
        Role(("in", "at"), ("Country", "Place", "Territory")),
    ),
)
