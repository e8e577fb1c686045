"""
The pages: plain server-rendered HTML, escaped by default, readable without scripts and without anything from outside.
"""

import re
from datetime import date
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ontology.namespaces import BASE

MONTHS: Final = ("January February March April May June July August September October November December").split()
FULL_DATE_PARTS: Final = 3
DATE: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Pages:
    """
    Renders templates of `api/web/templates`.
    """

    def __init__(self) -> None:
        self.environment = Environment(
            loader=PackageLoader("api.web"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters |= {
            "dated": with_days_in_words,
            "day": day_in_words,
            "path": page_path,
            "count": count_in_words,
            "status": status_in_words,
        }
        self.environment.globals |= {"link": link_to}

    def render(self, template: str, **values: Any) -> str:
        """
        One page.
        """
        return self.environment.get_template(template).render(**values)


def day_in_words(value: str | date | None) -> str:
    """
    A date as people write it; what is no plain date stays as it is.

    >>> day_in_words("2026-03-06"), day_in_words("2025-10"), day_in_words(None)
    ('6 March 2026', 'October 2025', '')
    """
    if value is None:
        return ""
    text = str(value)
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > FULL_DATE_PARTS:
        return text
    if len(parts) == 1 or not 1 <= int(parts[1]) <= len(MONTHS):
        return text
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) < FULL_DATE_PARTS else f"{int(parts[2])} {month}"


def with_days_in_words(text: str) -> str:
    """
    A text whose dates are written as people write them.

    >>> with_days_in_words("Due 2026-03-06; filed as 12026-03-06.")
    'Due 6 March 2026; filed as 12026-03-06.'
    """
    return DATE.sub(lambda found: day_in_words(found[0]), text)


def page_path(iri: str) -> str:
    """
    Where the page of an IRI is on this host: its path below the base; an outside address stays as it is.

    >>> page_path("https://orepact.example/entities/state:japan")
    '/entities/state:japan'
    """
    return "/" + iri.removeprefix(BASE) if iri.startswith(BASE) else iri


def link_to(path: str, **parameters: str | int | None) -> str:
    """
    A path with those of the parameters that have a value.

    >>> link_to("/agreements", status="signed", as_of=None)
    '/agreements?status=signed'
    """
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "")}
    return quote(path, safe="/:") + (f"?{urlencode(given)}" if given else "")


def count_in_words(number: int, noun: str, plural: str = "") -> str:
    """
    A number with its noun.

    >>> count_in_words(1, "claim"), count_in_words(3, "party", "parties")
    ('1 claim', '3 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def status_in_words(code: str) -> str:
    """
    A code in capitals and smalls as words.

    >>> status_in_words("inForce"), status_in_words("signed")
    ('in force', 'signed')
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in code.replace("_", " "))
