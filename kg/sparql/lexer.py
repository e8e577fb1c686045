r"""
The tokens of SPARQL 1.1, exactly enough to know which words stand outside strings, IRIs and comments.

Two things make it harder than the grammar's terminals:

- Oxigraph has no lexer. It takes `ASK{?s ?p trueSERVICE<http://a.example/>{}}` for a SERVICE clause, and in
  `FILTER(?a<'>')SERVICE?x{}` it sees a comparison where the grammar's longest match sees the IRI `<'>` and then a
  string that hides the SERVICE (both tried). So a word is suspect if it only contains a keyword, and where an IRI could
  also be a comparison `every_reading` gives the tokens of both.
- `\u0053ERVICE` is SERVICE (SPARQL 1.1, §19.2). Oxigraph does not know, other engines do: `without_codepoint_escapes`
  writes the text so that all read the same.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Kind(Enum):
    """
    What a token is, as far as safety needs to know.
    """

    WORD = auto()
    NAME = auto()
    IRI = auto()
    STRING = auto()
    OTHER = auto()


TOKEN: Final = re.compile(
    r"""
      (?P<SKIP> \s+ | \#[^\r\n]* )
    | (?P<STRING> \"{3} (?: \"{0,2} (?:[^"\\]|\\.) )*+ \"{3}
                | '{3} (?: '{0,2} (?:[^'\\]|\\.) )*+ '{3}
                | \"(?:[^"\\\r\n]|\\[^\r\n])*+\"
                | '(?:[^'\\\r\n]|\\[^\r\n])*+' )
    | (?P<IRI> <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*+> )
    | (?P<NAME> (?:[^\W\d_](?:[\w.-]*\w)?)? : (?:[\w:.-]|%[0-9a-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*+ )
    | (?P<WORD> [^\W\d_]\w*+ )
    | (?P<OTHER> [?$]\w+ | _:[\w.-]+ | @[a-z]+(?:-[a-z0-9]+)* | . )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
CERTAIN_IRI: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
IN_DOUBT: Final = re.compile(r"['#]|service|from", re.IGNORECASE)
IN_STRINGS: Final = {"\n": r"\n", "\r": r"\r", '"': r"\"", "'": r"\'", "\\": r"\\"}
KINDS: Final = Kind.__members__
SURROGATES: Final = range(0xD800, 0xE000)
KNOWN_TOKENS: Final = 3


@dataclass(frozen=True, slots=True)
class Token:
    """
    One token; `start` and `end` are code points into the query.
    """

    kind: Kind
    text: str
    start: int
    end: int


def tokens(query: str, start: int = 0) -> Iterator[Token]:
    r"""
    The tokens from a place on, white space and comments left out.

    >>> [token.text for token in tokens("ASK # SERVICE\n{ ?service ex:from 'LOAD' }")]
    ['ASK', '{', '?service', 'ex:from', "'LOAD'", '}']
    """
    for match in TOKEN.finditer(query, start):
        if match.lastgroup and match.lastgroup != "SKIP":
            yield Token(KINDS[match.lastgroup], match[0], match.start(), match.end())


def every_reading(query: str) -> Iterator[Token]:
    """
    The tokens of the query, and those it has for a parser that sees a comparison where we see an IRI.

    A second reading ends three tokens after it has met the first again, enough to see what SERVICE SILENT calls; so
    this is linear however many IRIs are in doubt.

    >>> [token.text for token in every_reading("?a<'>')SERVICE ?x")]
    ['?a', "<'>", "'", ')', 'SERVICE', '?x', "'>'", ')', 'SERVICE', '?x']
    """
    starts, seen = [0], set[int]()
    while starts:
        known = 0
        for token in tokens(query, starts.pop()):
            known = known + 1 if token.start in seen else 0
            if known > KNOWN_TOKENS:
                break
            seen.add(token.start)
            yield token
            if not known and token.kind is Kind.IRI and is_in_doubt(token.text):
                starts.append(token.start + 1)


def is_in_doubt(iri: str) -> bool:
    """
    Whether what looks like an IRI could hide something from a parser that reads `<` as a comparison.

    After a comparison no `scheme://` can follow; and without a quote, a comment or a keyword in it nothing hides.

    >>> is_in_doubt("<http://a.example/service#x>"), is_in_doubt("<urn:a:b>"), is_in_doubt("<#service>")
    (False, False, True)
    """
    return not CERTAIN_IRI.match(iri) and IN_DOUBT.search(iri) is not None


def without_codepoint_escapes(query: str) -> str:
    r"""
    The query with `\uXXXX` and `\UXXXXXXXX` resolved, so that strings and IRIs keep their ends.

    >>> print(without_codepoint_escapes(r"\u0053ELECT ?x { ?x ?y 'it\u0027s \\u0041' }"))
    SELECT ?x { ?x ?y 'it\'s \\u0041' }
    """
    parts, at = [], 0
    for match in TOKEN.finditer(query):
        if match.lastgroup in {"STRING", "IRI"}:
            parts.append(ESCAPE.sub(code_point, query[at : match.start()]))
            resolved = quoted_code_point if match.lastgroup == "STRING" else code_point
            parts.append(ESCAPE.sub(resolved, match[0]))
            at = match.end()
    parts.append(ESCAPE.sub(code_point, query[at:]))
    return "".join(parts)


def code_point(escape: re.Match[str]) -> str:
    """
    The character an escape stands for; any other escape unchanged.
    """
    digits = escape[1] or escape[2]
    number = int(digits, 16) if digits else -1
    return chr(number) if number in range(sys.maxunicode + 1) and number not in SURROGATES else escape[0]


def quoted_code_point(escape: re.Match[str]) -> str:
    """
    The same within a string, where quotes, backslashes and line ends stay escaped.
    """
    character = code_point(escape)
    return IN_STRINGS.get(character, character) if escape[3] is None else escape[0]


def place(query: str, offset: int) -> tuple[int, int]:
    r"""
    Line and column of an offset, both from 1.

    >>> place("ASK\n{ x", 6)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
