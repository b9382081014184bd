"""``rwkvchat bench``: how fast a model is, what moving about in conversations costs, the wait at the start."""

import argparse
import contextlib
import dataclasses
import json
import shlex
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

LONG_CONVERSATION = 100_000
"""Tokens of the one that is resumed, as usual."""


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    parser = command_line()
    flags = read_flags(parser, arguments)
    if flags.tokens is not None and flags.tokens < 0:
        raise UsageError(
            f"--tokens cannot be {flags.tokens}", "give a whole number; 0 leaves the long conversation out"
        )
    if flags.threads < 0:
        raise UsageError(f"--threads cannot be {flags.threads}", "give a whole number; 0 leaves it to torch")
    if flags.rounds < 1:
        raise UsageError(f"--rounds cannot be {flags.rounds}", "give a whole number from 1")
    what = flags.what or ("speed" if flags.plot is None else "scaling")
    for name, takers in TAKERS.items():
        if what not in takers and getattr(flags, name) != parser.get_default(name):
            flag = "--strategy" if name == "strategies" else f"--{name}"
            raise UsageError(f"bench {what} does not take {flag}", f"that is for {' and '.join(takers)}")
    preferences, renderer = prepared(flags, Folders.of_user())
    MEASURES[what](flags, preferences, renderer)
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
    tokens = LONG_CONVERSATION if flags.tokens is None else flags.tokens

    def work() -> Iterator[Event]:
        from rwkvchat.benchmark import SIZES, measure_resuming, measure_states

        states.extend(measure_states(size) for size in SIZES)
        if tokens:
            model = yield from found.load(flags.strategies[0] if flags.strategies else "auto")
            resuming.append((yield from measure_resuming(model, found.tokenizer, tokens)))

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


def _speed(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    from rwkvchat.cli.bench_speed import measure

    measure(flags, preferences, renderer)


def _scaling(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    from rwkvchat.cli.bench_scaling import measure

    measure(flags, preferences, renderer)


def _profile(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    from rwkvchat.cli.bench_profile import measure

    measure(flags, preferences, renderer)


MEASURES = {
    "speed": _speed,
    "scaling": _scaling,
    "profile": _profile,
    "conversation": _conversation,
    "start": _starts,
    "rendering": _rendering,
}
"""What each word measures."""

TAKERS = {
    "model": ("speed", "scaling", "profile", "conversation"),
    "size": ("speed", "scaling", "profile"),
    "tokenizer": ("conversation",),
    "strategies": ("speed", "scaling", "profile", "conversation"),
    "peers": ("speed",),
    "plot": ("scaling",),
    "threads": ("speed", "scaling", "profile"),
    "tokens": ("scaling", "conversation"),
    "rounds": ("speed", "scaling", "profile", "start"),
    "beside": ("start",),
}
"""The measures that each flag means something for."""


DESCRIPTION = """\
Measure how fast a model is (speed, the usual; scaling; profile), what moving
about in conversations costs (conversation), the wait at the start (start), or
the drawing of replies (rendering)."""

EPILOG = """\
  rwkvchat bench --size 430m --strategy "cpu bf16" --peers
  rwkvchat bench -m raven-1b5 --json
  rwkvchat bench --plot plots --size 169m
  rwkvchat bench profile --size 169m --strategy "cpu bf16"

speed: loading, the first token, prefill of 16 to 2,048 tokens, decoding one
text and eight side by side, and the share of what the machine allows: its
bandwidth for decoding, its rate of products for prefill, which are measured in
the same rounds. Every program runs in a process of its own, and they take
turns."""


def _command(text: str) -> str:
    """A command that names a program."""
    with contextlib.suppress(ValueError):  # a quote that does not end
        if shlex.split(text):
            return text
    raise argparse.ArgumentTypeError(f"{text!r} is no command that starts a program")


def command_line() -> Parser:
    parser = Parser(
        prog="rwkvchat bench",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        parents=[output_flags()],
    )
    add = parser.add_argument
    add("what", nargs="?", choices=list(MEASURES),
        help="speed; scaling: with the length of a conversation, threads, texts side by side; profile: where the time "
        "goes; conversation: moving about, saving, resuming; start: until the input line and the first word; "
        "rendering: of a reply as Markdown")  # fmt: skip
    add("-m", "--model", metavar="PATH", help="the model (as usual that which ships)")
    add("--size", metavar="SIZE", help="instead: random weights of a released size, 169m to 14b")
    add("--tokenizer", metavar="PATH", help="its tokenizer.json, where it does not lie beside it (conversation)")
    add("--strategy", dest="strategies", action="append", default=[], metavar="TEXT",
        help="how it computes; for speed, give several to compare them")  # fmt: skip
    add("--peers", action="store_true", help="speed also of the rwkv package and transformers, where installed")
    add("--plot", metavar="FOLDER|FILE", help="scaling: draw it as SVG, all in one FILE.svg or each in the FOLDER")
    add("--threads", type=int, default=0, metavar="N", help="of each program (0: as torch chooses)")
    add("--tokens", type=int, metavar="N",
        help="of the long conversation (conversation: 100,000, and 0 leaves it out; scaling: 1,000,000)")  # fmt: skip
    add("--rounds", type=int, default=5, metavar="N", help="of every measure (default 5)")
    add("--beside", action="append", default=[], type=_command, metavar="COMMAND",
        help="start: another chat program to start in the same rounds")  # fmt: skip
    add("--json", action="store_true", help="print all as one JSON object")
    return parser
