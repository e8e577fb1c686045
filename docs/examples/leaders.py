"""
Draw who produces most of what: the largest producer of each mineral, by the newest figure with a source.

    pip install 'orepact[client,plots]'
    orepact serve --build corpus &
    python docs/examples/leaders.py http://127.0.0.1:8080 leaders.png
"""

import sys

from matplotlib.figure import Figure

from api.client import Orepact

SHARES = """
PREFIX ore: <https://orepact.example/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>

SELECT DISTINCT ?mineral ?supplier ?percent ?year ?source WHERE {
  ?share a/rdfs:label "share of production"@en ; ore:ofMineral/rdfs:label ?mineral ;
         ore:supplier ?who ; ore:percent ?percent ; ore:year ?year ; dct:source/rdfs:label ?source .
  ?who a ore:Country ; rdfs:label ?supplier .
}
"""
MINERALS = 18


def main(address: str, picture: str) -> None:
    with Orepact(address) as orepact:
        shares = orepact.sparql(SHARES)
    newest = shares[shares["year"] == shares.groupby("mineral")["year"].transform("max")]
    leaders = newest.sort_values("percent").groupby("mineral").tail(1).tail(MINERALS)

    figure = Figure(figsize=(9, 0.38 * len(leaders) + 1.2), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh(leaders["mineral"], leaders["percent"], color="#8a3f12")
    axes.bar_label(
        bars, [f"{each.supplier} {each.percent:g} %, {each.year}" for each in leaders.itertuples()], padding=4
    )
    axes.set_xlim(0, 140)
    axes.set_xlabel("per cent of world production")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(picture, dpi=120)
    for each in leaders[::-1].itertuples():
        print(f"{each.mineral}: {each.supplier}, {each.percent:g} % in {each.year} ({each.source})")


if __name__ == "__main__":
    main(*sys.argv[1:])
