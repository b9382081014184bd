"""``rwkvchat bench speed``: how fast a model reads and writes, beside the machine's bounds and other programs."""

import argparse
import dataclasses
import json
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.catalogue import find_weights
from rwkvchat.cli.listing import show_rows
from rwkvchat.errors import RwkvchatError
from rwkvchat.preferences import Preferences
from rwkvchat.sizes import size_text
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:
    from rwkvchat.benchmark_speed import Entry

PEERS = ("rwkv", "transformers")


def measure(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    """Measure and show what the flags ask for."""
    with tempfile.TemporaryDirectory(prefix="rwkvchat-") as folder:
        _measure(flags, _model(flags, preferences, renderer, Path(folder)), renderer)


def _model(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer, folder: Path) -> Path:
    """The model's file: the one that was named, or one of random weights."""
    if not flags.size:
        return find_weights(flags.model and preferences.weights(flags.model))
    from rwkvchat.random_checkpoint import write_random

    renderer.notice(f"writing random weights of the size {flags.size}")
    path = folder / f"random-{flags.size}.pth"
    write_random(flags.size, path)
    return path


def _measure(flags: argparse.Namespace, model: Path, renderer: Renderer) -> None:
    from rwkvchat.benchmark_speed import CANDIDATES, Entry, Speed, measure_speed
    from rwkvchat.engine.checkpoint import open_checkpoint
    from rwkvchat.engine.layout import rwkv4_layout
    from rwkvchat.machine_rates import measure_rates

    strategies = flags.strategies or ["auto"]
    entries = [Entry("rwkvchat", strategy) for strategy in strategies]
    if flags.peers:
        entries += _peers(strategies, model)
    device = next((s.split()[0] for s in strategies if s.startswith("cuda")), "cpu")
    rates = measure_rates(device)
    speeds = measure_speed(model, entries, rounds=flags.rounds, threads=flags.threads, tell=renderer.notice)
    layout = rwkv4_layout(open_checkpoint(model).tensors)
    after = measure_rates(device)

    if flags.json:
        found = [
            dataclasses.asdict(each)
            | {"decode_share": each.decode_share(rates), "prefill_share": each.prefill_share(rates, layout)}
            for each in speeds
        ]
        renderer.data(json.dumps({"rates": dataclasses.asdict(rates), "speeds": found}))
        return

    def per_second(rate: float | None) -> str:
        return "" if rate is None else f"{rate:,.1f}" if rate < 100 else f"{rate:,.0f}"

    def share(part: float | None) -> str:
        return "" if part is None else f"{part:.0%}"

    def row(title: str, text: Callable[[Speed], str]) -> tuple[str, ...]:
        return (title, *(text(each) for each in speeds))

    def prefilled(length: int) -> tuple[str, ...]:
        return row(f"prefill of {length}, tokens/s", lambda s: per_second(s.prefill[length]))

    rows = [
        row("start to first token, s", lambda s: f"{s.first_seconds:.2f}"),
        row("of that torch, s", lambda s: f"{s.torch_seconds:.2f}"),
        row("loading, s", lambda s: f"{s.load_seconds:.2f}"),
        *(prefilled(length) for length in speeds[0].prefill),
        row("share of the product rate", lambda s: share(s.prefill_share(rates, layout))),
        row("decode, tokens/s", lambda s: per_second(s.decode)),
        row("share of the bandwidth", lambda s: share(s.decode_share(rates))),
        row(f"{CANDIDATES} side by side, tokens/s each", lambda s: per_second(s.candidates)),
        row("most memory", lambda s: size_text(s.peak_bytes)),
    ]
    show_rows(renderer, rows, ("", *(f"{s.program} {s.strategy}" for s in speeds)))
    for title, each in (("before", rates), ("after", after)):
        made = ", ".join(f"{name} {rate / 1e9:,.0f} GFLOP/s" for name, rate in each.products.items())
        renderer.notice(f"{each.device}, {title}: memory {each.bandwidth / 1e9:.1f} GB/s, products {made}")
    renderer.notice(f"medians of {flags.rounds} rounds, one program after another; {speeds[0].threads} threads")


def _peers(strategies: list[str], model: Path) -> "list[Entry]":
    """The other programs that are installed here, under each strategy that they know; `rwkv` reads .pth files alone."""
    from rwkvchat.benchmark_speed import Entry

    found = [name for name in PEERS if find_spec(name)]
    if not found:
        raise RwkvchatError("neither rwkv nor transformers is installed", 'pip install "rwkvchat[test]" brings both')
    plain = [s for s in strategies if len(s.split()) == 2 and s.split()[1] in ("fp32", "bf16", "fp16")]
    return [Entry(name, s) for name in found for s in plain or ["cpu fp32"] if name != "rwkv" or model.suffix == ".pth"]
