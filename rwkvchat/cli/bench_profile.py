"""``rwkvchat bench profile``: where the time of a token goes, and of a prompt, and what else is done."""

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rwkvchat.cli.bench_model import Chosen, about_machine, as_table, chosen, machine_text
from rwkvchat.cli.listing import show_rows
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import UsageError
from rwkvchat.events import Event
from rwkvchat.preferences import Preferences
from rwkvchat.sizes import counted
from rwkvchat.ui.render import Renderer
from rwkvchat.ui.rendering_cost import rendering
from rwkvchat.worker import Worker

if TYPE_CHECKING:
    from rwkvchat.benchmark_profile import Part, Profile

RENDERING = "rendering, as Markdown"


def measure(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> None:
    """Measure and show what the flags ask for."""
    if len(flags.strategies) > 1:
        raise UsageError("a profile is of one strategy", "give --strategy once")
    with chosen(flags, preferences, renderer) as model:
        profile = _profile(flags, model, renderer)
    from rwkvchat.benchmark_profile import SNAPSHOT

    # What a snapshot costs within the model is told there, and counted here.
    within = {part.name: part.seconds for part in profile.token if part.name == SNAPSHOT}
    added = {part.name: part.seconds for part in profile.beside}
    added |= {RENDERING: rendering().markdown_microseconds / 1e6}
    beside, whole = within | added, profile.token_seconds + sum(added.values())
    share = sum(beside.values()) / whole
    if flags.json:
        told = {"model": model.about(), "machine": about_machine(), "rounds": flags.rounds}
        renderer.data(json.dumps(told | as_table(profile) | {"beside": beside, "beside_share": share}))
        return
    _show(f"one token, {1e3 * profile.token_seconds:,.2f} ms", profile.token, profile.token_seconds, renderer)
    prompt = f"{profile.prompt_tokens} tokens at once, {1e3 * profile.prompt_seconds:,.1f} ms"
    _show(prompt, profile.prompt, profile.prompt_seconds, renderer)
    rows = [(name, f"{1e6 * seconds:,.1f}", f"{seconds / whole:.2%}") for name, seconds in beside.items()]
    total = ("together", f"{1e6 * sum(beside.values()):,.1f}", f"{share:.2%}")
    show_rows(renderer, [*rows, total], ("besides, for each token", "microseconds", "share"))
    how = f"{model.name}, {profile.strategy}, {counted(profile.threads, 'thread')}, {machine_text(profile.strategy)}"
    renderer.notice(f"{how}; medians of {counted(flags.rounds, 'round')}")


def _profile(flags: argparse.Namespace, model: Chosen, renderer: Renderer) -> "Profile":
    """Measured on the engine's thread, as in a chat."""
    found: list[Profile] = []

    def work() -> Iterator[Event]:
        import torch

        from rwkvchat.benchmark_profile import measure_profile
        from rwkvchat.engine.model import load

        if flags.threads:
            torch.set_num_threads(flags.threads)
        strategy = parse_strategy(flags.strategies[0] if flags.strategies else "auto")
        loaded = yield from load(model.weights, strategy)
        found.append(measure_profile(loaded, flags.rounds))

    worker = Worker()
    try:
        renderer.stream(worker.submit(work))
    finally:
        worker.close(seconds=1)
    return found[0]


def _show(title: str, parts: "Sequence[Part]", whole: float, renderer: Renderer) -> None:
    rows = [(part.name, f"{1e6 * part.seconds:,.1f}", f"{part.seconds / whole:.1%}") for part in parts]
    show_rows(renderer, rows, (title, "microseconds", "share"))
    renderer.data("")
