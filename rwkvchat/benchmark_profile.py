"""Tells where the time of a token goes, and of a prompt: a model taken apart, with a clock around each function.

Where the kernels compute a layer in one call, its products are timed once more one by one, and what they leave of that
call is the rest of the layer. What the program does beside the network is timed by itself.
"""

import copy
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import torch
import torch.nn.functional as F

from rwkvchat.dialogue.conversation import Place, Turn
from rwkvchat.dialogue.stream import ReplyStream
from rwkvchat.engine.kernels.block import FastBlock
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.quant import Matrix
from rwkvchat.engine.rwkv4 import Block, Head, Mode, Network
from rwkvchat.engine.sampling import Sampler
from rwkvchat.engine.state import LayerState, Packed, Snapshot, block_of
from rwkvchat.engine.stepping import all_finite
from rwkvchat.known_models import RAVEN
from rwkvchat.snapshots import Snapshots

PROMPT = 512
TOKENS = 16
"""Written in each round."""
LAYERS, IN_LAYERS, STREAMED = "layers", "in layers, between products", "streamed layers"
NORMS, WKV, BETWEEN = "norms and mixes", "wkv", "between products"
EMBEDDING, SNAPSHOT, REST = "embedding", "state and logits as values", "the rest, Python above all"
"""The second is what it costs that a snapshot is a value: its tensors one by one, a look for what is no number."""
FUNCTIONS = {"layers": LAYERS, "norm_mix": NORMS, "scan": WKV, "products": "products of few rows"}
"""Parts by the functions of the kernels; all others lie between products."""
TIMES = 4
"""That products are made by themselves in each round."""
SHARP = 4.0
"""How far a trained model's logits spread, about; flatter ones would make choosing among them slower than it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the time."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the time goes with one model and strategy."""

    strategy: str
    threads: int
    token_seconds: float
    """To read one token and have the logits after it."""
    token: Sequence[Part]
    """What it consists of; the last is what no clock was around."""
    prompt_tokens: int
    prompt_seconds: float
    prompt: Sequence[Part]
    beside: Sequence[Part]
    """What is done beside the network for each token of a reply."""


class _Clock:
    """Adds up seconds by name."""

    def __init__(self, devices: Sequence[torch.device]) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._others = [device for device in dict.fromkeys(devices) if device.type != "cpu"]

    def around(self, name: str, function: Any) -> Any:
        """The same function, timed until the devices have done what it asks of them."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            result = function(*args, **kwargs)
            for device in self._others:
                torch.accelerator.synchronize(device)
            self.seconds[name] += time.perf_counter() - start
            return result

        return timed


class _TimedMatrix:
    """A matrix with a clock around its products."""

    def __init__(self, name: str, matrix: Matrix, clock: _Clock) -> None:
        self._product, self.rows = clock.around(name, matrix), clock.around(name, matrix.rows)
        self.few = matrix.few

    def __call__(self, x: torch.Tensor) -> Any:
        return self._product(x)


class _TimedKernels:
    """Kernels with a clock around each function."""

    def __init__(self, kernels: object, clock: _Clock) -> None:
        self._kernels, self._clock = kernels, clock

    def __getattr__(self, name: str) -> Any:
        return self._clock.around(FUNCTIONS.get(name, BETWEEN), getattr(self._kernels, name))


class _Apart:
    """A model with clocks in it."""

    def __init__(self, model: Rwkv4) -> None:
        self.model = model
        self.clock = _Clock(model.network.devices)
        self.timed = Rwkv4(_with_clocks(model.network, self.clock), model.info)

    def write(self, tokens: int) -> dict[str, float]:
        """Seconds of one token in all, as ``""``, and of its parts."""
        found = {name: seconds / tokens for name, seconds in self._clocked(partial(self._step, tokens)).items()}
        if products := _products_of_layers(self.model.network):
            # What disturbs the machine must not make them take longer than the calls that they are parts of.
            in_one = found.pop(LAYERS)
            fitting = min(1.0, in_one / sum(products.values()))
            found |= {name: fitting * seconds for name, seconds in products.items()}
            found[IN_LAYERS] = max(0.0, in_one - sum(products.values()))
        return found | self._around_layers([0])

    def read(self, tokens: int) -> dict[str, float]:
        """The same of one prompt of so many tokens."""
        ids, blocks = self._ids(tokens), -(-tokens // self.model.info.block_length)
        found = self._clocked(partial(self.timed.forward, ids, self.model.initial_state()))
        around = self._around_layers(ids[: self.model.info.block_length])
        return {**found, EMBEDDING: blocks * around[EMBEDDING], SNAPSHOT: around[SNAPSHOT]}

    def _clocked(self, work: Callable[[], object]) -> dict[str, float]:
        self.clock.seconds.clear()
        whole = _seconds(work)
        return {"": whole, **self.clock.seconds}

    def _step(self, tokens: int) -> None:
        state = self.model.initial_state()
        for token in self._ids(tokens):
            state = self.timed.forward([token], state).state

    def _around_layers(self, ids: list[int]) -> dict[str, float]:
        """What the network and the model do before and after the layers, done once more."""
        network, block = self.model.network, block_of(self.model.initial_state())
        logits = torch.zeros(1, self.model.info.n_vocab)

        def embed() -> None:
            F.embedding(torch.tensor(ids), network.embedding).to(network.devices[0], torch.float32)

        def values() -> None:
            Packed.of(block)
            all_finite(logits)

        return {EMBEDDING: _seconds(embed), SNAPSHOT: _seconds(values)}

    def _ids(self, count: int) -> list[int]:
        return [(number * 7919 + 11) % self.model.info.n_vocab for number in range(count)]


def measure_profile(model: Rwkv4, rounds: int = 5, prompt: int = PROMPT, tokens: int = TOKENS) -> Profile:
    """Take a model apart, and time its parts in several rounds; gives medians."""
    apart = _Apart(model)
    written, read = [], []
    for _ in range(rounds + 1):
        written.append(apart.write(tokens))
        read.append(apart.read(prompt))
    # The first round only warms up.
    token_seconds, token = _medians(written[1:])
    prompt_seconds, prompt_parts = _medians(read[1:])
    return Profile(
        strategy=model.info.strategy,
        threads=torch.get_num_threads(),
        token_seconds=token_seconds,
        token=token,
        prompt_tokens=prompt,
        prompt_seconds=prompt_seconds,
        prompt=prompt_parts,
        beside=_beside_the_network(model, rounds * tokens),
    )


def _medians(rounds: Sequence[Mapping[str, float]]) -> tuple[float, list[Part]]:
    """The whole, and its parts from the longest to the shortest, with what is left at the end."""
    found = {name: statistics.median(each.get(name, 0.0) for each in rounds) for name in rounds[0]}
    whole = found.pop("")
    parts = sorted((Part(name, seconds) for name, seconds in found.items()), key=lambda part: -part.seconds)
    return whole, [*parts, Part(REST, max(0.0, whole - sum(found.values())))]


def _with_clocks(network: Network, clock: _Clock) -> Network:
    """The same network, with the same weights, and a clock around each of its functions."""
    head: Any = network.head
    if isinstance(head, Head):
        norm: Any = clock.around(NORMS, head.norm)
        head = Head(norm, _TimedMatrix("head", head.matrix, clock))
    else:
        head = clock.around("head", head)
    ln0: Any = clock.around(NORMS, network.ln0)
    return replace(
        network, ln0=ln0, blocks=tuple(_block_with_clocks(each, clock) for each in network.blocks), head=head
    )


def _block_with_clocks(block: Any, clock: _Clock) -> Any:
    if isinstance(block, FastBlock):
        timed: Any = copy.copy(block)
        timed.kernels = _TimedKernels(block.kernels, clock)
        timed.matrices = {name: _TimedMatrix(_plain(name), m, clock) for name, m in block.matrices.items()}
        return timed
    if not isinstance(block, Block):  # a streamed one, which is built for every pass
        return clock.around(STREAMED, block)
    parts: dict[str, Any] = {name: clock.around(NORMS, getattr(block, name)) for name in ("ln1", "ln2")}
    for name in ("att", "ffn"):
        mixing: Any = getattr(block, name)
        products = {
            each: _TimedMatrix(f"{name}.{each}", matrix, clock)
            for each, matrix in mixing._asdict().items()
            if not isinstance(matrix, torch.Tensor)
        }
        parts[name] = mixing._replace(**products)
    inner = replace(block, **parts)

    def timed_block(x: torch.Tensor, state: LayerState, mode: Mode) -> Any:
        return inner(x, state, mode._replace(scan=clock.around(WKV, mode.scan)))

    return timed_block


def _products_of_layers(network: Network) -> dict[str, float]:
    """Seconds of the products that the kernels make within layers, each by itself, in the order of a token's way."""
    found: defaultdict[str, float] = defaultdict(float)
    for block in (each for _ in range(TIMES) for each in network.blocks):
        if isinstance(block, FastBlock):
            for name, weight in block.weights.items():
                x = torch.ones(1, weight.n_in)
                found[_plain(name)] += _seconds(partial(block.kernels.product, weight, x)) / TIMES
    return dict(found)


def _plain(name: str) -> str:
    """A matrix of the kernels by the name that it has in a checkpoint."""
    return name.replace("_", ".", 1)


def _beside_the_network(model: Rwkv4, tokens: int) -> list[Part]:
    """What a reply takes for each token besides: choosing it, making text of it, keeping the place after it."""
    snapshot = model.forward([0], model.initial_state())
    logits = snapshot.logits * max(1.0, SHARP / float(snapshot.logits.std().clamp_min(1e-6)))
    sampler = Sampler(RAVEN.params, 0, model.info.n_vocab)
    stream: ReplyStream[Snapshot] = ReplyStream(["\n\nBob:"])
    kept = Snapshots(Place, budget=64 * snapshot.nbytes)
    turn = Turn("reply", (0,), (1,), "")
    works: dict[str, Callable[[int], object]] = {
        "sampling": lambda number: sampler.draw(logits),
        "text and stop texts": lambda number: stream.feed(b" raven", snapshot),
        "keeping a snapshot": lambda number: kept.keep(number, turn, snapshot),
    }
    times = {name: [_seconds(partial(work, number)) for number in range(tokens)] for name, work in works.items()}
    return [Part(name, statistics.median(each)) for name, each in times.items()]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
