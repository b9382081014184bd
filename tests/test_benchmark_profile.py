"""A model that is taken apart computes what it did, and its parts make up the whole."""

from pathlib import Path
from typing import Any

import pytest
import torch
from checkpoints import build

from rwkvchat import benchmark_profile
from rwkvchat.benchmark_profile import REST, Profile, _Clock, _with_clocks, measure_profile
from rwkvchat.engine import building
from rwkvchat.engine.kernels.native import available
from rwkvchat.engine.model import Rwkv4

MATRICES = {
    "att.key", "att.value", "att.receptance", "att.output", "ffn.key", "ffn.receptance", "ffn.value", "head",
}  # fmt: skip
AROUND = {"embedding", "state and logits as values", REST}
STRATEGIES = ["cpu fp32", "cpu bf16", "cpu fp32i8 *1 -> cpu fp32i4", "cpu fp16 *2 -> cpu fp32 *1+"]


@pytest.fixture(params=["as installed", "plain"])
def kernels(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether there are kernels: both as it is here, and without."""
    if request.param == "plain":
        monkeypatch.setattr(building, "kernels", lambda: None)
        return False
    return available()


def make(folder: Path, strategy: str = "cpu fp32", dtype: torch.dtype = torch.float32) -> Rwkv4:
    model = build(folder, strategy, dtype, n_layer=3, n_embd=64, n_vocab=300)
    assert isinstance(model, Rwkv4)
    return model


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_clocks_change_no_bit(tmp_path: Path, strategy: str, kernels: bool) -> None:
    model = make(tmp_path, strategy)
    clock = _Clock(model.network.devices)
    timed = Rwkv4(_with_clocks(model.network, clock), model.info)
    state = model.initial_state()
    for ids in ([7], [1, 2, 3], list(range(40)), [9]):
        expected, found = model.forward(ids, state), timed.forward(ids, state)
        assert torch.equal(found.logits, expected.logits)
        assert torch.equal(found.state.flatten(), expected.state.flatten())
        state = found.state
    assert clock.seconds["head"] > 0


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_parts_are_the_whole(tmp_path: Path, strategy: str, kernels: bool) -> None:
    found = measure_profile(make(tmp_path, strategy), rounds=1, prompt=40, tokens=2)
    assert found.prompt_tokens == 40
    for whole, parts in ((found.token_seconds, found.token), (found.prompt_seconds, found.prompt)):
        assert 0.999 * whole <= sum(part.seconds for part in parts) <= 2 * whole
        assert all(part.seconds >= 0 for part in parts)
        assert parts[-1].name == REST
        assert {"head", "norms and mixes", *AROUND} <= {part.name for part in parts}
    assert all(part.seconds > 0 for part in found.beside)


def names(found: Profile) -> tuple[set[str], set[str]]:
    token, prompt = ({part.name for part in parts} for parts in (found.token, found.prompt))
    return token, prompt


def test_every_matrix_is_a_part_and_the_recurrence_is(tmp_path: Path, kernels: bool) -> None:
    token, prompt = names(measure_profile(make(tmp_path), rounds=1, prompt=40, tokens=2))
    assert token == MATRICES | AROUND | {"norms and mixes", "in layers, between products" if kernels else "wkv"}
    assert prompt - {"between products"} == MATRICES | AROUND | {"norms and mixes", "wkv"}


def test_layers_that_pass_through_are_told_whole(tmp_path: Path) -> None:
    token, _ = names(measure_profile(make(tmp_path, "cpu bf16 *0+"), rounds=1, prompt=40, tokens=2))
    assert token == {"streamed layers", "head", "norms and mixes", *AROUND}


def test_products_apart_never_take_longer_than_the_calls_that_they_are_parts_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not available():
        pytest.skip("no kernels")
    slow: Any = lambda network: dict.fromkeys(("att.key", "ffn.key"), 50.0)  # noqa: E731
    monkeypatch.setattr(benchmark_profile, "_products_of_layers", slow)
    found = measure_profile(make(tmp_path), rounds=1, prompt=20, tokens=2)
    parts = {part.name: part.seconds for part in found.token}
    assert parts["att.key"] == parts["ffn.key"] < found.token_seconds
    assert parts["in layers, between products"] == 0
