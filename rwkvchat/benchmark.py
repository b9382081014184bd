"""Measures what a conversation costs beside the model's own work: going back, branching, saving, resuming.

The states are of the released models' sizes, and the model that makes them does not compute.
"""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer as Library
from tokenizers import decoders, models, pre_tokenizers

from rwkvchat.dialogue.template import load_template
from rwkvchat.dialogue.tokenizer import Tokenizer, parse_tokenizer
from rwkvchat.engine.model import Model, ModelInfo, go_on, run
from rwkvchat.engine.rwkv4 import Check
from rwkvchat.engine.state import LayerState, Snapshot, State
from rwkvchat.events import Event, Finished, Prefilling
from rwkvchat.known_models import SIZES as RELEASED
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session
from rwkvchat.storage.keeper import Keeper

VOCABULARY = 50277
SIZES = {name: (size.n_layer, size.n_embd) for name, size in RELEASED.items() if size.n_vocab == VOCABULARY}
"""Layers and width of the released models with this vocabulary."""
EXCHANGES = 20
"""In the conversation that is measured."""
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class StateCosts:
    """What moving about costs with states of one size."""

    size: str
    snapshot_megabytes: float
    milliseconds: dict[str, float]
    """Medians, by what is done."""


@dataclass(frozen=True, slots=True)
class ResumeCosts:
    """A long conversation: reading it, and going on with it from its file."""

    tokens: int
    read_seconds: float
    file_megabytes: float
    save_milliseconds: float
    resume_milliseconds: float
    same_bits: bool
    """Whether the model remembers the same to the bit."""


def measure_states(size: str) -> StateCosts:
    """Time every move in a conversation of `EXCHANGES` exchanges with a model of a size, each `ROUNDS` times."""
    n_layer, n_embd = SIZES[size]
    info = ModelInfo(size, "rwkv-4", n_layer, n_embd, VOCABULARY, 0, "none", 256, size)
    model, tokenizer = _Idle(info), filled_tokenizer(VOCABULARY)
    session = _session(model, tokenizer)
    for number in range(EXCHANGES):
        _to_the_end(session.ask(f"question {number}"))
    tree = session.conversation
    with tempfile.TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder))
        keeper.keep(session.id, session.record())
        times: dict[str, list[float]] = {}

        def timed(what: str, *work: Callable[[], object]) -> None:
            start = time.perf_counter()
            for each in work:
                each()
            times.setdefault(what, []).append(1000 * (time.perf_counter() - start))

        def here() -> None:
            run(session.here())

        for number in range(ROUNDS):
            timed("undo", session.undo, here)
            timed("redo", session.redo, here)
            timed("goto", partial(tree.go, 2), here)
            session.undo()
            timed("fork", partial(tree.fork, f"branch{number}"))
            timed("switch", partial(tree.switch, "main"), here)
            session.undo(2)
            timed("reset", session.reset, here)
            session.undo()
            timed("retry", partial(_first_word, session))
            _to_the_end(session.ask("more"))
            timed("autosave", lambda: keeper.keep(session.id, session.record()))
            timed("save", lambda: keeper.rewrite(session.id, session.record()))
            keeper.leave(session.id)
            timed("load", lambda: _resume(keeper, session.id, _session(model, tokenizer)))
        keeper.close()
    megabytes = session.snapshots[tree.cursor].nbytes / 1e6
    return StateCosts(size, megabytes, {what: statistics.median(all_times) for what, all_times in times.items()})


def measure_resuming(model: Model, tokenizer: Tokenizer, tokens: int) -> Generator[Prefilling, None, ResumeCosts]:
    """Time reading a long text with a model, and resuming from the file of that conversation."""
    session = _session(model, tokenizer)
    sentence = "Ravens are clever black birds. They live in mountains, forests and deserts.\n"
    text = sentence * (10 * tokens // len(tokenizer.encode(sentence * 10)) + 1)
    start = time.perf_counter()
    for event in session.study("text", text):
        if isinstance(event, Prefilling):
            yield event
    read_seconds = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder))
        start = time.perf_counter()
        keeper.keep(session.id, session.record())
        saved = time.perf_counter() - start
        keeper.close()
        size = keeper.path(session.id).stat().st_size
        resumed = _session(model, tokenizer)
        start = time.perf_counter()
        _resume(keeper, session.id, resumed)
        seconds = time.perf_counter() - start
        keeper.close()
    here, there = run(session.here()), run(resumed.here())
    same = torch.equal(here.state.flatten(), there.state.flatten()) and torch.equal(here.logits.cpu(), there.logits)
    return ResumeCosts(len(session.conversation.ids()), read_seconds, size / 1e6, 1000 * saved, 1000 * seconds, same)


def filled_tokenizer(size: int) -> Tokenizer:
    """A vocabulary of single bytes, filled up to a size with tokens that no text has."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    texts = ["<|endoftext|>", *letters, *(f"<{number}>" for number in range(size - len(letters) - 1))]
    library = Library(models.BPE({text: token for token, text in enumerate(texts)}, []))
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    library.decoder = decoders.ByteLevel()
    library.add_special_tokens(["<|endoftext|>"])
    return parse_tokenizer(library.to_str().encode(), "filled")


def _session(model: Model, tokenizer: Tokenizer) -> Session:
    return Session(model, tokenizer, load_template("raven-chat"), SamplingParams(temperature=0, max_tokens=3))


def _resume(keeper: Keeper, id: str, session: Session) -> None:
    session.adopt(keeper.open(id).record, id)
    run(session.here())


def _first_word(session: Session) -> None:
    """Let a retry say its first word, and forget it."""
    with contextlib.closing(session.retry()) as events:
        next(events)


def _to_the_end(events: Iterator[Event]) -> None:
    for event in events:
        if isinstance(event, Finished):
            return


class _Idle:
    """Answers at once: every reading gives new tensors of the right shapes, and a reply without end."""

    chosen_because = slower_because = ""

    def __init__(self, info: ModelInfo) -> None:
        self.info = info
        self._empty = State.empty(info.n_layer, info.n_embd)
        self._noise = torch.randn(info.n_embd, generator=torch.Generator().manual_seed(0))
        self._logits = torch.zeros(info.n_vocab)
        self._logits[40] = 1

    def initial_state(self) -> State:
        return self._empty

    def read(self, ids: Sequence[int], state: State, check: Check = go_on) -> Generator[int, None, Snapshot]:
        yield len(ids)
        return self.forward(ids, state)

    def forward(self, ids: Sequence[int], state: State) -> Snapshot:
        layers = (LayerState(*(self._noise + i for i in range(5))) for _ in range(self.info.n_layer))
        return Snapshot(State(tuple(layers)), self._logits.clone())

    def step(self, tokens: Sequence[int], states: Sequence[State]) -> list[Snapshot]:
        return [self.forward([token], state) for token, state in zip(tokens, states, strict=True)]

    def score(self, ids: Sequence[int], state: State) -> torch.Tensor:
        return self._logits.expand(len(ids), -1)
