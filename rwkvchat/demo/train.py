"""Trains raven-nano from scratch: seeded, resumable, to a number of minutes or steps.

    MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000 \
        python -m rwkvchat.demo.train --out DIR --minutes 69 --seed 1 --processes 2 --compile

The two variables keep glibc from giving memory back between steps, which doubles the speed on a CPU. Batches are a
function of (seed, step), so a run that is stopped and started again sees the same data as one that was not; the
learning rate follows the fraction of the budget that is used. Several processes of one thread each share a batch:
on a busy machine they wait for each other once a step rather than in every product. `--continue-from` starts a new
run from the weights of another. This module knows nothing of how the trained model is run or judged.
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
from rwkvchat.demo.batches import Encoder, batch
from rwkvchat.demo.crew import Crew
from rwkvchat.demo.muon import Muon
from rwkvchat.demo.network import Network, Shape
from rwkvchat.demo.publish import publish, save_atomically

WARM_UP = 50
FLOOR = 0.01
COMPILING = 20.0
"""A step that takes longer compiles, and counts as this many seconds of the budget."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what a run learns."""

    seed: int = 1
    minutes: float = 55.0
    steps: int = 0
    size: int = 10
    length: int = 384
    rate: float = 2e-3
    matrix_rate: float = 0.02
    clip: float = 1.0


@dataclass(slots=True)
class Progressed:
    """How far a run has come."""

    step: int = 0
    seconds: float = 0.0
    tokens: int = 0


def schedule(plan: Plan, done: Progressed) -> float:
    """The factor on both learning rates: linear warm-up, then a linear fall with the used fraction of the budget."""
    used = done.step / plan.steps if plan.steps else done.seconds / (60 * plan.minutes)
    return min(1.0, (done.step + 1) / WARM_UP) * max(FLOOR, 1.0 - used)


def finished(plan: Plan, done: Progressed) -> bool:
    return done.step >= plan.steps if plan.steps else done.seconds >= 60 * plan.minutes


def weighted_loss(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Mean cross-entropy in nats: logits (B, T, V), targets and weights (B, T)."""
    losses = F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten(), reduction="none")
    return (losses * weights.flatten()).sum() / weights.sum()


class Run:
    """A training run in a folder: network, optimiser, and how far it has come."""

    def __init__(self, plan: Plan, folder: Path, device: str, crew: Crew = Crew()) -> None:  # noqa: B008
        self.plan, self.folder, self.device = plan, folder, device
        self.done = Progressed()
        torch.manual_seed(plan.seed)
        tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self.encoder = Encoder(tokenizer)
        self.network = Network(Shape(tokenizer.get_vocab_size())).to(device)
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
        tensors = load_file(self.checkpoint, self.device)
        with safe_open(self.checkpoint, "pt") as file:
            self.done = Progressed(**json.loads(file.metadata()["progress"]))
        self.start_from(tensors)
        for name, momentum in self.muon.momentum.items():
            momentum.copy_(tensors[f"muon.{name}"])
        for name, parameter in self.rest.items():
            self.adam.state[parameter] = {
                key: tensors[f"adam.{key}.{name}"] for key in ("step", "exp_avg", "exp_avg_sq")
            }

    def start_from(self, tensors: dict[str, Tensor]) -> None:
        """Take the weights of a checkpoint, and nothing else."""
        self.network.load_state_dict(
            {name.removeprefix("weights."): t for name, t in tensors.items() if name.startswith("weights.")}
        )

    def steps(self, compiled: bool) -> Iterator[tuple[float, float]]:
        """Train until the budget is used, yielding each step's loss and schedule factor."""
        forward = torch.compile(self.network, dynamic=False) if compiled else self.network
        plan, done = self.plan, self.done
        while not finished(plan, done):
            begun = time.monotonic()
            rows = range(self.crew.rank, plan.size, self.crew.size)
            data = batch(self.encoder, plan.seed, done.step, rows, plan.length)
            ids = torch.tensor(data.ids, device=self.device)
            loss = weighted_loss(forward(ids[:, :-1]), ids[:, 1:], torch.tensor(data.weights, device=self.device))
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
            done.tokens += plan.size * plan.length
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
            if time.monotonic() - saved > 60 * save_every:
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
    elif arguments.continue_from:
        run.start_from(load_file(arguments.continue_from, run.device))
    if rank:
        for _ in run.steps(arguments.compile):
            pass
        return
    follow(run, arguments.compile, arguments.save_every)
    publish(run.checkpoint, arguments.out / "raven-nano.safetensors", {**asdict(plan), **asdict(run.done)})


def main() -> int:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.train")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; goes on if it holds a checkpoint")
    parser.add_argument("--minutes", type=float, default=usual.minutes, help="budget of training time")
    parser.add_argument("--steps", type=int, default=usual.steps, help="budget in steps, instead of minutes")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--size", type=int, default=usual.size, help="sequences per batch")
    parser.add_argument("--length", type=int, default=usual.length, help="tokens per sequence")
    parser.add_argument("--rate", type=float, default=usual.rate, help="Adam's highest learning rate")
    parser.add_argument("--matrix-rate", type=float, default=usual.matrix_rate, help="Muon's highest learning rate")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="threads of each process")
    parser.add_argument("--save-every", type=float, default=4.0, help="minutes between checkpoints")
    parser.add_argument("--compile", action="store_true", help="fuse with torch.compile (needs a C++ compiler)")
    parser.add_argument("--continue-from", type=Path, help="start from the weights of this checkpoint")
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
