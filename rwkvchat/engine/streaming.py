"""Layers that are on their device only while something passes through them.

On a GPU the next layer is brought while one computes, so that two of them are there at a time.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

import torch

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

STAGED = 16 << 20
"""Bytes that are copied at a time, by way of memory that the GPU reads by itself while the next ones are fetched."""

Mark = Any
"""A moment in what a device does: all that was asked of it until then is done."""


class Streamed(Generic[P, R]):
    """A layer that is built for every pass and let go of after it. It gives the bits of one that stays."""

    def __init__(self, make: Callable[[], Callable[P, R]], done: Callable[[], None]) -> None:
        """Args:
        make: builds the layer on its device. done: is called when it is no more needed.
        """
        self._make = make
        self._done = done

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return self._make()(*args, **kwargs)
        finally:
            self._done()


class Lane(Protocol):
    """A way to a device on which layers are brought, beside that on which it computes."""

    def bring(self, make: Callable[[], T], after: Mark | None) -> tuple[T, Mark]:
        """Begin to build a layer; nothing of it is copied before ``after``. The mark is when it is there."""
        ...

    def wait(self, mark: Mark) -> None:
        """Let what is computed from now on begin after a mark."""
        ...

    def computed(self) -> Mark:
        """When all that was to be computed up to now is done."""
        ...


class Convoy:
    """Streamed layers, one behind the other."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._layers: list[Follower[Any, Any]] = []
        self._brought: tuple[int, Any, Mark] | None = None
        """The layer that is on its way: its number, itself, when it is there."""
        self._last: Mark | None = None
        """When the layer before has computed, whose memory the one after this takes."""

    def add(self, make: Callable[[], Callable[P, R]], done: Callable[[], None]) -> "Follower[P, R]":
        """One more layer, behind all others; see `Streamed`."""
        follower = Follower(make, done, self, len(self._layers))
        self._layers.append(follower)
        return follower

    def pass_through(self, number: int, *args: Any, **kwargs: Any) -> Any:
        """Let a layer compute, and begin to bring the next one before waiting for that."""
        layer, there = self._take(number)
        self._lane.wait(there)
        result = layer(*args, **kwargs)
        before, self._last = self._last, self._lane.computed()
        if number + 1 < len(self._layers):
            # The device still computes. What is copied now takes the place of the layer before this one.
            self._brought = (number + 1, *self._lane.bring(self._layers[number + 1].make, before))
        return result

    def _take(self, number: int) -> tuple[Any, Mark]:
        brought, self._brought = self._brought, None
        if brought is not None and brought[0] == number:
            return brought[1:]
        del brought  # of a pass that was given up, else three would be there
        return self._lane.bring(self._layers[number].make, self._last)


class Follower(Streamed[P, R]):
    """A streamed layer in a convoy."""

    def __init__(
        self, make: Callable[[], Callable[P, R]], done: Callable[[], None], convoy: Convoy, number: int
    ) -> None:
        super().__init__(make, done)
        self._convoy = convoy
        self._number = number

    def make(self) -> Callable[P, R]:
        """Build the layer."""
        try:
            return self._make()
        finally:
            self._done()  # what it was built from has been copied

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = self._convoy.pass_through(self._number, *args, **kwargs)
        return result


class Event(Protocol):
    """A CUDA event, or what stands for one."""

    def record(self) -> None: ...

    def synchronize(self) -> None: ...


class Staging:
    """Copies tensors by way of a few buffers in turn: while one is read by the device, another is filled."""

    def __init__(self, buffers: Sequence[torch.Tensor], events: Sequence[Event]) -> None:
        """Args:
        buffers: uint8, of one size. events: one for each.
        """
        self._buffers, self._events = buffers, events
        self._turn = 0

    def copy(self, tensor: torch.Tensor, out: torch.Tensor) -> None:
        """Begin to copy a tensor of the CPU, in its number format or another, to one of its shape on a device."""
        given, taken = tensor.reshape(-1), out.view(-1)
        length = self._buffers[0].numel() // out.itemsize
        for start in range(0, given.numel(), length):
            piece = given[start : start + length]
            buffer, event = self._buffers[self._turn], self._events[self._turn]
            event.synchronize()
            staged = buffer.view(out.dtype)[: len(piece)].copy_(piece)
            self._send(staged, taken[start : start + length])
            event.record()
            self._turn = (self._turn + 1) % len(self._buffers)

    def _send(self, staged: torch.Tensor, out: torch.Tensor) -> None:
        out.copy_(staged, non_blocking=True)


class CudaLane:
    """A stream of a CUDA device beside that on which it computes."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        self._staging: Staging | None = None

    def bring(self, make: Callable[[], T], after: Mark | None) -> tuple[T, Mark]:
        with torch.cuda.stream(self._stream):
            if after is not None:
                self._stream.wait_event(after)
            layer, there = make(), _event()
            there.record()
        return layer, there

    def wait(self, mark: Mark) -> None:
        torch.cuda.current_stream(self._device).wait_event(mark)

    def computed(self) -> Mark:
        mark = _event()
        mark.record(torch.cuda.current_stream(self._device))
        return mark

    def moved(self, tensor: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
        """A tensor of the CPU on the device; it is there when the current stream has come so far."""
        if self._staging is None:
            buffers = [torch.empty(STAGED, dtype=torch.uint8, pin_memory=True) for _ in range(2)]
            self._staging = Staging(buffers, [_event() for _ in buffers])
        out = torch.empty(tensor.shape, dtype=dtype, device=self._device)
        self._staging.copy(tensor, out)
        return out


def _event() -> Any:
    return torch.cuda.Event()  # type: ignore[no-untyped-call]
