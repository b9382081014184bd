"""Steps with buffers that stay where they are, recorded by a plain recorder on the CPU, against the model without."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth
from gpus import PlainRecorder

from rwkvchat.catalogue import load_model
from rwkvchat.engine.cuda_graph import MOST_TEXTS, RecordedStep, recorded_step
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.state import Packed, Snapshot, State, block_of
from rwkvchat.errors import Interrupted, NumericsError

IDS = [(i * 7919 + i * i) % 120 for i in range(60)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("model") / "m.pth", random_weights(3, 64))


@pytest.fixture
def plain(path: Path) -> Rwkv4:
    """The model without any recording."""
    model = load_model(path, "cpu fp32")
    assert isinstance(model, Rwkv4)
    return model


@pytest.fixture
def recorder() -> PlainRecorder:
    return PlainRecorder()


@pytest.fixture
def model(path: Path, recorder: PlainRecorder) -> Rwkv4:
    """The same model, whose single tokens go by way of a recording."""
    model = load_model(path, "cpu fp32")
    assert isinstance(model, Rwkv4)
    model.recorded = RecordedStep(model.network, recorder)
    return model


def same(one: Snapshot, other: Snapshot) -> bool:
    return torch.equal(one.state.flatten(), other.state.flatten()) and torch.equal(one.logits, other.logits)


def test_tokens_read_one_by_one_have_the_bits_of_the_plain_model(
    model: Rwkv4, plain: Rwkv4, recorder: PlainRecorder
) -> None:
    mine, theirs = model.initial_state(), plain.initial_state()
    for token in IDS[:6]:
        one, other = model.forward([token], mine), plain.forward([token], theirs)
        assert same(one, other)
        assert isinstance(one.state, Packed)
        mine, theirs = one.state, other.state
    assert (recorder.recorded, recorder.replays) == (1, 6)
    assert same(model.forward(IDS[6:20], mine), plain.forward(IDS[6:20], theirs))
    assert recorder.replays == 6, "a text of several tokens is read at once"


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, MOST_TEXTS, MOST_TEXTS + 1])
def test_any_number_of_texts_has_the_bits_of_the_plain_model(
    model: Rwkv4, plain: Rwkv4, recorder: PlainRecorder, count: int
) -> None:
    states = [plain.forward(IDS[i : 2 * i + 3], plain.initial_state()).state for i in range(count)]
    tokens = IDS[20 : 20 + count]
    for one, other in zip(model.step(tokens, states), plain.step(tokens, states), strict=True):
        assert same(one, other)
    assert recorder.recorded == (count <= MOST_TEXTS)


def test_texts_that_end_one_after_another_need_few_recordings(model: Rwkv4, recorder: PlainRecorder) -> None:
    states = [model.initial_state()] * 8
    for count in (8, 7, 6, 5, 4, 3, 2, 1):
        states = [snapshot.state for snapshot in model.step(IDS[:count], states[:count])]
    assert (recorder.recorded, recorder.replays) == (4, 8)


def test_the_buffers_never_become_part_of_a_state(model: Rwkv4) -> None:
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


def test_whoever_stops_a_step_stops_it_before_anything_is_done(model: Rwkv4, recorder: PlainRecorder) -> None:
    state = model.forward([1], model.initial_state()).state
    expected, replays = model.forward([2], state), recorder.replays

    def stop() -> None:
        raise Interrupted("stopped")

    with pytest.raises(Interrupted):
        list(model.read([2], state, stop))
    assert recorder.replays == replays
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
    # What the broken text has left in the buffers does not reach others.
    assert all(same(each, expected) for each in model.step([2] * 3, [good.state] * 3))


@pytest.mark.parametrize("reason", ["operation not permitted when stream is capturing\nmore", ""])
def test_what_cannot_be_recorded_is_read_layer_by_layer_and_told(path: Path, plain: Rwkv4, reason: str) -> None:
    model = load_model(path, "cpu fp32")
    assert isinstance(model, Rwkv4)
    model.recorded = RecordedStep(model.network, PlainRecorder(fails=reason or "x"))
    for _ in range(2):
        assert same(model.forward([3], model.initial_state()), plain.forward([3], plain.initial_state()))
    assert model.recorded.why_not == f"RuntimeError: {reason.splitlines()[0] if reason else 'x'}"


def test_only_a_network_on_one_cuda_device_is_recorded(plain: Rwkv4) -> None:
    assert plain.recorded is None
    cuda = plain.network.__class__(
        plain.network.embedding, plain.network.ln0, plain.network.blocks, plain.network.head,
        (torch.device("cuda:0"),) * 3 + (torch.device("cpu"),),
    )  # fmt: skip
    assert recorded_step(cuda) is None


def test_a_packed_state_is_the_state_of_its_block() -> None:
    block = torch.randn(10, 6)
    packed = Packed.of(block)
    assert torch.equal(packed.flatten(), block.view(2, 5, 6))
    assert torch.equal(packed.flatten(), State(packed.layers).flatten())
    assert packed.flatten().data_ptr() != block.data_ptr()
    assert torch.equal(packed.layers[1].num, block[6])
    assert packed.nbytes == block.nbytes
    assert block_of(packed) is block
    assert torch.equal(block_of(State(packed.layers)), block)
    assert not isinstance(packed.beside(State.empty(2, 6)), Packed)
