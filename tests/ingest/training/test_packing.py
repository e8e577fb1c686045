import pytest

torch = pytest.importorskip("torch")

from ingest.training.packing import adopt, pack, unpack  # noqa: E402 - it needs torch


def test_weights_come_back_within_a_seventh_of_what_training_changed(tmp_path):
    generator = torch.Generator().manual_seed(1)
    minilm = {
        "layer.weight": torch.randn(8, 64, generator=generator),
        "layer.bias": torch.randn(8, generator=generator),
    }
    change = torch.randn(8, 64, generator=generator) * 0.01
    weights = {
        "encoder.layer.weight": minilm["layer.weight"] + change,
        "encoder.layer.bias": minilm["layer.bias"] + 0.01,
        "head.weight": torch.randn(3, 5, generator=generator),
    }
    path = tmp_path / "parser.safetensors"

    pack(weights, minilm, path)
    found = unpack(path, minilm)

    assert (found["encoder.layer.weight"] - weights["encoder.layer.weight"]).abs().max() <= change.abs().max() / 13
    assert torch.allclose(found["encoder.layer.bias"], weights["encoder.layer.bias"], atol=1e-4)
    assert torch.allclose(found["head.weight"], weights["head.weight"], atol=1e-2)


def test_a_network_takes_over_what_still_fits_and_the_rows_of_a_table_that_has_grown():
    network = torch.nn.ModuleDict({"table": torch.nn.Embedding(3, 2), "head": torch.nn.Linear(4, 1)})
    before = network["head"].weight.clone()

    adopt(network, {"table.weight": torch.ones(2, 2), "head.weight": torch.ones(1, 5), "gone": torch.ones(1)})

    assert torch.equal(network["table"].weight[:2], torch.ones(2, 2))
    assert torch.equal(network["head"].weight, before)
