"""
Where a meeting is held.
"""

from ingest.claims.pattern import Example, Pattern, Role, words

MEETING = ("Meeting",)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "heldIn",
        "held in",
        words("hold host take_place convene meet"),
        Role(("object", "subject"), MEETING),
        Role(("in", "at", "object-in"), ("Place", "Country")),
    ),
    Pattern(
        "heldIn",
        "met in",
        words("meet host"),
        Role(("self",), MEETING),
        Role(("in", "at"), ("Place", "Country")),
    ),
    Pattern(
        "heldIn",
        "meeting in",
        words("meeting summit ministerial conference roundtable"),
        Role(("self",), MEETING),
        Role(("in", "at"), ("Place", "Country")),
        modality="asserted",
        examples=(
            Example(
                "Ten states signed it at a ministerial meeting in Washington.",
                ("meeting:xf6ddade8d084 heldIn place:x7c94cc5573ca asserted",),
            ),
        ),
    ),
)
