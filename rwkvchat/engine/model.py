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
from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.engine.layout import EPSILON, rwkv4_layout
from rwkvchat.engine.memory import converted_bytes, free_memory, require_memory
from rwkvchat.engine.rwkv4 import Check
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.engine.strategy import Strategy, choose_strategy
from rwkvchat.errors import DeviceError, NumericsError, TokenError
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

    def initial_state(self) -> State:
        """The state before the first token."""
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

    def __init__(self, network: rwkv4.Network, info: ModelInfo) -> None:
        self.network = network
        self.info = info
        self._empty = State.empty(info.n_layer, info.n_embd, network.device)

    def initial_state(self) -> State:
        return self._empty

    def read(self, ids: Sequence[int], state: State, check: Check = go_on) -> Generator[int, None, Snapshot]:
        for block in self._blocks(self._checked(ids)):
            with memory_errors():
                x, state = self.network.read(block, state, check)
            yield len(block)
        return Snapshot(state, self._finite(self.network.logits(x[-1:], rwkv4.RNN))[0].clone())

    def forward(self, ids: Sequence[int], state: State) -> Snapshot:
        return run(self.read(ids, state))

    def step(self, tokens: Sequence[int], states: Sequence[State]) -> list[Snapshot]:
        with memory_errors():
            x, after = self.network.step(self._checked(tokens), list(states), go_on)
            logits = self._finite(self.network.logits(x, rwkv4.RNN))
        return [Snapshot(state, row.clone()) for state, row in zip(after, logits, strict=True)]

    def score(self, ids: Sequence[int], state: State) -> torch.Tensor:
        rows = []
        for block in self._blocks(self._checked(ids)):
            x, state = self.network.read(block, state, go_on)
            rows.append(self._finite(self.network.logits(x, rwkv4.GPT)))
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
        logits = logits.cpu()
        if not torch.isfinite(logits).all():
            raise NumericsError(
                "the model computed something that is not a number",
                "the weights may be damaged or overflow in this format: try --strategy with fp32 or bf16",
            )
        return logits


def fingerprint(weights: Checkpoint) -> str:
    """A hash of names, shapes and 64 evenly spaced values of every tensor, taken as float32, and an unusual epsilon."""
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
        DeviceError: the device, or the memory, is not there. WeightsError: the file holds no RWKV-4.
    """
    layout = rwkv4_layout(weights.tensors)
    strategy = strategy or choose_strategy(layout.n_params, layout.dtype, free_memory())
    device = strategy.torch_device()
    check_memory(weights, layout.dtype, strategy)
    building = rwkv4.build(weights.tensor, layout.n_layer, strategy.torch_dtype, device, weights.norm_epsilon)
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
    return Rwkv4(network, info)


@contextlib.contextmanager
def memory_errors() -> Iterator[None]:
    """Turn every way in which torch says that memory has run out into one error."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        # On a CPU torch has no class of its own for it.
        if isinstance(error, MemoryError | torch.OutOfMemoryError) or "can't allocate memory" in str(error):
            raise DeviceError(
                "there is not enough memory for this model", "try a smaller model, or --strategy with bf16 or fp16"
            ) from error
        raise


def check_memory(weights: Checkpoint, stored: str, strategy: Strategy) -> None:
    """Refuse a model whose converted copy does not fit, before anything of it is allocated.

    Args:
        stored: the number format of most of the matrices.

    Raises:
        DeviceError: names both numbers.
    """
    on_cpu = strategy.device == "cpu"
    free = free_memory() if on_cpu else torch.cuda.mem_get_info(strategy.device)[0]
    if (strategy.device, strategy.dtype) == ("cpu", stored):
        hint = "try a smaller model"
    else:
        hint = (
            f'try --strategy "cpu {stored}", which uses the file in place: it is fast as long as the '
            f"{size_text(weights.size)} of it stay in memory as page cache; or a smaller model"
        )
    require_memory(converted_bytes(weights.tensors, strategy), free, f'"{strategy.text}" with this model', hint)
