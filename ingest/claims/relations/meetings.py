"""
Who hosts and attends meetings, where they are held, who takes part in what.
"""

from ingest.claims.pattern import ACTOR, UNDERTAKING, Example, Pattern, Role, words

MEETING = ("Meeting",)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "hosts",
        "host",
        words("host convene organise organize hold"),
        Role(("subject",), (ACTOR,)),
        Role(("object",), MEETING),
        is_event=True,
        examples=(
            Example(
                "Secretary of State Marco Rubio hosted the Critical Minerals Ministerial in Washington.",
                ("person:marco-rubio hosts meeting:x86897e25f9ea asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "attend",
        words("attend"),
        Role(("object", "topic"), MEETING),
        Role(("subject",), (ACTOR,), "subtree"),
        is_event=True,
    ),
    Pattern(
        "attendedBy",
        "bring together",
        words("gather convene bring draw assemble"),
        Role(("subject",), MEETING),
        Role(("object",), (ACTOR,), "subtree"),
        is_event=True,
    ),
    Pattern(
        "heldIn",
        "held in",
        words("hold host take_place convene meet"),
        Role(("object", "subject"), MEETING),
        Role(("in", "at", "object-in"), ("Place", "Country")),
    ),
    Pattern(
        "participatesIn",
        "work in",
        words("work cooperate collaborate"),
        Role(("subject",), (ACTOR,)),
        Role(("in", "within", "under"), ("Forum", "Bloc"), "subtree"),
    ),
    Pattern(
        "participatesIn",
        "take part",
        words("participate take_part join involve contribute"),
        Role(("subject",), ("Company", "Agency")),
        Role(("in", "object", "to", "topic"), (UNDERTAKING, "Project")),
        examples=(
            Example(
                "General Motors and Boeing take part in Project Vault.",
                (
                    "company:gm participatesIn agreement:vault asserted",
                    "company:boeing participatesIn agreement:vault asserted",
                ),
            ),
        ),
    ),
)
