"""Models whose layers lie in several parts: split, streamed, quantised, mixed; against the same model in one part."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from checkpoints import plain, random_weights, write_pth
from reference import Reference

from rwkvchat.catalogue import load_model
from rwkvchat.engine.building import _Builder, build
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.devices import device_of
from rwkvchat.engine.kernels.block import AnyBlock
from rwkvchat.engine.model import Model, Rwkv4, fingerprint, run
from rwkvchat.engine.outgoing import outgoing
from rwkvchat.engine.quant import multiplies_bf16
from rwkvchat.engine.quant_parts import KINDS
from rwkvchat.engine.quantised import QUANTISATIONS
from rwkvchat.engine.safetensors_writer import write_safetensors
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.engine.strategy import Placed
from rwkvchat.engine.streaming import Streamed
from rwkvchat.errors import DeviceError, StrategyError

IDS = [(i * 7919 + i * i) % 120 for i in range(400)]
N_LAYER = 3


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    return random_weights(N_LAYER, 64)


@pytest.fixture(scope="module")
def path(weights: dict[str, torch.Tensor], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("model") / "m.pth", weights, torch.bfloat16)


def readings(model: Model) -> list[Snapshot]:
    """A long reading, single tokens after it, and several texts side by side."""
    snapshots = [model.forward(IDS[:300], model.initial_state())]
    for token in IDS[300:306]:
        snapshots.append(model.forward([token], snapshots[-1].state))
    together = model.step(IDS[306:309], [snapshot.state for snapshot in snapshots[:3]])
    return [*snapshots, *together]


def assert_same_bits(ones: list[Snapshot], others: list[Snapshot]) -> None:
    for one, other in zip(ones, others, strict=True):
        assert torch.equal(one.logits, other.logits)
        assert torch.equal(one.state.flatten(), other.state.flatten())


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("cpu fp32 *2 -> cpu fp32", "cpu fp32"),
        ("cpu fp32 -> cpu fp32 -> cpu fp32 *1", "cpu fp32"),
        ("cpu fp32 *1+", "cpu fp32"),
        ("cpu fp32 *0+", "cpu fp32"),
        ("cpu fp32 *1 -> cpu fp32 *0+ -> cpu fp32 *1", "cpu fp32"),
        ("cpu bf16 *1+", "cpu bf16"),
        ("cpu fp16 *1 -> cpu fp16 *1+", "cpu fp16"),
        ("cpu fp32i8 *2 -> cpu fp32i8", "cpu fp32i8"),
        ("cpu fp32i8 *1+", "cpu fp32i8"),
        ("cpu fp32i4 *0+", "cpu fp32i4"),
        ("cpu fp16i8", "cpu fp32i8"),
        ("cpu fp16i4 *2 -> cpu fp32i4", "cpu fp32i4"),
        ("cpu bf16i8 *2 -> cpu bf16i8 *1+", "cpu bf16i8"),
    ],
)
def test_a_model_in_parts_gives_the_bits_of_the_whole(path: Path, parts: str, whole: str) -> None:
    model = load_model(path, parts)
    assert model.info.strategy == parts
    assert_same_bits(readings(model), readings(load_model(path, whole)))


@pytest.mark.parametrize("kind", ["i8", "i4"])
def test_without_instructions_for_bfloat16_quantised_weights_are_multiplied_in_float32(
    path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.engine.quant.multiplies_bf16", lambda: False)
    ones, others = (readings(load_model(path, f"cpu {dtype}{kind}")) for dtype in ("bf16", "fp32"))
    assert_same_bits(ones, others)


@pytest.mark.parametrize(
    ("strategy", "tolerance"),
    [
        ("cpu fp32i8", 3e-2),
        ("cpu bf16i8", 5e-2),
        ("cpu fp32i8 *2 -> cpu bf16 -> cpu fp32", 5e-2),
        ("cpu fp32 *2 -> cpu fp32i8 *1+", 3e-2),
        ("cpu fp32i4", 0.4),
        ("cpu fp32i4 *1 -> cpu fp32i8 *1 -> cpu fp32", 0.4),
    ],
)
def test_mixed_parts_are_near_the_float64_reference(
    weights: dict[str, torch.Tensor], path: Path, strategy: str, tolerance: float
) -> None:
    reference = Reference({name: tensor.bfloat16().float().numpy() for name, tensor in weights.items()})
    logits, state = reference.forward(IDS[:60], reference.initial_state())
    model = load_model(path, strategy)
    at_once = model.forward(IDS[:60], model.initial_state())
    stepped = model.forward(IDS[:1], model.initial_state())
    for token in IDS[1:60]:
        stepped = model.forward([token], stepped.state)
    for snapshot in (at_once, stepped):
        assert np.abs(snapshot.logits.numpy() - logits).max() <= tolerance * np.abs(logits).max()
        ours = snapshot.state.flatten().numpy()
        assert (np.abs(ours - state) <= tolerance * np.abs(state).max(axis=2, keepdims=True)).all()
    # However near those are, the two ways of reading are nearer to each other.
    apart = 1e-2 if "bf16" in strategy and multiplies_bf16() else 1e-4
    assert (at_once.logits - stepped.logits).abs().max() <= apart * stepped.logits.abs().max()


@pytest.mark.parametrize(
    "strategy", ["cpu fp32i8", "cpu fp32i4", "cpu fp32i8 *2 -> cpu bf16", "cpu fp32 *1+", "cpu fp32i4 *1+"]
)
def test_texts_read_side_by_side_give_the_bits_of_each_alone(path: Path, strategy: str) -> None:
    model = load_model(path, strategy)
    states = [model.forward(IDS[i : 2 * i + 5], model.initial_state()).state for i in range(5)]
    alone = [model.forward([token], state) for token, state in zip(IDS, states, strict=False)]
    for count in (2, 3, 5):
        assert_same_bits(model.step(IDS[:count], states[:count]), alone[:count])


@pytest.mark.parametrize("kind", ["i8", "i4"])
def test_streamed_layers_are_quantised_once_and_brought_only_when_they_are_wanted(
    path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []
    block = _Builder.block

    def counted(self: _Builder, prefix: str, place: Placed) -> AnyBlock:
        built.append(prefix)
        return block(self, prefix, place)

    monkeypatch.setattr(_Builder, "block", counted)
    model = load_model(path, f"cpu fp32{kind} *0+")
    assert not built
    monkeypatch.delattr(QUANTISATIONS[kind], "quantise")
    model.forward(IDS[:4], model.initial_state())
    assert built == [f"blocks.{layer}." for layer in range(model.info.n_layer)]


def test_a_streamed_layer_is_built_for_every_pass_and_let_go_of_after_it() -> None:
    done = []

    def make() -> "Doubling":
        return Doubling(len(done))

    class Doubling:
        def __init__(self, number: int) -> None:
            self.number = number

        def __call__(self, x: int) -> tuple[int, int]:
            if x < 0:
                raise ValueError
            return 2 * x, self.number

    layer = Streamed(make, lambda: done.append(1))
    assert done == []
    assert (layer(3), layer(4)) == ((6, 0), (8, 1))
    with pytest.raises(ValueError):
        layer(-1)
    assert len(done) == 3


def test_only_what_is_quantised_of_streamed_layers_stays_in_memory(path: Path) -> None:
    as_stored, quantised = (load_model(path, strategy) for strategy in ("cpu fp32 *1+", "cpu fp32i8 *1+"))
    assert isinstance(as_stored, Rwkv4)
    assert isinstance(quantised, Rwkv4)
    for model in (as_stored, quantised):
        kinds = [isinstance(layer, Streamed) for layer in (*model.network.blocks, model.network.head)]
        assert kinds == [False, True, True, True]
    made = [as_stored.network.blocks[1]._make() for _ in range(2)]  # type: ignore[attr-defined]
    keys = [plain(layer).att.key for layer in made]
    assert keys[0].weight.data_ptr() != keys[1].weight.data_ptr()
    made = [quantised.network.blocks[1]._make() for _ in range(2)]  # type: ignore[attr-defined]
    keys = [plain(layer).att.key for layer in made]
    assert keys[0].tensors()[""].data_ptr() == keys[1].tensors()[""].data_ptr()


def test_a_state_goes_to_where_another_one_is() -> None:
    meta = torch.device("meta")
    there = State.empty(3, 8, [torch.device("cpu"), meta, meta])
    here = State.empty(3, 8)
    assert [layer.num.device.type for layer in here.beside(there).layers] == ["cpu", "meta", "meta"]
    assert here.beside(here).layers[2].max is here.layers[2].max


def test_the_state_of_a_layer_is_on_the_device_of_its_weights(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Placing alone: nothing is computed on this device, which only knows shapes."""
    monkeypatch.setattr(
        "rwkvchat.engine.building.device_of", lambda name: torch.device({"cuda": "meta"}.get(name, name))
    )
    placed = (Placed("cpu", "fp32"), Placed("cuda", "bf16"), Placed("cuda", "bf16"), Placed("cpu", "bf16"))
    network = run(build(open_checkpoint(path), placed))
    assert [device.type for device in network.devices] == ["cpu", "meta", "meta", "cpu"]
    blocks = [plain(block) for block in network.blocks]
    found = [block.att.key.weight for block in blocks]
    assert [(weight.device.type, weight.dtype) for weight in found] == [
        ("cpu", torch.float32), ("meta", torch.bfloat16), ("meta", torch.bfloat16),
    ]  # fmt: skip
    assert [block.ln1.weight.device.type for block in blocks] == ["cpu", "meta", "meta"]
    assert network.ln0.weight.device.type == network.head.norm.weight.device.type == "cpu"  # type: ignore[attr-defined]
    model = Rwkv4(network, load_model(path, "cpu fp32").info)
    assert [layer.num.device.type for layer in model.initial_state().layers] == ["cpu", "meta", "meta"]


@pytest.mark.usefixtures("no_cuda")
def test_cuda_where_there_is_none_is_refused(path: Path) -> None:
    for strategy in ("cuda fp16", "cpu fp32 *1 -> cuda:1 fp16i8"):
        with pytest.raises(DeviceError, match="no CUDA device") as caught:
            load_model(path, strategy)
        assert caught.value.exit_code == 3
        assert "cpu fp32" in caught.value.hint


def test_a_cuda_device_beyond_the_last_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    assert device_of("cuda:1") == torch.device("cuda:1")
    with pytest.raises(DeviceError, match=r"no cuda:2: this machine has 2") as caught:
        device_of("cuda:2")
    assert "from cuda:0" in caught.value.hint


def test_an_apple_gpu_where_there_is_none_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)
    with pytest.raises(DeviceError, match="no Apple GPU") as caught:
        load_model(path, "mps fp16")
    assert "cpu fp32" in caught.value.hint


def test_a_strategy_for_another_number_of_layers_is_refused_before_anything_is_built(path: Path) -> None:
    with pytest.raises(StrategyError, match="more layers than the model has: it has 4, counting"):
        load_model(path, "cpu fp32 *3 -> cpu bf16 *2")


@pytest.mark.usefixtures("no_cuda")
@pytest.mark.parametrize("kind", KINDS)
def test_a_quantised_file_is_used_as_it_is_and_as_nothing_else(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)
    source = open_checkpoint(path)
    about = {"format": "rwkvchat", "version": "1", "quantisation": kind, "source": fingerprint(source), "dtype": "bf16"}
    file = tmp_path / "m.safetensors"
    with file.open("wb") as out:
        write_safetensors(out, about, outgoing(source, quantisation=kind))
    for dtype in ("fp32", "bf16"):
        expected = readings(load_model(path, f"cpu {dtype}{kind}"))
        for strategy in (f"cpu {dtype}{kind}", f"cpu {dtype}{kind} *2 -> cpu {dtype}{kind} *0+"):
            assert_same_bits(readings(load_model(file, strategy)), expected)
    chosen = load_model(file)
    assert chosen.info.strategy == f"cpu {'bf16' if multiplies_bf16() else 'fp32'}{kind}"
    assert chosen.info.fingerprint == load_model(path, "cpu fp32").info.fingerprint
    for strategy in ("cpu fp32", f"cpu fp32{kind} *2 -> cpu bf16", f"cpu fp32{'i4' if kind == 'i8' else 'i8'}"):
        with pytest.raises(StrategyError, match=f"quantised as {kind}, and cannot be used as") as caught:
            load_model(file, strategy)
        assert f"fp32{kind}" in caught.value.hint


MEASURE = """
import json, os, sys
from pathlib import Path
import torch
from rwkvchat.catalogue import load_model
torch.set_num_threads(1)

def own():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))

for strategy in json.loads(sys.argv[2]):
    if os.fork() == 0:  # each in a process that has done nothing before
        before = own()
        model = load_model(sys.argv[1], strategy)
        snapshot = model.forward([1, 2, 3], model.initial_state())
        snapshot = model.forward([5], snapshot.state)
        print(json.dumps([strategy, own() - before]), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_falls_as_the_strategy_says(tmp_path: Path) -> None:
    """That of the process's own, without what it uses in the mapped file."""
    weights = random_weights(4, 640, 2000)
    path = write_pth(tmp_path / "m.pth", weights, torch.bfloat16)
    matrices = sum(tensor.numel() for name, tensor in weights.items() if tensor.dim() == 2 and name != "emb.weight")
    head = weights["head.weight"].numel()
    expected = {
        "cpu fp32": 4 * matrices,
        "cpu bf16": 0,
        "cpu fp32i8": matrices,
        "cpu fp32i4": 0.5625 * (matrices - head) + head,
        "cpu fp32 *2 -> cpu bf16": 2 * (matrices - head),
        "cpu fp32 *0+": 0,
    }
    one_layer = matrices - head  # in fp32, of four
    command = [sys.executable, "-c", MEASURE, str(path), json.dumps([*expected])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = dict(json.loads(line) for line in done.stdout.splitlines())
    for strategy, size in expected.items():
        # What computing needs in any case, and one layer while it is converted.
        assert 0.9 * size <= found[strategy] <= 1.1 * size + one_layer + 24e6, (strategy, found)
