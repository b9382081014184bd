"""The engine on a CUDA device against the engine on the CPU. Skipped where there is no such device."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth

from rwkvchat.catalogue import load_model

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device: the CUDA strategies were not run"),
]

IDS = [(i * 7919 + i * i) % 120 for i in range(600)]


@pytest.mark.parametrize(
    ("strategy", "tolerance"), [("cuda fp32", 1e-4), ("cuda bf16", 5e-2), ("cuda fp16", 5e-2), ("cuda:0 fp16", 5e-2)]
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
    assert ours.state.device.type == "cuda"
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
