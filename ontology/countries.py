"""
The door of pycountry: the states and territories that no text of ours has named yet.

What texts name stands in `reference/states.ttl`, by hand. The rest comes from the pinned package into
`reference/countries.ttl`, written by `python -m ontology.countries`; a test holds the file to the package.
"""

import re
import sys
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pycountry

HERE = Path(__file__).parent
ISO_CODE = re.compile(r'ore:isoAlpha3 "([A-Z]{3})"')
TERRITORIES = frozenset(
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT "
    "JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL TWN UMI VGB VIR WLF".split()
)
AMBIGUOUS = frozenset({"Chad", "Georgia", "Guam", "Jersey"})
HEAD = """@prefix ore: <https://orepact.example/ontology#> .
@prefix ent: <https://orepact.example/entities/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# The rest of the world, from pycountry. Written by `python -m ontology.countries`; do not edit.
"""


@dataclass(frozen=True, slots=True)
class IsoPlace:
    """
    A state or territory of ISO 3166-1.

    Attributes:
        label: the common short name.
        aliases: the name as ISO turns it, and the official one.
        alpha2: two letters.
        alpha3: three letters.
        is_state: false for what is not sovereign.
    """

    label: str
    aliases: tuple[str, ...]
    alpha2: str
    alpha3: str
    is_state: bool


def iso_places() -> tuple[IsoPlace, ...]:
    """
    All places of ISO 3166-1, in the order of their three letters.
    """
    return tuple(_place(record) for record in sorted(pycountry.countries, key=lambda record: str(record.alpha_3)))


def named_already(states: str) -> frozenset[str]:
    """
    The three-letter codes in the text of a Turtle file.
    """
    return frozenset(ISO_CODE.findall(states))


def countries_turtle(named: Collection[str]) -> str:
    """
    Turtle of every place whose three-letter code is not among those named already.
    """
    return HEAD + "".join(_block(place) for place in iso_places() if place.alpha3 not in named)


def slug(name: str) -> str:
    """
    A name as the last part of an id.

    >>> slug("Côte d'Ivoire")
    'cote-d-ivoire'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _place(record: "pycountry.db.Country") -> IsoPlace:
    turned = re.sub(r"^(.*), (.*)$", r"\2 \1", record.name)
    short = re.sub(r",.*$|\s*\(.*\)$", "", getattr(record, "common_name", record.name))
    official = getattr(record, "official_name", "")
    label = {"Congo": official, "Virgin Islands": turned}.get(short, short)
    other = (turned, official) if short != "Congo" else ()
    aliases = tuple(dict.fromkeys(name for name in other if name and name != label and "(" not in name))
    alpha3 = str(record.alpha_3)
    return IsoPlace(label, aliases, str(record.alpha_2), alpha3, alpha3 not in TERRITORIES)


def _alias_line(place: IsoPlace) -> list[str]:
    quoted = [f'"{alias}"@en' for alias in place.aliases]
    return [f"skos:altLabel {', '.join(quoted)}"] if quoted else []


def _block(place: IsoPlace) -> str:
    lines = [
        f"ent:state:{slug(place.label)} a ore:{'Country' if place.is_state else 'Territory'}",
        f'rdfs:label "{place.label}"@en',
        *_alias_line(place),
        *(["ore:labelNeedsContext true"] if place.label in AMBIGUOUS else []),
        f'ore:isoAlpha2 "{place.alpha2}"',
        f'ore:isoAlpha3 "{place.alpha3}"',
    ]
    return "\n" + " ;\n    ".join(lines) + " .\n"


if __name__ == "__main__":
    written = countries_turtle(named_already((HERE / "reference/states.ttl").read_text(encoding="utf-8")))
    (HERE / "reference/countries.ttl").write_text(written, encoding="utf-8")
    sys.stdout.write(f"{written.count('ore:isoAlpha3')} places written\n")
