"""
Who is party to an agreement, who signed it, who leads it.
"""

from ingest.claims.pattern import AGREEMENT, UNDERTAKING, Example, Pattern, Role, words

MAKE = words(
    """sign ink initial conclude finalise finalize reach strike seal clinch announce launch unveil negotiate forge
    adopt agree establish commit form draft prepare signing"""
)

PARTIES = ("Country", "Bloc", "Territory", "Agency", "Company")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "partyTo",
        "make",
        MAKE,
        Role(("subject", "with", "object-with", "between", "by", "object-between"), PARTIES),
        Role(("object", "object-on", "on", "to"), (AGREEMENT,)),
        is_event=True,
        score=0.9,
        examples=(
            Example(
                "Japan signed a framework on critical minerals with the United States in October 2025.",
                (
                    "state:japan partyTo agreement:us-japan-fw background",
                    "state:united-states partyTo agreement:us-japan-fw background",
                ),
            ),
        ),
    ),
    Pattern(
        "partyTo",
        "sign it",
        words("sign"),
        Role(("subject",), ("Country", "Bloc", "Territory", "Company")),
        Role(("object", "topic"), (AGREEMENT,)),
        is_event=True,
        score=0.7,
    ),
    Pattern(
        "partyTo",
        "is party",
        words("party signatory"),
        Role(("cop-subject",), PARTIES),
        Role(("object", "to", "of", "topic"), (AGREEMENT,)),
        examples=(
            Example(
                "The United States is not a party to the EU-Chile memorandum.",
                ("state:united-states partyTo agreement:eu-chile negated",),
            ),
        ),
    ),
    Pattern(
        "signedBy",
        "sign",
        words("sign ink"),
        Role(("object", "on", "to"), (AGREEMENT,)),
        Role(("subject",), ("Person",)),
        is_event=True,
        examples=(
            Example(
                "Marco Rubio and S. Jaishankar signed the India-US framework on critical minerals.",
                (
                    "agreement:india-us signedBy person:marco-rubio asserted",
                    "agreement:india-us signedBy person:s-jaishankar asserted",
                ),
                "2026-05-26",
            ),
        ),
    ),
    Pattern(
        "signedBy",
        "sign for",
        words("sign"),
        Role(("object", "on", "topic"), (AGREEMENT,)),
        Role(("subject",), ("Person",)),
        is_event=True,
        needs=frozenset({"for", "behalf"}),
    ),
    Pattern(
        "leadAgency",
        "lead",
        words(
            """lead head coordinate oversee handle run administer manage implement steer supervise carry_out execute
            operate"""
        ),
        Role(("object", "on", "object-on", "object-of"), (UNDERTAKING,), "subtree"),
        Role(("subject",), ("Agency",)),
        examples=(
            Example(
                "The State Department leads the American work on the US-EU memorandum.",
                ("agreement:us-eu-mou leadAgency agency:us-state asserted",),
            ),
        ),
    ),
    Pattern(
        "leadAgency",
        "belong to an agency",
        words("belong fall"),
        Role(("subject",), (UNDERTAKING,)),
        Role(("to", "under"), ("Agency",)),
        examples=(
            Example(
                "The US-EU memorandum belongs to the State Department on the American side.",
                ("agreement:us-eu-mou leadAgency agency:us-state asserted",),
            ),
        ),
    ),
    Pattern(
        "leadAgency",
        "be the lead",
        words("lead"),
        Role(("on", "for", "object", "of", "topic"), (UNDERTAKING,)),
        Role(("cop-predicate",), ("Agency",)),
        examples=(
            Example(
                "The US-EU memorandum is out. The lead on the American side is the State Department.",
                ("agreement:us-eu-mou leadAgency agency:us-state asserted",),
            ),
        ),
    ),
    Pattern(
        "leadAgency",
        "be in charge",
        words("responsible charge"),
        Role(("for", "of", "object"), (UNDERTAKING,), "subtree"),
        Role(("cop-subject",), ("Agency",)),
        examples=(
            Example(
                "The State Department is responsible for the US-EU memorandum.",
                ("agreement:us-eu-mou leadAgency agency:us-state asserted",),
            ),
        ),
    ),
)
