"""
Instruments that nobody names, told by what is done: "speeds up permits", "bans exports", "builds a reserve".
"""

from ingest.claims.pattern import AGREEMENT, STATE, UNDERTAKING, Example, Pattern, Role, words

EXPORTS = words("export exports shipments exporting shipment")
WHOSE = Role(("subject", "topic"), (UNDERTAKING,))

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "adoptsInstrument",
        "speed up permits",
        words("speed accelerate streamline shorten fast-track expedite simplify hasten"),
        WHOSE,
        value="instrument:permitting",
        needs=words("permit permits permitting permissions approvals"),
        examples=(
            Example(
                "The US-Japan framework speeds up permits for mines.",
                ("agreement:us-japan-fw adoptsInstrument instrument:permitting asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "faster permits",
        words("permit permitting approval"),
        Role(("verb-subject", "governor-subject", "topic"), (UNDERTAKING,)),
        value="instrument:permitting",
        needs=words("faster quicker swifter shorter speedier"),
        examples=(
            Example(
                "The Critical Raw Materials Act brings faster permits.",
                ("agreement:crma adoptsInstrument instrument:permitting asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "review sales",
        words("review screen vet scrutinise scrutinize"),
        WHOSE,
        value="instrument:investment_screening",
        needs=words("investment investments acquisitions takeovers sales"),
        examples=(
            Example(
                "The United States and Japan signed a framework on minerals. They will review sales of assets.",
                ("agreement:us-japan-fw adoptsInstrument instrument:investment_screening planned",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "undertake not to ban",
        words("undertake_not_to pledge_not_to promise_not_to agree_not_to commit_not_to vow_not_to"),
        Role(("in", "under", "topic"), (UNDERTAKING,)),
        value="instrument:no_export_ban_pledge",
        modality="asserted",
        needs=EXPORTS,
        examples=(
            Example(
                "The US-Malaysia memorandum was signed. Malaysia undertakes not to ban exports of rare earths.",
                ("agreement:us-malaysia adoptsInstrument instrument:no_export_ban_pledge asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "lift restrictions under",
        words("remove abolish lift scrap"),
        Role(("sentence",), (AGREEMENT,)),
        value="instrument:no_export_ban_pledge",
        needs=EXPORTS,
        examples=(
            Example(
                "Indonesia will remove restrictions on exports under the US-Indonesia Agreement on Reciprocal Trade.",
                ("agreement:us-indonesia adoptsInstrument instrument:no_export_ban_pledge planned",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "stockpile",
        words("stockpile"),
        Role(("subject",), (UNDERTAKING, STATE)),
        value="instrument:stockpile",
        without=words("consider considers considered explore explores could may might"),
        examples=(
            Example(
                "France and Germany intend to stockpile gallium.",
                (
                    "state:france adoptsInstrument instrument:stockpile planned",
                    "state:germany adoptsInstrument instrument:stockpile planned",
                ),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "create a reserve",
        words("reserve"),
        Role(("verb-subject", "topic"), (UNDERTAKING,)),
        value="instrument:stockpile",
        under=words("create build establish set launch found"),
        examples=(
            Example(
                "The SECURE Minerals Act would create a reserve of critical minerals.",
                ("agreement:secure-act adoptsInstrument instrument:stockpile planned",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "ban exports",
        words("ban bar prohibit halt"),
        Role(("subject", "by"), (STATE, "Agency"), for_home=True),
        value="instrument:export_ban",
        needs=EXPORTS,
        examples=(
            Example(
                "China bans exports of dual-use goods to military users.",
                ("state:china adoptsInstrument instrument:export_ban asserted",),
            ),
        ),
    ),
)
