"""
Who takes part in an undertaking, works within a forum, founds a company with others.
"""

from ingest.claims.pattern import ACTOR, UNDERTAKING, Example, Pattern, Role, words

PATTERNS: tuple[Pattern, ...] = (
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
            Example(
                "Companies such as General Motors and Boeing take part in Project Vault.",
                (
                    "company:gm participatesIn agreement:vault asserted",
                    "company:boeing participatesIn agreement:vault asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "participatesIn",
        "found",
        words("found establish form create set_up"),
        Role(("subject", "by"), (ACTOR,)),
        Role(("object",), ("Company",)),
        is_event=True,
        examples=(
            Example(
                "The Orion Critical Mineral Consortium was founded by DFC and ADQ.",
                (
                    "agency:dfc participatesIn company:orion-cmc asserted",
                    "agency:adq participatesIn company:orion-cmc asserted",
                ),
            ),
        ),
    ),
)
