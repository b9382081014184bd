"""Choosing a token without looking at any number in between, against the sampler that does."""

from typing import Any

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from rwkvchat.engine.device_sampling import chosen, kept
from rwkvchat.engine.sampling import Sampler, likeliest, nucleus, penalised, uniform
from rwkvchat.params import SamplingParams

LOOKS = ("_local_scalar_dense", "nonzero", "masked_select", "equal", "is_nonzero")
"""What needs a number of the device: each would wait for it."""


class Watch(TorchDispatchMode):
    """Counts how often something is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.looks += func.overloadpacket.__name__ in LOOKS
        return func(*args, **(kwargs or {}))


def noise(size: int, seed: int, flat: float = 2.0) -> torch.Tensor:
    return torch.randn(size, generator=torch.Generator().manual_seed(seed)) * flat


SETTINGS = [
    {"temperature": 0.0},
    {"temperature": 1.0, "top_p": 1.0},
    {"temperature": 1.0, "top_p": 0.3},
    {"temperature": 0.7, "top_p": 0.9, "top_k": 7},
    {"temperature": 2.0, "top_p": 1.0, "top_k": 1},
    {"temperature": 0.1, "top_p": 0.5},
    {"temperature": 5.0, "top_p": 0.9999},
    {"temperature": 1.0, "top_p": 0.95, "top_k": 40, "presence": 0.4, "frequency": 0.3},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize(("size", "flat"), [(1, 1.0), (5, 1.0), (700, 0.05), (700, 3.0), (3000, 8.0)])
def test_the_same_token_is_chosen_as_by_the_sampler(settings: dict[str, float], size: int, flat: float) -> None:
    params = SamplingParams(**settings)  # type: ignore[arg-type]
    sampler = Sampler(params, 5, size)
    for draw in range(20):
        logits, counts = noise(size, draw, flat), sampler.counts.clone()
        expected = sampler.draw(logits)
        left = penalised(logits, counts, params.presence, params.frequency)
        assert int(chosen(left, params, uniform(5, draw))) == expected


@pytest.mark.parametrize(("top_p", "top_k"), [(0.2, 0), (0.7, 3), (1.0, 5), (0.99, 0), (0.3, 500)])
def test_the_same_tokens_are_left(top_p: float, top_k: int) -> None:
    for seed in range(10):
        probs = torch.softmax(noise(400, seed), dim=0)
        ids = nucleus(probs, top_p)
        expected, _ = likeliest(ids, probs[ids], top_k)
        assert kept(probs, top_p, top_k).nonzero().squeeze(1).tolist() == expected.tolist()


def test_tokens_as_likely_as_the_last_one_are_left_too() -> None:
    assert kept(torch.tensor([0.2, 0.2, 0.2, 0.4]), 0.5, 0).tolist() == [True] * 4
    assert kept(torch.tensor([0.2, 0.2, 0.2, 0.4]), 0.5, 2).sum() == 2


@pytest.mark.parametrize("point", [0.0, 0.5, 0.9999999999999999])
def test_a_token_that_is_not_left_is_never_chosen(point: float) -> None:
    logits = torch.full((900,), -40.0)
    logits[[3, 500]] = 1.0
    params = SamplingParams(temperature=1.0, top_p=0.9)
    assert int(chosen(logits, params, point)) in (3, 500)
    everything = SamplingParams(temperature=1.0, top_p=1.0)
    assert int(chosen(torch.zeros(900), everything, point)) in (0, 449, 450, 899)
    assert int(chosen(torch.tensor([0.0, float("-inf")]), everything, point)) == 0


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_nothing_is_looked_at_but_the_token(settings: dict[str, float]) -> None:
    params = SamplingParams(**settings)  # type: ignore[arg-type]
    logits, counts = noise(300, 1), noise(300, 2).abs()
    with Watch() as watch:
        token = chosen(penalised(logits, counts, params.presence, params.frequency), params, 0.5)
        assert watch.looks == 0
        int(token)
        assert watch.looks == 1
