"""The engine against the float64 reference, and against itself cut in every way."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from checkpoints import build, plain, random_weights, write_pth
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import Reference

from rwkvchat.catalogue import load_model
from rwkvchat.engine.model import Model, Rwkv4
from rwkvchat.engine.rwkv4 import Sums, scan
from rwkvchat.engine.state import Packed, Snapshot, State
from rwkvchat.errors import DeviceError, Interrupted, NumericsError, TokenError

IDS = [(i * 7919 + i * i) % 120 for i in range(1500)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return build(tmp_path_factory.mktemp("model"))


def one_by_one(model: Model, ids: list[int]) -> Snapshot:
    snapshot = model.forward(ids[:1], model.initial_state())
    for token in ids[1:]:
        snapshot = model.forward([token], snapshot.state)
    return snapshot


def assert_near(a: Snapshot, b: Snapshot, tolerance: float = 1e-4) -> None:
    """Within a share of max|logit|, and of each state tensor's maximum."""
    assert (a.logits - b.logits).abs().max() <= tolerance * b.logits.abs().max()
    for mine, theirs in zip(a.state.layers, b.state.layers, strict=True):
        for name, x, y in zip(mine._fields, mine, theirs, strict=True):
            assert (x - y).abs().max() <= tolerance * y.abs().max(), name


def assert_same_bits(a: Snapshot, b: Snapshot) -> None:
    assert torch.equal(a.logits, b.logits)
    assert torch.equal(a.state.flatten(), b.state.flatten())


def test_memory_that_runs_out_anywhere_is_told_as_that(model: Model) -> None:
    def fail(*_: object) -> torch.Tensor:
        raise MemoryError

    assert isinstance(model, Rwkv4)
    state = model.initial_state()
    for part in ({"head": fail}, {"blocks": (fail,)}):
        failing = Rwkv4(replace(model.network, **part), model.info)
        failing.whole_step = None
        for work in (
            lambda failing=failing: failing.forward(IDS[:3], state),
            lambda failing=failing: failing.forward(IDS[:1], state),
            lambda failing=failing: failing.step(IDS[:2], [state, state]),
            lambda failing=failing: failing.score(IDS[:3], state),
        ):
            with pytest.raises(DeviceError, match="not enough memory"):
                work()


@pytest.mark.parametrize("n_ffn", [None, 100], ids=["ffn 4C", "ffn of another width"])
@pytest.mark.parametrize("length", [1, 2, 17, 300])
def test_logits_and_state_are_those_of_the_float64_reference(tmp_path: Path, length: int, n_ffn: int | None) -> None:
    weights = random_weights(n_ffn=n_ffn)
    model = load_model(write_pth(tmp_path / "m.pth", weights), "cpu fp32")
    reference = Reference({name: tensor.numpy() for name, tensor in weights.items()})
    logits, state = reference.forward(IDS[:length], reference.initial_state())
    for snapshot in (model.forward(IDS[:length], model.initial_state()), one_by_one(model, IDS[:length])):
        assert np.abs(snapshot.logits.numpy() - logits).max() <= 1e-4 * np.abs(logits).max()
        ours = snapshot.state.flatten().numpy()
        scale = np.abs(state).max(axis=2, keepdims=True)
        assert (np.abs(ours - state) <= 1e-4 * scale).all()


@settings(deadline=None, max_examples=40)
@given(cuts=st.lists(st.integers(1, 120), min_size=1, max_size=12))
def test_any_cut_of_a_text_gives_the_same_snapshot(model: Model, cuts: list[int]) -> None:
    whole = model.forward(IDS[: sum(cuts)], model.initial_state())
    state, start = model.initial_state(), 0
    for length in cuts:
        snapshot = model.forward(IDS[start : start + length], state)
        state, start = snapshot.state, start + length
    assert_near(snapshot, whole)


def test_one_by_one_gives_the_same_snapshot_as_all_at_once(model: Model) -> None:
    assert_near(one_by_one(model, IDS[:700]), model.forward(IDS[:700], model.initial_state()))


def test_the_first_two_tokens_and_then_the_rest_give_what_the_whole_gives(model: Model) -> None:
    whole = model.forward(IDS[:40], model.initial_state()).logits
    rest = model.forward(IDS[2:40], model.forward(IDS[:2], model.initial_state()).state).logits
    assert (whole - rest).abs().max() <= 1e-5 * whole.abs().max()


def test_the_same_readings_give_the_same_bits(model: Model) -> None:
    for lengths in ([300], [1, 5, 256, 38], [1] * 60):
        runs = []
        for _ in range(2):
            state, start = model.initial_state(), 0
            for length in lengths:
                snapshot = model.forward(IDS[start : start + length], state)
                state, start = snapshot.state, start + length
            runs.append(snapshot)
        assert_same_bits(*runs)


def test_a_long_reading_is_the_readings_of_its_blocks(model: Model) -> None:
    length = model.info.block_length
    snapshot = model.forward(IDS[:length], model.initial_state())
    snapshot = model.forward(IDS[length : 2 * length], snapshot.state)
    snapshot = model.forward(IDS[2 * length : 600], snapshot.state)
    assert_same_bits(snapshot, model.forward(IDS[:600], model.initial_state()))


def test_a_reading_tells_how_far_it_is(model: Model) -> None:
    assert list(model.read(IDS[:600], model.initial_state())) == [256, 256, 88]


def test_the_state_that_is_given_is_never_written_to(model: Model) -> None:
    state = model.forward(IDS[:30], model.initial_state()).state
    before = state.flatten().clone()
    for ids in ([1], IDS[:2], IDS[:300]):
        model.forward(ids, state)
    assert torch.equal(state.flatten(), before)


def assert_own(tensor: torch.Tensor, state: State) -> None:
    """No memory is kept alive but that of the tensor, or of the state that has it all in one block."""
    mine = state.nbytes if isinstance(state, Packed) else tensor.nbytes
    assert tensor.untyped_storage().nbytes() == mine


def test_tensors_of_a_state_own_their_storage(model: Model) -> None:
    for ids in ([1], IDS[:300]):
        state = model.forward(ids, model.initial_state()).state
        for layer in state.layers:
            for tensor in layer:
                assert tensor.is_contiguous()
                assert tensor.shape == (48,)
                assert_own(tensor, state)


@pytest.mark.parametrize("strategy", ["cpu fp32", "cpu bf16", "cpu fp16"])
@pytest.mark.parametrize("n_embd", [48, 64, 256])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_texts_read_side_by_side_give_the_bits_of_each_alone(
    tmp_path: Path, strategy: str, count: int, n_embd: int
) -> None:
    model = build(tmp_path, strategy, n_embd=n_embd)
    states = [model.forward(IDS[i : 2 * i + 5], model.initial_state()).state for i in range(count)]
    alone = [model.forward([token], state) for token, state in zip(IDS, states, strict=False)]
    together = model.step(IDS[:count], states)
    assert len(together) == count
    for one, other in zip(alone, together, strict=True):
        assert_same_bits(one, other)
        assert other.logits.untyped_storage().nbytes() == other.logits.nbytes
        for layer in other.state.layers:
            for tensor in layer:
                assert_own(tensor, other.state)


def test_ids_may_come_in_a_tensor(model: Model) -> None:
    assert_same_bits(
        model.forward(torch.tensor(IDS[:9]), model.initial_state()), model.forward(IDS[:9], model.initial_state())
    )


def test_a_state_survives_flattening(model: Model) -> None:
    state = model.forward(IDS[:30], model.initial_state()).state
    again = State.unflatten(state.flatten())
    assert torch.equal(again.flatten(), state.flatten())
    assert all(t.untyped_storage().nbytes() == t.nbytes for layer in again.layers for t in layer)
    assert state.nbytes == 3 * 5 * 48 * 4


def test_scores_are_the_logits_after_every_token(model: Model) -> None:
    scores = model.score(IDS[:300], model.initial_state())
    assert scores.shape == (300, 120)
    last = model.forward(IDS[:300], model.initial_state()).logits
    assert (scores[-1] - last).abs().max() <= 1e-5 * last.abs().max()
    first = model.forward(IDS[:1], model.initial_state()).logits
    assert (scores[0] - first).abs().max() <= 1e-4 * first.abs().max()


@pytest.mark.parametrize(("strategy", "tolerance"), [("cpu bf16", 5e-2), ("cpu fp16", 5e-2)], ids=["bf16", "fp16"])
def test_half_precision_is_near_fp32(tmp_path: Path, strategy: str, tolerance: float) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights())
    exact, half = load_model(path, "cpu fp32"), load_model(path, strategy)
    assert half.info.strategy == strategy
    assert_near(
        half.forward(IDS[:300], half.initial_state()), exact.forward(IDS[:300], exact.initial_state()), tolerance
    )


@pytest.mark.parametrize("stored", [torch.float32, torch.float16, torch.bfloat16], ids=str)
def test_weights_of_the_wanted_format_are_used_in_place(tmp_path: Path, stored: torch.dtype) -> None:
    strategy = {torch.float32: "cpu fp32", torch.float16: "cpu fp16", torch.bfloat16: "cpu bf16"}[stored]
    model = build(tmp_path, strategy, stored)
    assert isinstance(model, Rwkv4)
    network = model.network
    # One storage for all: the mapped file.
    head = plain(network.head.matrix).weight  # type: ignore[attr-defined]
    storages = {network.embedding.untyped_storage().data_ptr(), head.untyped_storage().data_ptr()}
    assert network.embedding.dtype is head.dtype is stored
    spread = max(storages) - min(storages)
    assert spread < (tmp_path / "model.pth").stat().st_size


def naive_scan(decay: torch.Tensor, first: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """The sums written out in float64, relative to the largest exponent of each."""
    rows = []
    for t in range(len(k)):
        ages = torch.arange(t - 1, -1, -1, dtype=torch.float64).unsqueeze(1)
        exponents = torch.cat([k[:t].double() + decay.double() * ages, (first + k[t]).double().unsqueeze(0)])
        rows.append((torch.softmax(exponents, dim=0) * v[: t + 1].double()).sum(0))
    return torch.stack(rows)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 16, 17, 31, 100, 256])
@pytest.mark.parametrize("order", ["random", "rising", "falling", "a peak at the end", "a peak at the beginning"])
def test_the_scan_is_stable_for_keys_from_minus_100_to_100_in_any_order(length: int, order: str) -> None:
    generator = torch.Generator().manual_seed(length)
    width = 6
    k = torch.rand(length, width, generator=generator) * 200 - 100
    if order in ("rising", "falling"):
        k = k.sort(dim=0, descending=order == "falling").values
    elif order != "random":
        k = k / 10 - 90
        k[-1 if order == "a peak at the end" else 0] = 100
    v = torch.randn(length, width, generator=generator)
    decay = -torch.exp(torch.linspace(-8, 3, width))
    first = torch.randn(width, generator=generator)
    empty = State.empty(1, width).layers[0]
    before = stepped = Sums(empty.num, empty.den, empty.max)
    wkv, sums = scan(decay, first, k, v, before)
    expected = naive_scan(decay, first, k, v)
    # An exponent of 100 has an error of 100 * 2**-24 in float32 before anything is computed.
    assert (wkv.double() - expected).abs().max() <= 1e-4
    for t in range(length):
        one, stepped = scan(decay, first, k[t : t + 1], v[t : t + 1], stepped)
        assert (one[0].double() - expected[t]).abs().max() <= 1e-4
    assert torch.allclose(sums.num / sums.den, stepped.num / stepped.den, atol=1e-4)
    assert torch.allclose(sums.max, stepped.max, atol=1e-3)


def test_fp16_does_not_overflow_where_activations_are_large(tmp_path: Path) -> None:
    weights = random_weights()
    for name in weights:
        if name.endswith("ffn.key.weight"):
            weights[name] = weights[name] * 300  # squared this is far above 65504
    path = write_pth(tmp_path / "m.pth", weights)
    exact, half = load_model(path, "cpu fp32"), load_model(path, "cpu fp16")
    assert_near(half.forward(IDS[:40], half.initial_state()), exact.forward(IDS[:40], exact.initial_state()), 5e-2)


@pytest.mark.parametrize(
    ("ids", "fragment"),
    [
        ([], "no tokens"),
        ([120], "120 is outside"),
        ([5, -1], "-1 is outside"),
        ([2**40], "outside"),
        ([1.5], "whole numbers"),
        ("ab", "whole numbers"),
    ],
    ids=["no ids", "the first id too many", "a negative id", "a huge id", "a fraction", "a text"],
)
def test_ids_that_cannot_be_are_refused(model: Model, ids: list[int], fragment: str) -> None:
    with pytest.raises(TokenError, match=fragment):
        model.forward(ids, model.initial_state())


@pytest.mark.parametrize("name", ["emb.weight", "blocks.1.att.key.weight", "ln_out.bias", "head.weight"])
def test_what_is_not_a_number_is_noticed_where_it_appears(tmp_path: Path, name: str) -> None:
    weights = random_weights()
    weights[name].view(-1)[:48] = float("nan")
    model = load_model(write_pth(tmp_path / "m.pth", weights), "cpu fp32")
    with pytest.raises(NumericsError):
        model.forward([0], model.initial_state())


def stop_at(call: int) -> Callable[[], None]:
    calls = iter(range(call + 1))

    def check() -> None:
        if next(calls) == call:
            raise Interrupted("stop")

    return check


def test_a_reading_can_be_given_up_between_any_two_layers(model: Model) -> None:
    state = model.forward(IDS[:30], model.initial_state()).state
    before = state.flatten().clone()
    for call in range(9):
        with pytest.raises(Interrupted):
            list(model.read(IDS[:600], state, stop_at(call)))
    assert torch.equal(state.flatten(), before)
    assert len(list(model.read(IDS[:600], state, stop_at(9)))) == 3


def test_the_fingerprint_is_that_of_the_values(tmp_path: Path) -> None:
    weights = {name: tensor.bfloat16().float() for name, tensor in random_weights().items()}
    prints = {
        load_model(write_pth(tmp_path / f"{i}.pth", weights, dtype), "cpu fp32").info.fingerprint
        for i, dtype in enumerate((torch.float32, torch.bfloat16))
    }
    assert len(prints) == 1
    weights["blocks.2.ffn.value.weight"] += 1
    assert load_model(write_pth(tmp_path / "other.pth", weights), "cpu fp32").info.fingerprint not in prints
