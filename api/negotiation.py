"""
Which of the forms we can give a client likes best (RFC 9110, section 12.5.1).
"""

from collections.abc import Sequence
from typing import Final

HTML: Final = "text/html"
JSON: Final = "application/json"
JSON_LD: Final = "application/ld+json"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"


def preferred(accept: str | None, offers: Sequence[str]) -> str | None:
    """
    The offer a client likes best; the first offer where it has no preference.

    Args:
        accept: the `Accept` header; missing or empty accepts anything.
        offers: media types we can give, ours best first.

    Returns:
        `None` where the client accepts none of them.

    >>> preferred("text/html,application/xml;q=0.9,*/*;q=0.8", [JSON, HTML])
    'text/html'
    >>> preferred("text/turtle;q=0.5, application/*", [JSON, TURTLE])
    'application/json'
    >>> preferred("image/png", [JSON]) is None
    True
    """
    if not accept or not accept.strip():
        return offers[0]
    wishes = [read_wish(part) for part in accept.split(",") if part.strip()]
    scored = [(quality(offer, wishes), -place, offer) for place, offer in enumerate(offers)]
    best = max(scored)
    return best[2] if best[0] > 0 else None


def read_wish(text: str) -> tuple[str, float]:
    """
    One media range and how much it is liked; a weight that cannot be read counts as nothing liked.
    """
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, min(max(float(value), 0.0), 1.0)
            except ValueError:
                return media, 0.0
    return media, 1.0


def quality(offer: str, wishes: Sequence[tuple[str, float]]) -> float:
    """
    How much a client likes an offer: the weight of the most exact range that fits it.
    """
    kind = offer.split("/", maxsplit=1)[0]
    exactness = {offer: 3, f"{kind}/*": 2, "*/*": 1}
    fitting = [(exactness[media], weight) for media, weight in wishes if media in exactness]
    return max(fitting)[1] if fitting else 0.0
