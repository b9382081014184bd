"""The bounds are what a model really weighs and multiplies, over what the machine really gives."""

from pathlib import Path

import pytest
import torch
from checkpoints import build, random_weights, write_pth
from torch.utils.flop_counter import FlopCounterMode

from rwkvchat.benchmark_bounds import bytes_for_a_token, decode_bound, operations_for_a_token, prefill_bound
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.layout import Layout, rwkv4_layout
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.strategy import Placed, parse_strategy
from rwkvchat.machine_rates import Rates

SIZES = {"n_layer": 3, "n_embd": 64, "n_vocab": 120}
CPU = Rates("cpu", 20.0, {"fp32": 100.0, "bf16": 800.0})
CARD = Rates("cuda", 1000.0, {"fp32": 4000.0, "bf16": 50_000.0})


def placed(strategy: str, n_layer: int = 3) -> tuple[Placed, ...]:
    parsed = parse_strategy(strategy)
    assert parsed
    return parsed.place(n_layer)


def weighs(found: object, seen: set[int]) -> int:
    """Bytes of all tensors that something holds, itself or in what it holds, each once; not those of an embedding."""
    if isinstance(found, torch.Tensor):
        new = found.data_ptr() not in seen
        seen.add(found.data_ptr())
        return found.nbytes if new else 0
    if isinstance(found, dict):
        return sum(weighs(each, seen) for each in found.values())
    if isinstance(found, list | tuple):
        return sum(weighs(each, seen) for each in found)
    if hasattr(found, "tensors") and callable(found.tensors):
        return weighs(found.tensors(), seen)
    slots = [name for kind in type(found).__mro__ for name in getattr(kind, "__slots__", ())]
    inside = getattr(found, "__dict__", {}) | {name: getattr(found, name, None) for name in slots}
    return sum(weighs(each, seen) for each in inside.values()) if type(found).__module__.startswith("rwkvchat") else 0


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["fp32", "bf16"])
@pytest.mark.parametrize(
    "strategy", ["cpu fp32", "cpu bf16", "cpu fp16", "cpu fp32i8", "cpu fp32i4", "cpu bf16 *1 -> cpu fp32i4"]
)
def test_what_is_read_for_a_token_is_what_a_loaded_model_weighs(
    tmp_path: Path, strategy: str, dtype: torch.dtype
) -> None:
    model = build(tmp_path, strategy, dtype, **SIZES)
    assert isinstance(model, Rwkv4)
    weights = open_checkpoint(tmp_path / "model.pth")
    seen: set[int] = set()
    weight = weighs((model.network.ln0, model.network.blocks, model.network.head), seen)
    found = bytes_for_a_token(weights.tensors, rwkv4_layout(weights.tensors), placed(strategy))
    assert found == {"cpu": weight}


def test_streamed_layers_come_out_of_the_cpus_memory_every_time(tmp_path: Path) -> None:
    weights = open_checkpoint(write_pth(tmp_path / "m.pth", random_weights(**SIZES), torch.bfloat16))
    layout = rwkv4_layout(weights.tensors)

    def read(strategy: str) -> dict[str, int]:
        return bytes_for_a_token(weights.tensors, layout, placed(strategy))

    assert read("cuda fp16 *4")["cuda:0"] > 0
    assert read("cuda fp16 *0+") == read("cpu bf16")  # as the file has them
    assert read("cuda fp16i8 *0+") == read("cpu fp32i8")
    half = read("cuda bf16 *2+")
    assert half["cuda:0"] + half["cpu"] == read("cpu bf16")["cpu"]


def test_the_operations_of_a_prompt_are_those_that_torch_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = build(tmp_path, "cpu fp32", **SIZES)
    assert isinstance(model, Rwkv4)
    ids, count = list(range(64)), FlopCounterMode(display=False)
    with count:
        model.network.read(ids, model.initial_state(), lambda: None)
    layout = rwkv4_layout(open_checkpoint(tmp_path / "model.pth").tensors)
    assert 3 * operations_for_a_token(layout) * len(ids) == count.get_total_flops()


def test_parts_take_their_time_one_after_another() -> None:
    rates = {"cpu": CPU, "cuda:0": CARD}
    assert decode_bound({"cpu": 40, "cuda:0": 0}, rates) == 0.5
    assert decode_bound({"cpu": 40, "cuda:0": 1000}, rates) == pytest.approx(1 / 3)
    layout = Layout(2, 4, 100, 16, "bf16", 0, 0)
    operations = operations_for_a_token(layout)
    assert prefill_bound(layout, placed("cpu fp32", 2), rates) == pytest.approx(100 / (2 * operations))
    assert prefill_bound(layout, placed("cpu bf16", 2), rates) == pytest.approx(800 / (2 * operations))
    assert prefill_bound(layout, placed("cpu fp32i8", 2), rates) == pytest.approx(800 / (2 * operations))
    both = prefill_bound(layout, placed("cuda fp16 *1 -> cpu fp32", 2), rates)
    assert both == pytest.approx(1 / (operations / 100 + operations / 50_000))
