"""
Who supplies whom: export restrictions, shares, dependence.
"""

from ingest.claims.pattern import STATE, Example, Pattern, Role, words
from ingest.mentions.marks import MINERALS

GOODS = (*MINERALS, "Component")
TARGETS = ("object", "of", "on", "object-of", "object-on", "object-for", "for", "over", "object-over")
EXPORTS = words("export exports shipments licence licences license licenses exporting shipment exporters")
CONTROLS = words("ban bans controls restrictions curbs rules licensing")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "restrictsExportOf",
        "restrict",
        words("restrict ban curb bar limit control block prohibit tighten require impose cap introduce put place"),
        Role(("subject", "by"), (STATE, "Agency"), for_home=True),
        Role(TARGETS, MINERALS, "subtree"),
        is_event=True,
        needs=EXPORTS,
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
        "restriction announced",
        words("restriction ban curb control embargo quota limit"),
        Role(("verb-subject",), (STATE, "Agency"), for_home=True),
        Role(
            ("on", "of", "object", "modifier", "over", "for", "verb-on", "verb-for", "verb-over"), MINERALS, "subtree"
        ),
        is_event=True,
        needs=EXPORTS,
        under=words("announce impose introduce issue unveil set adopt slap place put extend widen expand publish add"),
        examples=(
            Example(
                "China's Ministry of Commerce announced restrictions on the export of gallium and germanium.",
                (
                    "state:china restrictsExportOf mineral:gallium asserted",
                    "state:china restrictsExportOf mineral:germanium asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "restrictsExportOf",
        "controls cover",
        words("cover include apply target hit affect concern span"),
        Role(("subject",), (STATE,), "subtree"),
        Role(("object", "to"), MINERALS, "subtree"),
        needs=words("controls restrictions curbs ban"),
        examples=(
            Example(
                "Beijing's export controls cover tungsten and tellurium.",
                ("state:china restrictsExportOf mineral:tungsten asserted",),
            ),
        ),
    ),
    Pattern(
        "restrictsExportOf",
        "stop shipments",
        words("suspend halt stop"),
        Role(("subject", "by"), (STATE, "Agency"), for_home=True),
        Role(TARGETS, MINERALS, "subtree"),
        is_event=True,
        needs=EXPORTS,
        without=CONTROLS,
        examples=(
            Example(
                "Indonesia has halted exports of nickel.",
                ("state:indonesia restrictsExportOf mineral:nickel asserted",),
            ),
        ),
    ),
    Pattern(
        "restrictsExportOf",
        "ended",
        words("suspension lifting removal pause suspend lift"),
        Role(("possessor", "subject", "by"), (STATE, "Agency"), for_home=True),
        Role(TARGETS, MINERALS, "subtree"),
        modality="background",
        needs=CONTROLS,
        examples=(
            Example(
                "China suspended its ban on exports of gallium and germanium to the United States.",
                ("state:china restrictsExportOf mineral:gallium background",),
            ),
        ),
    ),
    Pattern(
        "restrictsExportOf",
        "restriction",
        words("restriction ban curb control embargo quota"),
        Role(("modifier", "possessor", "by"), (STATE, "Agency"), for_home=True),
        Role(("on", "of", "object", "modifier", "over", "for"), MINERALS, "subtree"),
        needs=frozenset({"export", "exports", "shipments"}),
        without=words("suspend suspends suspended suspension pause paused lift lifted lifting"),
    ),
    Pattern(
        "shareOf",
        "dominate",
        words(
            "dominate control account produce refine process supply hold mine separate make handle represent provide"
        ),
        Role(("subject",), (STATE,)),
        Role(("object", "for", "of", "object-of", "in", "object-in"), GOODS, "subtree"),
        without=words("imports import demand needs requirements consumption"),
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
        Role(("object", "possessor", "modifier", "verb-subject"), (STATE,)),
        Role(("in", "on", "over", "of", "sentence"), MINERALS, "subtree"),
        examples=(
            Example("China has a near monopoly on heavy rare earths.", ("state:china shareOf group:hree asserted",)),
        ),
    ),
    Pattern(
        "dependsOn",
        "depend",
        words("depend rely reliant dependent import-reliant reliance dependence import buy source get obtain receive"),
        Role(("subject", "possessor", "cop-subject", "modifier"), (STATE, "Company")),
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
                "import-reliant",
                "half",
                "third",
                "most",
                "majority",
                "bulk",
            }
        ),
        examples=(
            Example("Japan depends on China for rare earths.", ("state:japan dependsOn state:china asserted",)),
            Example(
                "The U.S. gets about half its supply of gallium from China.",
                ("state:united-states dependsOn state:china asserted",),
            ),
        ),
    ),
    Pattern(
        "dependsOn",
        "imports come from",
        words("come originate stem arrive"),
        Role(("subject",), (STATE,), "subtree"),
        Role(("from",), (STATE,), "nearest"),
        needs=words("imports import supply supplies demand needs"),
        examples=(
            Example(
                "About 55 per cent of US rare earth imports come from China.",
                ("state:united-states dependsOn state:china asserted",),
            ),
        ),
    ),
    Pattern(
        "dependsOn",
        "supplies the imports of",
        words("supply provide account meet cover deliver"),
        Role(("object", "for", "object-of"), (STATE,), "subtree"),
        Role(("subject",), (STATE,)),
        needs=words("% cent percent half most third quarter majority"),
        examples=(
            Example(
                "China supplies 98% of the EU's rare earth magnets.",
                ("bloc:eu dependsOn state:china asserted",),
            ),
        ),
    ),
    Pattern(
        "dependsOn",
        "reliance",
        words("dependence dependency dependancy reliance"),
        Role(("verb-subject", "possessor", "modifier"), (STATE,)),
        Role(("on", "upon"), (STATE,)),
        modality="asserted",
        under=words("reduce cut lessen end lower break ease loosen decrease limit be have increase deepen curb shed"),
        examples=(
            Example(
                "The European Union wants to reduce its dependence on China.",
                ("bloc:eu dependsOn state:china asserted",),
            ),
        ),
    ),
    Pattern(
        "restrictsExportOf",
        "under licence",
        words("licence license control licensing"),
        Role(("modifier", "possessor"), (STATE,)),
        Role(("cop-subject", "governor-subject"), MINERALS, "subtree"),
        needs=words("export exports"),
        modality="asserted",
        examples=(
            Example(
                "Yttrium has been under a Chinese export licence since April 2025.",
                ("state:china restrictsExportOf mineral:yttrium asserted",),
            ),
        ),
    ),
)
