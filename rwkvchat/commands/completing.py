"""What may come next in an argument: words with what they mean, settings and their values, files, conversations.

Each function takes what was typed of the argument so far. Knows no single command.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from rwkvchat.commands.arguments import PRESET
from rwkvchat.commands.shell import Shell
from rwkvchat.files import user_path
from rwkvchat.params import SETTINGS
from rwkvchat.presets import load_preset, preset_names
from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.suggestion import Suggestion

Complete = Callable[[Shell, str], Iterable[Suggestion]]
"""From what was typed of an argument to what may take the place of its end."""

MOST = 1000
"""Names that are looked at in a folder."""


def nothing(shell: Shell, typed: str) -> Iterable[Suggestion]:
    """What completes nothing."""
    return ()


def among(names: Mapping[str, str], typed: str) -> Iterator[Suggestion]:
    """The names, with what they are, that begin as all that was typed does, whatever the case."""
    for name, meaning in names.items():
        if name.casefold().startswith(typed.casefold()) and sanitize(name) == name:
            yield Suggestion(name, meaning, len(typed))


def one_of(names: Mapping[str, str]) -> Complete:
    """What completes an argument that is one of some names."""
    return lambda shell, typed: among(names, typed)


ON_OFF = one_of({"on": "", "off": ""})


def settings(shell: Shell, typed: str) -> Iterator[Suggestion]:
    """Of the last word: settings not given yet, and behind ``=`` their values."""
    *before, last = typed.split(" ")
    name, equals, _ = last.partition("=")
    if equals:
        yield from among({f"{name}={value}": about for value, about in _values(shell, name).items()}, last)
        return
    given = {word.partition("=")[0] for word in before}
    words = {f"{setting.word}=": f"{setting.help} ({setting.range})" for setting in SETTINGS.values()}
    words[f"{PRESET}="] = "settings that go together"
    yield from among({word: about for word, about in words.items() if word[:-1] not in given}, last)


def _values(shell: Shell, word: str) -> dict[str, str]:
    if word == PRESET:
        return presets()
    for name, setting in SETTINGS.items():
        if setting.word == word:
            found = {shown(getattr(shell.defaults, name)): "as the model comes"}
            if shell.opened is not None:
                found |= {shown(getattr(shell.opened.params, name)): "as it is now"}
            return found | ({"random": "another each time"} if setting.optional else {})
    return {}


def shown(value: float | None) -> str:
    """The value of a setting, as it would be typed."""
    return "random" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def presets() -> dict[str, str]:
    """All presets, with what they are for."""
    return {name: load_preset(name).description for name in preset_names()}


def files(typed: str, suffix: str = "") -> Iterator[Suggestion]:
    """Files and folders whose path begins with all that was typed, spaces too; of the files those with a suffix."""
    end = max(typed.rfind(slash) for slash in (os.sep, os.altsep or os.sep)) + 1
    folder, begun = typed[:end], typed[end:]
    place, slash = user_path(folder) if folder else Path(), folder[-1:] or os.sep
    with contextlib.suppress(OSError, ValueError):
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name)[:MOST]:
            hidden = entry.name.startswith(".") and not begun
            if entry.name.startswith(begun) and not hidden and sanitize(entry.name) == entry.name:
                if entry.is_dir():
                    yield Suggestion(f"{folder}{entry.name}{slash}", "folder", len(typed))
                elif entry.name.endswith(suffix):
                    yield Suggestion(f"{folder}{entry.name}", "", len(typed))
