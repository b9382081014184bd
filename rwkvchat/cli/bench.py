"""``rwkvchat bench``: what moving about in conversations costs, what resuming saves, the wait at the start."""

import argparse
import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rwkvchat.catalogue import find_model
from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import Parser, read_flags
from rwkvchat.cli.listing import output_flags, show_rows
from rwkvchat.config import Folders
from rwkvchat.errors import UsageError
from rwkvchat.events import Event
from rwkvchat.preferences import Preferences
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

if TYPE_CHECKING:
    from rwkvchat.benchmark import ResumeCosts, StateCosts


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags = read_flags(command_line(), arguments)
    if flags.tokens < 0:
        raise UsageError(
            f"--tokens cannot be {flags.tokens}", "give a whole number; 0 leaves the long conversation out"
        )
    if flags.rounds < 1:
        raise UsageError(f"--rounds cannot be {flags.rounds}", "give a whole number from 1")
    preferences, renderer = prepared(flags, Folders.of_user())
    MEASURES[flags.what](flags, preferences, renderer)
    return 0


def _starts(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    from rwkvchat.benchmark_start import measure_starts

    starts = measure_starts(flags.rounds, flags.beside)
    if flags.json:
        renderer.data(json.dumps({each.what: each.seconds for each in starts}))
        return
    show_rows(renderer, [(each.what, f"{each.seconds:.2f}") for each in starts], ("from the start", "seconds"))
    renderer.notice(f"medians of {flags.rounds} rounds, one start after another")


def _rendering(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    from rwkvchat.ui.rendering_cost import rendering

    costs = rendering()
    if flags.json:
        renderer.data(json.dumps(dataclasses.asdict(costs)))
        return
    rows = [
        ("Markdown, microseconds of a core for each token", f"{costs.markdown_microseconds:.1f}"),
        ("plain text, the same", f"{costs.plain_microseconds:.1f}"),
        *((f"Markdown at {rate} tokens/s, share of a core", f"{costs.share(rate):.2%}") for rate in (10, 100, 1000)),
    ]
    show_rows(renderer, rows)


def _conversation(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    found = find_model(flags.model and preferences.weights(flags.model), flags.tokenizer)
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
        return
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


MEASURES = {"conversation": _conversation, "start": _starts, "rendering": _rendering}
"""What each word measures."""


def command_line() -> Parser:
    parser = Parser(
        prog="rwkvchat bench",
        description="Measure what conversations cost, the wait at the start, or the drawing of replies.",
        allow_abbrev=False,
        parents=[output_flags()],
    )
    parser.add_argument(
        "what",
        nargs="?",
        default="conversation",
        choices=list(MEASURES),
        help="conversation (as usual): moving about, saving, resuming; start: until the input line and the first word; "
        "rendering: of a reply as Markdown",
    )
    parser.add_argument("-m", "--model", metavar="PATH", help="the model that reads the long conversation")
    parser.add_argument("--tokenizer", metavar="PATH", help="its tokenizer.json, where it does not lie beside it")
    parser.add_argument("--strategy", default="auto", metavar="TEXT", help="how it computes")
    parser.add_argument("--tokens", type=int, default=100_000, metavar="N", help="how long that is (0: leave it out)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of starts (default 5)")
    parser.add_argument("--beside", action="append", default=[], metavar="COMMAND",
                        help="another chat program to start in the same rounds")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print all as one JSON object")
    return parser
