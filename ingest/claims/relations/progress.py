"""
How far a mine or a plant has come: explored, planned, decided on, under construction, at work.
"""

from ingest.claims.pattern import Example, Pattern, Role, words

PATTERNS: tuple[Pattern, ...] = (
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
        Role(("cop-subject", "object", "apposition-of", "at", "of", "topic"), ("Project",)),
        value="construction",
        needs=words("under began begun begin begins start started starts"),
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
        without=words("start begin open produce"),
    ),
    Pattern(
        "projectStatus",
        "permits",
        words("permit permits approval await wait"),
        Role(("for", "object", "subject", "verb-subject"), ("Project",)),
        value="planned",
        modality="asserted",
        needs=words("await awaits awaiting waits waiting still pending outstanding"),
        examples=(
            Example(
                "Permits for the Seadrift plant are still outstanding.",
                ("facility:seadrift projectStatus planned asserted",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "operational",
        words("operational operation inaugurate commission"),
        Role(("cop-subject", "object", "subject"), ("Project",)),
        value="operational",
        examples=(
            Example(
                "The Eneabba refinery is operational.",
                ("facility:eneabba projectStatus operational asserted",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "start",
        words("start open begin enter come_online come_on_stream reach run operate resume restart"),
        Role(("subject", "verb-subject"), ("Project",), "nearest"),
        value="operational",
        without=words("construction drilling building"),
        examples=(
            Example(
                "The Eneabba refinery is expected to start in 2027.",
                ("facility:eneabba projectStatus operational planned",),
            ),
            Example(
                "The Eneabba refinery will enter production in 2027.",
                ("facility:eneabba projectStatus operational planned",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "production",
        words("production operation output"),
        Role(("at", "from", "object", "in", "possessor", "verb-at", "topic"), ("Project",), "nearest"),
        value="operational",
        under=words("start begin commence resume restart expect plan schedule"),
        examples=(
            Example(
                "Lynas builds the Seadrift plant in Texas. Construction is to start in 2026 and production in 2029.",
                (
                    "facility:seadrift projectStatus construction planned",
                    "facility:seadrift projectStatus operational planned",
                ),
            ),
            Example(
                "Perpetua Resources plans to start production at its Stibnite project in Idaho in 2028.",
                ("facility:stibnite projectStatus operational planned",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "explore",
        words("explore drill survey prospect"),
        Role(("object", "at", "in"), ("Project",)),
        value="exploration",
        examples=(
            Example(
                "Lifezone Metals is drilling at the Kabanga project.",
                ("facility:kabanga projectStatus exploration asserted",),
            ),
        ),
    ),
    Pattern(
        "projectStatus",
        "decide",
        words("decision fid"),
        Role(("on", "for", "verb-for", "verb-on", "verb-at"), ("Project",), "nearest"),
        value="committed",
        under=words("take make reach announce"),
        needs=words("investment fid"),
        examples=(
            Example(
                "Arafura took a final investment decision on the Nolans project.",
                ("facility:nolans projectStatus committed asserted",),
            ),
        ),
    ),
)
