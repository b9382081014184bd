"""What ``rwkvchat bench`` is to measure: the model that is meant, or one of random weights; and where it does so."""

import argparse
import dataclasses
import importlib.metadata
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from rwkvchat import __version__
from rwkvchat.catalogue import find_weights, layout_of
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.engine.layout import Layout
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import UsageError
from rwkvchat.machine import cpu_name, gpus, usable_cores
from rwkvchat.preferences import Preferences
from rwkvchat.sizes import counted
from rwkvchat.ui.render import Renderer

LIBRARIES = ("torch", "rwkv", "transformers")


class Chosen(NamedTuple):
    """A model, and a folder for what has to be written besides, which goes when all is measured."""

    weights: Checkpoint
    layout: Layout
    folder: Path

    @property
    def name(self) -> str:
        return self.weights.name

    def about(self) -> dict[str, Any]:
        """What is told of it."""
        sizes = self.layout._asdict()
        return {"name": self.name, **{name: sizes[name] for name in ("n_layer", "n_embd", "n_params", "dtype")}}


@contextmanager
def chosen(flags: argparse.Namespace, preferences: Preferences, renderer: Renderer) -> Iterator[Chosen]:
    """The model that the flags mean, with all strategies seen to suit it.

    Raises:
        UsageError: the flags contradict each other, or ask for what there is not. WeightsError: as `find_weights`.
        SaveError: there is no room for random weights.
    """
    if flags.size and flags.model:
        raise UsageError("--size and -m each say which model", "give one of them")
    strategies = [parse_strategy(text) for text in flags.strategies]
    with tempfile.TemporaryDirectory(prefix="rwkvchat-") as name:
        folder = Path(name)
        path = _random(flags.size, folder, renderer) if flags.size else find_weights(
            flags.model and preferences.weights(flags.model)
        )  # fmt: skip
        weights = open_checkpoint(path)
        found = Chosen(weights, layout_of(weights), folder)
        for strategy in strategies:
            if strategy:
                strategy.place(found.layout.n_layer)
        yield found


def _random(size: str, folder: Path, renderer: Renderer) -> Path:
    from rwkvchat.random_checkpoint import check_size, write_random

    size = check_size(size)
    renderer.notice(f"writing random weights of the size {size}")
    path = folder / f"random-{size}.pth"
    write_random(size, path)
    return path


def about_machine() -> dict[str, Any]:
    """What figures mean nothing without: the processor, the GPUs, and the versions of what computes."""
    versions = {"rwkvchat": __version__}
    for library in LIBRARIES:
        with suppress(importlib.metadata.PackageNotFoundError):
            versions[library] = importlib.metadata.version(library)
    cards: list[str] = []
    with suppress(Exception):  # which is not what is measured
        cards = [card["name"] for card in gpus()]
    return {"cpu": cpu_name(), "cores": usable_cores(), "gpus": cards, "versions": versions}


def machine_text(device: str = "cpu") -> str:
    """The same in a phrase, for a device of a strategy."""
    machine = about_machine()
    if device.startswith("cuda") and machine["gpus"]:
        return str(machine["gpus"][0])
    return f"{machine['cpu']}, {counted(machine['cores'], 'core')}"


def as_table(value: Any) -> Any:
    """A dataclass as JSON has it, with what follows from its fields."""
    found = dataclasses.asdict(value)
    derived = [name for name, each in vars(type(value)).items() if isinstance(each, property)]
    return found | {name: getattr(value, name) for name in derived}
