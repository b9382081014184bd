"""Reading one token of each of some texts as a CUDA graph: recorded once, then started with a single call.

A decode step is hundreds of small kernels, and starting them one by one takes longer than they run. A graph needs
buffers that stay where they are. They live here: what is given is copied in, what is handed out is copied out, and
nobody else learns of them.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import torch

from rwkvchat.engine.rwkv4 import RNN, Check, Network
from rwkvchat.engine.state import Packed, Snapshot, State, block_of, layers_of
from rwkvchat.engine.stepping import Stepped
from rwkvchat.engine.streaming import Streamed

Tensor = torch.Tensor
Work = Callable[[], None]

MOST_TEXTS = 16
"""That are recorded side by side; more are read layer by layer, where starting kernels takes a small part of it."""

WARM_UPS = 2
"""Kernels are compiled and libraries set up the first time; that cannot be recorded."""


class Recorder(Protocol):
    """Records work on a device; a plain one, for tests, may just give it back."""

    device: torch.device

    def record(self, work: Work) -> Work:
        """What does the work again, on the same tensors."""
        ...

    def staging(self, *shape: int) -> Tensor:
        """float32 memory of the CPU from which the device copies by itself."""
        ...


class CudaRecorder:
    """Records with CUDA graphs. All of them share their memory, since one runs at a time."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self._pool: Any = None

    def record(self, work: Work) -> Work:
        with torch.cuda.device(self.device):
            side = torch.cuda.Stream()  # type: ignore[no-untyped-call]
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                for _ in range(WARM_UPS):
                    work()
            torch.cuda.current_stream().wait_stream(side)
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph, pool=self._pool, capture_error_mode="thread_local"):
                work()
            self._pool = graph.pool()
        return graph.replay

    def staging(self, *shape: int) -> Tensor:
        return torch.zeros(*shape, pin_memory=True)


class _Fixed(NamedTuple):
    """Buffers for so many texts, and the work on them."""

    staging: Tensor
    rows: Tensor
    """``(texts, n_embd)``, of the embedding."""
    before: Tensor
    after: Tensor
    """States, ``(5 * n_layer, texts, n_embd)``."""
    logits: Tensor
    peaks: Tensor
    """The largest magnitude among the logits of each text: not a number if one of them is none."""
    replay: Work


class RecordedStep:
    """Reads one token of each of some texts; what it is given is never written to, what it gives is its receiver's."""

    def __init__(self, network: Network, recorder: Recorder) -> None:
        self._network, self._recorder = network, recorder
        self._fixed: dict[int, _Fixed] = {}
        self.why_not = ""
        """Why nothing is recorded after all; empty while all goes well."""

    def __call__(self, tokens: Sequence[int], states: Sequence[State], check: Check) -> Stepped | None:
        """The snapshots after one token each; None if that has to be computed without a recording.

        Args:
            check: called once, before anything is done; may raise to give it up.
        """
        if self.why_not or len(tokens) > MOST_TEXTS:
            return None
        check()
        fixed = self._buffers(len(tokens))
        return None if fixed is None else self._run(fixed, tokens, states)

    def _buffers(self, count: int) -> _Fixed | None:
        # Candidates end one after another, so the next power of two spares a recording for each number of them. The
        # rows that are too many compute on what was left there; no row feels another.
        texts = 1 << (count - 1).bit_length()
        if texts not in self._fixed:
            try:
                self._fixed[texts] = self._record(texts)
            except Exception as error:  # of any kind: then each layer is started by itself, as elsewhere
                self._fixed.clear()
                lines = str(error).strip().splitlines()
                self.why_not = f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
        return self._fixed.get(texts)

    def _record(self, texts: int) -> _Fixed:
        network, device = self._network, self._recorder.device
        (n_vocab, width), depth = network.embedding.shape, 5 * len(network.blocks)
        rows = torch.zeros(texts, width, device=device)
        before, after = (torch.zeros(depth, texts, width, device=device) for _ in range(2))
        logits, peaks = torch.zeros(texts, n_vocab, device=device), torch.zeros(texts, device=device)
        state = State(layers_of(before.unbind(0)))

        def work() -> None:
            x, stepped = network.layers(rows, state, RNN, lambda: None)
            torch.stack([tensor for layer in stepped.layers for tensor in layer], out=after)
            logits.copy_(network.logits(x, RNN))
            torch.amax(logits.abs(), dim=1, out=peaks)

        replay = self._recorder.record(work)
        return _Fixed(self._recorder.staging(texts, width), rows, before, after, logits, peaks, replay)

    def _run(self, fixed: _Fixed, tokens: Sequence[int], states: Sequence[State]) -> Stepped:
        count = len(tokens)
        fixed.staging[:count].copy_(self._network.embedded(list(tokens)))
        fixed.rows.copy_(fixed.staging, non_blocking=True)
        torch.stack([block_of(state) for state in states], dim=1, out=fixed.before[:, :count])
        fixed.replay()
        # All that can be done while the device computes is done before its answer is waited for.
        after = [Packed.of(fixed.after[:, i].clone(memory_format=torch.contiguous_format)) for i in range(count)]
        snapshots = [Snapshot(state, fixed.logits[i].clone()) for i, state in enumerate(after)]
        return Stepped(snapshots, all(map(math.isfinite, fixed.peaks[:count].tolist())))


def recorded_step(network: Network) -> RecordedStep | None:
    """A network's step as a CUDA graph; None where it does not all stay on one CUDA device."""
    device = network.devices[0]
    streamed = any(isinstance(layer, Streamed) for layer in (*network.blocks, network.head))
    if device.type != "cuda" or streamed or any(other != device for other in network.devices):
        return None
    return RecordedStep(network, CudaRecorder(device))
