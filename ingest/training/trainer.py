"""
Training: one network, all heads at once, seeded, resumable at every epoch, with a running mean of the weights.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from ingest.training.examples import SOME_TYPE, UNKNOWN, Batch, Encoding, batches_by_length, windows_for_training
from ingest.training.network import Network, Scores
from ingest.training.treebank import TreeSentence
from ingest.training.variants import collect_names


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How long and how fast to learn.
    """

    epochs: int = 6
    seed: int = 11
    max_tokens: int = 700
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warmup_share: float = 0.08
    decay: float = 0.995


def _asked(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=UNKNOWN)


def loss_of(scores: Scores, batch: Batch) -> Tensor:
    """
    The weighted sum of what each head got wrong.
    """
    sentences = torch.from_numpy(batch.sentences)
    heads = torch.from_numpy(batch.heads)
    known = heads != UNKNOWN
    same = sentences.unsqueeze(2) == sentences.unsqueeze(1)
    same = functional.pad(same, (1, 0), value=True)
    arcs = scores.arcs.float().masked_fill(~same, -1e4)
    arc_loss = _asked(arcs, heads)
    rows, places = known.nonzero(as_tuple=True)
    governors = scores.governors[rows, heads[rows, places]]
    labels = (scores.dependents[rows, places] @ governors.unsqueeze(-1)).squeeze(-1)
    label_loss = functional.cross_entropy(
        labels.float(), torch.from_numpy(batch.deprels)[rows, places], ignore_index=UNKNOWN
    )
    starts = torch.from_numpy(batch.starts)
    asked = starts != UNKNOWN
    start_loss = (
        functional.binary_cross_entropy_with_logits(scores.starts.float()[asked], starts[asked].float())
        if asked.any()
        else torch.zeros(())
    )
    names = torch.from_numpy(batch.names)
    told = names.masked_fill(names == SOME_TYPE, UNKNOWN)
    name_loss = _asked(scores.names, told) if (told != UNKNOWN).any() else torch.zeros(())
    hinted = names == SOME_TYPE
    if hinted.any():
        # Some name, type untold: all classes but the first together.
        chances = scores.names.float()[hinted].log_softmax(-1)
        name_loss = name_loss - 0.1 * chances[:, 1:].logsumexp(-1).mean()
    return (
        arc_loss
        + label_loss
        + 0.5 * _asked(scores.upos, torch.from_numpy(batch.upos))
        + 0.5 * _asked(scores.feats, torch.from_numpy(batch.feats))
        + 0.3 * _asked(scores.scripts, torch.from_numpy(batch.scripts))
        + start_loss
        + name_loss
    )


def scores_for(network: nn.Module, batch: Batch) -> Scores:
    """
    Run the network over a batch.
    """
    pieces = batch.pieces
    arrays = (pieces.pieces, pieces.shapes, pieces.mask, pieces.first, pieces.last)
    scores: Scores = network(*(torch.from_numpy(array) for array in arrays))
    return scores


def _batches(
    sentences: Sequence[TreeSentence], encoding: Encoding, plan: Plan, epoch: int
) -> Iterator[tuple[int, int, Batch]]:
    rng = random.Random(plan.seed * 1000 + epoch)  # noqa: S311 - not for secrets
    windows = list(windows_for_training(sentences, collect_names(sentences), rng))
    batches = batches_by_length(windows, plan.max_tokens, rng)
    for number, batch in enumerate(batches):
        yield number, len(batches), encoding.batch(batch)


def _optimizer(network: Network, plan: Plan) -> torch.optim.AdamW:
    for frozen in (network.encoder.words, network.encoder.positions):
        frozen.weight.requires_grad = False
    network.encoder.kind.requires_grad = False
    encoder = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    known = {id(weight) for weight in network.encoder.parameters()}
    heads = [weight for weight in network.parameters() if id(weight) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )


def _rate_share(done: float, warmup: float) -> float:
    """
    Up in a line, then down in a line to a hundredth.
    """
    return done / warmup if done < warmup else max(0.01, (1.0 - done) / (1.0 - warmup))


def train(
    network: Network,
    sentences: Sequence[TreeSentence],
    encoding: Encoding,
    *,
    plan: Plan,
    checkpoint: Path,
    after_epoch: Callable[[int, Network], None],
) -> None:
    """
    Learn for `plan.epochs` epochs, going on from the checkpoint where there is one.

    Args:
        after_epoch: told the epoch (from 1) and a network that holds the running mean of the weights.
    """
    torch.manual_seed(plan.seed)
    optimizer = _optimizer(network, plan)
    mean = torch.optim.swa_utils.AveragedModel(
        network,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.decay),  # type: ignore[no-untyped-call]
    )
    first = 0
    if checkpoint.exists():
        state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        first = state["epoch"]
    for epoch in range(first, plan.epochs):
        network.train()
        began, total = time.monotonic(), 0.0
        for number, count, batch in _batches(sentences, encoding, plan, epoch):
            share = _rate_share((epoch + number / count) / plan.epochs + 1e-4, plan.warmup_share)
            for group, rate in zip(optimizer.param_groups, (plan.encoder_rate, plan.head_rate), strict=True):
                group["lr"] = rate * share
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(scores_for(network, batch), batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            mean.update_parameters(network)
            total += float(loss.detach())
            if number % 50 == 0:
                seconds = time.monotonic() - began
                told = f"epoch {epoch + 1} batch {number}/{count} loss {total / (number + 1):.3f} {seconds:.0f} s"
                sys.stdout.write(told + "\n")
                sys.stdout.flush()
        torch.save(
            {
                "network": network.state_dict(),
                "mean": mean.state_dict(),
                "optimizer": optimizer.state_dict(),
                "rng": torch.get_rng_state(),
                "epoch": epoch + 1,
            },
            checkpoint.with_suffix(".part"),
        )
        checkpoint.with_suffix(".part").rename(checkpoint)
        averaged = mean.module
        assert isinstance(averaged, Network)
        after_epoch(epoch + 1, averaged)
