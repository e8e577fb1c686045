"""
From when and until when something applies, and until when it is suspended.
"""

from ingest.claims.pattern import UNDERTAKING, Example, Pattern, Role, words

IT = Role(("subject",), (UNDERTAKING,))
OBJECT = Role(("object",), (UNDERTAKING,))
UNTIL = words("until till through to")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "validUntil",
        "last",
        words("last run remain stay continue apply"),
        IT,
        value="until",
        needs=UNTIL,
        examples=(
            Example(
                "The USMCA stays in force until 1 July 2036.",
                ("bloc:usmca validUntil 2036-07-01 asserted",),
            ),
        ),
    ),
    Pattern(
        "validUntil",
        "in force",
        words("force effect valid"),
        Role(("cop-subject",), (UNDERTAKING,)),
        value="until",
        needs=UNTIL,
        examples=(Example("The USMCA is in force until 1 July 2036.", ("bloc:usmca validUntil 2036-07-01 asserted",)),),
    ),
    Pattern(
        "validUntil",
        "extend",
        words("extend prolong renew"),
        OBJECT,
        value="until",
        needs=UNTIL,
        examples=(
            Example(
                "The United States and China have extended their trade truce until 10 January 2027.",
                ("agreement:truce validUntil 2027-01-10 asserted",),
                "2026-09-24",
            ),
        ),
    ),
    Pattern(
        "validUntil",
        "end",
        words("end expire lapse run_out"),
        IT,
        value="until",
        examples=(Example("The USMCA expires on 1 July 2036.", ("bloc:usmca validUntil 2036-07-01 asserted",)),),
    ),
    Pattern(
        "suspendedUntil",
        "suspend",
        words("suspend pause shelve freeze"),
        OBJECT,
        value="until",
        needs=UNTIL,
        examples=(
            Example(
                "China suspended Announcement No. 46 of 2024 until 27 November 2026.",
                ("agreement:cn-46-2024 suspendedUntil 2026-11-27 asserted",),
            ),
        ),
    ),
    Pattern(
        "suspendedUntil",
        "suspension",
        words("suspension pause"),
        Role(("object", "of"), (UNDERTAKING,)),
        value="until",
        under=words("end expire last run lapse remain stay"),
        examples=(
            Example(
                "China's suspension of the ban on gallium, germanium and antimony ends on 27 November 2026.",
                ("agreement:cn-46-2024 suspendedUntil 2026-11-27 asserted",),
            ),
        ),
    ),
    Pattern(
        "effectiveOn",
        "take effect",
        words("enter_into_force enter_force come_into_force take_effect come_into_effect apply_from go_into_effect"),
        Role(("subject", "under"), (UNDERTAKING,)),
        value="date",
        is_event=True,
        examples=(
            Example(
                "The Critical Raw Materials Act entered into force on 23 May 2024.",
                ("agreement:crma effectiveOn 2024-05-23 asserted",),
                "2024-05-29",
            ),
        ),
    ),
)
