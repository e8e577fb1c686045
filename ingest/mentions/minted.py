"""
What each agreement of a document turns out to be once all of it has been read: a listed one, or one named here.
"""

from ingest.mentions.agreements import Agreements
from ingest.mentions.kinds import GENERIC, KIND_LABELS, class_of
from ingest.mentions.told import Told
from kg.claims import Entity
from kg.identity import digest

TOPIC_LABELS = {
    "critical mineral": "Critical Minerals", "minerals": "Critical Minerals", "supply chain": "Supply Chain",
    "rare earth": "Rare Earths",
}  # fmt: skip


def settle(agreements: Agreements) -> None:
    """
    Give every agreement its entity: a known one, else a minted one; those that are none of ours get none.
    """
    for told in agreements.told:
        if told.entity:
            continue  # named by a name of its own
        known = told.known or agreements.listed.known_for(told)
        if known:
            told.entity = known.entity
            told.known = known
            parties = [agreements.lexicon.entity(party) for party in known.parties if party in agreements.lexicon.named]
            told.party_names = {agreements.lexicon.short_name(entity): entity for entity in parties}
        elif len(told.parties) > 1 and not told.is_off_topic:
            told.entity = mint(agreements, told)


def mint(agreements: Agreements, told: Told) -> Entity:
    """
    The entity of an agreement nobody has listed, named by parties, topic and kind.
    """
    kind = next((kind for kind, _ in told.kinds.most_common() if kind != GENERIC), GENERIC)
    names = sorted(short_name(agreements, party) for party in told.parties)
    topic = TOPIC_LABELS.get(told.topic, told.topic.title()) or "Critical Minerals"
    label = f"{'-'.join(names)} {topic} {KIND_LABELS[kind]}"
    key = "|".join((*sorted(told.parties), kind))
    return Entity(f"agreement:x{digest(key)[:12]}", label, class_of(kind), known=False)


def short_name(agreements: Agreements, party: str) -> str:
    """
    A party's usual short name.
    """
    known = agreements.lexicon.named.get(party)
    return agreements.lexicon.short_name(known.entity) if known else agreements.names.get(party, party)
