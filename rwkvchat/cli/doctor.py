"""``rwkvchat doctor``: what this machine and this installation are, for people and with ``--json``."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rwkvchat.cli.effective import prepared, renderer_of
from rwkvchat.cli.flags import Parser, read_flags
from rwkvchat.cli.listing import output_flags, show_rows
from rwkvchat.config import Folders
from rwkvchat.doctor import OPTIONAL, Report, examine, probes
from rwkvchat.errors import SettingsError
from rwkvchat.preferences import Preferences
from rwkvchat.sizes import size_text


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags, folders = read_flags(command_line(), arguments), Folders.of_user()
    try:
        _, renderer = prepared(flags, folders)
    except SettingsError as error:  # a reason to call a doctor, and none for him not to come
        renderer = renderer_of(Preferences().over(flags.entries))
        renderer.error(error)
    report = examine({**probes(folders), "terminal.colors": lambda: renderer.out.color_system})
    if flags.json:
        renderer.data(json.dumps(report.as_table()))
        return 0
    show_rows(renderer, rows(report))
    for advice in report.warnings:
        renderer.passage(f"\nWarning: {advice.message}.\n{advice.hint}")
    return 0


def command_line() -> Parser:
    parser = Parser(
        prog="rwkvchat doctor",
        description="What this machine and this installation are.",
        allow_abbrev=False,
        parents=[output_flags()],
    )
    parser.add_argument("--json", action="store_true", help="print all as one JSON object")
    return parser


def rows(report: Report) -> list[tuple[str, str, str]]:
    """A section, a name and a text each; the section only where it begins."""
    facts = _Facts(report.facts, report.unknown)
    shown: list[tuple[str, str, str]] = []
    for section, lines in {
        "rwkvchat": _program(facts),
        "machine": _machine(facts),
        "torch": _torch(facts),
        "packages": _packages(facts),
        "terminal": _terminal(facts),
        "folders": _folders(facts),
        "models": _models(facts),
    }.items():
        for name, text in lines:
            shown.append((section, name, text))
            section = ""  # noqa: PLW2901 (said once)
    return shown


class _Facts:
    """Facts as texts."""

    def __init__(self, facts: Mapping[str, Any], unknown: Mapping[str, str]) -> None:
        self.all = facts
        self.unknown = unknown

    def text(self, name: str, form: str = "{}") -> str:
        """One fact in a sentence, or why it is not known; nothing if there is no such thing here."""
        if name in self.unknown:
            return f"unknown ({' '.join(self.unknown[name].split())[:100]})"
        value = self.all.get(name)
        if value is None:
            return ""
        return form.format(", ".join(map(str, value)) if isinstance(value, list) else value)

    def size(self, name: str) -> str:
        value = self.all.get(name)
        return self.text(name) if value is None else size_text(value)


def _program(facts: _Facts) -> Iterator[tuple[str, str]]:
    yield "version", facts.text("rwkvchat.version")
    yield "in", facts.text("rwkvchat.folder")
    yield "Python", f"{facts.text('python.version')} {facts.text('python.implementation', '({})')}"
    yield "", facts.text("python.executable")


def _machine(facts: _Facts) -> Iterator[tuple[str, str]]:
    yield "system", facts.text("system.platform")
    yield "processor", facts.text("cpu.name")
    yield "it can", facts.text("cpu.features") or "nothing that makes matrix products fast"
    yield (
        "cores",
        facts.text("cpu.cores")
        + "".join(
            facts.text(name, form)
            for name, form in (
                ("cpu.logical", ", {} logical"),
                ("cpu.usable", ", {} usable"),
                ("cpu.quota", ", the time of {:g} for this container"),
            )
        ),
    )
    machine, total = facts.all.get("memory.machine_bytes"), facts.all.get("memory.total_bytes")
    limited = f" for this container, of {size_text(machine)}" if machine and total and total < machine else ""
    yield "memory", f"{facts.size('memory.free_bytes')} free of {facts.size('memory.total_bytes')}{limited}"
    gpus = facts.all.get("gpus")
    if not gpus:
        yield "GPU", facts.text("gpus") or "none"
    for gpu in gpus or ():
        parts = [gpu["name"]]
        if gpu["memory_bytes"]:
            parts.append(size_text(gpu["memory_bytes"]))
        if gpu["free_bytes"] is not None:
            parts.append(f"{size_text(gpu['free_bytes'])} free")
        parts += [f"{word} {gpu[key]}" for key, word in (("driver", "driver"), ("compute_capability", "compute"))
                  if gpu[key]]  # fmt: skip
        yield "GPU", ", ".join(parts)


def _torch(facts: _Facts) -> Iterator[tuple[str, str]]:
    yield "version", facts.text("torch.version")
    yield "build", facts.text("torch.build")
    yield "libraries", facts.text("torch.libraries")
    usable = facts.all.get("torch.gpu_usable")
    yield "runs on", facts.text("torch.gpu_usable") if usable is None else "CPU and GPU" if usable else "the CPU"
    yield "threads", facts.text("torch.threads")
    yield "vectors", facts.text("torch.vectors")
    yield "kernels", facts.text("torch.kernels")


def _packages(facts: _Facts) -> Iterator[tuple[str, str]]:
    for name, version in (facts.all.get("packages") or {}).items():
        yield name, version or "missing"
    for name, version in (facts.all.get("optional_packages") or {}).items():
        yield name, version or f"not here; it {OPTIONAL[name]}"
    if "packages" in facts.unknown:
        yield "", facts.text("packages")


def _terminal(facts: _Facts) -> Iterator[tuple[str, str]]:
    terminal = facts.all.get("terminal.is_terminal")
    kind = "a terminal" if terminal else "a pipe or a file"
    yield "output", facts.text("terminal.is_terminal") if terminal is None else kind
    size = facts.all.get("terminal.size")
    if size:
        yield "size", f"{size[0]} columns, {size[1]} lines"
    yield "encoding", facts.text("terminal.encoding") or "unknown"
    yield "colours", facts.text("terminal.colors") or "none"
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        if value := facts.text(f"terminal.{name}"):
            yield name, value


def _folders(facts: _Facts) -> Iterator[tuple[str, str]]:
    for place in facts.all.get("folders") or ():
        size = size_text(place["bytes"]) if place["exists"] else "not there yet"
        yield place["kind"], f"{place['path']} ({size})"
        if place["exists"] and place["remove"]:
            yield "", f"to remove it: {place['remove']}"
    if "folders" in facts.unknown:
        yield "", facts.text("folders")


def _models(facts: _Facts) -> Iterator[tuple[str, str]]:
    for model in facts.all.get("models") or ():
        yield size_text(model["bytes"]), model["name"]
        yield "", f"to remove it: {model['remove']}"
    if not facts.all.get("models"):
        yield "", facts.text("models") or "none from the hub; the one that ships is always here"
