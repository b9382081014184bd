"""``rwkvchat bench``: what moving about in conversations costs, and what resuming a long one saves."""

import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rwkvchat.catalogue import find_model
from rwkvchat.cli.flags import Parser
from rwkvchat.cli.listing import output_flags, show_rows
from rwkvchat.errors import UsageError
from rwkvchat.events import Event
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

if TYPE_CHECKING:
    from rwkvchat.benchmark import ResumeCosts, StateCosts


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags = command_line().parse_args(arguments)
    if flags.tokens < 0:
        raise UsageError(
            f"--tokens cannot be {flags.tokens}", "give a whole number; 0 leaves the long conversation out"
        )
    found = find_model(flags.model, flags.tokenizer)
    renderer = Renderer(sys.stdout, sys.stderr, plain=flags.plain, no_color=flags.no_color)
    states: list[StateCosts] = []
    resuming: list[ResumeCosts] = []

    def work() -> Iterator[Event]:
        from rwkvchat.benchmark import SIZES, measure_resuming, measure_states

        states.extend(measure_states(size) for size in SIZES)
        if flags.tokens:
            model = yield from found.load(flags.strategy)
            resuming.append((yield from measure_resuming(model, found.tokenizer, flags.tokens)))

    worker = Worker()
    try:
        renderer.stream(worker.submit(work))
    finally:
        worker.close(seconds=1)
    if flags.json:
        renderer.data(json.dumps({name: [dataclasses.asdict(each) for each in costs] for name, costs in
                                  (("states", states), ("resuming", resuming))}))  # fmt: skip
        return 0
    titles = ("state of", "MB", *states[0].milliseconds)
    rows = [
        (each.size, f"{each.snapshot_megabytes:.2f}", *(f"{time:.3g}" for time in each.milliseconds.values()))
        for each in states
    ]
    show_rows(renderer, rows, titles)
    renderer.notice("milliseconds, medians; the states are of these models' sizes, and no model computes")
    for each in resuming:
        show_rows(
            renderer,
            [
                (f"{each.tokens:,} tokens read by {found.name} in", f"{each.read_seconds:,.1f} s"),
                (f"saved, {each.file_megabytes:.2f} MB, in", f"{each.save_milliseconds:.1f} ms"),
                ("resumed from the file in", f"{each.resume_milliseconds:.1f} ms"),
                ("the same to the bit", "yes" if each.same_bits else "no"),
            ],
        )
    return 0


def command_line() -> Parser:
    parser = Parser(prog="rwkvchat bench", description="Measure what conversations cost.", allow_abbrev=False,
                    parents=[output_flags()])  # fmt: skip
    parser.add_argument(
        "what",
        nargs="?",
        default="conversation",
        choices=["conversation"],
        help="what to measure: moving about, saving, resuming",
    )
    parser.add_argument("-m", "--model", metavar="PATH", help="the model that reads the long conversation")
    parser.add_argument("--tokenizer", metavar="PATH", help="its tokenizer.json, where it does not lie beside it")
    parser.add_argument("--strategy", default="auto", metavar="TEXT", help="how it computes")
    parser.add_argument("--tokens", type=int, default=100_000, metavar="N", help="how long that is (0: leave it out)")
    parser.add_argument("--json", action="store_true", help="print all as one JSON object")
    return parser
