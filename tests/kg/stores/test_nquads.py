import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.stores.errors import NotStorable
from kg.stores.nquads import quad_line, term_text, to_nquads
from kg.stores.oxigraph import OxigraphStore
from kg.triples import Literal


@pytest.mark.parametrize(
    "iri", ["urn:a> <urn:b", "urn:a b", "urn:{x}", "relative", "", "urn:a\nb", 'urn:"', "urn:\\u0041"]
)
def test_an_iri_that_could_break_out_of_its_brackets_is_refused(iri):
    with pytest.raises(NotStorable):
        term_text(iri)


@pytest.mark.parametrize("language", ["en us", "en>", "-", "e\nn"])
def test_a_language_tag_that_is_none_is_refused(language):
    with pytest.raises(NotStorable):
        term_text(Literal("x", language=language))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_reads_back_as_it_was_written(value):
    store = OxigraphStore.in_memory(to_nquads([("urn:s", "urn:p", Literal(value), "urn:g")]))

    assert [term for _, _, term in store.triples("urn:g")] == [Literal(value)]
    assert store.canonical().decode() == quad_line(("urn:s", "urn:p", Literal(value), "urn:g")) + "\n"
