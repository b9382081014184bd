"""Samplers on vectors small enough to work out by hand, and against a naive ChatRWKV in numpy."""

from array import array

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rwkvchat.engine.sampling import Sampler, likeliest, nucleus, penalised, pick, tempered, uniform
from rwkvchat.errors import SettingsError
from rwkvchat.params import SETTINGS, SamplingParams, field_of

PROBS = torch.tensor([0.1, 0.4, 0.2, 0.3])


@pytest.mark.parametrize(
    ("top_p", "kept"),
    [
        (0.01, [1]),
        (0.4, [1]),
        (0.41, [1, 3]),
        (0.7, [1, 3]),
        (0.71, [1, 2, 3]),
        (0.95, [0, 1, 2, 3]),
        (1, [0, 1, 2, 3]),
    ],
)
def test_top_p_keeps_the_likeliest_tokens_that_weigh_as_much(top_p: float, kept: list[int]) -> None:
    assert nucleus(PROBS, top_p).tolist() == kept


def test_top_p_keeps_tokens_as_likely_as_the_last_one() -> None:
    assert nucleus(torch.tensor([0.2, 0.2, 0.2, 0.4]), 0.5).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("top_k", "kept"), [(0, [0, 1, 2, 3]), (1, [1]), (2, [1, 3]), (3, [1, 2, 3]), (9, [0, 1, 2, 3])]
)
def test_top_k_keeps_so_many_of_the_likeliest(top_k: int, kept: list[int]) -> None:
    ids, probs = likeliest(torch.arange(4), PROBS, top_k)
    assert ids.tolist() == kept
    assert torch.equal(probs, PROBS[ids])


def test_temperature_is_a_power_of_the_probabilities() -> None:
    for temperature in (0.5, 1.0, 2.0):
        expected = PROBS.double() ** (1 / temperature)
        assert torch.allclose(tempered(PROBS, temperature), expected / expected.sum(), atol=1e-7)


def test_the_lowest_temperature_does_not_underflow() -> None:
    assert tempered(torch.tensor([1e-30, 2e-30]), 0.01).isfinite().all()


def test_penalties_take_presence_and_frequency_off() -> None:
    logits, counts = torch.zeros(4), torch.tensor([0.0, 1.0, 2.5, 0.0])
    assert torch.allclose(penalised(logits, counts, 0.4, 0.2), torch.tensor([0.0, -0.6, -0.9, 0.0]))
    assert penalised(logits, counts, 0, 0) is logits


@settings(deadline=None)
@given(seed=st.integers(0, 2**31), seen=st.lists(st.integers(0, 49), max_size=20))
def test_penalties_are_the_same_to_the_bit_where_only_what_occurred_is_looked_at(seed: int, seen: list[int]) -> None:
    generator = torch.Generator().manual_seed(seed)
    logits, counts = torch.randn(50, generator=generator), torch.zeros(50)
    for token in seen:
        counts = 0.996 * counts
        counts[token] += 1
    expected = penalised(logits, counts, 0.3, 0.7)
    assert torch.equal(penalised(logits, counts, 0.3, 0.7, array("q", set(seen))), expected)


@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 2**31), size=st.integers(1, 3000), flat=st.floats(0.01, 6), top_p=st.floats(0.001, 0.9999))
def test_the_border_of_the_nucleus_is_that_of_a_full_sort(seed: int, size: int, flat: float, top_p: float) -> None:
    generator = torch.Generator().manual_seed(seed)
    probs = torch.softmax(torch.randn(size, generator=generator) * flat, dim=0)
    ordered = probs.sort(descending=True).values.double()
    sums = ordered.cumsum(0)
    ids = nucleus(probs, top_p)
    assert (ids.diff() > 0).all()
    least = probs[ids].min()
    assert torch.equal(ids, torch.nonzero(probs >= least).squeeze(1))
    # Rounding of sums aside, what is kept reaches top_p and without its last member does not.
    assert probs[ids].double().sum() >= min(top_p, float(sums[-1])) - 1e-9
    assert probs[probs > least].double().sum() < top_p + 1e-9


def chat_rwkv(logits: np.ndarray, temperature: float, top_p: float, top_k: int) -> np.ndarray:
    """The reference program's order, naively: probabilities of the next token."""
    probs = np.exp(logits - logits.max())
    probs /= probs.sum()
    order = np.argsort(-probs, kind="stable")
    cutoff = probs[order][np.argmax(np.cumsum(probs[order]) >= top_p)]
    probs = np.where(probs < cutoff, 0, probs)
    if 0 < top_k < len(probs):
        probs[order[top_k:]] = 0
    probs = probs ** (1 / temperature)
    return probs / probs.sum()


@pytest.mark.parametrize(
    ("temperature", "top_p", "top_k"),
    [(1.0, 0.999, 0), (1.2, 0.5, 0), (0.5, 0.9, 3), (2.0, 0.8, 2), (1.0, 0.999, 1)],
)
def test_draws_are_distributed_as_in_the_reference_program(temperature: float, top_p: float, top_k: int) -> None:
    logits = torch.tensor([1.0, 2.0, 0.5, 1.5, -1.0, 0.9])
    expected = chat_rwkv(logits.double().numpy(), temperature, top_p, top_k)
    sampler = Sampler(SamplingParams(temperature=temperature, top_p=top_p, top_k=top_k), 7, 6)
    n = 4000
    counts = np.bincount([sampler.draw(logits) for _ in range(n)], minlength=6)
    assert (counts[expected == 0] == 0).all()
    possible = expected > 0
    chi_square = (((counts - n * expected) ** 2)[possible] / (n * expected[possible])).sum()
    assert chi_square < 25  # six tokens: exceeded by chance once in 10,000 draws of a seed, and the seed is fixed


def test_the_temperature_does_not_widen_the_nucleus() -> None:
    sampler = Sampler(SamplingParams(temperature=10, top_p=0.65), 1, 4)
    assert {sampler.draw(PROBS.log()) for _ in range(300)} == {1, 3}


def test_temperature_zero_takes_the_likeliest_after_penalties() -> None:
    sampler = Sampler(SamplingParams(temperature=0, presence=1.0), 1, 4)
    logits = torch.tensor([0.0, 1.0, 0.5, -3.0])
    assert [sampler.draw(logits) for _ in range(3)] == [1, 2, 0]


def test_penalties_fade() -> None:
    sampler = Sampler(SamplingParams(temperature=0, frequency=1.0, penalty_decay=0.1), 1, 2)
    logits = torch.tensor([1.0, 0.5])
    assert [sampler.draw(logits) for _ in range(4)] == [0, 1, 0, 1]
    assert sampler.counts.tolist() == pytest.approx([0.101, 1.01])


def test_a_continued_reply_draws_what_the_whole_reply_drew() -> None:
    params = SamplingParams(temperature=1.5, top_p=0.99, presence=0.3, frequency=0.2)
    rows = torch.randn(40, 50, generator=torch.Generator().manual_seed(3))
    whole = Sampler(params, 5, 50)
    tokens = [whole.draw(row) for row in rows]
    rest = Sampler(params, 5, 50, drawn=tokens[:25])
    assert [rest.draw(row) for row in rows[25:]] == tokens[25:]
    assert torch.equal(rest.counts, whole.counts)


def test_draws_are_a_pure_function_of_seed_and_number() -> None:
    assert uniform(1, 2) == uniform(1, 2)
    points = [uniform(seed, draw) for seed in range(40) for draw in range(50)]
    assert len(set(points)) == 2000
    assert all(0 <= point < 1 for point in points)
    assert abs(np.mean(points) - 0.5) < 0.02
    # The value itself is part of what a seed promises, in every version.
    assert uniform(0, 0) == pytest.approx(0.0564663990004608, abs=1e-15)


def test_pick_never_gives_a_token_without_weight() -> None:
    weights = torch.tensor([0.0, 0.5, 0.0, 0.5, 0.0], dtype=torch.float64)
    assert {pick(weights, point) for point in (0.0, 0.2, 0.499, 0.5, 0.75, 0.9999999999)} == {1, 3}


@pytest.mark.parametrize(
    ("changes", "fragment", "hint"),
    [
        ({"top_p": 0}, "top_p 0 would keep no token", "use temp 0"),
        ({"top_p": 1.01}, "top_p cannot be 1.01", "above 0 to 1"),
        ({"temperature": -0.1}, "temp cannot be -0.1", "from 0 to 10"),
        ({"temperature": float("nan")}, "temp cannot be nan", "from 0 to 10"),
        ({"top_k": 1.5}, "top_k cannot be 1.5", "whole number"),
        ({"max_tokens": 0}, "max_tokens cannot be 0", "from 1"),
        ({"max_tokens": 10**12}, "max_tokens cannot be 10", "give 2147483648 at most"),
        ({"seed": 2**64}, "seed cannot be 18446744073709551616", "give 9223372036854775807 at most"),
        ({"penalty_decay": 2}, "penalty_decay cannot be 2", "from 0 to 1"),
        ({"seed": -1}, "seed cannot be -1", "random"),
        ({"temperature": True}, "temp cannot be True", "number"),
        ({"temperature": "1"}, "temp cannot be 1", "number"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_settings_out_of_range_are_refused(changes: dict[str, float], fragment: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=fragment) as caught:
        SamplingParams(**changes)
    assert hint in caught.value.hint


def test_settings_can_be_typed() -> None:
    params = SamplingParams().with_texts({"temp": "0.5", "top-p": "0.25", "MAX": "7", "seed": "9223372036854775807"})
    assert (params.temperature, params.top_p, params.max_tokens, params.seed) == (0.5, 0.25, 7, 2**63 - 1)
    assert params.with_texts({"seed": "random"}).seed is None
    with pytest.raises(SettingsError, match="no setting named tmep") as caught:
        params.with_texts({"tmep": "1"})
    assert caught.value.hint == "did you mean temp?"


def test_every_setting_has_a_word_and_a_help() -> None:
    for name, setting in SETTINGS.items():
        assert field_of(setting.word) == name
        assert setting.help
        assert setting.range
