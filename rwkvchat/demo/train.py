"""Trains raven-nano from scratch: seeded, resumable, to a number of minutes or steps.

    MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000 \
        python -m rwkvchat.demo.train --out DIR --minutes 110 --seed 1 --processes 2 --compile

The two variables keep glibc from giving memory back between steps, which doubles the speed on a CPU. Batches are a
function of (seed, step), so a run that is stopped and started again sees the same data as one that was not; the
learning rate follows the fraction of the budget that is used. Several processes of one thread each share a batch:
on a busy machine they wait for each other once a step rather than in every product. The last part of the budget goes
to long talks, whose state is carried from one batch into the next. This module knows nothing of how the trained model
is run or judged.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors import safe_open
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.multiprocessing.spawn import spawn
from torch.nn import functional as F

from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.batches import PARTS, Batch, Encoder, batch, long_batch
from rwkvchat.demo.crew import Crew
from rwkvchat.demo.muon import Muon
from rwkvchat.demo.network import Network, Shape
from rwkvchat.demo.publish import publish, save_atomically
from rwkvchat.demo.tokenizer import in_small_letters

WARM_UP = 50
FLOOR = 0.01
SLOW = -3.5
"""Below it a decay is slow: it halves what is held in 23 tokens or more."""
COMPILING = 20.0
"""A step that takes longer compiles, and counts as this many seconds of the budget."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what a run learns; the lengths are whole chunks of the network."""

    seed: int = 1
    minutes: float = 110.0
    steps: int = 0
    size: int = 8
    length: int = 512
    long_size: int = 4
    long_length: int = 1024
    long_share: float = 0.25
    rate: float = 2e-3
    matrix_rate: float = 0.02
    clip: float = 1.0
    slower: float = 0.0


@dataclass(slots=True)
class Progressed:
    """How far a run has come."""

    step: int = 0
    long_steps: int = 0
    seconds: float = 0.0
    tokens: int = 0


def used(plan: Plan, done: Progressed) -> float:
    """The used fraction of the budget, of steps where the plan counts steps and else of time."""
    return done.step / plan.steps if plan.steps else done.seconds / (60 * plan.minutes)


def schedule(plan: Plan, done: Progressed) -> float:
    """The factor on both learning rates: linear warm-up, then a linear fall with the used fraction of the budget."""
    return min(1.0, (done.step + 1) / WARM_UP) * max(FLOOR, 1.0 - used(plan, done))


def weighted_loss(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Mean cross-entropy in nats: logits (B, T, V), targets and weights (B, T)."""
    losses = F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten(), reduction="none")
    return (losses * weights.flatten()).sum() / weights.sum()


def slowed(decay: Tensor, amount: float) -> Tensor:
    """Decays (C,), logarithms of nats per token, with those below SLOW slower by `amount`, fading in over half a unit.

    Training hardly moves them; made slower by 1.5, a trained network recalled names as well as before.
    """
    return decay - amount * ((SLOW - decay) / 0.5).clamp(0, 1)


def widened(tensors: dict[str, Tensor], tokenizer: Tokenizer) -> dict[str, Tensor]:
    """A checkpoint's tensors with rows for the tokens that were added since, which are words in capitals.

    They are read as the same words in small letters, and written as seldom as any token.
    """
    had, has = len(tensors["weights.emb.weight"]), tokenizer.get_vocab_size()
    if had == has:
        return tensors
    vocabulary = tokenizer.get_vocab()
    texts = sorted(vocabulary, key=vocabulary.__getitem__)
    small = [vocabulary[in_small_letters(text)] for text in texts[had:has]]
    changed = dict(tensors)
    for name in ("emb.weight", "head.weight"):
        for kind in ("weights", "adam.exp_avg", "adam.exp_avg_sq"):
            old = tensors.get(f"{kind}.{name}")
            if old is None:
                continue
            more = torch.zeros(has - had, old.shape[1], device=old.device)
            if kind == "weights":
                more = old[small] if name == "emb.weight" else old.mean(0).expand_as(more)
            changed[f"{kind}.{name}"] = torch.cat([old, more])
    return changed


class Run:
    """A training run in a folder: network, optimiser, and how far it has come."""

    def __init__(self, plan: Plan, folder: Path, device: str, crew: Crew = Crew()) -> None:  # noqa: B008
        self.plan, self.folder, self.device = plan, folder, device
        self.done = Progressed()
        torch.manual_seed(plan.seed)
        tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self.tokenizer, self.encoder = tokenizer, Encoder(tokenizer)
        self.network = Network(Shape(tokenizer.get_vocab_size())).to(device)
        self.carried = self.network.fresh(0)
        self.crew = crew
        named = dict(self.network.named_parameters())
        hidden = {name: p for name, p in named.items() if p.ndim == 2 and name.startswith("blocks.")}
        self.rest = {name: p for name, p in named.items() if name not in hidden}
        self.hidden = hidden
        self.owned = {name for place, name in enumerate(hidden) if place % crew.size == crew.rank}
        self.muon = Muon(hidden, self.owned)
        self.adam = torch.optim.Adam(self.rest.values(), plan.rate, (0.9, 0.99), fused=True)

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.safetensors"

    def save(self) -> None:
        """Weights, moments and progress in one file."""
        tensors = {f"weights.{name}": tensor for name, tensor in self.network.state_dict().items()}
        tensors |= {f"muon.{name}": momentum for name, momentum in self.muon.momentum.items()}
        for name, parameter in self.rest.items():
            for key, value in self.adam.state[parameter].items():
                tensors[f"adam.{key}.{name}"] = value
        save_atomically(tensors, self.checkpoint, {"progress": json.dumps(asdict(self.done))})

    def load(self) -> None:
        """Go on from the folder's checkpoint."""
        self.begin(self.checkpoint)
        with safe_open(self.checkpoint, "pt") as file:
            self.done = Progressed(**json.loads(file.metadata()["progress"]))
        self.done.long_steps += -self.done.long_steps % PARTS  # a run may have ended in the middle of a talk

    def begin(self, checkpoint: Path, slower: float = 0.0) -> None:
        """Take over another run's weights and moments, but not how far it came; a published file has weights alone.

        Slow decays become slower by `slower`.
        """
        tensors = load_file(checkpoint, self.device)
        published = "emb.weight" in tensors
        if published:
            tensors = {f"weights.{name}": tensor.float() for name, tensor in tensors.items()}
        tensors = widened(tensors, self.tokenizer)
        self.network.load_state_dict({name: tensors[f"weights.{name}"] for name in self.network.state_dict()})
        for name, parameter in self.network.named_parameters():
            if name.endswith("time_decay"):
                parameter.data.copy_(slowed(parameter.data, slower))
        if published:
            return
        for name, momentum in self.muon.momentum.items():
            momentum.copy_(tensors[f"muon.{name}"])
        for name, parameter in self.rest.items():
            self.adam.state[parameter] = {
                key: tensors[f"adam.{key}.{name}"] for key in ("step", "exp_avg", "exp_avg_sq")
            }

    def next_batch(self) -> tuple[Batch, Tensor | None]:
        """This process's rows of the next batch, and the state before them: none, but in the middle of a long talk."""
        plan, done, crew = self.plan, self.done, self.crew
        if used(plan, done) < 1 - plan.long_share and not done.long_steps % PARTS:
            rows = range(crew.rank, plan.size, crew.size)
            done.tokens += plan.size * plan.length
            return batch(self.encoder, plan.seed, done.step, rows, plan.length), None
        rows = range(crew.rank, plan.long_size, crew.size)
        data = long_batch(self.encoder, plan.seed, done.long_steps, rows, plan.long_length)
        state = self.carried if done.long_steps % PARTS else None
        done.long_steps += 1
        done.tokens += plan.long_size * plan.long_length
        return data, state

    def steps(self, compiled: bool) -> Iterator[tuple[float, float]]:
        """Train until the budget is used, yielding each step's loss and schedule factor."""
        forward = torch.compile(self.network, dynamic=False) if compiled else self.network
        plan, done = self.plan, self.done
        while used(plan, done) < 1:
            begun = time.monotonic()
            data, before = self.next_batch()
            ids = torch.tensor(data.ids, device=self.device)
            logits, after = forward(ids[:, :-1], self.network.fresh(len(ids)) if before is None else before)
            self.carried = after.detach()
            loss = weighted_loss(logits, ids[:, 1:], torch.tensor(data.weights, device=self.device))
            torch.autograd.backward(loss)
            mean_loss = self.crew.average_gradients(self.network, loss.item())
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), plan.clip)
            factor = schedule(plan, done)
            for group in self.adam.param_groups:
                group["lr"] = plan.rate * factor
            self.adam.step()
            self.muon.step(plan.matrix_rate * factor)
            self.crew.exchange(self.hidden, self.owned)
            self.network.zero_grad(set_to_none=True)
            done.step += 1
            seconds = self.crew.average(time.monotonic() - begun)
            done.seconds += min(seconds, COMPILING)
            yield mean_loss, factor


def follow(run: Run, compiled: bool, save_every: float) -> None:
    """Run to the end with a progress line on stderr, a log line each ten steps, and regular checkpoints."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    total = run.plan.steps or round(60 * run.plan.minutes)
    saved = time.monotonic()
    recent: list[float] = []
    with (
        Progress(*columns, console=Console(stderr=True)) as progress,
        (run.folder / "log.jsonl").open("a", encoding="utf-8", buffering=1) as log,
    ):
        task = progress.add_task("training", total=total)
        for loss, factor in run.steps(compiled):
            recent.append(loss)
            done = run.done
            progress.update(task, completed=done.step if run.plan.steps else round(done.seconds))
            if done.step % 10 == 0:
                mean = sum(recent) / len(recent)
                progress.update(task, description=f"step {done.step} loss {mean:.4f}")
                log.write(json.dumps({**asdict(done), "loss": round(mean, 5), "factor": round(factor, 5)}) + "\n")
                recent.clear()
            if time.monotonic() - saved > 60 * save_every and not done.long_steps % PARTS:
                run.save()
                saved = time.monotonic()
    run.save()


def work(rank: int, arguments: argparse.Namespace) -> None:
    """One process of a run."""
    torch.set_num_threads(arguments.threads)
    crew = Crew.meet(rank, arguments.processes, arguments.out)
    plan = Plan(**{field.name: getattr(arguments, field.name) for field in fields(Plan) if field.name != "clip"})
    run = Run(plan, arguments.out, "cuda" if torch.cuda.is_available() else "cpu", crew)
    if run.checkpoint.exists():
        run.load()
    elif arguments.begin:
        run.begin(arguments.begin, plan.slower)
    if rank:
        for _ in run.steps(arguments.compile):
            pass
        return
    follow(run, arguments.compile, arguments.save_every)
    publish([run.checkpoint], arguments.out / "raven-nano.safetensors", {**asdict(plan), **asdict(run.done)})


def main() -> int:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.train")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; goes on if it holds a checkpoint")
    parser.add_argument("--begin", type=Path, help="another run's checkpoint, or a published file, to begin with")
    parser.add_argument("--minutes", type=float, default=usual.minutes, help="budget of training time")
    parser.add_argument("--steps", type=int, default=usual.steps, help="budget in steps, instead of minutes")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--size", type=int, default=usual.size, help="sequences per batch")
    parser.add_argument("--length", type=int, default=usual.length, help="tokens per sequence")
    parser.add_argument("--long-size", type=int, default=usual.long_size, help="sequences per batch of long talks")
    parser.add_argument("--long-length", type=int, default=usual.long_length, help="tokens of each, in one batch")
    parser.add_argument("--long-share", type=float, default=usual.long_share, help="their share of the budget")
    parser.add_argument("--rate", type=float, default=usual.rate, help="Adam's highest learning rate")
    parser.add_argument("--matrix-rate", type=float, default=usual.matrix_rate, help="Muon's highest learning rate")
    parser.add_argument("--slower", type=float, default=0.0, help="make the slow decays of what it begins with slower")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="threads of each process")
    parser.add_argument("--save-every", type=float, default=4.0, help="minutes between checkpoints")
    parser.add_argument("--compile", action="store_true", help="fuse with torch.compile (needs a C++ compiler)")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "meeting").unlink(missing_ok=True)
    if arguments.processes == 1:
        work(0, arguments)
    else:
        spawn(work, (arguments,), nprocs=arguments.processes)  # type: ignore[no-untyped-call]
    return 0


if __name__ == "__main__":
    sys.exit(main())
