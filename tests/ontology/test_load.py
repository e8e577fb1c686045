import pytest

from ontology.errors import BrokenTurtle
from ontology.load import block_places, parse_turtle, reference_files, schema_files, turtle_files

HEAD = "@prefix ore: <https://orepact.example/ontology#> .\n\n"


def test_an_error_names_file_line_and_term(tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        HEAD + "ore:First a ore:Thing .\n\nore:Second a ore:Thing ;\n    ore:label “x” .\n", encoding="utf-8"
    )

    with pytest.raises(BrokenTurtle, match=r"broken\.ttl, line 6, in ore:Second") as caught:
        parse_turtle([broken])

    assert (caught.value.path, caught.value.line, caught.value.term) == (broken, 6, "ore:Second")


def test_an_undeclared_prefix_is_named(tmp_path):
    broken = tmp_path / "prefix.ttl"
    broken.write_text(HEAD + "ore:First a elsewhere:Thing .\n", encoding="utf-8")

    with pytest.raises(BrokenTurtle, match="elsewhere"):
        parse_turtle([broken])


def test_the_line_of_a_block_is_found_by_its_iri(tmp_path):
    file = tmp_path / "two.ttl"
    file.write_text(HEAD + "ore:First a ore:Thing .\n\nore:Second a ore:Thing .\n", encoding="utf-8")

    assert block_places([file])["https://orepact.example/ontology#Second"] == ("two.ttl", 5)


def test_shapes_stay_out_of_the_graph():
    names = [path.name for path in turtle_files()]

    assert "shapes.ttl" not in names
    assert len(names) == len(set(names)) == len(schema_files()) + len(reference_files()) - 1


def test_all_turtle_is_small_and_holds_no_blank_node():
    assert sum(path.stat().st_size for path in turtle_files()) < 3_000_000
    assert not [path.name for path in turtle_files() if "_:" in path.read_text(encoding="utf-8")]
