"""When a step is recorded, when not, and what then; with a plain recorder on the CPU. Its bits: see test_whole_step."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth
from gpus import PlainRecorder

from rwkvchat.catalogue import load_model
from rwkvchat.engine.cuda_graph import MOST_TEXTS, RecordedStep, recorded_step
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.state import Packed, State, block_of
from rwkvchat.errors import Interrupted

IDS = [(i * 7919 + i * i) % 120 for i in range(60)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("model") / "m.pth", random_weights(3, 64))


@pytest.fixture
def plain(path: Path) -> Rwkv4:
    """The model, layer by layer."""
    model = load_model(path, "cpu fp32")
    assert isinstance(model, Rwkv4)
    model.whole_step = None
    return model


@pytest.fixture
def recorder() -> PlainRecorder:
    return PlainRecorder()


@pytest.fixture
def model(path: Path, recorder: PlainRecorder) -> Rwkv4:
    """The same model, whose single tokens go by way of a recording."""
    model = load_model(path, "cpu fp32")
    assert isinstance(model, Rwkv4)
    model.whole_step = RecordedStep(model.network, recorder)
    return model


def test_single_tokens_are_read_by_a_recording_and_no_others(model: Rwkv4, recorder: PlainRecorder) -> None:
    state = model.initial_state()
    for token in IDS[:6]:
        state = model.forward([token], state).state
    assert (recorder.recorded, recorder.replays) == (1, 6)
    model.forward(IDS[6:20], state)
    assert recorder.replays == 6


@pytest.mark.parametrize("count", [1, MOST_TEXTS, MOST_TEXTS + 1])
def test_so_many_texts_are_recorded_side_by_side(model: Rwkv4, recorder: PlainRecorder, count: int) -> None:
    model.step(IDS[:count], [model.initial_state()] * count)
    assert recorder.recorded == (count <= MOST_TEXTS)


def test_a_step_that_is_stopped_is_not_begun(model: Rwkv4, recorder: PlainRecorder) -> None:
    def stop() -> None:
        raise Interrupted("stopped")

    with pytest.raises(Interrupted):
        list(model.read([2], model.initial_state(), stop))
    assert recorder.replays == 0


def test_texts_that_end_one_after_another_need_few_recordings(model: Rwkv4, recorder: PlainRecorder) -> None:
    states = [model.initial_state()] * 8
    for count in (8, 7, 6, 5, 4, 3, 2, 1):
        states = [snapshot.state for snapshot in model.step(IDS[:count], states[:count])]
    assert (recorder.recorded, recorder.replays) == (4, 8)


@pytest.mark.parametrize("reason", ["operation not permitted when stream is capturing\nmore", ""])
def test_what_cannot_be_recorded_is_read_layer_by_layer_and_told(path: Path, plain: Rwkv4, reason: str) -> None:
    model = load_model(path, "cpu fp32")
    assert isinstance(model, Rwkv4)
    model.whole_step = RecordedStep(model.network, PlainRecorder(fails=reason or "x"))
    for _ in range(2):
        one, other = (each.forward([3], each.initial_state()) for each in (model, plain))
        assert torch.equal(one.state.flatten(), other.state.flatten())
        assert torch.equal(one.logits, other.logits)
    assert model.whole_step.why_not == f"RuntimeError: {reason.splitlines()[0] if reason else 'x'}"


def test_only_a_network_on_one_cuda_device_is_recorded(plain: Rwkv4) -> None:
    assert recorded_step(plain.network) is None
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
