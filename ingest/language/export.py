"""
Make this environment's ONNX graphs: `python -m ingest.language.export`.

The parser's weights are the MiniLM package's plus the small difference this project ships; the embedder's are the
package's alone. Needs torch, which the running service does without. A graph that is there already is left alone.

Both multiply their matrices in eight bits, one scale a column, which is more than twice as fast on one core as in 32.
The parser loses 0.1 LAS on EWT's test part and on GUM's, the ranking of the corpus' passages for the gold's questions
0.1 points of nDCG at 10. Weights keep to seven bits: processors without VNNI overflow with eight.
"""

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch
from onnxruntime.quantization import quantize_dynamic
from torch import Tensor, nn

from ingest.language.encoder import MODEL_FOLDER, embedder_path, parser_path, read_labels
from ingest.training.network import Encoder, Network, Sizes, minilm_weights
from ingest.training.packing import unpack

OPSET: Final = 17


class ParserGraph(nn.Module):
    """
    The network with the choices that need no tree made inside the graph.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """
        The arrays of `ParserScores`, in its order.
        """
        scores = self.network(pieces, shapes, mask, first, last)
        return (
            scores.upos.argmax(-1),
            scores.feats.argmax(-1),
            scores.scripts.argmax(-1),
            scores.names.log_softmax(-1),
            scores.starts,
            scores.arcs,
            scores.dependents,
            scores.governors,
        )


class EmbedderGraph(nn.Module):
    """
    MiniLM with its pooling: the mean over the pieces, brought to unit length.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """
        (b, 384) vectors.
        """
        states = self.encoder(pieces, mask)[-1]
        shares = mask.unsqueeze(-1).float()
        pooled = (states * shares).sum(1) / shares.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(pooled, dim=-1)


def _export(graph: nn.Module, path: Path, arrays: dict[str, Tensor], outputs: list[str], words: set[str]) -> None:
    """
    Write a graph with 32 bits a number.
    """
    axes = {name: {0: "windows", 1: "tokens" if name in words else "pieces"} for name in arrays}
    with warnings.catch_warnings(), torch.no_grad():
        # The exporter warns that it is the older one; it is asked for by name because it needs no further package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.eval(),
            tuple(arrays.values()),
            str(path),
            input_names=list(arrays),
            output_names=outputs,
            dynamic_axes=axes | {name: {0: "windows", 1: "tokens"} for name in outputs},
            opset_version=OPSET,
            dynamo=False,
        )


def write_in_eight_bits(export: Callable[[Path], None], path: Path) -> None:
    """
    Write a graph as it is run: with eight bits a number in its products.
    """
    whole = path.with_suffix(".whole")
    export(whole)
    quantize_dynamic(whole, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True)
    whole.unlink()


def build_network(folder: Path = MODEL_FOLDER) -> Network:
    """
    The shipped network, whole.
    """
    labels = read_labels(folder)
    sizes = Sizes(
        upos=len(labels.upos),
        feats=len(labels.feats),
        scripts=len(labels.scripts),
        deprels=len(labels.deprels),
        names=len(labels.names),
    )
    network = Network(sizes)
    network.load_state_dict(unpack(folder / "parser.safetensors", minilm_weights()))
    return network.eval()


def export_parser(path: Path, folder: Path = MODEL_FOLDER) -> None:
    """
    Write the graph of the parser in a model folder, with 32 bits a number.
    """
    pieces = torch.randint(1000, 2000, (2, 9))
    places = torch.arange(1, 6).expand(2, 5).contiguous()
    arrays = {
        "pieces": pieces,
        "shapes": torch.ones_like(pieces),
        "mask": torch.ones_like(pieces),
        "first": places,
        "last": places + 1,
    }
    outputs = "upos feats scripts names starts arcs dependents governors".split()
    _export(ParserGraph(build_network(folder)), path, arrays, outputs, {"first", "last"})


def export_embedder(path: Path) -> None:
    """
    Write the embedder's graph, with 32 bits a number; its vectors are those of sentence-transformers.
    """
    encoder = Encoder()
    encoder.load_state_dict(minilm_weights())
    pieces = torch.randint(1000, 2000, (2, 9))
    _export(EmbedderGraph(encoder), path, {"pieces": pieces, "mask": torch.ones_like(pieces)}, ["vectors"], set())


def main() -> None:
    """
    Export what is missing and say so.
    """
    for path, export in ((parser_path(), export_parser), (embedder_path(), export_embedder)):
        began = time.monotonic()
        if path.exists():
            sys.stdout.write(f"{path} is there\n")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        write_in_eight_bits(export, part)
        part.replace(path)
        size = path.stat().st_size / 1e6
        sys.stdout.write(f"{path} written: {size:.0f} MB in {time.monotonic() - began:.1f} s\n")


if __name__ == "__main__":
    main()
