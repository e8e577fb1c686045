"""
Whether a query may run as it was asked, and in which format its answer is written; whoever answers it.
"""

from kg.sparql.asking import Asking
from kg.sparql.formats import Format, negotiated
from kg.sparql.safety import Query, admitted


def cleared(asking: Asking) -> tuple[Query, Format]:
    """
    The query as it may run, and the format of its answer.

    Raises:
        QueryRefused: it may not run, or names a dataset outside.
        NotOffered: no format that can carry its answer is accepted.
    """
    query = admitted(asking.text, asking.dataset.policy)
    for graph in (*asking.dataset.default_graphs, *asking.dataset.named_graphs):
        asking.dataset.policy.check(graph)
    return query, negotiated(query.form, asking.accept)
