"""
Who leads a body, and who speaks or acts for or against an undertaking.
"""

from ingest.claims.pattern import ACTOR, STATE, UNDERTAKING, Example, Pattern, Role, words
from ingest.claims.relations.money import LOANS

CHAIRED = ("Forum", "Bloc", "Agreement", "Meeting")
SPEAKERS = (STATE, "Person", "Company", "Agency")
THINGS = (UNDERTAKING, "Project", "Instrument")

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "chairs",
        "chair",
        words("chair co-chair preside"),
        Role(("subject", "by"), (ACTOR,)),
        Role(("object", "over"), CHAIRED, "nearest"),
        examples=(
            Example(
                "Marco Rubio chaired the ministerial on critical minerals in Washington on 4 February 2026.",
                ("person:marco-rubio chairs meeting:xa2dfb5be4792 asserted",),
            ),
        ),
    ),
    Pattern(
        "chairs",
        "hold the chair",
        words("chair presidency chairmanship"),
        Role(("verb-subject",), (ACTOR,)),
        Role(("object", "of", "topic"), ("Forum", "Bloc")),
        under=words("hold take remain assume stay keep have take_over occupy inherit get"),
        examples=(
            Example(
                "South Korea holds the chair of the Minerals Security Partnership.",
                ("state:south-korea chairs bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "chairs",
        "its chair",
        words("chair"),
        Role(("cop-subject", "apposition-of"), (ACTOR,)),
        Role(("object", "of"), ("Forum", "Bloc")),
        examples=(
            Example(
                "South Korea, the chair of the Minerals Security Partnership, wrote the text.",
                ("state:south-korea chairs bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "chairs",
        "lead",
        words("lead head"),
        Role(("subject",), (STATE, "Person")),
        Role(("object",), ("Forum",)),
        examples=(
            Example(
                "South Korea leads the Minerals Security Partnership.",
                ("state:south-korea chairs bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "supports",
        "support",
        words("support back welcome endorse praise favour favor hail applaud commend champion approve"),
        Role(("subject",), SPEAKERS),
        Role(("object", "object-of"), THINGS),
        without=LOANS,
        examples=(
            Example("India supports the Minerals Security Partnership.", ("state:india supports bloc:msp asserted",)),
            Example(
                "Donald Trump approved the Ambler Road.",
                ("person:donald-trump supports facility:ambler-road asserted",),
            ),
        ),
    ),
    Pattern(
        "supports",
        "in favour",
        words("favour favor support backing"),
        Role(("cop-subject", "governor-subject", "verb-subject", "possessor"), SPEAKERS),
        Role(("object", "of", "for", "to"), THINGS),
        under=words("be speak come give express voice declare lend reaffirm pledge offer announce"),
        without=LOANS,
        examples=(
            Example(
                "India expressed its support for the Minerals Security Partnership.",
                ("state:india supports bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "opposes",
        "oppose",
        words(
            """oppose reject criticise criticize condemn denounce protest resist attack deplore decry slam challenge
            contest"""
        ),
        Role(("subject",), SPEAKERS),
        Role(("object", "object-of", "against", "at", "to"), THINGS),
        examples=(
            Example(
                "A panel examined the rules on ore, as asked by the European Union, which opposed the export ban.",
                ("bloc:eu opposes instrument:export_ban asserted",),
            ),
            Example("Canada remains opposed to stockpiles.", ("state:canada opposes instrument:stockpile asserted",)),
            Example("China opposes the Minerals Security Partnership.", ("state:china opposes bloc:msp asserted",)),
        ),
    ),
    Pattern(
        "opposes",
        "call a provocation",
        words("call describe brand see regard"),
        Role(("subject",), SPEAKERS),
        Role(("object", "clause"), THINGS),
        needs=words("provocation mistake threat bullying coercion discriminatory unfair illegal harmful wrong hostile"),
        examples=(
            Example(
                "China called the Minerals Security Partnership a provocation.",
                ("state:china opposes bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "opposes",
        "opposition",
        words("opposition objection criticism protest"),
        Role(("possessor", "verb-subject", "by", "from"), SPEAKERS),
        Role(("to", "object", "against", "verb-against"), THINGS),
        under=words("voice express raise repeat lodge declare be state reiterate"),
        examples=(
            Example(
                "China voiced its opposition to the Minerals Security Partnership.",
                ("state:china opposes bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "supports",
        "press for",
        words("press push campaign lobby argue"),
        Role(("subject",), (STATE, "Company", "Agency")),
        Role(("for",), (UNDERTAKING, "Project")),
        examples=(
            Example(
                "Japan pressed for the Minerals Security Partnership.",
                ("state:japan supports bloc:msp asserted",),
            ),
        ),
    ),
    Pattern(
        "supports",
        "speak for",
        words("speak call campaign plead stand fight ask vote"),
        Role(("subject",), SPEAKERS),
        Role(("for", "in favour of", "in favor of"), THINGS),
        examples=(
            Example("Rwanda spoke for the US-EU memorandum.", ("state:rwanda supports agreement:us-eu-mou asserted",)),
        ),
    ),
    Pattern(
        "opposes",
        "speak against",
        words("speak campaign stand vote fight argue protest march lobby warn object complain"),
        Role(("subject",), SPEAKERS),
        Role(("against", "to", "about"), THINGS),
        needs=words("against object objects objected objecting"),
        examples=(
            Example("Zambia spoke against the export levy.", ("state:zambia opposes instrument:tariff asserted",)),
            Example("China objected to the US-EU memorandum.", ("state:china opposes agreement:us-eu-mou asserted",)),
        ),
    ),
    Pattern(
        "opposes",
        "block",
        words("block veto dislike rebuff disapprove"),
        Role(("subject",), SPEAKERS),
        Role(("object", "of"), THINGS),
        modality="asserted",
        examples=(
            Example(
                "An export levy was blocked by Mozambique.", ("state:mozambique opposes instrument:tariff asserted",)
            ),
        ),
    ),
    Pattern(
        "supports",
        "prefer",
        words("prefer"),
        Role(("subject",), SPEAKERS),
        Role(("object",), ("Instrument",)),
        modality="asserted",
        examples=(Example("Canada prefers stockpiles.", ("state:canada supports instrument:stockpile asserted",)),),
    ),
    Pattern(
        "chairs",
        "hand over the chair",
        words("hand pass transfer"),
        Role(("to", "object-to"), (STATE,)),
        Role(("object-of", "topic"), ("Forum", "Bloc")),
        needs=words("chair presidency chairmanship"),
        examples=(
            Example(
                "South Korea handed the chair of the Minerals Security Partnership to Japan.",
                ("state:japan chairs bloc:msp asserted",),
            ),
        ),
    ),
)
