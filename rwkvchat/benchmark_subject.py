"""A program under measurement, in a process of its own: takes orders as JSON lines, answers each with one.

    python -m rwkvchat.benchmark_subject PROGRAM MODEL STRATEGY THREADS

In a process of its own its peak memory is its own too, and no other program's threads are in its way. It knows how
rwkvchat and its peers are called, and nothing of rounds, medians or tables.
"""

import importlib
import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from rwkvchat.errors import RwkvchatError

VOCABULARY = 50000
"""Ids below this are read; every released model has them, and a smaller one takes them modulo its own."""
WARMED_BY = 16
"""Tokens that are read as soon as a model is loaded: what it then knows to say first is its first token."""
BEFORE_WRITING = 8
"""Tokens that a text has in which one is to be written after another."""
PIECE = 256
"""Tokens that the `rwkv` package reads at once, as its own chat does."""


class Subject(Protocol):
    """A loaded model, of whatever program."""

    n_vocab: int
    strategy: str
    about: str
    """What else one should know of how it computes."""

    def read(self, ids: Sequence[int], state: Any) -> Any:
        """Read some tokens after a state (None: the empty one); gives the state after them, all of it computed."""
        ...


@runtime_checkable
class SideBySide(Protocol):
    """A model that writes several texts at once, too."""

    def read_one_of_each(self, count: int, state: Any) -> Any:
        """Read one token of each of `count` texts, which all begin at one state; gives what the next call takes."""
        ...


class Ours:
    """rwkvchat, as a conversation uses it."""

    def __init__(self, model: str, strategy: str) -> None:
        from rwkvchat.engine.checkpoint import open_checkpoint
        from rwkvchat.engine.kernels import native
        from rwkvchat.engine.model import load, run
        from rwkvchat.engine.strategy import parse_strategy

        self.model = run(load(open_checkpoint(Path(model)), parse_strategy(strategy)))
        self.n_vocab = self.model.info.n_vocab
        self.strategy = self.model.info.strategy
        self.about = f"{native.instruction_set()} kernels" if native.available() else "no kernels"

    def read(self, ids: Sequence[int], state: Any) -> Any:
        return self.model.forward(ids, self.model.initial_state() if state is None else state).state

    def read_one_of_each(self, count: int, state: Any) -> Any:
        states = state if isinstance(state, list) else [state] * count
        return [snapshot.state for snapshot in self.model.step([5 + i for i in range(count)], states)]


class Package:
    """The `rwkv` package, with its own compiled kernels on a GPU wherever it can build them."""

    def __init__(self, model: str, strategy: str) -> None:
        compiled = strategy.startswith("cuda") and shutil.which("nvcc") is not None
        os.environ |= {"RWKV_JIT_ON": "1", "RWKV_CUDA_ON": str(int(compiled))}
        self.model = importlib.import_module("rwkv.model").RWKV(
            model=model.removesuffix(".pth"), strategy=strategy, verbose=False
        )
        self.n_vocab = self.model.w["emb.weight"].shape[0]
        self.strategy = strategy
        self.about = "its CUDA kernels" if compiled else ""

    def read(self, ids: Sequence[int], state: Any) -> Any:
        for start in range(0, len(ids), PIECE):
            logits, state = self.model.forward(list(ids[start : start + PIECE]), state)
        logits.cpu()
        return state


class Transformers:
    """`transformers`, with the same weights in its own network."""

    def __init__(self, model: str, strategy: str) -> None:
        import torch

        from rwkvchat.engine.checkpoint import open_checkpoint
        from rwkvchat.engine.hugging_face import rwkv_lm_name
        from rwkvchat.engine.layout import rwkv4_layout
        from rwkvchat.engine.weights import torch_dtype

        weights = open_checkpoint(Path(model))
        layout = rwkv4_layout(weights.tensors)
        library = importlib.import_module("transformers")
        config = library.RwkvConfig(
            vocab_size=layout.n_vocab, hidden_size=layout.n_embd, num_hidden_layers=layout.n_layer,
            intermediate_size=layout.n_ffn, layer_norm_epsilon=weights.norm_epsilon,
        )  # fmt: skip
        device, _, name = strategy.partition(" ")
        # Without memory until it gets the weights, each of which is copied, since it writes into them.
        with torch.device("meta"):
            self.model = library.RwkvForCausalLM(config)
        for theirs, empty in list(self.model.state_dict().items()):
            tensor = weights.tensor(rwkv_lm_name(theirs)).to(device, torch_dtype(name), copy=True)
            self.model.load_state_dict({theirs: tensor.view(empty.shape)}, strict=False, assign=True)
            weights.release()
        self.model.eval()
        self.device, self.n_vocab, self.strategy, self.about = device, layout.n_vocab, strategy, ""

    def read(self, ids: Sequence[int], state: Any) -> Any:
        import torch

        found = self.model(torch.tensor([list(ids)], device=self.device), state=state, use_cache=True)
        found.logits[0, -1].cpu()
        return found.state


SUBJECTS: dict[str, Callable[[str, str], Subject]] = {"rwkvchat": Ours, "rwkv": Package, "transformers": Transformers}


class Reader:
    """Does what orders say with a model; each answer is a table."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._kept: dict[int, Any] = {0: None}
        """States to write on from, by how many tokens were read."""
        self._at, self._here = 0, None
        """Where reading goes on."""

    def prefill(self, count: int) -> dict[str, object]:
        """Read so many tokens in one go."""
        ids = self._ids(count)
        start = time.perf_counter()
        self.subject.read(ids, None)
        return {"seconds": time.perf_counter() - start}

    def decode(self, tokens: int, after: int = 0) -> dict[str, object]:
        """Read tokens one by one, at a place that was kept."""
        state = self.subject.read(self._ids(BEFORE_WRITING), self._kept[after])
        return self._one_by_one(tokens, state, lambda state, step: self.subject.read([self._id(step)], state))

    def candidates(self, count: int, tokens: int) -> dict[str, object]:
        """Read tokens one by one of each of several texts."""
        state, subject = self.subject.read(self._ids(BEFORE_WRITING), None), self.subject
        if not isinstance(subject, SideBySide):
            raise ValueError("this program writes one text at a time")
        return self._one_by_one(tokens, state, lambda state, _: subject.read_one_of_each(count, state))

    def go_on(self, to: int, keep: bool) -> dict[str, object]:
        """Read on to so many tokens in all, and keep the place for `decode`."""
        ids = [self._id(number) for number in range(self._at, to)]
        start = time.perf_counter()
        self._here = self.subject.read(ids, self._here)
        seconds = time.perf_counter() - start
        self._at = to
        if keep:
            self._kept[to] = self._here
        return {"seconds": seconds, "tokens": len(ids), **self.memory()}

    def memory(self) -> dict[str, object]:
        """Bytes: in memory now, and at most so far; and at most on a GPU."""
        import psutil
        import torch

        on_gpu = torch.cuda.max_memory_allocated() if torch.cuda.is_available() else 0
        return {"now": psutil.Process().memory_info().rss, "peak": peak_bytes(), "on_gpu": on_gpu}

    def _one_by_one(self, tokens: int, state: Any, step: Callable[[Any, int], Any]) -> dict[str, object]:
        seconds = []
        for number in range(tokens):
            start = time.perf_counter()
            state = step(state, number)
            seconds.append(time.perf_counter() - start)
        return {"seconds": seconds}

    def _ids(self, count: int) -> list[int]:
        return [self._id(number) for number in range(count)]

    def _id(self, number: int) -> int:
        """That of a text which repeats itself only after all others."""
        return (number * 7919 + 11) % min(VOCABULARY, self.subject.n_vocab)


class Machine:
    """Measures the machine itself, as `Reader` does a model."""

    def __init__(self, device: str) -> None:
        from rwkvchat.machine_rates import Meter

        self._meter = Meter(device)

    def rates(self) -> dict[str, object]:
        """See `Meter.measure`."""
        return dict(self._meter.measure())


def main() -> int:
    """Load, and then answer orders until there are no more."""
    program, model, strategy, threads = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a program prints is no answer

    def answer(**what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    try:
        begun = time.perf_counter()
        import torch

        if int(threads):
            torch.set_num_threads(int(threads))
        torch.set_grad_enabled(False)
        imported = time.perf_counter()
        about: dict[str, object] = {"threads": torch.get_num_threads(), "torch": imported - begun}
        obeying: Reader | Machine
        if program == "machine":
            obeying = Machine(strategy)
        else:
            subject = SUBJECTS[program](model, strategy)
            about |= {"load": time.perf_counter() - imported, "strategy": subject.strategy, "about": subject.about}
            obeying = Reader(subject)
            obeying.prefill(WARMED_BY)
        answer(**about)
        for line in sys.stdin:
            order = json.loads(line)
            answer(**getattr(obeying, order.pop("what"))(**order))
    except KeyboardInterrupt:
        return 130
    except RwkvchatError as error:
        answer(error=error.message, hint=error.hint, code=error.exit_code)
    except Exception as error:
        traceback.print_exc()
        answer(error=f"{type(error).__name__}: {error}", hint="", code=RwkvchatError.exit_code)
    return 0


def peak_bytes() -> int:
    """The most memory that this process has had."""
    if sys.platform == "linux":  # where getrusage also counts what the process was before it became this program
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return 1024 * int(status.partition("VmHWM:")[2].split()[0])
    import psutil

    try:
        import resource
    except ImportError:  # Windows
        return int(psutil.Process().memory_info().peak_wset)
    most = int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return most if sys.platform == "darwin" else 1024 * most


if __name__ == "__main__":
    sys.exit(main())
