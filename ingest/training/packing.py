"""
Weights as they are shipped: only what differs from the MiniLM package, small.

What training added to a matrix of the encoder is kept in four bits a number, with one scale for each 64 of them (the
scores with and without stand in `scores.json`); biases, norms and heads are kept in half precision.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

GROUP: Final = 64
LARGEST: Final = 7
CODES: Final = ".codes"
SCALES: Final = ".scales"
FROZEN: Final = ("encoder.words.weight", "encoder.positions.weight", "encoder.kind")
ENCODER: Final = "encoder."


def _pack(difference: Tensor) -> tuple[Tensor, Tensor]:
    groups = difference.reshape(-1, GROUP)
    scales = (groups.abs().amax(1, keepdim=True) / LARGEST).clamp_min(1e-7).half()
    codes = (groups / scales.float()).round().clamp(-LARGEST, LARGEST).to(torch.int16) + 8
    pairs = codes.reshape(-1, 2).to(torch.uint8)
    return pairs[:, 0] * 16 + pairs[:, 1], scales.squeeze(1)


def _unpack(codes: Tensor, scales: Tensor, shape: torch.Size) -> Tensor:
    numbers = torch.stack([codes // 16, codes % 16], dim=1).float() - 8
    return (numbers.reshape(-1, GROUP) * scales.float().unsqueeze(1)).reshape(shape)


def pack(weights: Mapping[str, Tensor], minilm: Mapping[str, Tensor], path: Path) -> None:
    """
    Write a network's weights as their difference to MiniLM's.
    """
    packed: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if name in FROZEN:
            continue
        if name.startswith(ENCODER):
            difference = weight - minilm[name.removeprefix(ENCODER)]
            if weight.dim() == 2:  # noqa: PLR2004 - a matrix
                packed[name + CODES], packed[name + SCALES] = _pack(difference)
            else:
                packed[name] = difference.half()
        else:
            packed[name] = weight.half()
    save_file({name: weight.contiguous() for name, weight in packed.items()}, path)


def unpack(path: Path, minilm: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """
    A network's weights, out of MiniLM's and what was written of the difference.
    """
    packed = load_file(path)
    weights = {ENCODER + name: weight for name, weight in minilm.items()}
    for name, values in packed.items():
        if name.endswith(SCALES):
            continue
        if name.endswith(CODES):
            whole = name.removesuffix(CODES)
            base = weights[whole]
            weights[whole] = base + _unpack(values, packed[whole + SCALES], base.shape)
        elif name.startswith(ENCODER):
            weights[name] = weights[name] + values.float()
        else:
            weights[name] = values.float()
    return weights


def adopt(network: nn.Module, weights: Mapping[str, Tensor]) -> None:
    """
    Give a network the weights of an earlier one.

    A table that has grown keeps its rows; any other weight whose shape has changed starts anew.
    """
    own = network.state_dict()
    for name, weight in weights.items():
        if name in own and weight.shape[1:] == own[name].shape[1:] and len(weight) <= len(own[name]):
            own[name][: len(weight)] = weight
