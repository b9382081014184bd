"""``rwkvchat bench speed``: how fast a model reads and writes, beside the machine's bounds and other programs."""

import argparse
import json
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.cli.bench_model import Chosen, about_machine, as_table, chosen, machine_text
from rwkvchat.cli.listing import show_rows
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import RwkvchatError, WeightsError
from rwkvchat.files import check_room
from rwkvchat.preferences import Preferences
from rwkvchat.sizes import counted, size_text
from rwkvchat.ui.render import Renderer

NAME = 22
"""Letters of a name in a row of a table."""

if TYPE_CHECKING:
    from rwkvchat.benchmark_entries import Entry
    from rwkvchat.benchmark_speed import Measured


def measure(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    """Measure and show what the flags ask for."""
    from rwkvchat.benchmark_speed import measure_speed

    with chosen(flags, preferences, renderer) as model:
        entries, left_out = _entries(flags, model, renderer)
        measured = measure_speed(
            model.weights, model.layout, entries, rounds=flags.rounds, threads=flags.threads, tell=renderer.notice
        )
    if flags.json:
        told = {"model": model.about(), "machine": about_machine(), "rounds": flags.rounds, "left_out": left_out,
                "together": measured.together, "rates": {pool: as_table(r) for pool, r in measured.rates.items()},
                "speeds": [as_table(speed) for speed in measured.speeds]}  # fmt: skip
        renderer.data(json.dumps(told))
        return
    _show(measured, renderer)
    renderer.notice(_how(measured, flags.rounds))


def _entries(flags: argparse.Namespace, model: Chosen, renderer: Renderer) -> "tuple[list[Entry], list[str]]":
    """What is measured, and what is not, since there is no room for it."""
    from rwkvchat.benchmark_entries import (
        OURS,
        PACKAGE,
        PEERS,
        Entry,
        installed,
        memory_here,
        memory_needed,
        peers,
        short_of,
    )

    strategies = flags.strategies or ["auto"]
    entries, left_out = [Entry(OURS, strategy, model.weights.path) for strategy in strategies], []
    if not flags.peers:
        return entries, []
    names = installed()
    if not names:
        raise RwkvchatError(
            f"neither {' nor '.join(PEERS)} is installed",
            'pip install "rwkvchat[test]" brings both; or leave out --peers',
        )
    if model.weights.quantisation:
        raise WeightsError(
            f"{model.name} is quantised, and no other program reads such a file",
            "give the file that it was made from, with --strategy, or leave out --peers",
        )
    files = dict.fromkeys(names, model.weights.path)
    if PACKAGE in names:
        files[PACKAGE] = _as_pth(model, renderer)
    for name, strategy in peers([parse_strategy(text) for text in strategies], names):
        entry = Entry(name, strategy, files[name])
        free = memory_here()
        short = short_of([memory_needed(entry, model.weights, model.layout)], free)
        if short is None:
            entries.append(entry)
            continue
        pool, needed = short
        left_out.append(entry.name)
        have = size_text(free.get(pool, 0))
        renderer.notice(f"{entry.name} is left out: it needs {size_text(needed)} on {pool}, and {have} are free there")
    return entries, left_out


def _as_pth(model: Chosen, renderer: Renderer) -> Path:
    """The model as the `rwkv` package reads it, which knows no other form than .pth."""
    from rwkvchat.convert import Wanted, prepare
    from rwkvchat.random_checkpoint import ELSEWHERE

    source = model.weights.path
    if model.weights.format == "pth" and source.suffix == ".pth" and source.is_file():
        return source
    renderer.notice(f"rwkv reads .pth files alone: {model.name} is converted for it")
    check_room(model.folder, model.weights.size, f"{model.name} as a .pth file", ELSEWHERE)
    return prepare(source, Wanted(model.folder / "model.pth", "pth")).run()


def _show(measured: "Measured", renderer: Renderer) -> None:
    """A table of speeds, and one of what there is besides; a row is a program, so there is room for any number."""
    from rwkvchat.benchmark_speed import CANDIDATES

    speeds = measured.speeds
    lengths = (f"{length:,}" for length in speeds[0].prefill)
    titles = ("tokens/s, prefill of", *lengths, "share", "decode", "share", f"{CANDIDATES} each")
    rows = [
        (
            f"{s.program} {s.strategy}",
            *map(_rate, s.prefill.values()),
            f"{s.prefill_share:.0%}",
            _rate(s.decode),
            f"{s.decode_share:.0%}",
            "" if s.candidates is None else _rate(s.candidates),
        )
        for s in speeds
    ]
    _table(renderer, rows, titles)
    renderer.data("")
    titles = ("seconds, bytes", "first token", "torch", "loading", "peak", "per token")
    rows = [
        (
            f"{s.program} {s.strategy}",
            f"{s.first_seconds:.2f}",
            f"{s.torch_seconds:.2f}",
            f"{s.load_seconds:.2f}",
            size_text(s.peak_bytes + s.gpu_bytes),
            size_text(sum(s.weight_bytes.values())),
        )
        for s in speeds
    ]
    _table(renderer, rows, titles)


def _table(renderer: Renderer, rows: Sequence[tuple[str, ...]], titles: tuple[str, ...]) -> None:
    """Numbers end below each other; in a window a long name goes on in the next row, so that they stay whole."""
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    cells: list[tuple[str, ...]] = []
    for name, *numbers in rows:
        first, *others = textwrap.wrap(name, NAME, subsequent_indent="  ") if renderer.out.is_terminal else [name]
        cells.append((first, *(cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))))
        cells += [(other, *[""] * len(numbers)) for other in others]
    show_rows(renderer, cells, titles)


def _rate(rate: float) -> str:
    """In five letters at most, so that the table fits a window."""
    if rate < 10_000:
        return f"{rate:,.1f}" if rate < 100 else f"{rate:,.0f}"
    return f"{rate / 1e3:.1f}k" if rate < 100_000 else f"{rate / 1e3:.0f}k"


def _how(measured: "Measured", rounds: int) -> str:
    """What the shares are of, and how it was measured."""
    lines = [
        f"{machine_text(each.device)}: {'reads' if each.device == 'cpu' else 'copies'} {each.bandwidth / 1e9:.1f} GB/s"
        f", multiplies {', '.join(f'{name} {rate / 1e9:,.0f}' for name, rate in each.products.items())} GFLOP/s"
        for each in measured.rates.values()
    ]
    abouts = dict.fromkeys(f"{each.program}: {each.about}" for each in measured.speeds if each.about)
    beyond = any(each.decode_share > 1 or each.prefill_share > 1 for each in measured.speeds)
    each_by_itself = "one after another" if measured.together else "each loaded anew, since not all fit into memory"
    return "\n".join([
        *lines,
        *abouts,
        "shares: of what these rates allow, for the fastest prefill and for decoding",
        *(["more than 100% is what a cache gives that holds the model, or a machine that was busy"] if beyond else []),
        f"medians of {counted(rounds, 'round')}, {each_by_itself}; {counted(measured.speeds[0].threads, 'thread')}",
    ])  # fmt: skip
