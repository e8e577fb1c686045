"""
How agreements hang together: what builds on, replaces, is part of what.
"""

from ingest.claims.pattern import UNDERTAKING, Example, Pattern, Role, words

ONE = Role(("subject", "topic"), (UNDERTAKING,))

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "buildsOn",
        "build on",
        words("build complement expand flow grow base stem"),
        ONE,
        Role(("on", "upon", "out of", "of", "from", "object"), (UNDERTAKING,), "subtree"),
        examples=(
            Example(
                "The US-Japan Critical Minerals Action Plan builds on the US-Japan framework.",
                ("agreement:us-japan-ap buildsOn agreement:us-japan-fw asserted",),
            ),
        ),
    ),
    Pattern(
        "successorOf",
        "replace",
        words("replace supersede succeed"),
        Role(("subject",), (UNDERTAKING,)),
        Role(("object",), (UNDERTAKING,)),
        modality="asserted",
        examples=(
            Example("FORGE replaces the Minerals Security Partnership.", ("bloc:forge successorOf bloc:msp asserted",)),
        ),
    ),
    Pattern(
        "successorOf",
        "successor",
        words("successor"),
        Role(("cop-subject", "apposition-of", "verb-object", "verb-object-of"), (UNDERTAKING,)),
        Role(("to", "object", "of"), (UNDERTAKING,)),
        modality="asserted",
        examples=(
            Example(
                "Rubio announced the creation of FORGE as the successor to the Minerals Security Partnership.",
                ("bloc:forge successorOf bloc:msp asserted", "bloc:forge status launched asserted"),
            ),
        ),
    ),
    Pattern(
        "partOf",
        "part of",
        words("part component pillar half element"),
        Role(("cop-subject",), (UNDERTAKING,)),
        Role(("object", "of"), (UNDERTAKING,)),
    ),
    Pattern(
        "partOf",
        "belong",
        words("belong fall come sit"),
        Role(("subject",), (UNDERTAKING,)),
        Role(("to", "under", "within"), (UNDERTAKING,)),
        examples=(
            Example(
                "The US-Japan framework falls under the Minerals Security Partnership.",
                ("agreement:us-japan-fw partOf bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "partOf",
        "half of the topic",
        words("half component part pillar element"),
        Role(("cop-predicate",), ("Agreement",)),
        Role(("object", "of", "topic"), ("Agreement",)),
        needs=words("first second third one other"),
        examples=(
            Example(
                "The US-EU-Japan Critical Minerals Partnership was announced. "
                "The first half is a memorandum between the United States and the European Union.",
                ("agreement:us-eu-mou partOf agreement:us-eu-japan asserted",),
            ),
        ),
    ),
)
