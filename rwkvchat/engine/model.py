"""A loaded model: token ids and a state in, a new snapshot out. Knows no text and no tokenizer."""

import contextlib
import hashlib
import operator
import struct
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import torch

from rwkvchat.engine import rwkv4
from rwkvchat.engine.building import build
from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.choosing import Machine, choose_strategy
from rwkvchat.engine.cuda_graph import recorded_step
from rwkvchat.engine.devices import device_of, devices_here, free_bytes, half_of
from rwkvchat.engine.kernels import native
from rwkvchat.engine.kernels.cpu_step import cpu_step
from rwkvchat.engine.layout import EPSILON, Layout, rwkv4_layout
from rwkvchat.engine.memory import converted_bytes, require_memory
from rwkvchat.engine.quant import multiplies_bf16
from rwkvchat.engine.rwkv4 import Check
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.engine.stepping import WholeStep, all_finite
from rwkvchat.engine.strategy import Placed, Strategy
from rwkvchat.errors import DeviceError, NumericsError, StrategyError, TokenError
from rwkvchat.events import Loading
from rwkvchat.sizes import size_text

T = TypeVar("T")


def go_on() -> None:
    """The `Check` that never stops anything."""


def run(work: Generator[object, None, T]) -> T:
    """Let a generator that reports progress run to its end; gives what it returns."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is known of a loaded model."""

    name: str
    architecture: str
    n_layer: int
    n_embd: int
    n_vocab: int
    n_params: int
    strategy: str
    block_length: int
    fingerprint: str
    """A hash of names, shapes and sampled values of the weights: the same in every file format and dtype that
    holds the same network."""


class Model(Protocol):
    """What the rest of the program asks of a model. Every method leaves the state it is given as it was."""

    info: ModelInfo
    chosen_because: str
    """Why ``auto`` took its strategy, in a phrase; empty where it was asked for."""

    @property
    def slower_because(self) -> str:
        """Why single tokens are read more slowly than they might be here; empty while all goes well."""
        ...

    def initial_state(self) -> State:
        """The state before the first token, each layer on the device of its weights."""
        ...

    def read(self, ids: Sequence[int], state: State, check: Check = go_on) -> Generator[int, None, Snapshot]:
        """One reading, in blocks: yields the tokens read so far after each block, returns the snapshot.

        Raises:
            TokenError: no ids, or one outside the vocabulary. NumericsError: the result is not a number.
        """
        ...

    def forward(self, ids: Sequence[int], state: State) -> Snapshot:
        """One reading, at once: the snapshot after ``ids``; one id is RNN mode. Raises as `read` does."""
        ...

    def step(self, tokens: Sequence[int], states: Sequence[State]) -> list[Snapshot]:
        """One token of each of several texts, read side by side in one pass.

        On a CPU in fp32 each snapshot has the bits of that token's `forward` alone. Raises as `read` does.
        """
        ...

    def score(self, ids: Sequence[int], state: State) -> torch.Tensor:
        """Logits after every one of ``ids``: float32, ``(len(ids), n_vocab)``, on the CPU. Raises as `read` does."""
        ...


class Rwkv4:
    """An RWKV-4 in memory."""

    def __init__(self, network: rwkv4.Network, info: ModelInfo, chosen_because: str = "") -> None:
        self.network = network
        self.info = info
        self.chosen_because = chosen_because
        self.whole_step: WholeStep | None = recorded_step(network) or cpu_step(network)
        """Reading single tokens in one go; None where that cannot be done.

        On a CPU that takes the kernels, for each layer; on a GPU, that all is there.
        """
        self._empty = State.empty(info.n_layer, info.n_embd, network.devices[:-1])

    @property
    def slower_because(self) -> str:
        return self.whole_step.why_not if self.whole_step else ""

    def initial_state(self) -> State:
        return self._empty

    def read(self, ids: Sequence[int], state: State, check: Check = go_on) -> Generator[int, None, Snapshot]:
        for block in self._blocks(self._checked(ids)):
            snapshot = None
            with memory_errors():
                if len(block) == 1:
                    [snapshot] = self._one_each(block, [state], check)
                    state = snapshot.state
                else:
                    x, state = self.network.read(block, state, check)
            yield len(block)
        with memory_errors():
            return snapshot or Snapshot(state, self._finite(self.network.logits(x[-1:], rwkv4.RNN))[0].clone())

    def forward(self, ids: Sequence[int], state: State) -> Snapshot:
        return run(self.read(ids, state))

    def step(self, tokens: Sequence[int], states: Sequence[State]) -> list[Snapshot]:
        with memory_errors():
            return self._one_each(self._checked(tokens), list(states), go_on)

    def _one_each(self, tokens: list[int], states: list[State], check: Check) -> list[Snapshot]:
        """One token of each of several texts."""
        stepped = self.whole_step(tokens, states, check) if self.whole_step else None
        if stepped is not None:
            if not stepped.finite:
                raise _not_a_number()
            return stepped.snapshots
        x, after = self.network.step(tokens, states, check)
        logits = self._finite(self.network.logits(x, rwkv4.RNN))
        return [Snapshot(state, row.clone()) for state, row in zip(after, logits, strict=True)]

    def score(self, ids: Sequence[int], state: State) -> torch.Tensor:
        rows = []
        with memory_errors():
            for block in self._blocks(self._checked(ids)):
                x, state = self.network.read(block, state, go_on)
                rows.append(self._finite(self.network.logits(x, rwkv4.GPT)).cpu())
            return torch.cat(rows)

    def _checked(self, ids: Sequence[int]) -> list[int]:
        try:
            checked = [operator.index(token) for token in ids]
        except TypeError:
            raise TokenError("token ids are whole numbers", "encode texts with the model's tokenizer first") from None
        if not checked:
            raise TokenError("there are no tokens to read", "give at least one token id")
        for token in checked:
            if not 0 <= token < self.info.n_vocab:
                raise TokenError(
                    f"token id {token} is outside the model's vocabulary of {self.info.n_vocab}",
                    "the tokenizer may be another model's: give the right one with --tokenizer",
                )
        return checked

    def _blocks(self, ids: list[int]) -> list[list[int]]:
        length = self.info.block_length
        return [ids[i : i + length] for i in range(0, len(ids), length)]

    def _finite(self, logits: torch.Tensor) -> torch.Tensor:
        # On CUDA they stay where they are sampled from; no other device can do that.
        logits = logits if logits.is_cuda else logits.cpu()
        if not all_finite(logits):
            raise _not_a_number()
        return logits


def _not_a_number() -> NumericsError:
    return NumericsError(
        "the model computed something that is not a number",
        "the weights may be damaged or overflow in this format: try --strategy with fp32 or bf16",
    )


def fingerprint(weights: Checkpoint) -> str:
    """A hash of names, shapes and 64 evenly spaced values of every tensor, taken as float32, and an unusual epsilon.

    A quantised model has that of the model that it was made from.
    """
    if weights.quantisation:
        return weights.metadata["source"]
    digest = hashlib.sha256()
    if weights.norm_epsilon != EPSILON:
        digest.update(struct.pack("<d", weights.norm_epsilon))
    for name in sorted(weights.tensors):
        tensor = weights.tensor(name).flatten()
        # time_mix is (1, 1, C) in some files and (C,) in others.
        shape = [n for n in weights.tensors[name].shape if n > 1]
        places = torch.linspace(0, tensor.numel() - 1, 64, dtype=torch.float64).long()
        digest.update(f"{name}{shape}".encode())
        digest.update(struct.pack("<64f", *tensor[places].float().tolist()))
        weights.release()
    return digest.hexdigest()


def load(weights: Checkpoint, strategy: Strategy | None = None) -> Generator[Loading, None, Rwkv4]:
    """Build the model that a checked checkpoint holds, with progress; returns the model.

    Tensors that are already in the wanted format are used in place. A strategy of None chooses one (``auto``).

    Raises:
        StrategyError: the strategy does not suit the model. DeviceError: the device, or the memory, is not there.
        WeightsError: the file holds no RWKV-4.
    """
    layout = rwkv4_layout(weights.tensors)
    chosen_because = ""
    if strategy is None:
        gpus = devices_here()
        machine = Machine(free_bytes(gpus), gpus, half_of(gpus), native.available(), multiplies_bf16())
        strategy, chosen_because, _ = choose_strategy(layout, weights.tensors, machine, mapped=weights.mapped)
    placed = strategy.place(layout.n_layer)
    _check_quantisation(weights, placed)
    for device in strategy.devices:
        device_of(device)
    check_memory(weights, layout, strategy)
    building = build(weights, placed)
    while True:
        try:
            with memory_errors():
                done = next(building)
        except StopIteration as end:
            network: rwkv4.Network = end.value
            break
        weights.release()  # else what was converted would be in memory twice
        yield Loading(done, layout.n_layer)
    info = ModelInfo(
        name=weights.name,
        architecture="rwkv-4",
        n_layer=layout.n_layer,
        n_embd=layout.n_embd,
        n_vocab=layout.n_vocab,
        n_params=layout.n_params,
        strategy=strategy.text,
        block_length=strategy.block_length,
        fingerprint=fingerprint(weights),
    )
    return Rwkv4(network, info, chosen_because)


@contextlib.contextmanager
def memory_errors() -> Iterator[None]:
    """Turn every way in which torch says that memory has run out into one error."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        # On a CPU torch has no class of its own for it.
        if isinstance(error, MemoryError | torch.OutOfMemoryError) or "can't allocate memory" in str(error):
            raise DeviceError(
                "there is not enough memory for this model", "try a smaller model, or --strategy with i8 or i4"
            ) from error
        raise


def check_memory(weights: Checkpoint, layout: Layout, strategy: Strategy) -> None:
    """Refuse a model whose converted copy does not fit, before anything of it is allocated.

    Raises:
        DeviceError: names both numbers, and the device.
    """
    needed = converted_bytes(weights.tensors, strategy.place(layout.n_layer))
    free = free_bytes(strategy.devices)
    for pool, size in needed.items():
        where = "" if pool == "cpu" else f" on {pool}"
        require_memory(size, free[pool], f'"{strategy.text}" with this model', _smaller(weights, layout, pool), where)


def _smaller(weights: Checkpoint, layout: Layout, pool: str) -> str:
    """What to try where there is too little memory in a pool."""
    if pool != "cpu":
        return (
            'try the format with i8 or i4 behind it, as in "cuda fp16i8", or some layers on the CPU, as in '
            f'"cuda fp16i8 *{max(1, layout.n_layer // 2)} -> cpu fp32"'
        )
    if weights.quantisation:
        return "try a smaller model"
    return (
        f'try --strategy "cpu {layout.dtype}", which uses the file in place: it is fast as long as the '
        f'{size_text(weights.size)} of it stay in memory as page cache; or "cpu fp32i8" or "cpu fp32i4", which need '
        "less; or a smaller model"
    )


def _check_quantisation(weights: Checkpoint, placed: tuple[Placed, ...]) -> None:
    """See that a quantised file is asked for what it is.

    Raises:
        StrategyError: it is not; says what to ask for.
    """
    kind = weights.quantisation
    other = next((place for place in placed if place.quantisation != kind), None)
    if kind and other:
        wanted = " -> ".join(dict.fromkeys(f"{place.device} {place.dtype}{kind}" for place in placed))
        raise StrategyError(
            f"the weights are quantised as {kind}, and cannot be used as {other.dtype}{other.quantisation}",
            f'use --strategy auto, or "{wanted}"; or the file that they were made from',
        )
