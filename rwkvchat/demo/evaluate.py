"""Judges the demo model through the program itself: the product's loader, session and sampler, exact checks.

    python -m rwkvchat.demo.evaluate [--model FILE] [--template NAME] [--sampled] [--seed N] [--count N]

Questions are worded as training never worded them; recall is reported apart for names that training never used.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import tokenizers
import torch
from rich.console import Console
from rich.table import Table
from safetensors import safe_open

from rwkvchat import Session, load_model, load_tokenizer
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.demo.batches import Encoder
from rwkvchat.demo.corpus.conversation import document
from rwkvchat.demo.corpus.registry import SKILLS
from rwkvchat.demo.probes import DISTANCES, Probe, correction_probes, recall_probes, skill_probes, template_probes
from rwkvchat.dialogue.template import load_template, template_names
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.model import Model
from rwkvchat.errors import RwkvchatError
from rwkvchat.events import Finished
from rwkvchat.params import SamplingParams

TABLES = ("skills", "templates", "precision")
PRECISIONS = ("fp32", "bf16", "fp16")


class Judge:
    """Holds conversations with one model and counts the replies that pass their checks."""

    def __init__(self, model: Model, tokenizer: Tokenizer, misses: Console | None = None) -> None:
        self.model, self.tokenizer, self.misses = model, tokenizer, misses

    def session(self, template: str, params: SamplingParams) -> Session:
        return Session(self.model, self.tokenizer, load_template(template), params)

    def score(self, probes: Iterable[Probe], template: str, params: SamplingParams) -> tuple[int, int]:
        """Replies that passed, and replies judged."""
        passed = judged = 0
        for probe in probes:
            session = self.session(template, params)
            for message in probe.before:
                reply_to(session, message)
            for exchange in probe.judged:
                reply = reply_to(session, exchange.question)
                judged += 1
                if exchange.check(reply):
                    passed += 1
                elif self.misses:
                    self.misses.print(f"  {exchange.question!r} -> {reply!r}", markup=False, highlight=False)
        return passed, judged


def reply_to(session: Session, message: str) -> str:
    """Ask, and return the whole reply."""
    reply = ""
    for event in session.ask(message):
        if isinstance(event, Finished):
            reply = event.text
    return reply


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


def suites(seed: int, count: int) -> Iterator[tuple[str, list[Probe]]]:
    """Every row of the table of skills: its title and its probes."""
    for name in SKILLS:
        yield name.replace("_", " "), list(skill_probes(name, seed, count))
    for distance in DISTANCES:
        for held_out in (False, True):
            title = f"recalls a {'held-out' if held_out else 'training'} name, {distance} turns later"
            yield title, list(recall_probes(distance, held_out, seed, count))
    yield "recalls a corrected name", list(correction_probes(seed, count))


def own_settings(path: Path) -> SamplingParams:
    """The sampling settings that a model's file asks for."""
    with safe_open(path, "pt") as file:
        return SamplingParams(**json.loads(file.metadata()["sampling"]))


def percent(passed: int, judged: int) -> str:
    return f"{100 * passed / judged:.0f}"


def skill_table(judge: Judge, arguments: argparse.Namespace, greedy: SamplingParams, sampled: SamplingParams) -> Table:
    """Every skill through one template."""
    title = f"{arguments.model.stem}, template {arguments.template}, seed {arguments.seed}"
    table = Table("skill, in held-out wordings", "replies", "greedy %", "sampled %", title=title)
    totals = [0, 0, 0]
    for row, probes in suites(arguments.seed, arguments.count):
        passed, judged = judge.score(probes, arguments.template, greedy)
        lucky = judge.score(probes, arguments.template, sampled)[0] if arguments.sampled else 0
        totals = [totals[0] + passed, totals[1] + lucky, totals[2] + judged]
        table.add_row(row, str(judged), percent(passed, judged), percent(lucky, judged) if arguments.sampled else "-")
    mean = percent(totals[1], totals[2]) if arguments.sampled else "-"
    table.add_row("all", str(totals[2]), percent(totals[0], totals[2]), mean, style="bold")
    return table


def template_table(judge: Judge, seed: int, count: int, greedy: SamplingParams) -> Table:
    """A mixture of skills through every template."""
    table = Table("template", "replies", "greedy %")
    for name in template_names():
        passed, judged = judge.score(template_probes(name, seed, count), name, greedy)
        table.add_row(name, str(judged), percent(passed, judged))
    return table


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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.evaluate")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--template", default="raven-chat", choices=template_names())
    parser.add_argument("--sampled", action="store_true", help="also sample, with the model's own settings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=25, help="probes of each skill")
    parser.add_argument("--misses", action="store_true", help="print the replies that fail, on stderr")
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=TABLES, help="which of them (default: all)")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    model = load_model(arguments.model, strategy="cpu fp32")
    judge = Judge(model, load_tokenizer(TOKENIZER), Console(stderr=True, width=400) if arguments.misses else None)
    sampled = replace(own_settings(arguments.model), seed=arguments.seed)
    greedy = replace(sampled, temperature=0.0)
    console = Console()
    with torch.inference_mode():
        if "skills" in arguments.tables:
            console.print(skill_table(judge, arguments, greedy, sampled))
        if "templates" in arguments.tables:
            console.print(template_table(judge, arguments.seed, 2 * arguments.count, greedy))
        if "precision" in arguments.tables:
            console.print(precision_table(arguments.model, arguments.seed, 4 * arguments.count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
