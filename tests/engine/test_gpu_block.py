"""Layers that compute with the kernels for GPUs, against those in plain torch; see `gpus` for where."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from checkpoints import random_weights, write_pth
from gpus import DEVICE, MARKS, PlainRecorder, kernels, noise

from rwkvchat.catalogue import load_model
from rwkvchat.engine.cuda_graph import RecordedStep
from rwkvchat.engine.kernels.gpu import GpuKernels
from rwkvchat.engine.kernels.gpu_block import GpuBlock, GpuHead
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.quant import Float32, HalfOnGpu, Matrix
from rwkvchat.engine.quantised import Int4, Int8
from rwkvchat.engine.rwkv4 import GPT, RNN, Block, ChannelMixing, Head, Norm, TimeMixing
from rwkvchat.engine.state import EMPTY_MAX, LayerState

pytestmark = [*MARKS, pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")]

WIDTH, HIDDEN = 40, 100


@pytest.fixture(name="kernels")
def the_kernels(monkeypatch: pytest.MonkeyPatch) -> GpuKernels:
    if DEVICE.type == "cpu":  # the interpreter takes a millisecond for each program
        monkeypatch.setattr("rwkvchat.engine.kernels.gpu.PROGRAMS", 3)
    return kernels()


def a_matrix(kind: str, n_out: int, n_in: int, seed: int) -> Matrix:
    weight = noise(n_out, n_in, seed=seed) / n_in**0.5
    match kind:
        case "fp32":
            return Float32(weight)
        case "bf16":
            return HalfOnGpu(weight.bfloat16())
        case "i8":
            return Int8.quantise(weight).to(DEVICE, torch.bfloat16)
        case _:
            return Int4.quantise(weight).to(DEVICE, torch.float32)


def a_block(kind: str) -> Block:
    def vector(seed: int) -> torch.Tensor:
        return noise(WIDTH, seed=seed)

    def mix(seed: int) -> torch.Tensor:
        return vector(seed).sigmoid()

    return Block(
        ln1=Norm(vector(1), vector(2), 1e-5), ln2=Norm(vector(3), vector(4), 1e-5),
        att=TimeMixing(
            decay=-vector(5).exp(), first=vector(6), mix_k=mix(7), mix_v=mix(8), mix_r=mix(9),
            key=a_matrix(kind, WIDTH, WIDTH, 10), value=a_matrix(kind, WIDTH, WIDTH, 11),
            receptance=a_matrix(kind, WIDTH, WIDTH, 12), output=a_matrix(kind, WIDTH, WIDTH, 13),
        ),
        ffn=ChannelMixing(
            mix_k=mix(14), mix_r=mix(15), key=a_matrix(kind, HIDDEN, WIDTH, 16),
            receptance=a_matrix(kind, WIDTH, WIDTH, 17), value=a_matrix(kind, WIDTH, HIDDEN, 18),
        ),
    )  # fmt: skip


def a_state(*n_texts: int) -> LayerState:
    num, shift, other = (noise(*n_texts, WIDTH, seed=20 + i) for i in range(3))
    return LayerState(shift, num, num.abs() + 1, noise(*n_texts, WIDTH, seed=24), other)


def assert_near(mine: torch.Tensor, exact: torch.Tensor, tolerance: float) -> None:
    assert mine.dtype is torch.float32
    assert mine.shape == exact.shape
    assert mine.is_contiguous()
    assert ((mine - exact).abs() <= tolerance * exact.abs().max()).all()


TOLERANCES = {"fp32": 1e-5, "bf16": 2e-2, "i8": 2e-2, "i4": 1e-4}
"""bf16 rounds what a product is given, in the twin or in both; so does i8 where it multiplies in bf16."""


@pytest.mark.parametrize("kind", TOLERANCES)
@pytest.mark.parametrize("n_texts", [1, 3, 17])
def test_one_token_of_each_of_some_texts(kernels: GpuKernels, kind: str, n_texts: int) -> None:
    block, x, state = a_block(kind), noise(n_texts, WIDTH), a_state(n_texts)
    kept = [t.clone() for t in (x, *state)]
    fast = GpuBlock.of(block, kernels)
    assert isinstance(fast, GpuBlock)
    (mine, after), (exact, exact_after) = fast(x, state, RNN), block(x, state, RNN)
    assert_near(mine, exact, TOLERANCES[kind])
    for one, other in zip(after, exact_after, strict=True):
        assert_near(one, other, TOLERANCES[kind])
    assert all(torch.equal(one, other) for one, other in zip((x, *state), kept, strict=True))


@pytest.mark.parametrize(
    ("kind", "n_tokens", "empty"), [("fp32", 2, True), ("bf16", 2, False), ("bf16", 35, True), ("i8", 35, False)]
)
def test_a_text(kernels: GpuKernels, kind: str, n_tokens: int, empty: bool) -> None:
    block, x, state = a_block(kind), noise(n_tokens, WIDTH), a_state()
    if empty:
        zero = torch.zeros(WIDTH, device=DEVICE)
        state = LayerState(zero, zero, zero, torch.full_like(zero, EMPTY_MAX), zero)
    (mine, after), (exact, exact_after) = GpuBlock.of(block, kernels)(x, state, GPT), block(x, state, GPT)
    assert_near(mine, exact, TOLERANCES[kind])
    for one, other in zip(after, exact_after, strict=True):
        assert_near(one, other, TOLERANCES[kind])
        assert one.untyped_storage().nbytes() == one.nbytes


@pytest.mark.parametrize("kind", ["bf16", "i8", "i4"])
@pytest.mark.parametrize("n_rows", [1, 2, 17])
def test_the_head(kernels: GpuKernels, kind: str, n_rows: int) -> None:
    head = Head(Norm(noise(WIDTH), noise(WIDTH, seed=1), 1e-5), a_matrix(kind, 90, WIDTH, 2))
    fast = GpuHead.of(head, kernels)
    assert isinstance(fast, GpuHead)
    x = noise(n_rows, WIDTH, seed=3)
    for mode in (RNN, GPT):
        assert_near(fast(x, mode), head(x, mode), TOLERANCES[kind])


def test_a_kernel_that_fails_leaves_its_work_to_the_twin_from_then_on() -> None:
    block, head = a_block("fp32"), Head(Norm(noise(WIDTH), noise(WIDTH, seed=1), 1e-5), a_matrix("bf16", 90, WIDTH, 2))

    tried = []

    class Broken:
        def __getitem__(self, grid: tuple[int, ...]) -> object:
            tried.append(grid)
            raise ValueError("out of resource: shared memory")

    language = SimpleNamespace(float32=None, bfloat16=None)
    broken = GpuKernels(SimpleNamespace(tl=language, scan=None, norm_mix=Broken()))
    x, state = noise(1, WIDTH), a_state(1)
    layer = GpuBlock.of(block, broken)
    for _ in range(2):
        (mine, after), (exact, exact_after) = layer(x, state, RNN), block(x, state, RNN)
        assert torch.equal(mine, exact)
        assert all(torch.equal(one, other) for one, other in zip(after, exact_after, strict=True))
    assert torch.equal(layer(noise(3, WIDTH), a_state(), GPT)[0], block(noise(3, WIDTH), a_state(), GPT)[0])
    assert len(tried) == 1
    assert broken.broken == "ValueError: out of resource: shared memory"
    others = GpuKernels(SimpleNamespace(tl=language, scan=None, norm_mix=Broken()))
    assert torch.equal(GpuHead.of(head, others)(x, RNN), head(x, RNN))
    assert others.broken


def test_a_layer_that_is_not_on_a_gpu_or_has_other_matrices_stays_as_it_is(kernels: GpuKernels) -> None:
    block = a_block("fp32")

    class Other:
        def __call__(self, x: torch.Tensor) -> torch.Tensor:
            return x

        rows = __call__

    if DEVICE.type == "cpu":
        assert GpuBlock.of(block) is block
    strange = Block(block.ln1, block.ln2, block.att._replace(key=Other()), block.ffn)
    assert GpuBlock.of(strange, kernels) is strange
    head = Head(block.ln1, Other())
    assert GpuHead.of(head, kernels) is head

    def not_a_block(x: torch.Tensor, state: LayerState, mode: object) -> tuple[torch.Tensor, LayerState]:
        return x, state

    assert GpuBlock.of(not_a_block, kernels) is not_a_block


@pytest.mark.parametrize("strategy", ["fp32", "fp32i8"])
def test_a_whole_model_computes_with_them_recorded_or_not(
    tmp_path: Path, kernels: GpuKernels, monkeypatch: pytest.MonkeyPatch, strategy: str
) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights(2, 32, 50))
    text = f"{DEVICE.type} {strategy}"
    monkeypatch.setattr("rwkvchat.engine.building.kernels", lambda: None)  # those of the CPU
    monkeypatch.setattr("rwkvchat.engine.kernels.gpu_block.gpu_kernels", lambda device: None)
    plain = load_model(path, text)
    monkeypatch.setattr("rwkvchat.engine.kernels.gpu_block.gpu_kernels", lambda device: kernels)
    fast = load_model(path, text)
    assert isinstance(fast, Rwkv4)
    assert all(isinstance(block, GpuBlock) for block in fast.network.blocks)
    if DEVICE.type == "cpu":
        fast.whole_step = RecordedStep(fast.network, PlainRecorder())
    snapshots = []
    for model in (plain, fast):
        read = model.forward(range(35), model.initial_state())
        one = model.forward([4], read.state)
        snapshots.append([read, one, *model.step([1, 2], [one.state, read.state])])
    assert fast.whole_step is not None
    assert fast.whole_step.why_not == ""
    for exact, mine in zip(*snapshots, strict=True):
        # In plain torch 8 bits are multiplied in float32; so they are here, one row at a time.
        assert_near(mine.logits, exact.logits, 1e-4)
        assert_near(mine.state.flatten(), exact.state.flatten(), 1e-4)
