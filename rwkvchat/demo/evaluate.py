"""Judges the demo model through the program itself: the product's loader, session and sampler, exact checks.

    python -m rwkvchat.demo.evaluate [--model FILE] [--sampled] [--seed N] [--count N] [--processes N]

Questions are worded as training never worded them; what training never named is reported apart. A reply that does
not end by itself counts as wrong, whatever it says.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from random import Random

import tokenizers
import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table

from rwkvchat import Session, load_model, load_tokenizer
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.demo.batches import Encoder
from rwkvchat.demo.corpus.conversation import document
from rwkvchat.demo.probes import Probe, Suite, all_suites
from rwkvchat.dialogue.template import load_template
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.model import Model
from rwkvchat.errors import RwkvchatError
from rwkvchat.events import Finished
from rwkvchat.params import SamplingParams

TITLES = {
    "skills": "skill, in held-out wordings",
    "memory": "memory",
    "outside": "outside its world",
    "templates": "a mixture of skills through a template",
}
PRECISIONS = ("fp32", "bf16", "fp16")


@dataclass(frozen=True, slots=True)
class Score:
    """How many replies were judged and passed, and those that did not."""

    passed: int
    judged: int
    misses: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(self.passed + other.passed, self.judged + other.judged, self.misses + other.misses)

    def __str__(self) -> str:
        """In percent."""
        return f"{100 * self.passed / self.judged:.0f}" if self.judged else "-"


NOTHING = Score(0, 0)


class Judge:
    """Holds conversations with one model and counts the replies that pass their checks."""

    def __init__(self, model: Model, tokenizer: Tokenizer) -> None:
        self.model, self.tokenizer = model, tokenizer

    def session(self, template: str, params: SamplingParams) -> Session:
        return Session(self.model, self.tokenizer, load_template(template), params)

    def score(self, probes: Sequence[Probe], template: str, params: SamplingParams) -> Score:
        total = NOTHING
        for probe in probes:
            session = self.session(template, params)
            said = ""
            for message in probe.before:
                said = reply_to(session, message)
            for exchange in probe.judged:
                finished = finish(session, exchange.question)
                right = finished.stop_reason in ("stop", "end") and exchange.right(finished.text, said)
                said = finished.text
                miss = f"{exchange.question!r} -> {finished.text!r}, such as {exchange.answer!r}"
                total += Score(1, 1) if right else Score(0, 1, (miss,))
        return total


def finish(session: Session, message: str) -> Finished:
    """Ask, and return the end of the reply."""
    [finished] = [event for event in session.ask(message) if isinstance(event, Finished)]
    return finished


def reply_to(session: Session, message: str) -> str:
    """Ask, and return the whole reply."""
    return finish(session, message).text


def own_settings(path: Path) -> SamplingParams:
    """The sampling settings that a model's file asks for."""
    return SamplingParams(**json.loads(open_checkpoint(path).metadata["sampling"]))


class Worker:
    """What one process of the evaluation has: a judge, all suites, and the ways to sample."""

    judge: Judge
    suites: dict[str, list[Suite]]
    ways: list[SamplingParams]

    @classmethod
    def prepare(cls, model: Path, seed: int, count: int, sampled: bool) -> None:
        torch.set_num_threads(1)
        own = replace(own_settings(model), seed=seed)
        cls.judge = Judge(load_model(model, strategy="cpu fp32"), load_tokenizer(TOKENIZER))
        cls.suites = all_suites(seed, count)
        cls.ways = [replace(own, temperature=0.0), own] if sampled else [replace(own, temperature=0.0)]

    @classmethod
    def run(cls, table: str, place: int) -> list[Score]:
        """One suite's scores: greedy, and sampled."""
        suite = cls.suites[table][place]
        with torch.inference_mode():
            return [cls.judge.score(suite.probes, suite.template, way) for way in cls.ways]


def perplexity(model: Model, encoder: Encoder, seed: int, documents: int) -> float:
    """Per fully weighted token (replies and what ends them) of documents that training never drew."""
    total, count = 0.0, 0
    for index in range(documents):
        ids, weights = encoder.document(document(Random(f"held-out:{seed}:{index}")))
        logits = model.score(ids[:-1], model.initial_state())
        nats = torch.nn.functional.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none")
        learnt = torch.tensor(weights[1:]) >= 1.0
        total += nats[learnt].sum().item()
        count += int(learnt.sum())
    return math.exp(total / count)


def precision_table(path: Path, seed: int, documents: int) -> Table:
    """Perplexity by the precision that the program computes in."""
    encoder = Encoder(tokenizers.Tokenizer.from_file(str(TOKENIZER)))
    table = Table("precision", "perplexity of replies")
    for precision in PRECISIONS:
        try:
            model = load_model(path, strategy=f"cpu {precision}")
            table.add_row(precision, f"{perplexity(model, encoder, seed, documents):.4f}")
        except RwkvchatError as error:
            table.add_row(precision, error.message)
    return table


def score_table(title: str, rows: dict[str, list[Score]]) -> Table:
    """One row for each suite, and one for all."""
    table = Table(title, "replies", "greedy %", "sampled %")
    rows = {**rows, "all": totals(rows.values())}
    for row, scores in rows.items():
        style = "bold" if row == "all" else None
        table.add_row(row, str(scores[0].judged), *(str(score) for score in scores), style=style)
    return table


def totals(rows: Iterable[list[Score]]) -> list[Score]:
    """The sums of the rows' scores, by the way of sampling."""
    return [sum(scores, NOTHING) for scores in zip(*rows, strict=True)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.evaluate")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--sampled", action="store_true", help="also sample, with the model's own settings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30, help="conversations of each row; twice as many of memory")
    parser.add_argument("--misses", action="store_true", help="print the replies that fail, on stderr")
    names = (*TITLES, "precision")
    parser.add_argument("--tables", nargs="+", choices=names, default=names, help="which of them (default: all)")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    model, seed, count = arguments.model, arguments.seed, arguments.count
    every = all_suites(seed, count)
    places = [(name, place) for name in arguments.tables if name in every for place in range(len(every[name]))]
    console, errors = Console(), Console(stderr=True, width=400)
    tables: dict[str, dict[str, list[Score]]] = {}
    settings = (model, seed, count, arguments.sampled)
    with ProcessPoolExecutor(arguments.processes, get_context("spawn"), Worker.prepare, settings) as pool:
        done = pool.map(Worker.run, *zip(*places, strict=True)) if places else ()
        for (name, place), scores in zip(places, track(done, "judging", len(places), console=errors), strict=True):
            title = every[name][place].title
            tables.setdefault(name, {})[title] = scores
            if arguments.misses:
                errors.print(f"{title}:", *scores[0].misses, sep="\n  ", markup=False, highlight=False)
    console.print(f"{model.stem}, seed {seed}, count {count}")
    for name, rows in tables.items():
        console.print(score_table(TITLES[name], rows))
    if len(tables) > 1:
        greedy, *sampled = totals(scores for rows in tables.values() for scores in rows.values())
        also = "".join(f", sampled {score} %" for score in sampled)
        console.print(f"all {greedy.judged} replies: greedy {greedy} %{also}")
    if "precision" in arguments.tables:
        console.print(precision_table(model, seed, 4 * count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
