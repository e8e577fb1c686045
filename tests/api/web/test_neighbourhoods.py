import itertools

import pytest

from api.listings.entities import EntityPage, Fact
from api.listings.facts import Thing
from api.web.drawings import WIDTH
from api.web.neighbourhoods import COLUMN, LETTERS, MOST_THINGS, draw_neighbourhood
from ontology.namespaces import ENTITIES

LETTER = 7.8
"Mean width of a letter at 13 px in DejaVu Sans, bold capitals aside."


def thing(name):
    return Thing(f"{ENTITIES}x:{name.lower()}", name)


def page(*facts, label="Japan"):
    return EntityPage("state:japan", f"{ENTITIES}state:japan", label, (), (), (), facts, (), is_agreement=False)


MANY = [
    Fact(f"relation {number}", tuple(thing(f"{number}-{each}") for each in range(number))) for number in range(1, 12)
]
KNOWN = {each.id for fact in MANY for each in fact.values}


def both(drawn):
    return drawn.left, drawn.right


def test_no_two_lines_of_text_stand_on_each_other_and_all_stand_inside():
    drawn = draw_neighbourhood(page(*MANY), KNOWN, ())

    for side in both(drawn):
        lines = [y for branch in side for y in (branch.label_y, *(leaf.y for leaf in branch.leaves))]
        assert all(after - before >= 18 for before, after in itertools.pairwise(lines))
        assert lines[0] - 12 > 0
        assert lines[-1] < drawn.height
        assert all(after.top >= before.bottom for before, after in itertools.pairwise(side))


def test_a_name_never_reaches_the_box_or_the_edge():
    long = "A Framework for Securing the Supply of Critical Minerals and Rare Earths"
    drawn = draw_neighbourhood(page(Fact("party to", (thing(long),))), {thing(long).id}, ())

    (leaf,) = (leaf for side in both(drawn) for branch in side for leaf in branch.leaves)
    assert leaf.thing.label == long
    assert len(leaf.text) <= LETTERS
    assert len(leaf.text) * LETTER <= COLUMN
    assert drawn.box_x > COLUMN
    assert drawn.box_x + drawn.box_width < WIDTH - COLUMN


def test_what_documents_tell_of_comes_first_and_the_rest_is_counted():
    many = Fact("party to", tuple(thing(f"P{number}") for number in range(9)), more=3)
    other = Fact("a first by name", (thing("Other"),))
    known = {each.id for fact in (many, other) for each in fact.values}

    drawn = draw_neighbourhood(page(many, other), known, {"x:p7"})

    first = drawn.left[0]
    assert (first.label, first.leaves[0].text, first.is_told) == ("party to", "P7", True)
    assert (len(first.leaves), first.more) == (MOST_THINGS, 9 + 3 - MOST_THINGS)
    assert drawn.right[0].is_told is False


@pytest.mark.parametrize(
    "facts", [(), (Fact("demonym", (Thing("", "Japanese"),)),), (Fact("source", (thing("Unknown"),)),)]
)
def test_nothing_is_drawn_where_nothing_stands_round(facts):
    assert draw_neighbourhood(page(*facts), KNOWN, ()) is None
