"""What is measured on a machine with a GPU, as far as it can be told without one."""

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from rwkvchat.benchmark import SIZES, VOCABULARY
from rwkvchat.benchmark_gpu import TARGETS, Report, compare, main, peer, steps, weight_bytes
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.random_network import RandomWeights, random_model


def test_a_step_without_the_time_for_it_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report(20, tmp_path / "out.json")

    def fails() -> dict[str, object]:
        raise RuntimeError("no such kernel")

    report.step("short", 5, lambda: {"is": 3})
    report.step("long", 500, lambda: {"is": 4})
    report.step("broken", 5, fails)
    report.step("another", 5, lambda: {"is": 5})
    found = json.loads((tmp_path / "out.json").read_text())
    assert (found["short"]["is"], found["another"]["is"]) == (3, 5)
    assert found["left_out"]["long"].startswith("it takes about 500 s, and ")
    assert found["left_out"]["broken"] == "RuntimeError: no such kernel"
    assert "long: " in capsys.readouterr().out


def test_all_steps_fit_into_eight_minutes() -> None:
    assert sum(takes for _, takes, _ in steps(Report(450, None), Path("tests"))) < 450


def test_a_peer_that_takes_too_long_leaves_what_the_others_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = []

    def run(words: list[str], *, timeout: float, env: dict[str, str], **_: object) -> SimpleNamespace:
        limits.append(timeout)
        if env["RWKV_CUDA_ON"] == "1":
            raise subprocess.TimeoutExpired(words, timeout)
        return SimpleNamespace(returncode=0, stdout="0.25\n")

    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr("rwkvchat.random_checkpoint.write_random", lambda size, path: None)
    monkeypatch.setattr("torch.cuda.empty_cache", lambda: None)
    found = peer(60)
    assert found["decode_seconds"] == 0.25
    assert found["cuda fp16, its kernels on"] == "there was no time for it"
    assert len(limits) == 4
    assert limits == sorted(limits, reverse=True)  # one time for all of them


def test_what_was_measured_is_held_against_what_is_aimed_at() -> None:
    rates = {"bandwidth": 4e12, "bf16": 8e14}
    found = {
        "rates": rates,
        "7b bf16": {"weight_bytes": 14e9, "decode_seconds": 4e-3, "candidates_seconds": 5e-3, "prefill_seconds": 0.06},
        "7b i8": {"decode_seconds": 2e-3},
        "169m bf16": {"decode_seconds": 3e-4},
        "rwkv package, 169m": {"decode_seconds": 3e-3},
    }
    values = {each["what"]: each["is"] for each in compare(found)}
    assert values["7b bf16: share of the bandwidth"] == pytest.approx(0.875)
    assert values["7b i8: decode, times bf16"] == 2
    assert values["7b bf16: one, times eight candidates"] == pytest.approx(0.8)
    assert values["7b bf16: prefill, share of the product rate"] == pytest.approx(2 * 2048 * 6979321856 / 0.06 / 8e14)
    assert values["169m: decode, times the rwkv package"] == pytest.approx(10)
    assert set(TARGETS) - set(values) == {"1b5 bf16: share of the bandwidth"}
    assert compare({}) == []


@pytest.mark.parametrize("size", SIZES)
def test_what_is_read_for_a_token_is_every_matrix_once(size: str) -> None:
    n_layer, width = SIZES[size]
    weights = RandomWeights(n_layer, width, VOCABULARY, torch.device("meta"))
    layer = ["att.key", "att.value", "att.receptance", "att.output", "ffn.key", "ffn.receptance", "ffn.value"]
    matrices = [*(f"blocks.{i}.{name}.weight" for i in range(n_layer) for name in layer), "head.weight"]
    assert sum(a * b for a, b in map(weights.shape, matrices)) * 2 == weight_bytes(size, 2)


@pytest.mark.parametrize("text", ["cpu fp32", "cpu fp32i8", "cpu fp32i4"])
def test_random_models_compute(text: str) -> None:
    strategy = parse_strategy(text)
    assert strategy is not None
    model = random_model(2, 64, 90, strategy)
    snapshot = model.forward(range(40), model.initial_state())
    assert snapshot.logits.isfinite().all()
    assert snapshot.logits.std() > 0
    assert model.forward([3], snapshot.state).logits.shape == (90,)


@pytest.mark.usefixtures("no_cuda")
def test_without_a_gpu_nothing_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 3
    assert "no CUDA device" in capsys.readouterr().err
