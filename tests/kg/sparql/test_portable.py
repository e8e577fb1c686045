import pytest

from kg.sparql.errors import QueryRefused, QuerySyntax
from kg.sparql.portable import asked_elsewhere
from kg.sparql.safety import admitted


def asked(text, *, by_variable=False):
    return asked_elsewhere(admitted(text), by_variable=by_variable)


@pytest.mark.parametrize(
    ("query", "rows", "template"),
    [
        (
            "CONSTRUCT { ?a <urn:p> '}' } WHERE { ?a ?b ?c } LIMIT 2",
            "SELECT ?a WHERE { ?a ?b ?c } LIMIT 2",
            "{ ?a <urn:p> '}' }",
        ),
        (
            "CONSTRUCT { ?a ?p [ ?q ?b ] } { ?a ?p ?b . ?b ?q ?c }",
            "SELECT ?a ?p ?q ?b { ?a ?p ?b . ?b ?q ?c }",
            "{ ?a ?p [ ?q ?b ] }",
        ),
        ("CONSTRUCT WHERE { ?a ?p 1 }", "SELECT ?a ?p WHERE { ?a ?p 1 }", "{ ?a ?p 1 }"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "SELECT (1 AS ?one) WHERE {}", "{ <urn:s> <urn:p> 1 }"),
    ],
)
def test_a_construct_is_asked_as_the_rows_of_its_template(query, rows, template):
    found = asked(f"PREFIX a: <urn:a> {query}")

    assert (found.text, found.template) == (f"PREFIX a: <urn:a> {rows}", f"PREFIX a: <urn:a> CONSTRUCT {template}")


def test_graphs_are_named_by_variables_where_the_engine_has_no_default_graph():
    query = "SELECT * { GRAPH <urn:g> { ?graph ?p 'GRAPH <urn:h>' } GRAPH a:b { } GRAPH ?g { } }"

    assert asked(query, by_variable=True).text == (
        "SELECT * { VALUES ?orepactGraph1 { <urn:g> } GRAPH ?orepactGraph1 { ?graph ?p 'GRAPH <urn:h>' } "
        "VALUES ?orepactGraph2 { a:b } GRAPH ?orepactGraph2 { } GRAPH ?g { } }"
    )
    assert asked(query).text == query


def test_a_query_that_names_its_dataset_keeps_it():
    query = "SELECT * FROM <https://orepact.example/graphs/assessments> { GRAPH <urn:g> { ?s ?p ?o } }"

    assert asked(query, by_variable=True).names_dataset
    assert asked(query, by_variable=True).text == query


@pytest.mark.parametrize(
    "query",
    [
        "DESCRIBE <urn:a>",
        "SELECT (bif:http_get('http://a.example/') AS ?x) {}",
        "SELECT (<BIF:http_get>('http://a.example/') AS ?x) {}",
        "SELECT (sql:secret() AS ?x) {}",
        "SELECT * { ?s ?p ?o FILTER(`(select 1)`) }",
    ],
)
def test_what_means_something_of_its_own_to_an_engine_is_refused(query):
    with pytest.raises(QueryRefused):
        asked(query)


def test_a_template_without_an_end_is_no_query():
    with pytest.raises(QuerySyntax):
        asked("CONSTRUCT { ?s ?p ?o")
