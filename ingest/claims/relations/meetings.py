"""
Who hosts a meeting, who comes to it and who stays away.
"""

from ingest.claims.pattern import ACTOR, STATE, Example, Pattern, Role, words

MEETING = ("Meeting",)

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "hosts",
        "host",
        words("host convene organise organize hold"),
        Role(("subject",), (ACTOR,)),
        Role(("object", "self"), MEETING),
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
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. Belgium and Poland attended as observers.",
                (
                    "meeting:xf6ddade8d084 attendedBy state:belgium asserted",
                    "meeting:xf6ddade8d084 attendedBy state:poland asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "take part",
        words("take_part participate represent join speak appear"),
        Role(("in", "at", "object-in", "topic"), MEETING),
        Role(("subject", "object"), (ACTOR,), "subtree"),
        is_event=True,
        needs=words("guest guests observer observers meeting summit ministerial conference roundtable"),
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. Canada took part as a guest.",
                ("meeting:xf6ddade8d084 attendedBy state:canada asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "present",
        words("present absent"),
        Role(("at", "topic"), MEETING),
        Role(("cop-subject",), (ACTOR,), "subtree"),
        is_event=True,
        needs=words("present"),
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. India was not present.",
                ("meeting:xf6ddade8d084 attendedBy state:india negated",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "delegations",
        words("delegation delegate representative minister guest participant"),
        Role(("at", "to", "verb-at", "verb-object", "verb-subject", "topic"), MEETING),
        Role(("from", "object"), (ACTOR,), "subtree"),
        is_event=True,
        under=words("attend come gather take_part participate join include be meet"),
        needs=words("delegation delegations delegates representatives ministers guests participants"),
        examples=(
            Example(
                "Delegations from Canada and Chile came to the ministerial meeting.",
                (
                    "meeting:xf6ddade8d084 attendedBy state:canada asserted",
                    "meeting:xf6ddade8d084 attendedBy state:chile asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "delegations among them",
        words("delegation delegate guest representative minister official"),
        Role(("at", "to", "topic"), MEETING),
        Role(("sentence",), (STATE,)),
        is_event=True,
        needs=words("among including"),
        without=words("signed sign signatories agreed members"),
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. Guests from 54 states came, among them Peru and Chile.",
                (
                    "meeting:xf6ddade8d084 attendedBy state:peru asserted",
                    "meeting:xf6ddade8d084 attendedBy state:chile asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "meet",
        words("meet host"),
        Role(("self",), MEETING),
        Role(("subject", "object", "with"), (ACTOR,)),
        is_event=True,
        examples=(
            Example(
                "Presidents Donald Trump and Xi Jinping met in Busan.",
                (
                    "meeting:xa1f5287fa3fc attendedBy person:donald-trump asserted",
                    "meeting:xa1f5287fa3fc attendedBy person:xi-jinping asserted",
                    "meeting:xa1f5287fa3fc heldIn place:x714a03ac0747 asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "those taking part include",
        words("include comprise"),
        Role(("topic",), MEETING),
        Role(("object", "listed"), (STATE, "Agency", "Person"), "subtree"),
        is_event=True,
        needs=words("participating attendance attending attendees participants"),
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. Participating countries included Canada and Chile.",
                (
                    "meeting:xf6ddade8d084 attendedBy state:canada asserted",
                    "meeting:xf6ddade8d084 attendedBy state:chile asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "among those taking part",
        words("country participant partner nation attendee"),
        Role(("topic",), MEETING),
        Role(("cop-subject",), (STATE, "Person")),
        is_event=True,
        needs=words("participating participants attendees"),
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. India was among the participating countries.",
                ("meeting:xf6ddade8d084 attendedBy state:india asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "held with",
        words("hold convene host"),
        Role(("object",), MEETING),
        Role(("with", "object-with"), (ACTOR,), "subtree"),
        is_event=True,
        examples=(
            Example(
                "The partners held a meeting of ministers with several countries, including Peru and Chile.",
                (
                    "meeting:xc69e490b3476 attendedBy state:peru asserted",
                    "meeting:xc69e490b3476 attendedBy state:chile asserted",
                ),
            ),
        ),
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
        "attendedBy",
        "was at",
        words("ministerial summit meeting conference roundtable"),
        Role(("self",), MEETING),
        Role(("cop-subject",), (ACTOR,)),
        is_event=True,
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. New Zealand was at the meeting too.",
                ("meeting:xf6ddade8d084 attendedBy state:new-zealand asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "represent",
        words("represent"),
        Role(("at", "topic"), MEETING),
        Role(("subject",), ("Person",)),
        is_event=True,
        examples=(
            Example(
                "Rubio hosted a ministerial meeting in Washington. Toshimitsu Motegi represented Japan.",
                ("meeting:xf6ddade8d084 attendedBy person:toshimitsu-motegi asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "meeting of",
        words("summit meeting"),
        Role(("self",), MEETING),
        Role(("between", "of", "object", "with"), ("Person",)),
        examples=(
            Example(
                "It followed a summit between Presidents Donald Trump and Xi Jinping.",
                (
                    "meeting:xa536d5755b82 attendedBy person:donald-trump asserted",
                    "meeting:xa536d5755b82 attendedBy person:xi-jinping asserted",
                ),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "be represented",
        words("represent"),
        Role(("at", "topic"), MEETING),
        Role(("object",), (ACTOR,)),
        is_event=True,
        needs=words("was were been"),
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. Canada was represented by its ambassador.",
                ("meeting:xf6ddade8d084 attendedBy state:canada asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "speak at",
        words("speak tell address open deliver"),
        Role(("at", "to", "object", "indirect"), MEETING),
        Role(("subject",), ("Person",)),
        is_event=True,
        examples=(
            Example(
                "Marco Rubio opened the ministerial meeting in Washington.",
                ("meeting:xf6ddade8d084 attendedBy person:marco-rubio asserted",),
            ),
        ),
    ),
    Pattern(
        "attendedBy",
        "absent",
        words("stay_away skip boycott snub shun miss"),
        Role(("object", "from", "topic"), MEETING),
        Role(("subject",), (STATE, "Person")),
        modality="negated",
        examples=(
            Example(
                "Japan hosted a ministerial meeting in Tokyo. Malawi stayed away.",
                ("meeting:xf6ddade8d084 attendedBy state:malawi negated",),
            ),
        ),
    ),
)
