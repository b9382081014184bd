"""The engine on a CUDA device against the engine on the CPU. Skipped where there is no such device."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth

from rwkvchat.catalogue import load_model
from rwkvchat.engine.state import State

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device: the CUDA strategies were not run"),
]

IDS = [(i * 7919 + i * i) % 120 for i in range(600)]


@pytest.mark.parametrize(
    ("strategy", "tolerance"),
    [
        ("cuda fp32", 1e-4),
        ("cuda bf16", 5e-2),
        ("cuda fp16", 5e-2),
        ("cuda:0 fp16", 5e-2),
        ("cuda fp32i8", 5e-2),
        ("cuda fp16i8", 6e-2),
        ("cuda bf16i4", 0.4),
        ("cuda fp32 *2 -> cpu fp32", 1e-4),
        ("cpu fp32 *1 -> cuda fp32", 1e-4),
        ("cuda fp32 *1+", 1e-4),
        ("cuda fp16 *0+", 5e-2),
        ("cuda fp16i8 *1+ -> cpu fp32 *1", 6e-2),
    ],
)
@pytest.mark.parametrize("lengths", [[600], [1] * 40, [7, 300]], ids=["at once", "one by one", "two readings"])
def test_cuda_gives_what_the_cpu_gives(tmp_path: Path, strategy: str, tolerance: float, lengths: list[int]) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights())
    snapshots = []
    for model in (load_model(path, "cpu fp32"), load_model(path, strategy)):
        state, start = model.initial_state(), 0
        for length in lengths:
            snapshot = model.forward(IDS[start : start + length], state)
            state, start = snapshot.state, start + length
        snapshots.append(snapshot)
    exact, ours = snapshots
    assert ours.logits.device.type == "cpu"
    assert ours.logits.dtype is torch.float32
    assert (ours.logits - exact.logits).abs().max() <= tolerance * exact.logits.abs().max()
    difference = (ours.state.flatten() - exact.state.flatten()).abs().amax(2)
    assert (difference <= tolerance * exact.state.flatten().abs().amax(2)).all()


def test_fp16_does_not_overflow_on_a_gpu(tmp_path: Path) -> None:
    weights = random_weights()
    for name in weights:
        if name.endswith("ffn.key.weight"):
            weights[name] = weights[name] * 300
    path = write_pth(tmp_path / "m.pth", weights)
    exact, half = load_model(path, "cpu fp32"), load_model(path, "cuda fp16")
    mine = half.forward(IDS[:40], half.initial_state()).logits
    theirs = exact.forward(IDS[:40], exact.initial_state()).logits
    assert (mine - theirs).abs().max() <= 5e-2 * theirs.abs().max()


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("cuda fp16 *2 -> cuda fp16", "cuda fp16"),
        ("cuda fp32 *1+", "cuda fp32"),
        ("cuda fp16i8 *1+", "cuda fp16i8"),
        ("cuda:0 bf16 -> cuda bf16", "cuda bf16"),
    ],
)
def test_a_model_in_parts_on_one_device_gives_the_bits_of_the_whole(tmp_path: Path, parts: str, whole: str) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights())
    found = []
    for model in (load_model(path, parts), load_model(path, whole)):
        snapshot = model.forward(IDS[:300], model.initial_state())
        found.append(model.forward(IDS[300:301], snapshot.state))
    assert torch.equal(found[0].logits, found[1].logits)
    assert torch.equal(found[0].state.flatten(), found[1].state.flatten())


def test_states_lie_where_their_layers_are(tmp_path: Path) -> None:
    model = load_model(write_pth(tmp_path / "m.pth", random_weights()), "cuda fp32 *2 -> cpu fp32")
    state = model.forward(IDS[:40], model.initial_state()).state
    assert [layer.num.device.type for layer in state.layers] == ["cuda", "cuda", "cpu"]
    again = State.unflatten(state.flatten()).beside(model.initial_state())
    assert torch.equal(model.forward([5], again).logits, model.forward([5], state).logits)
    assert len(model.step([5, 6], [state, again])) == 2


def test_auto_takes_the_gpu(tmp_path: Path) -> None:
    model = load_model(write_pth(tmp_path / "m.pth", random_weights(), torch.float16))
    assert model.info.strategy == "cuda fp16"
    assert "are free" in model.chosen_because
