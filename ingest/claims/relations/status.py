"""
Where an agreement or measure stands: status, and the days of signing and announcement.
"""

from ingest.claims.pattern import AGREEMENT, UNDERTAKING, Example, Pattern, Role, words

THING = Role(("object", "self-object", "on", "to", "into"), (UNDERTAKING,))
DOER = Role(("subject",), (UNDERTAKING,))
STARTS = Role(("subject", "under"), (UNDERTAKING,))
SIGN = words("sign ink signing signature execute exchange enter_into entry_into")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "status",
        "sign",
        SIGN,
        Role(("object", "object-on", "on", "to", "into", "self"), (UNDERTAKING,)),
        value="signed",
        is_event=True,
        score=0.95,
        examples=(
            Example(
                "The United States and Japan signed a framework on critical minerals.",
                ("agreement:us-japan-fw status signed asserted",),
            ),
            Example(
                "The US-EU memorandum on critical minerals was not signed.",
                ("agreement:us-eu-mou status signed negated",),
            ),
        ),
    ),
    Pattern(
        "status",
        "nothing signed",
        words("sign"),
        Role(("topic",), (AGREEMENT,)),
        value="signed",
        modality="negated",
        needs=frozenset({"nothing"}),
        score=0.7,
    ),
    Pattern(
        "status",
        "conclude",
        words(
            """initial conclude formalise formalize finalise finalize conclusion finalisation finalization seal clinch
            complete close"""
        ),
        Role(("object", "object-of", "for-subject"), (UNDERTAKING,)),
        value="concluded",
        is_event=True,
    ),
    Pattern(
        "status",
        "launch",
        words(
            "launch establish found inaugurate unveil_launch set_up create launching founding creation establishment"
        ),
        Role(("object",), (UNDERTAKING,)),
        value="launched",
        is_event=True,
        examples=(
            Example(
                "Rubio launched the Forum on Resource Geostrategic Engagement.",
                ("bloc:forge status launched asserted",),
            ),
        ),
    ),
    Pattern(
        "status",
        "club announced",
        words("announce found"),
        Role(("object",), ("Forum",)),
        value="launched",
        is_event=True,
    ),
    Pattern(
        "status",
        "no text",
        words("text draft"),
        Role(("object", "of", "for"), (AGREEMENT,)),
        value="concluded",
        modality="negated",
        needs=frozenset({"no"}),
        examples=(
            Example(
                "There is still no text of the Plurilateral Agreement on Trade in Critical Minerals.",
                ("agreement:plurilateral status concluded negated",),
            ),
        ),
    ),
    Pattern(
        "status",
        "open",
        words("open start initiate opening"),
        Role(("object",), ("TradeMeasure",)),
        value="launched",
        is_event=True,
        examples=(
            Example(
                "The United States opened a Section 232 investigation into processed critical minerals on Tuesday.",
                ("agreement:s232 status launched asserted",),
            ),
        ),
    ),
    Pattern(
        "status",
        "agree",
        words("agree reach strike forge clinch adopt approve endorse"),
        Role(("object", "on", "to", "clause"), (UNDERTAKING,)),
        value="agreed",
        is_event=True,
    ),
    Pattern(
        "status",
        "negotiate",
        words("negotiate negotiation talk discuss prepare hammer_out draft"),
        Role(("object", "on", "about", "for", "over"), (UNDERTAKING,)),
        value="negotiating",
    ),
    Pattern(
        "status",
        "talks go on",
        words("negotiation talk"),
        Role(("topic",), (AGREEMENT,)),
        value="negotiating",
        needs=words(
            """advance advancing advanced continue continuing continued ongoing underway resume resumed open opened
            begin began begun start started press progress under"""
        ),
        score=0.7,
    ),
    Pattern(
        "status",
        "propose",
        words("propose mull float moot proposal"),
        Role(("object", "for", "of"), (UNDERTAKING,)),
        value="proposed",
        modality="asserted",
    ),
    Pattern(
        "status",
        "enter into force",
        words("enter_into_force enter_force come_into_force take_effect come_into_effect be_in_force apply_from"),
        STARTS,
        value="inForce",
        is_event=True,
        examples=(
            Example(
                "The Critical Raw Materials Act entered into force on 23 May 2024.",
                ("agreement:crma status inForce asserted",),
                "2024-05-29",
            ),
        ),
    ),
    Pattern(
        "status",
        "in force",
        words("force effect"),
        Role(("cop-subject", "governor-subject"), (UNDERTAKING,)),
        value="inForce",
        needs=frozenset({"in"}),
        examples=(Example("The USMCA is still in force.", ("bloc:usmca status inForce asserted",)),),
    ),
    Pattern(
        "status",
        "suspend",
        words("suspend pause shelve freeze halt"),
        Role(("object",), (UNDERTAKING,)),
        value="suspended",
        is_event=True,
    ),
    Pattern(
        "status",
        "terminate",
        words("terminate cancel revoke scrap repeal"),
        Role(("object",), (UNDERTAKING,)),
        value="terminated",
        is_event=True,
    ),
    Pattern("status", "lapse", words("lapse expire"), DOER, value="lapsed", is_event=True),
    Pattern(
        "status",
        "withdraw",
        words("withdraw abandon drop"),
        Role(("object",), (UNDERTAKING,)),
        value="withdrawn",
        is_event=True,
    ),
    Pattern(
        "status",
        "superseded by",
        words("replace supersede succeed"),
        Role(("object",), (UNDERTAKING,)),
        value="superseded",
        modality="asserted",
        is_event=True,
    ),
    Pattern(
        "status",
        "review",
        words("review"),
        Role(("object",), (UNDERTAKING,)),
        value="underReview",
        modality="asserted",
        needs=frozenset({"under", "reviewing", "reviewed", "joint", "the"}),
    ),
    Pattern(
        "signedOn",
        "sign",
        SIGN,
        Role(("object", "object-on", "on", "to", "into", "self"), (UNDERTAKING,)),
        value="date",
        is_event=True,
        score=0.9,
        examples=(
            Example(
                "Japan and the United States signed a framework on 28 October 2025.",
                ("agreement:us-japan-fw signedOn 2025-10-28 asserted",),
                "2025-10-28",
            ),
        ),
    ),
    Pattern(
        "announcedOn",
        "announce",
        words("announce unveil issue publish announcement launch present release reveal"),
        Role(("object", "of"), (UNDERTAKING,)),
        value="date",
        is_event=True,
        examples=(
            Example(
                "The United States, the EU and Japan announced a critical minerals partnership on Wednesday.",
                ("agreement:us-eu-japan announcedOn 2026-02-04 asserted",),
            ),
        ),
    ),
    Pattern(
        "status",
        "introduce a bill",
        words("introduce table file sponsor reintroduce"),
        Role(("object",), ("Law",)),
        value="proposed",
        modality="asserted",
        is_event=True,
        examples=(
            Example(
                "Two senators introduced the SECURE Minerals Act on Thursday.",
                ("agreement:secure-act status proposed asserted",),
            ),
        ),
    ),
    Pattern(
        "status",
        "put to the vote",
        words("vote"),
        Role(("on", "object", "object-on"), ("Law",)),
        value="agreed",
        needs=words("not n't yet never"),
        examples=(
            Example(
                "The SECURE Minerals Act has not been voted on.",
                ("agreement:secure-act status agreed negated",),
            ),
        ),
    ),
    Pattern(
        "status",
        "an idea",
        words("idea proposal"),
        Role(("cop-subject", "subject"), (UNDERTAKING,)),
        value="proposed",
        modality="asserted",
        examples=(
            Example(
                "The Plurilateral Agreement on Trade in Critical Minerals is only an idea.",
                ("agreement:plurilateral status proposed asserted",),
            ),
        ),
    ),
    Pattern(
        "status",
        "remain in force",
        words("remain stay continue"),
        Role(("subject",), (UNDERTAKING,)),
        value="inForce",
        needs=words("force effect"),
        examples=(Example("The USMCA remains in force until July 2036.", ("bloc:usmca status inForce asserted",)),),
    ),
)
