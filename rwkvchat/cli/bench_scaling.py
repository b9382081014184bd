"""``rwkvchat bench scaling``: how a model's pace changes with length, threads and texts, as tables or drawn."""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.cli.bench_model import about_machine, as_table, chosen, machine_text
from rwkvchat.cli.listing import show_rows
from rwkvchat.errors import SaveError, UsageError
from rwkvchat.files import check_place, reason_of, user_path
from rwkvchat.line_plot import Line, Plot, draw
from rwkvchat.preferences import Preferences
from rwkvchat.sizes import counted
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:
    from rwkvchat.benchmark_scaling import Pace, Scaling


def measure(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    """Measure what the flags ask for, show it, and draw it where that is asked for."""
    if len(flags.strategies) > 1:
        raise UsageError("scaling is measured of one strategy", "give --strategy once")
    where = None if flags.plot is None else _place(user_path(flags.plot))
    with chosen(flags, preferences, renderer) as model:
        from rwkvchat.benchmark_entries import OURS, Entry
        from rwkvchat.benchmark_scaling import LENGTH, measure_scaling

        found = measure_scaling(
            model.weights,
            model.layout,
            Entry(OURS, flags.strategies[0] if flags.strategies else "auto", model.weights.path),
            length=LENGTH if flags.tokens is None else flags.tokens,
            rounds=flags.rounds,
            threads=flags.threads,
            tell=renderer.notice,
        )
    how = f"{model.name}, {found.strategy}, {counted(found.threads, 'thread')}, {machine_text(found.strategy)}"
    if where is not None:
        for path in _draw(found, where, f"{how}; medians of {counted(flags.rounds, 'round')} (rwkvchat bench scaling)"):
            renderer.notice(f"drawn: {path}")
    if flags.json:
        told = {"model": model.about(), "machine": about_machine(), "rounds": flags.rounds}
        renderer.data(json.dumps(told | as_table(found)))
        return
    _show(found, renderer)
    renderer.notice(f"{how}\nmedians of {counted(flags.rounds, 'round')}, in turn")


def _place(path: Path) -> Path:
    """See, before anything is measured, that something can be drawn there.

    Raises:
        UsageError, SaveError: it cannot.
    """
    if path.suffix == ".svg":
        check_place(path)
    elif path.suffix and not os.path.isdir(path):
        raise UsageError(f"--plot cannot be {path}", "give the name of a file that ends in .svg, or a folder")
    else:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(f"cannot make the folder {path}: {reason_of(error)}", "give another place") from error
    return path


def plots(found: "Scaling") -> dict[str, Plot]:
    """What there is to draw, by names for files."""
    drawn: dict[str, Plot] = {}
    if found.by_length:
        drawn["length"] = Plot(
            "Tokens/s by length of the conversation", "tokens read before", "tokens/s",
            [Line("writing", [(each.count, each.decode) for each in found.by_length])], x_log=True,
        )  # fmt: skip
        megabytes = [(float(each.until), each.memory / 1e6) for each in found.reading]
        drawn["memory"] = Plot(
            "Memory while it is read", "tokens read", "MB", [Line("of the process", megabytes)], x_log=True
        )
    if found.by_threads:
        one, *_ = found.by_threads
        reading = [(each.count, (each.prefill or 0) / (one.prefill or 1)) for each in found.by_threads]
        writing = [(each.count, each.decode / one.decode) for each in found.by_threads]
        lines = [Line("writing", writing), Line("reading", reading)]
        drawn["threads"] = Plot("Speed by threads", "threads", "times one thread", lines)
    drawn["texts"] = Plot(
        "Tokens/s by texts side by side", "texts", "tokens/s",
        [
            Line("all together", [(each.count, each.decode) for each in found.by_texts]),
            Line("each", [(each.count, each.decode / each.count) for each in found.by_texts]),
        ],
    )  # fmt: skip
    return drawn


def _draw(found: "Scaling", where: Path, caption: str) -> list[Path]:
    """Write the drawings: all in one file, or each in a folder."""
    drawn = plots(found)
    if where.suffix == ".svg":
        files = {where: list(drawn.values())}
    else:
        files = {where / f"{name}.svg": [plot] for name, plot in drawn.items()}
    for path, each in files.items():
        try:
            path.write_text(draw(each, caption), encoding="utf-8")
        except OSError as error:
            raise SaveError(f"cannot write {path}: {reason_of(error)}", "make room, or give another place") from error
    return list(files)


def _show(found: "Scaling", renderer: Renderer) -> None:
    memory = {each.until: each.memory for each in found.reading}
    speed = {each.until: each.prefill for each in found.reading}
    _table(
        renderer, ("tokens read", "reading, tokens/s", "writing, tokens/s", "memory, MB"),
        [(f"{p.count:,}", f"{speed[p.count]:,.0f}", f"{p.decode:,.1f}", f"{memory[p.count] / 1e6:,.0f}")
         for p in found.by_length],
    )  # fmt: skip
    _table(renderer, ("threads", "reading, tokens/s", "writing, tokens/s"), _paces(found.by_threads))
    _table(
        renderer, ("texts side by side", "together, tokens/s", "each, tokens/s"),
        [(str(p.count), f"{p.decode:,.1f}", f"{p.decode / p.count:,.1f}") for p in found.by_texts],
    )  # fmt: skip


def _paces(paces: "Sequence[Pace]") -> list[tuple[str, ...]]:
    return [(str(p.count), f"{p.prefill or 0:,.0f}", f"{p.decode:,.1f}") for p in paces]


def _table(renderer: Renderer, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        show_rows(renderer, rows, titles)
        renderer.data("")
