"""Programs take turns, round by round; what is told of them is what was found."""

import pytest
import torch
from checkpoints import random_weights, write_pth
from subjects import Log, without_processes

from rwkvchat import benchmark_runner, benchmark_speed, machine_rates
from rwkvchat.benchmark_entries import OURS, PACKAGE, PROCESS, TRANSFORMERS, Entry, memory_needed, peers, short_of
from rwkvchat.benchmark_runner import MachineMeter
from rwkvchat.benchmark_speed import Measured, measure_speed
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.machine_rates import Meter, medians


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    path = tmp_path_factory.mktemp("model") / "tiny.pth"
    return open_checkpoint(write_pth(path, random_weights(2, 32, 100), torch.bfloat16))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    with without_processes(monkeypatch) as log:
        return log


def measured(weights: Checkpoint, *entries: Entry, rounds: int = 2) -> Measured:
    layout = rwkv4_layout(weights.tensors)
    return measure_speed(weights, layout, entries, rounds=rounds, threads=1, prefills=(4, 40), tokens=3)


def test_programs_and_the_machine_take_turns(weights: Checkpoint, log: Log) -> None:
    found = measured(weights, Entry(OURS, "cpu bf16", weights.path), Entry(PACKAGE, "cpu fp32", weights.path), rounds=2)
    ours = ["prefill", "prefill", "decode", "candidates", "memory"]
    one_round = [
        "rates machine", *(f"{what} rwkvchat cpu bf16" for what in ours),
        "rates machine", *(f"{what} rwkv cpu fp32" for what in ours if what != "candidates"),
    ]  # fmt: skip
    assert log.lines == [
        "begin rwkvchat cpu bf16", "begin rwkv cpu fp32", *one_round, *one_round,
        "end rwkv cpu fp32", "end rwkvchat cpu bf16",
    ]  # fmt: skip
    assert found.together
    first, second = found.speeds
    assert (first.program, first.strategy, first.threads, first.load_seconds) == (OURS, "cpu bf16", 1, 0.5)
    assert list(first.prefill) == [4, 40]
    assert all(rate > 0 for rate in (*first.prefill.values(), first.decode, first.candidates or 0))
    assert second.candidates is None
    assert first.weight_bytes["cpu"] < second.weight_bytes["cpu"]
    assert first.decode_share == first.decode / first.decode_bound > 0
    assert first.prefill_share == max(first.prefill.values()) / first.prefill_bound > 0
    assert first.peak_bytes > 1 << 20


def test_what_does_not_fit_together_is_loaded_anew_in_every_round(
    weights: Checkpoint, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark_speed, "memory_here", lambda: {"cpu": int(1.5 * PROCESS)})
    found = measured(weights, Entry(OURS, "cpu bf16", weights.path), Entry(OURS, "cpu fp32", weights.path))
    assert not found.together
    assert log.most == 1
    begun = [line for line in log.lines if line.startswith(("begin", "end"))]
    assert begun == [
        "begin rwkvchat cpu bf16", "end rwkvchat cpu bf16", "begin rwkvchat cpu fp32", "end rwkvchat cpu fp32",
    ] * 2  # fmt: skip


def test_auto_is_told_as_what_it_has_become(weights: Checkpoint, log: Log, no_cuda: None) -> None:
    [speed] = measured(weights, Entry(OURS, "auto", weights.path), rounds=1).speeds
    assert speed.strategy in ("cpu bf16", "cpu fp32")


def test_a_strategy_of_several_parts_has_a_bound(weights: Checkpoint, log: Log) -> None:
    found = measured(weights, Entry(OURS, "cpu bf16 *1 -> cpu fp32i4 *1+", weights.path), rounds=1)
    assert found.speeds[0].decode_bound > 0
    assert list(found.rates) == ["cpu"]


def test_processes_end_when_one_of_them_fails(weights: Checkpoint, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rwkvchat.benchmark_subject.Reader.decode", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        measured(weights, Entry(OURS, "cpu bf16", weights.path), Entry(OURS, "cpu fp32", weights.path))
    assert not log.running


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["auto"], ["rwkv cpu fp32", "rwkv cpu bf16", "transformers cpu fp32", "transformers cpu bf16"]),
        (["cpu fp32i8", "cpu fp32i4"], ["rwkv cpu fp32", "rwkv cpu bf16", "rwkv cpu fp32i8", "transformers cpu fp32",
                                        "transformers cpu bf16"]),
        (["cuda:1 bf16 *3 -> cpu fp32"], ["rwkv cuda:1 fp16", "rwkv cuda:1 bf16", "transformers cuda:1 fp16",
                                          "transformers cuda:1 bf16"]),
        (["mps fp16"], []),
    ],
    ids=["auto", "quantised", "GPU", "elsewhere"],
)  # fmt: skip
def test_peers_compute_in_the_formats_that_they_have(asked: list[str], expected: list[str]) -> None:
    found = peers([parse_strategy(text) for text in asked], [PACKAGE, TRANSFORMERS])
    assert [" ".join(each) for each in found] == expected


def test_memory_is_asked_for_before_it_is_taken(weights: Checkpoint) -> None:
    layout = rwkv4_layout(weights.tensors)

    def needed(program: str, strategy: str, pool: str = "cpu") -> int:
        found = memory_needed(Entry(program, strategy, weights.path), weights, layout)
        return found[pool] - PROCESS * (pool == "cpu")

    assert needed(TRANSFORMERS, "cpu fp32") == 4 * layout.n_params
    assert needed(PACKAGE, "cpu bf16") == layout.nbytes + 2 * layout.n_params
    assert needed(OURS, "auto") == needed(OURS, "cpu fp32") > needed(OURS, "cpu bf16") > needed(OURS, "cpu fp32i4")
    assert needed(OURS, "cuda bf16", "cuda:0") == needed(OURS, "cpu bf16")
    assert needed(PACKAGE, "cuda:1 fp16", "cuda:1") == 2 * layout.n_params
    assert (needed(OURS, "cuda bf16"), needed(PACKAGE, "cuda:1 fp16")) == (0, layout.nbytes)


def test_a_pool_that_is_too_small_is_named() -> None:
    needs = [{"cpu": 10, "cuda:0": 30}, {"cpu": 5}]
    assert short_of(needs, {"cpu": 15, "cuda:0": 30}) is None
    assert short_of(needs, {"cpu": 15, "cuda:0": 29}) == ("cuda:0", 30)
    assert short_of(needs, {"cpu": 14, "cuda:0": 30}) == ("cpu", 15)
    assert short_of(needs, {"cpu": 15}) == ("cuda:0", 30)


def test_every_device_that_a_strategy_needs_is_measured_once_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    class Card:
        """A machine that nobody has to have."""

        def __init__(self, name: str, program: str, model: None, strategy: str, threads: int) -> None:
            begun.append(strategy)

        def begin(self) -> None:
            self.asked = 0

        def ask(self, what: str) -> dict[str, float]:
            self.asked += 1
            return {"memory": float(self.asked), "fp32": 1.0, "bf16": 1.0}

    monkeypatch.setattr(benchmark_runner, "SubjectProcess", Card)
    meter = MachineMeter(threads=1)
    for strategy in ("cuda:1 fp16 *2+", "cpu fp32", "cuda fp16 *2 -> cpu fp32"):
        meter.measure(strategy)
    assert begun == ["cuda:1", "cpu", "cuda"]
    rates = meter.rates()
    assert {pool: (each.device, each.bandwidth) for pool, each in rates.items()} == {
        "cuda:1": ("cuda:1", 2.0), "cpu": ("cpu", 2.0), "cuda:0": ("cuda", 1.0),
    }  # fmt: skip


def test_the_machine_is_measured_in_the_fastest_way_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_rates, "READ", 1 << 16)
    monkeypatch.setattr(machine_rates, "WIDTH", 64)
    found = Meter("cpu").measure()
    assert {"memory", "fp32", "bf16"} <= found.keys()
    assert all(rate > 0 for rate in found.values())
    samples = [{"memory": 1.0, "memory by the kernels": 2.0, "fp32": 5.0, "bf16": 7.0},
               {"memory": 3.0, "memory by the kernels": 1.0, "fp32": 5.0, "bf16": 9.0},
               {"memory": 2.0, "memory by the kernels": 9.0, "fp32": 6.0, "bf16": 8.0}]  # fmt: skip
    rates = medians("cpu", samples)
    assert (rates.bandwidth, rates.products) == (2.0, {"fp32": 5.0, "bf16": 8.0})
    assert medians("cpu", [{**each, "memory": 4.0} for each in samples]).bandwidth == 4.0
