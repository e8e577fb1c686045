import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sparql.errors import DatasetConflict, DereferenceForbidden, QueryRefused, ServiceForbidden
from kg.sparql.updates import WHOLE, Using, admitted_update, with_dataset
from kg.sparql.workspace import OPEN_TO_ALL

CLOSED = "http://localhost:9/"


@pytest.mark.parametrize(
    "text",
    [
        f"LOAD <{CLOSED}>",
        f"load silent <{CLOSED}> into graph <urn:g>",
        f"CLEAR ALL;LOADSILENT<{CLOSED}>",
        f"PREFIX l: <{CLOSED}> LOADl:x",
        f"INSERT DATA {{ <urn:a> <urn:b> '}}' }} ; LOAD <{CLOSED}>",
        rf"\u004cOAD <{CLOSED}>",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_nothing_is_loaded_from_elsewhere_however_it_is_written(text):
    with pytest.raises(DereferenceForbidden):
        admitted_update(text, OPEN_TO_ALL)


def test_no_service_is_called_by_an_update():
    with pytest.raises(ServiceForbidden):
        admitted_update(f"INSERT {{ ?s ?p 1 }} WHERE {{ SERVICE <{CLOSED}> {{ ?s ?p ?o }} }}", OPEN_TO_ALL)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:load> <urn:b> 'LOAD <x>' } # LOAD <x>",
        "PREFIX load: <urn:l:> INSERT DATA { load:a load:b load:c }",
        "INSERT { ?load ?p 1 } WHERE { ?load ?p <urn:service> }",
        "PREFIX load: <urn:l:> COPY load:a TO load:b",
    ],
)
def test_the_same_words_elsewhere_are_no_load(text):
    assert admitted_update(text, OPEN_TO_ALL) == text


@given(st.sampled_from(["", " ", "\n", "# '\n"]), st.sampled_from(["", " SILENT", "SILENT "]), st.booleans())
def test_a_load_after_any_operation_is_seen(space, silent, lower):
    word = "load" if lower else "LOAD"

    with pytest.raises(DereferenceForbidden):
        admitted_update(f"CLEAR ALL ;{space}{word}{silent}<{CLOSED}>", OPEN_TO_ALL)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }", "INSERT { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p 2 }"),
        (
            "DELETE { ?s ?p '{' } INSERT { ?s ?p 1 } where{ ?s ?p 2 }",
            "DELETE { ?s ?p '{' } INSERT { ?s ?p 1 } USING <urn:g> where{ ?s ?p 2 }",
        ),
        ("DELETE WHERE { ?s ?p 'x' }", "DELETE { ?s ?p 'x' } USING <urn:g> WHERE { ?s ?p 'x' }"),
        (
            "CLEAR ALL ; DELETE WHERE { GRAPH ?g { ?s ?p 1 } } ; DROP ALL",
            "CLEAR ALL ; DELETE { GRAPH ?g { ?s ?p 1 } } USING <urn:g> WHERE { GRAPH ?g { ?s ?p 1 } } ; DROP ALL",
        ),
        (
            "INSERT { ?s ?p ?n } WHERE { SELECT ?s ?p ?n WHERE { ?s ?p ?n } }",
            "INSERT { ?s ?p ?n } USING <urn:g> WHERE { SELECT ?s ?p ?n WHERE { ?s ?p ?n } }",
        ),
    ],
)
def test_the_dataset_of_a_request_becomes_part_of_every_where(text, written):
    assert with_dataset(text, "USING <urn:g>") == written


@pytest.mark.parametrize(
    "own", ["WITH <urn:h> DELETE { ?s ?p 1 } WHERE {}", "INSERT { ?s ?p 1 } USING <urn:h> WHERE {}"]
)
def test_a_dataset_named_twice_is_a_conflict(own):
    with pytest.raises(DatasetConflict):
        admitted_update(own, OPEN_TO_ALL, Using(("urn:g",)))


def test_a_prefix_called_with_is_no_conflict():
    assert admitted_update("PREFIX with: <urn:w> DELETE WHERE { with:a ?p ?o }", OPEN_TO_ALL, Using(("urn:g",)))


@pytest.mark.parametrize("graph", ["nothing", "urn:a> } ; DROP ALL ; #", "file:///etc/passwd"])
def test_a_graph_that_is_no_iri_or_a_file_is_refused(graph):
    with pytest.raises(QueryRefused):
        admitted_update("DELETE WHERE { ?s ?p ?o }", OPEN_TO_ALL, Using((graph,)))


def test_without_a_dataset_the_update_stays_as_it_is():
    assert admitted_update("DELETE WHERE { ?s ?p ?o }", OPEN_TO_ALL, WHOLE) == "DELETE WHERE { ?s ?p ?o }"
