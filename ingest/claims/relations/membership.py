"""
Who belongs to a club of states, who joins it, who leaves it.
"""

from ingest.claims.pattern import STATE, Example, Pattern, Role, words

CLUB = ("Forum", "Bloc", "Agreement")

PATTERNS: tuple[Pattern, ...] = (
    Pattern("memberOf", "belong", words("belong sit"), Role(("subject",), (STATE,)), Role(("to", "in"), CLUB)),
    Pattern(
        "memberOf",
        "member",
        words("member"),
        Role(("cop-subject", "cop-predicate", "apposition-of"), (STATE,)),
        Role(("object", "of", "in", "possessor", "topic"), CLUB),
        examples=(
            Example(
                "China is not a member of the Minerals Security Partnership.",
                ("state:china memberOf bloc:msp negated",),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "partner",
        words("partner"),
        Role(("cop-subject",), (STATE,)),
        Role(("object", "of", "in"), ("Forum", "Agreement")),
    ),
    Pattern(
        "memberOf",
        "part of",
        words("part"),
        Role(("cop-subject",), (STATE,)),
        Role(("object", "of"), ("Forum",)),
        examples=(
            Example(
                "Turkey is not part of the Minerals Security Partnership.",
                ("state:turkiye memberOf bloc:msp negated",),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "members listed",
        words("member partner"),
        Role(("listed",), (STATE,)),
        Role(("object", "of", "governor-subject", "topic"), ("Forum",)),
        needs=words("members partners"),
        examples=(
            Example(
                "The Minerals Security Partnership has 15 members: Australia, Canada and Japan.",
                ("state:australia memberOf bloc:msp asserted", "state:japan memberOf bloc:msp asserted"),
            ),
            Example(
                "Founding members of the Minerals Security Partnership: Australia, Canada and Japan.",
                ("state:canada memberOf bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "partners are",
        words("partner founder"),
        Role(("cop-predicate",), (STATE, "Agency"), "subtree"),
        Role(("object", "of", "topic"), ("Forum",)),
        needs=words("partners founders"),
        examples=(
            Example(
                "The Minerals Security Partnership was announced. The founding partners are Canada and Japan.",
                ("state:canada memberOf bloc:msp asserted", "state:japan memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "members are",
        words("be include comprise"),
        Role(("object", "cop-predicate"), (STATE, "Agency"), "subtree"),
        Role(("subject", "topic"), CLUB, "subtree"),
        needs=frozenset({"members", "partners", "membership"}),
        examples=(
            Example(
                "The Minerals Security Partnership, whose members include Australia and Japan, met in Toronto.",
                ("state:australia memberOf bloc:msp asserted", "state:japan memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "joined",
        "join",
        words("join accede"),
        Role(("subject",), (STATE,)),
        Role(("object", "to"), CLUB),
        is_event=True,
        examples=(
            Example(
                "India joined the Minerals Security Partnership in June 2023.",
                ("state:india joined bloc:msp background", "state:india memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "joined",
        "accession",
        words("accession admission"),
        Role(("object", "possessor", "of"), (STATE,)),
        Role(("to", "into"), CLUB),
        is_event=True,
        examples=(
            Example(
                "The accession of Ukraine to the Minerals Security Partnership was announced on Monday.",
                ("state:ukraine joined bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "joined",
        "become member",
        words("member partner signatory participant"),
        Role(("governor-subject", "cop-subject"), (STATE,)),
        Role(("object", "of", "in", "to"), CLUB),
        is_event=True,
        needs=words("become becomes became becoming newest latest joins joined came comes enters entered"),
        examples=(
            Example(
                "Estonia has become the newest member of the Minerals Security Partnership.",
                ("state:estonia joined bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "joined",
        "welcome",
        words("welcome admit accept"),
        Role(("object",), (STATE,)),
        Role(("to", "into", "object-to", "object-into"), CLUB),
        is_event=True,
        needs=words("member members partner partners to into signatory"),
        examples=(
            Example(
                "Norway was admitted to the Minerals Security Partnership.",
                ("state:norway joined bloc:msp asserted", "state:norway memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "joined",
        "club welcomes",
        words("welcome admit accept"),
        Role(("object",), (STATE,)),
        Role(("subject",), ("Forum",)),
        is_event=True,
        needs=words("member members partner partners"),
        examples=(
            Example(
                "The Minerals Security Partnership welcomed Estonia as its newest partner.",
                ("state:estonia joined bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "joined",
        "welcome as a member",
        words("welcome admit accept announce"),
        Role(("object",), (STATE,)),
        Role(("as", "object-as"), ("Forum",), "subtree"),
        is_event=True,
        needs=words("member members partner partners"),
        examples=(
            Example(
                "The partners welcomed Serbia and Zambia as new members of the Minerals Security Partnership.",
                ("state:serbia joined bloc:msp asserted", "state:zambia memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "joined",
        "new members listed",
        words("member partner"),
        Role(("apposition", "listed", "verb-object"), (STATE,), "subtree"),
        Role(("to", "of", "object", "topic"), ("Forum",)),
        is_event=True,
        under=words("welcome admit announce include be"),
        needs=words("new"),
        without=words("existing"),
        examples=(
            Example(
                "They welcomed new members to the Minerals Security Partnership – Ecuador, Serbia and Zambia.",
                ("state:ecuador joined bloc:msp asserted", "state:zambia memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "joined",
        "belong since",
        words("belong"),
        Role(("subject",), (STATE,)),
        Role(("to",), ("Forum",)),
        modality="background",
        needs=words("since"),
        examples=(
            Example(
                "India has belonged to the Minerals Security Partnership since June 2023.",
                ("state:india joined bloc:msp background", "state:india memberOf bloc:msp asserted"),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "observer",
        words("observer guest"),
        Role(("cop-subject", "governor-subject", "verb-subject"), (STATE,)),
        Role(("object", "of", "to", "in"), ("Forum", "Bloc")),
        modality="negated",
        examples=(
            Example(
                "Norway is an observer to the Minerals Security Partnership.",
                ("state:norway memberOf bloc:msp negated",),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "leave",
        words("leave quit exit withdraw"),
        Role(("subject",), (STATE,)),
        Role(("object", "from"), ("Forum", "Bloc")),
        modality="negated",
        without=words("will would may might could if threaten threatens threatened plans wants"),
        examples=(
            Example(
                "The United States left the Minerals Security Partnership.",
                ("state:united-states memberOf bloc:msp negated",),
            ),
        ),
    ),
    Pattern(
        "memberOf",
        "membership",
        words("membership"),
        Role(("possessor", "of", "object", "modifier"), (STATE,)),
        Role(("of", "in"), ("Forum", "Bloc")),
        modality="asserted",
        examples=(
            Example(
                "Parliament voted on Uganda's membership in the Minerals Security Partnership.",
                ("state:uganda memberOf bloc:msp asserted",),
            ),
        ),
    ),
)
