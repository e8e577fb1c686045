"""
Which instruments an agreement, a measure or a state considers and adopts, where they are named.
"""

from ingest.claims.pattern import STATE, UNDERTAKING, Example, Pattern, Role, words

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "considersInstrument",
        "consider",
        words("consider explore study examine weigh discuss look mull assess evaluate envisage include consult option"),
        Role(("subject", "object", "topic"), (UNDERTAKING,)),
        Role(
            ("object", "at", "into", "on", "for", "of", "object-of", "clause", "cop-subject"),
            ("Instrument",),
            "subtree",
        ),
        modality="possible",
        needs=frozenset(
            {
                "could",
                "may",
                "might",
                "consider",
                "explore",
                "exploring",
                "study",
                "look",
                "option",
                "options",
                "possible",
                "consult",
                "discuss",
                "examine",
                "weigh",
                "considering",
                "explored",
            }
        ),
        examples=(
            Example(
                "The US-EU memorandum could include price floors.",
                ("agreement:us-eu-mou considersInstrument instrument:price_floor possible",),
            ),
        ),
    ),
    Pattern(
        "considersInstrument",
        "may impose",
        words("impose introduce levy set use"),
        Role(("topic",), ("TradeMeasure", "Law")),
        Role(("object",), ("Instrument",), "subtree"),
        modality="possible",
        needs=words("may might could"),
        examples=(
            Example(
                "Proclamation 11001 was signed. If the talks fail, the President may impose tariffs.",
                ("agreement:s232 considersInstrument instrument:tariff possible",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "state adopts",
        words("impose announce introduce levy raise adopt launch set_up establish create use"),
        Role(("subject",), (STATE, "Agency")),
        Role(("object",), ("Instrument",)),
        is_event=True,
        without=words("agreement memorandum framework pact deal plan"),
        examples=(
            Example(
                "The United States imposed tariffs on Chinese graphite.",
                ("state:united-states adoptsInstrument instrument:tariff asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "include",
        words("include contain comprise provide foresee"),
        Role(("subject",), (UNDERTAKING,)),
        Role(("object", "for"), ("Instrument",), "subtree"),
        without=words("could may might possible possibly options option consider explore"),
        examples=(
            Example(
                "The US-Japan framework includes price floors and stockpiles.",
                ("agreement:us-japan-fw adoptsInstrument instrument:price_floor asserted",),
            ),
            Example(
                "The US-Japan framework provides for a joint stockpile.",
                ("agreement:us-japan-fw adoptsInstrument instrument:stockpile asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "tools are",
        words("instrument tool"),
        Role(("object", "of", "topic"), (UNDERTAKING,)),
        Role(("cop-predicate",), ("Instrument",), "subtree"),
        without=words("could may might possible possibly options option considered explored"),
        examples=(
            Example(
                "The instruments of the US-Japan framework are grants, guarantees and loans.",
                (
                    "agreement:us-japan-fw adoptsInstrument instrument:grant asserted",
                    "agreement:us-japan-fw adoptsInstrument instrument:loan asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "adopt",
        words(
            """set_up introduce establish adopt impose provide use guarantee require create apply support set mobilise
            mobilize deploy offer grant finance fund back streamline accelerate speed contain underwrite"""
        ),
        Role(("subject", "topic"), (UNDERTAKING,)),
        Role(("object", "by", "through", "with", "via"), ("Instrument",), "subtree"),
        examples=(
            Example(
                "The US-Japan framework provides grants and loans.",
                (
                    "agreement:us-japan-fw adoptsInstrument instrument:grant asserted",
                    "agreement:us-japan-fw adoptsInstrument instrument:loan asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "areas of work",
        words("area field tool measure"),
        Role(("object", "of", "possessor", "topic"), (UNDERTAKING,)),
        Role(("cop-predicate",), ("Instrument",), "subtree"),
        without=words("could may might possible possibly options option considered explored"),
        examples=(
            Example(
                "The US-Mexico Action Plan was published. Other areas of work are investment screening and stockpiles.",
                ("agreement:us-mexico adoptsInstrument instrument:stockpile asserted",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "there is none under",
        words("be exist apply"),
        Role(("under",), (UNDERTAKING,)),
        Role(("subject", "cop-predicate", "self"), ("Instrument",)),
        examples=(
            Example(
                "There is no tariff under the US-EU memorandum.",
                ("agreement:us-eu-mou adoptsInstrument instrument:tariff negated",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "changes none",
        words("change alter touch"),
        Role(("subject",), (UNDERTAKING,)),
        Role(("object",), ("Instrument",)),
        needs=words("not n't no nor never"),
        examples=(
            Example(
                "The US-Mexico Action Plan does not change any tariff.",
                ("agreement:us-mexico adoptsInstrument instrument:tariff negated",),
            ),
        ),
    ),
    Pattern(
        "adoptsInstrument",
        "whose it is",
        words("ban quota tariff licence license licensing regime duty tax levy stockpile reserve floor restriction"),
        Role(("possessor",), (STATE,)),
        Role(("self", "modifier"), ("Instrument",)),
        modality="asserted",
        without=words("propose proposed proposes plan planned plans could may might would possible idea mooted"),
        examples=(
            Example(
                "Prices rose because of Indonesia's export ban on nickel ore.",
                ("state:indonesia adoptsInstrument instrument:export_ban asserted",),
            ),
        ),
    ),
)
