"""The ways to read single tokens in one go, each against the model that computes layer by layer, to the bit."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth
from gpus import PlainRecorder

from rwkvchat.catalogue import load_model
from rwkvchat.engine.cuda_graph import MOST_TEXTS, RecordedStep
from rwkvchat.engine.kernels import cpu_step, native
from rwkvchat.engine.kernels.cpu_step import CpuStep
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.state import Packed, Snapshot, block_of
from rwkvchat.engine.stepping import all_finite
from rwkvchat.errors import Interrupted, NumericsError

IDS = [(i * 7919 + i * i) % 120 for i in range(60)]
WAYS = ("recorded", "in one call", "in three calls")
N_LAYER = 3


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("model") / "m.pth", random_weights(N_LAYER, 64))


def loaded(path: Path, strategy: str = "cpu fp32") -> Rwkv4:
    model = load_model(path, strategy)
    assert isinstance(model, Rwkv4)
    return model


@pytest.fixture
def plain(path: Path) -> Rwkv4:
    """The model layer by layer."""
    model = loaded(path)
    model.whole_step = None
    return model


@pytest.fixture(params=WAYS)
def model(path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Rwkv4:
    """The same model in one of the ways."""
    if request.param == "recorded":
        model = loaded(path)
        model.whole_step = RecordedStep(model.network, PlainRecorder())
        return model
    if not native.available():
        pytest.skip(f"no kernels: {native.why_not()}")
    if request.param == "in three calls":
        monkeypatch.setattr(cpu_step, "CALL_BYTES", 1)
    model = loaded(path)
    assert isinstance(model.whole_step, CpuStep)
    return model


def same(one: Snapshot, other: Snapshot) -> bool:
    return torch.equal(one.state.flatten(), other.state.flatten()) and torch.equal(one.logits, other.logits)


def test_tokens_read_one_by_one_have_the_bits_of_the_plain_model(model: Rwkv4, plain: Rwkv4) -> None:
    mine, theirs = model.initial_state(), plain.initial_state()
    for token in IDS[:6]:
        one, other = model.forward([token], mine), plain.forward([token], theirs)
        assert same(one, other)
        assert isinstance(one.state, Packed)
        mine, theirs = one.state, other.state
    assert same(model.forward(IDS[6:20], mine), plain.forward(IDS[6:20], theirs))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, MOST_TEXTS, MOST_TEXTS + 1])
def test_any_number_of_texts_has_the_bits_of_the_plain_model(model: Rwkv4, plain: Rwkv4, count: int) -> None:
    states = [plain.forward(IDS[i : 2 * i + 3], plain.initial_state()).state for i in range(count)]
    tokens = IDS[20 : 20 + count]
    for one, other in zip(model.step(tokens, states), plain.step(tokens, states), strict=True):
        assert same(one, other)


def test_what_comes_out_is_its_receivers_alone(model: Rwkv4) -> None:
    first = model.forward([1], model.initial_state())
    others = model.step([2, 3, 4], [first.state] * 3)
    kept = [(snapshot, snapshot.state.flatten().clone(), snapshot.logits.clone()) for snapshot in (first, *others)]
    model.forward([5], others[0].state)
    model.step([6, 7], [first.state, others[1].state])
    for snapshot, state, logits in kept:
        assert torch.equal(snapshot.state.flatten(), state)
        assert torch.equal(snapshot.logits, logits)
    storages = [t.untyped_storage() for snapshot, *_ in kept for t in (block_of(snapshot.state), snapshot.logits)]
    assert len({storage.data_ptr() for storage in storages}) == 2 * len(kept)
    for snapshot, *_ in kept:
        assert snapshot.logits.untyped_storage().nbytes() == snapshot.logits.nbytes
        for layer in snapshot.state.layers:
            assert all(t.untyped_storage().nbytes() == snapshot.state.nbytes and t.is_contiguous() for t in layer)


def test_a_state_that_is_given_is_never_written_to(model: Rwkv4) -> None:
    states = [model.initial_state(), model.forward([1], model.initial_state()).state,
              model.forward(IDS[:9], model.initial_state()).state]  # fmt: skip
    before = [state.flatten().clone() for state in states]
    model.step([1, 2, 3], states)
    for state in states:
        model.forward([5], state)
    assert all(torch.equal(state.flatten(), kept) for state, kept in zip(states, before, strict=True))


def test_conversations_take_turns_without_feeling_each_other(model: Rwkv4, plain: Rwkv4) -> None:
    ends = []
    for each in (model, plain):
        one, other = each.initial_state(), each.forward(IDS[:7], each.initial_state()).state
        for token in IDS[10:16]:
            one = each.forward([token], one).state
            other = each.forward([token + 1], other).state
            one, other = (snapshot.state for snapshot in each.step([3, 4], [one, other]))
        ends.append((one.flatten(), other.flatten()))
    assert all(torch.equal(mine, theirs) for mine, theirs in zip(*ends, strict=True))


def test_whoever_stops_a_step_loses_nothing(model: Rwkv4) -> None:
    state = model.forward([1], model.initial_state()).state
    expected = model.forward([2], state)

    def stop() -> None:
        raise Interrupted("stopped")

    with pytest.raises(Interrupted):
        list(model.read([2], state, stop))
    assert same(model.forward([2], state), expected)


def test_what_is_not_a_number_is_an_error_and_leaves_no_trace(model: Rwkv4) -> None:
    good = model.forward([1], model.initial_state())
    expected = model.forward([2], good.state)
    block = block_of(good.state).clone()
    block[0, 0] = float("nan")
    for tokens, states in (([2], [Packed.of(block)]), ([2, 2], [good.state, Packed.of(block)])):
        with pytest.raises(NumericsError):
            model.step(tokens, states)
    assert same(model.forward([2], good.state), expected)
    # What the broken text has left behind does not reach others.
    assert all(same(each, expected) for each in model.step([2] * 3, [good.state] * 3))


def test_calls_are_as_long_as_may_be_and_can_be_stopped_between_them(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not native.available():
        pytest.skip(f"no kernels: {native.why_not()}")
    looks: list[None] = []
    for limit, calls in ((1, N_LAYER), (2 * (64 * 64 * 13 * 4), 2), (1 << 30, 1)):
        monkeypatch.setattr(cpu_step, "CALL_BYTES", limit)
        model = loaded(path)
        looks.clear()
        list(model.read([2], model.initial_state(), lambda: looks.append(None)))
        assert len(looks) == calls


@pytest.mark.parametrize("strategy", ["cpu fp32 *1+", "cpu fp32 *0+"])
def test_layers_that_come_from_afar_are_read_one_by_one(path: Path, plain: Rwkv4, strategy: str) -> None:
    model = loaded(path, strategy)
    assert model.whole_step is None
    for _ in range(2):
        assert same(model.forward([3], model.initial_state()), plain.forward([3], plain.initial_state()))


def test_layers_in_several_formats_are_read_in_one_go(path: Path) -> None:
    if not native.available():
        pytest.skip(f"no kernels: {native.why_not()}")
    models = [loaded(path, "cpu fp32 *1 -> cpu bf16 *1 -> cpu fp32i8 *1 -> cpu fp32i4") for _ in range(2)]
    assert isinstance(models[0].whole_step, CpuStep)
    models[1].whole_step = None
    ends = [model.step(IDS[:3], [model.initial_state()] * 3) for model in models]
    assert all(same(one, other) for one, other in zip(*ends, strict=True))
    assert isinstance(ends[0][0].state, Packed)


@pytest.fixture
def wide(tmp_path: Path) -> Iterator[Rwkv4]:
    """A model whose products are cut into many pieces, with layers of every kind; sets the number of threads back."""
    if not native.available():
        pytest.skip(f"no kernels: {native.why_not()}")
    path = write_pth(tmp_path / "wide.pth", random_weights(5, 288))
    before = torch.get_num_threads()
    yield loaded(path, "cpu fp32 *1 -> cpu bf16 *1 -> cpu fp16 *1 -> cpu fp32i8 *1 -> cpu fp32i4")
    torch.set_num_threads(before)


def steps_of(model: Rwkv4, threads: int) -> list[Snapshot]:
    """A few tokens of five texts, side by side and alone."""
    torch.set_num_threads(threads)
    found: list[Snapshot] = []
    states = [model.initial_state()] * 5
    for token in IDS[:2]:
        found += model.step([(token + i) % 120 for i in range(5)], states)
        states = [snapshot.state for snapshot in found[-5:]]
    return [*found, model.forward([7], states[2])]


def test_a_team_gives_the_bits_of_one_thread_whatever_its_size(wide: Rwkv4) -> None:
    alone = steps_of(wide, 1)
    assert not torch.equal(alone[0].logits, alone[5].logits)
    for threads in (2, 3, 7):  # the last of them more than most machines have cores for here
        assert all(same(*each) for each in zip(alone, steps_of(wide, threads), strict=True))


def test_several_teams_work_at_once(wide: Rwkv4) -> None:
    alone = steps_of(wide, 1)
    found: list[list[Snapshot]] = []
    threads = [threading.Thread(target=lambda: found.append(steps_of(wide, 2))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert all(same(*each) for steps in found for each in zip(alone, steps, strict=True))


@pytest.mark.parametrize("size", [1, 17, 5000])
@pytest.mark.parametrize("odd", [torch.nan, torch.inf, -torch.inf])
def test_one_logit_that_is_no_number_is_found_anywhere(size: int, odd: float) -> None:
    logits = torch.randn(2, size, generator=torch.Generator().manual_seed(0))
    assert all_finite(logits)
    for place in (0, size // 2, size, 2 * size - 1):
        broken = logits.clone()
        broken.view(-1)[place] = odd
        assert not all_finite(broken)
