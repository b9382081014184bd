"""A program under measurement, in a process of its own: takes orders as JSON lines, answers each with one.

    python -m rwkvchat.benchmark_subject KIND MODEL STRATEGY THREADS

In a process of its own its peak memory is its own too, and no other program's threads are in its way. It knows how
rwkvchat and its peers are called, and nothing of rounds, medians or tables.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

VOCABULARY = 50000
"""Ids below this are read; every released model has them, and a smaller model takes them modulo its own."""


class Subject(Protocol):
    """A loaded model, of whatever program."""

    n_vocab: int
    strategy: str

    def read(self, ids: Sequence[int], state: Any) -> Any:
        """Read some tokens after a state (None: the empty one); gives the state after them, all of it computed."""
        ...

    def read_one_of_each(self, count: int, state: Any) -> Any:
        """Read one token of each of `count` texts, which all begin at one state; gives what the next call takes."""
        ...


class Ours:
    """rwkvchat, as a conversation uses it."""

    def __init__(self, model: str, strategy: str) -> None:
        from rwkvchat.engine.checkpoint import open_checkpoint
        from rwkvchat.engine.model import load, run
        from rwkvchat.engine.strategy import parse_strategy

        self.model = run(load(open_checkpoint(Path(model)), parse_strategy(strategy)))
        self.n_vocab = self.model.info.n_vocab
        self.strategy = self.model.info.strategy

    def read(self, ids: Sequence[int], state: Any) -> Any:
        return self.model.forward(ids, self.model.initial_state() if state is None else state).state

    def read_one_of_each(self, count: int, state: Any) -> Any:
        states = state if isinstance(state, list) else [state] * count
        return [snapshot.state for snapshot in self.model.step([5 + i for i in range(count)], states)]


class Package:
    """The `rwkv` package, which reads long prompts in pieces of 256 as its own chat does."""

    def __init__(self, model: str, strategy: str) -> None:
        os.environ["RWKV_JIT_ON"] = "1"
        os.environ.setdefault("RWKV_CUDA_ON", "0")
        from rwkv.model import RWKV

        self.model = RWKV(model=model.removesuffix(".pth"), strategy=strategy, verbose=False)
        self.n_vocab = self.model.w["emb.weight"].shape[0]
        self.strategy = strategy

    def read(self, ids: Sequence[int], state: Any) -> Any:
        for start in range(0, len(ids), 256):
            logits, state = self.model.forward(list(ids[start : start + 256]), state)
        logits.cpu()
        return state

    def read_one_of_each(self, count: int, state: Any) -> Any:
        raise NotImplementedError


class Transformers:
    """`transformers`, with random weights of the same dimensions: how fast it is does not depend on them."""

    def __init__(self, model: str, strategy: str) -> None:
        import torch
        from transformers import RwkvConfig, RwkvForCausalLM

        from rwkvchat.engine.checkpoint import open_checkpoint
        from rwkvchat.engine.layout import rwkv4_layout

        layout = rwkv4_layout(open_checkpoint(Path(model)).tensors)
        device, _, dtype = strategy.partition(" ")
        torch.set_default_dtype({"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}[dtype])
        config = RwkvConfig(
            vocab_size=layout.n_vocab, hidden_size=layout.n_embd, num_hidden_layers=layout.n_layer,
            intermediate_size=layout.n_ffn,
        )  # fmt: skip
        self.model = RwkvForCausalLM(config).eval().to(device)
        self.device, self.n_vocab, self.strategy = device, layout.n_vocab, strategy

    def read(self, ids: Sequence[int], state: Any) -> Any:
        import torch

        found = self.model(torch.tensor([list(ids)], device=self.device), state=state, use_cache=True)
        found.logits[0, -1].cpu()
        return found.state

    def read_one_of_each(self, count: int, state: Any) -> Any:
        raise NotImplementedError


KINDS: dict[str, Callable[[str, str], Subject]] = {"rwkvchat": Ours, "rwkv": Package, "transformers": Transformers}


def main() -> int:
    """Load, and then answer orders until there are no more."""
    kind, model, strategy, threads = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a program prints is no answer
    begun = time.perf_counter()
    import torch

    if int(threads):
        torch.set_num_threads(int(threads))
    torch.set_grad_enabled(False)
    imported = time.perf_counter()
    subject = KINDS[kind](model, strategy)
    loaded = time.perf_counter()
    subject.read(ids_of(16, subject), None)
    first = time.perf_counter()

    def answer(**what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    answer(
        strategy=subject.strategy, threads=torch.get_num_threads(), load=loaded - imported, first=first - begun,
        torch=imported - begun,
    )  # fmt: skip
    for line in sys.stdin:
        order = json.loads(line)
        answer(**obey(subject, **order))
    return 0


def ids_of(count: int, subject: Subject) -> list[int]:
    """A text of so many tokens, which repeats itself only after all others."""
    return [(i * 7919 + 11) % min(VOCABULARY, subject.n_vocab) for i in range(count)]


def obey(subject: Subject, what: str, count: int = 0, tokens: int = 0) -> dict[str, object]:
    """Do what an order says; gives the seconds it took, of each token where there are several.

    Args:
        what: prefill (read `count` tokens in one go), decode (`tokens` tokens one by one), candidates (`tokens`
            tokens of each of `count` texts), memory (bytes at most used so far).
    """
    if what == "memory":
        return {"bytes": peak_bytes()}
    if what == "prefill":
        ids = ids_of(count, subject)
        start = time.perf_counter()
        subject.read(ids, None)
        return {"seconds": [time.perf_counter() - start]}
    state, seconds = subject.read(ids_of(8, subject), None), []
    for step in range(tokens):
        start = time.perf_counter()
        state = subject.read([17 + step], state) if what == "decode" else subject.read_one_of_each(count, state)
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds}


def peak_bytes() -> int:
    """The most memory that this process has had, of its device where it is not the CPU's."""
    import psutil
    import torch

    if torch.cuda.is_available() and torch.cuda.max_memory_allocated():
        return int(torch.cuda.max_memory_allocated())
    if sys.platform == "linux":  # where getrusage also counts what the process was before it became this program
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return 1024 * int(status.partition("VmHWM:")[2].split()[0])
    try:
        import resource
    except ImportError:  # Windows
        return int(psutil.Process().memory_info().peak_wset)
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    sys.exit(main())
