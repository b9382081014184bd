"""Presets: settings of sampling that go together under a name, read from the data that travel with the package."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rwkvchat.errors import SettingsError, did_you_mean

DATA = Path(__file__).with_name("presets.toml")


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings by the words users type, with their values as typed."""

    name: str
    description: str
    settings: Mapping[str, str]


@functools.cache
def _presets() -> dict[str, Preset]:
    tables = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        name: Preset(name, table.pop("description"), {word: f"{value:g}" for word, value in table.items()})
        for name, table in tables.items()
    }


def preset_names() -> list[str]:
    """The names of all presets, in the order of the data."""
    return list(_presets())


def load_preset(name: str) -> Preset:
    """The preset of a name.

    Raises:
        SettingsError: there is none; names the nearest.
    """
    found = _presets().get(name.lower())
    if found is not None:
        return found
    hint = f"{did_you_mean(name, preset_names())}there are {', '.join(preset_names())}"
    raise SettingsError(f"there is no preset named {name}", hint)
