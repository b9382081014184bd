"""Streamed layers that come while others compute, on a made-up device that does all as late as it may."""

import weakref
from collections.abc import Callable
from typing import Any

import pytest
import torch

from rwkvchat.engine.streaming import Convoy, Staging, Streamed


class Layer:
    """Something that takes memory and computes."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self.log = name, log

    def __call__(self, x: int) -> int:
        if x < 0:
            raise ValueError("no")
        self.log.append(f"compute {self.name}")
        return x + 1


class LoggedLane:
    """A lane that writes down what is asked of it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.layers: list[weakref.ref[Layer]] = []
        self.most = 0

    def maker(self, name: str) -> Callable[[], Layer]:
        def make() -> Layer:
            layer = Layer(name, self.log)
            self.layers.append(weakref.ref(layer))
            self.most = max(self.most, sum(each() is not None for each in self.layers))
            return layer

        return make

    def bring(self, make: Callable[[], Any], after: Any) -> tuple[Any, Any]:
        layer = make()
        self.log.append(f"bring {layer.name} after {after}")
        return layer, f"{layer.name} there"

    def wait(self, mark: Any) -> None:
        self.log.append(f"wait for {mark}")

    def computed(self) -> Any:
        return self.log[-1].replace("compute", "computed")


def convoy(lane: LoggedLane, names: str = "abc") -> list[Streamed[Any, int]]:
    together = Convoy(lane)
    return [together.add(lane.maker(name), lambda name=name: lane.log.append(f"done {name}")) for name in names]  # type: ignore[misc]


PASS = [
    "done a", "bring a after None", "wait for a there", "compute a",
    "done b", "bring b after None", "wait for b there", "compute b",
    "done c", "bring c after computed a", "wait for c there", "compute c",
]  # fmt: skip


def test_the_next_layer_is_brought_when_one_has_been_told_to_compute() -> None:
    lane = LoggedLane()
    layers = convoy(lane)
    assert lane.log == [], "nothing is brought before it is needed"
    assert [layer(1) for layer in layers] == [2, 2, 2]
    assert lane.log == PASS


def test_what_is_brought_takes_the_place_of_what_has_computed_before() -> None:
    lane = LoggedLane()
    layers = convoy(lane)
    for _ in range(2):
        for layer in layers:
            layer(1)
    # Each waits for the one whose memory it may get: the last but one before it.
    assert [line for line in lane.log if line.startswith("bring")][3:] == [
        "bring a after computed c", "bring b after computed c", "bring c after computed a",
    ]  # fmt: skip


def test_two_layers_are_there_at_a_time_and_none_between_passes() -> None:
    lane = LoggedLane()
    layers = convoy(lane, "abcdef")
    for _ in range(3):
        for layer in layers:
            layer(1)
        assert [each() for each in lane.layers] == [None] * len(lane.layers)
    assert lane.most == 2


@pytest.mark.parametrize("stopped_at", [1, 2, 3])
def test_a_pass_that_is_given_up_does_not_disturb_the_next(stopped_at: int) -> None:
    lane = LoggedLane()
    layers = convoy(lane, "abcd")
    for layer in layers[:stopped_at]:
        layer(1)
    with pytest.raises(ValueError):
        layers[stopped_at](-1)
    assert lane.most == 2
    lane.log.clear()
    assert [layer(1) for layer in layers] == [2] * 4
    assert [line for line in lane.log if line.startswith("compute ")] == [f"compute {name}" for name in "abcd"]
    assert lane.most == 2
    assert all(each() is None for each in lane.layers)


def test_a_lone_layer_is_brought_for_each_pass() -> None:
    lane = LoggedLane()
    [layer] = convoy(lane, "a")
    assert (layer(1), layer(2)) == (2, 3)
    assert [line for line in lane.log if line.startswith("bring")] == ["bring a after None", "bring a after computed a"]


class SlowDevice:
    """Reads a buffer as late as it may: when its event is waited for."""

    def __init__(self) -> None:
        self.pending: list[tuple[torch.Tensor, torch.Tensor]] = []


class SlowEvent:
    def __init__(self, device: SlowDevice) -> None:
        self.device = device
        self.copies: list[tuple[torch.Tensor, torch.Tensor]] = []
        self.waits = 0

    def record(self) -> None:
        self.copies = list(self.device.pending)

    def synchronize(self) -> None:
        self.waits += 1
        for staged, out in self.copies:
            out.copy_(staged)
        self.copies = []


class SlowStaging(Staging):
    def __init__(self, size: int, count: int = 2) -> None:
        self.device = SlowDevice()
        self.events = [SlowEvent(self.device) for _ in range(count)]
        super().__init__([torch.empty(size, dtype=torch.uint8) for _ in range(count)], self.events)

    def _send(self, staged: torch.Tensor, out: torch.Tensor) -> None:
        self.device.pending = [(staged, out)]

    def finish(self) -> None:
        for event in self.events:
            event.synchronize()


@pytest.mark.parametrize("shape", [(1,), (16,), (17,), (5, 13), (40, 9)], ids=str)
@pytest.mark.parametrize(
    ("given", "wanted"),
    [(torch.bfloat16, torch.float32), (torch.float32, torch.bfloat16), (torch.float16, torch.float16),
     (torch.int8, torch.int8), (torch.uint8, torch.uint8)],
)  # fmt: skip
def test_no_buffer_is_filled_again_before_it_was_read(
    shape: tuple[int, ...], given: torch.dtype, wanted: torch.dtype
) -> None:
    staging = SlowStaging(64)
    tensors = [(torch.randn(shape, generator=torch.Generator().manual_seed(i)) * 50).abs().to(given) for i in range(3)]
    outs = [torch.zeros(shape, dtype=wanted) for _ in tensors]
    for tensor, out in zip(tensors, outs, strict=True):
        staging.copy(tensor, out)
    staging.finish()
    assert all(torch.equal(out, tensor.to(wanted)) for out, tensor in zip(outs, tensors, strict=True))
    pieces = 3 * -(-outs[0].nbytes // 64)
    assert sum(event.waits for event in staging.events) == pieces + 2


def test_a_tensor_without_elements_is_copied_too() -> None:
    staging = SlowStaging(64)
    staging.copy(torch.empty(0, 3), torch.empty(0, 3))
    assert [event.waits for event in staging.events] == [0, 0]
