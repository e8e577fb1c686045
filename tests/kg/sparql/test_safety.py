import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sparql.errors import DereferenceForbidden, QueryRefused, QuerySyntax, ServiceForbidden, UpdateForbidden
from kg.sparql.lexer import Kind, tokens
from kg.sparql.safety import Form, Policy, admitted, judged

ELSEWHERE = "http://elsewhere.example/sparql"
OUR_GRAPH = "https://orepact.example/documents/1"
# Oxigraph refuses this port before it opens a socket, so a SERVICE that gets through shows itself without a network.
CLOSED = "http://localhost:9/"
FULL = pyoxigraph.Store()
FULL.update("INSERT DATA { <urn:s> <urn:p> 1 }")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", Form.SELECT),
        ("# INSERT\nBASE <http://insert/> PREFIX ask: <urn:x> ask {}", Form.ASK),
        ("PREFIX a:<urn:a>CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("describe<urn:x>", Form.DESCRIBE),
        ("SELECTDISTINCT?x{}", Form.SELECT),
        (r"\u0053ELECT * {}", Form.SELECT),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(text, form):
    assert admitted(text).form is form


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX select: <urn:x> DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "# SELECT\nclear all",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        r"\u0049NSERT DATA {}",
    ],
)
def test_an_update_is_refused(text):
    with pytest.raises(UpdateForbidden):
        admitted(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        "SELECT * { ?s ?p ?x SERVICE ?x { ?s ?p ?o } }",
        f"SELECT * {{ SERVICE#\n<{ELSEWHERE}> {{}} }}",
        rf"SELECT * {{ \u0053\U00000045RVICE <{ELSEWHERE}> {{}} }}",
        "PREFIX a: <urn:a:> SELECT * { SERVICEa:b {} }",
        "PREFIX : <urn:a:> SELECT * { SERVICE:b #\n {} }",
        "SELECT * { ?s ?p ?a FILTER(?a<?a)SERVICE#>\n?x{} }",
        "SELECT * { ?s ?p ?a FILTER(?a<'>')SERVICE?x{} FILTER(?a<'>') }",
        f"SELECT * {{ # \\u000A SERVICE <{ELSEWHERE}> {{}}\n }}",
        f'SELECT * {{ BIND("\\u0022 AS ?x) SERVICE <{ELSEWHERE}> {{}} # \\u0022 }}',
    ],
)
def test_a_service_call_is_refused_however_it_is_written(text):
    with pytest.raises(ServiceForbidden):
        admitted(text)


@pytest.mark.parametrize("text", [f"ASK{{?s ?p trueSERVICE<{CLOSED}>{{}}}}", "ASKFROM<urn:x>{}"])
def test_keywords_run_together_are_a_syntax_error(text):
    with pytest.raises(QuerySyntax, match="white space") as caught:
        admitted(text)

    assert (caught.value.line, caught.value.column > 0) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * from named <http://elsewhere.example/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX e: <http://elsewhere.example/> SELECT * FROM e:data { ?s ?p ?o }",
        "BASE <http://elsewhere.example/> SELECT * FROM <data> { ?s ?p ?o }",
        f"BASE <{OUR_GRAPH}> SELECT * FROM <//elsewhere.example/> {{ ?s ?p ?o }}",
        f"SELECT * FROM <{OUR_GRAPH}> FROM <FILE:///etc/passwd> {{ ?s ?p ?o }}",
        r"SELECT * FROM <\u0066ile:///etc/passwd> { ?s ?p ?o }",
        r"SELECT * \u0046ROM <file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_a_graph_outside_the_dataset_is_refused(text):
    with pytest.raises(DereferenceForbidden):
        admitted(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * FROM <{OUR_GRAPH}> FROM NAMED <{OUR_GRAPH}> {{ ?s ?p ?o }}",
        "PREFIX d: <https://orepact.example/documents/> ASK FROM d:1 {}",
        "BASE <https://orepact.example/> ASK FROM NAMED <documents/1> {}",
    ],
)
def test_a_graph_of_ours_may_be_chosen(text):
    assert admitted(text)


def test_any_graph_but_a_file_is_inside_a_dataset_open_to_all():
    workspace = Policy(graphs=("",))

    assert admitted("ASK FROM <http://elsewhere.example/data> {}", workspace)
    with pytest.raises(DereferenceForbidden):
        admitted("ASK FROM <file:///etc/passwd> {}", workspace)


def test_a_listed_endpoint_may_be_called_and_no_other():
    policy = Policy(services=frozenset({ELSEWHERE}))

    assert admitted(f"ASK {{ SERVICE SILENT <{ELSEWHERE}> {{ ?s ?p ?o }} }}", policy)
    for text in (
        "ASK { SERVICE <http://third.example/> {} }",
        "ASK { SERVICE ?any {} }",
        "ASK { SERVICE SILENT ?any {} }",
    ):
        with pytest.raises(ServiceForbidden):
            admitted(text, policy)


@pytest.mark.parametrize("text", ["", "# only a comment", "hello { }", "PREFIX a: <urn:a>"])
def test_what_is_no_query_is_a_syntax_error(text):
    with pytest.raises(QuerySyntax):
        admitted(text)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX service: <urn:s:> SELECT * { ?service service:from service:x ; service:load 1 }",
        "SELECT ?from ?load { ?from ?load 'SERVICE <x> {}' . # SERVICE <x> {}\n }",
        "SELECT * { ?s <http://a.example/service#from> 'it''s' }",
        'SELECT * { ?s ?p """a "quoted" SERVICE <x> {} """@en }',
        "SELECT * { ?s ?p '''SERVICE''''' }"[:-4] + " }",
        r'SELECT * { ?s ?p "\"SERVICE <x> {} \\" . ?s ?p "FROM" }',
        "SELECT * { _:service ?p 'x'@en-from }",
    ],
)
def test_the_same_words_elsewhere_flag_nothing(text):
    assert not isinstance(judged(text, Policy()), ServiceForbidden | DereferenceForbidden | UpdateForbidden)


KEYWORDS = st.sampled_from(["SERVICE", "service", "FROM", "FROM NAMED <file:///x>", "LOAD", "INSERT DATA", "CLEAR ALL"])
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\"'\\<>{}|^`\n\r"), max_size=8)
IRI_TEXT = st.text(st.sampled_from("abcz019-_~./?=&;,()"), max_size=8)


def holders(keyword: str, left: str, right: str, iri: str) -> list[str]:
    word = keyword.split(maxsplit=1)[0]
    return [
        f'"{left}{keyword}{right}"',
        f"'{left}{keyword}{right}'",
        f'"""{left}"{keyword}\n\'{right}"""',
        f"'''{left}'{keyword}\n\"{right}'''",
        f"<http://a.example/{iri}{word}{iri}>",
        f"1 # {left}{keyword}{right}\n",
        f"?{word}",
        f"a:{word}",
    ]


@given(KEYWORDS, PLAIN, PLAIN, IRI_TEXT, st.integers(0, 7))
def test_keywords_inside_strings_iris_comments_and_names_never_flag(keyword, left, right, iri, which):
    term = holders(keyword, left, right, iri)[which]

    assert admitted(f"PREFIX a: <urn:a:> SELECT * {{ ?s ?p {term} }}").form is Form.SELECT


SPACE = st.lists(st.sampled_from([" ", "\n", "\t", "\r\n", "# ' \" <\n", "#>\r"]), min_size=1, max_size=4).map("".join)


@st.composite
def disguised(draw, keyword):
    letters = []
    for letter in keyword:
        changed = draw(st.sampled_from([letter.upper(), letter.lower()]))
        letters.append(draw(st.sampled_from([changed, f"\\u{ord(changed):04x}", f"\\U{ord(changed):08X}"])))
    return "".join(letters)


@given(disguised("SERVICE"), SPACE, SPACE, st.sampled_from(["", "SILENT ", "silent\n"]))
def test_a_disguised_service_always_flags(keyword, before, after, silent):
    with pytest.raises(ServiceForbidden):
        admitted(f"SELECT * {{{before}{keyword}{after}{silent}<{ELSEWHERE}> {{ ?s ?p ?o }} }}")


@given(disguised("FROM"), SPACE, SPACE, st.sampled_from(["", "NAMED ", "named\n"]))
def test_a_disguised_from_always_flags(keyword, before, after, named):
    with pytest.raises(DereferenceForbidden):
        admitted(f"SELECT *{before}{keyword}{after}{named}<file:///etc/passwd> {{ ?s ?p ?o }}")


@given(disguised("LOAD"), SPACE)
def test_a_disguised_update_always_flags(keyword, after):
    with pytest.raises(UpdateForbidden):
        admitted(f"{keyword}{after}<file:///etc/passwd>")


PIECES = """
SERVICE SILENT { } {} ?a a:b a: < > ' \'\'\' " \"\"\" # <'> <?a FILTER( FILTER(?a<?b) ( ) . 1 true \\ @en <urn:x> ^^
UNION OPTIONAL GRAPH MINUS _:b <# - \\' $
""".split()
SOUP = st.lists(
    st.sampled_from(
        [*PIECES, "\n", " ", "BIND(1 AS ?z)", "VALUES ?v {", "?s ?p ?o", f"<{CLOSED}>", f"SERVICE<{CLOSED}>{{}}"]
    ),
    max_size=12,
)


@settings(max_examples=1500)
@given(SOUP, st.sampled_from(["", f"SERVICE<{CLOSED}>{{}}", " SERVICE a:b{}", f"SERVICE SILENT<{CLOSED}>{{}}"]), SOUP)
def test_no_soup_of_tokens_makes_the_engine_call_out_unseen(left, call, right):
    text = f"PREFIX a: <{CLOSED}> ASK {{ {''.join(left)}{call}{''.join(right)} }}"
    verdict = judged(text, Policy())
    if isinstance(verdict, QueryRefused):
        return

    try:
        FULL.query(verdict.text)
    except (SyntaxError, RuntimeError):
        return
    except OSError as error:
        pytest.fail(f"called out: {text!r}: {error}")
    assert not any(token.kind is Kind.WORD and token.text.upper() == "SERVICE" for token in tokens(verdict.text))


@given(st.text(max_size=60))
def test_any_text_gets_a_verdict(text):
    assert judged(text, Policy()) is not None
