"""The settings as they stand: those of config.toml and, over them, those of the environment."""

import contextlib
import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rwkvchat.config import Folders
from rwkvchat.engine.kernels import VARIABLE as KERNELS
from rwkvchat.errors import TRACEBACK, SettingsError, did_you_mean
from rwkvchat.files import user_path
from rwkvchat.params import SETTINGS, field_of
from rwkvchat.preferences import PREFIX, TABLE, Entry, Preferences, Source, blaming
from rwkvchat.settings_file import Given, read_settings_file, toml_text

CONFIG = "RWKVCHAT_CONFIG"
"""Names another settings file, in the environment."""

OTHERS = (CONFIG, TRACEBACK, KERNELS)
"""Variables that are no settings."""

VARIABLES = {each.variable: each for each in TABLE.values()}


def settings_path(folders: Folders, environment: Mapping[str, str] = os.environ) -> Path:
    """The settings file."""
    given = environment.get(CONFIG)
    return user_path(given) if given else folders.settings


def load_preferences(folders: Folders, environment: Mapping[str, str] = os.environ) -> Preferences:
    """The settings of the file, and over them those of the environment.

    Raises:
        SettingsError: a name that there is not, or a value that cannot be; says where it stands.
    """
    path = settings_path(folders, environment)
    if environment.get(CONFIG) and not os.path.lexists(path):
        raise SettingsError(f"{CONFIG}: there is no file {path}", "rwkvchat config edit makes it")
    given = read_settings_file(path)
    entries, aliases = _of_file(given)
    variables, remarks = _of_environment(environment)
    found = Preferences().over(entries).over(variables)
    sources = dict(found.sources)
    for table, names in aliases.items():
        sources |= {f"{table}.{name}": entry.source for name, entry in names.items()}
    models, commands = ({name: entry.value for name, entry in aliases[table].items()} for table in ALIASES)
    return dataclasses.replace(found, models=models, commands=commands, sources=sources, remarks=remarks)


ALIASES = ("models", "commands")
"""Tables of the file, of names of the user's own."""


def _of_file(given: Given) -> tuple[dict[str, Entry], dict[str, dict[str, Entry]]]:
    entries: dict[str, Entry] = {}
    aliases: dict[str, dict[str, Entry]] = {table: {} for table in ALIASES}
    for key, value in given.table.items():
        source, name = Source("file", str(given.path), given.line(key)), key.replace("-", "_")
        with blaming(source):
            if key in ALIASES:
                if not isinstance(value, dict):
                    raise SettingsError(
                        f"{key} is no table", f"write [{key}], and below it lines such as {EXAMPLES[key]}"
                    )
                for alias, meant in value.items():
                    aliases[key][alias] = Entry(meant, Source("file", str(given.path), given.line(key, alias)))
            elif name not in TABLE:
                raise _unknown(key, value)
            elif name in entries:
                raise SettingsError(f"{name} is given twice", f"it stands in line {entries[name].source.line} too")
            else:
                entries[name] = Entry(value, source)
    for table, found in aliases.items():
        for alias, entry in found.items():
            with blaming(entry.source):
                _check_alias(table, alias, entry.value)
    return entries, aliases


EXAMPLES = {"models": 'big = "~/models/raven-7b.pth"', "commands": 'r = "/retry temp=0.9"'}


def _unknown(key: str, value: Any) -> SettingsError:
    if isinstance(value, dict):
        inner = [name for name in value if name.replace("-", "_") in TABLE]
        hint = f"write {inner[0]} above the first line in [brackets], in no table" if inner else ""
        return SettingsError(f"there is no table [{key}]", hint or did_you_mean(key, ALIASES) + _known())
    with contextlib.suppress(SettingsError):  # what /set takes as well, such as temperature
        return SettingsError(f"there is no setting named {key}", f"it is called {SETTINGS[field_of(key)].word} here")
    return SettingsError(f"there is no setting named {key}", did_you_mean(key, TABLE) + _known())


def _known() -> str:
    return "rwkvchat config show lists them all"


def _check_alias(table: str, alias: str, meant: Any) -> None:
    if alias.replace("-", "_") in TABLE:
        raise SettingsError(
            f"{alias} stands in the table [{table}] and is a setting",
            "move its line above the first line in [brackets]",
        )
    if not alias or alias.startswith("/") or alias.split() != [alias]:
        raise SettingsError(f"{alias!r} cannot be a name in [{table}]", "give one word without a slash before it")
    if not isinstance(meant, str) or not meant.strip() or (table == "commands" and not meant.startswith("/")):
        kind = "line that begins with a slash" if table == "commands" else "name or path in quotes"
        raise SettingsError(f"{alias} cannot be {meant!r}", f"give a {kind}, such as {EXAMPLES[table]}")


def _of_environment(environment: Mapping[str, str]) -> tuple[dict[str, Entry], tuple[str, ...]]:
    entries: dict[str, Entry] = {}
    remarks = []
    for name, value in sorted(environment.items()):
        if name in VARIABLES and value:  # an empty one is none
            entries[VARIABLES[name].name] = Entry(value, Source("environment", name))
        elif name.startswith(PREFIX) and name not in VARIABLES and name not in OTHERS:
            meant = did_you_mean(name, [*VARIABLES, *OTHERS])
            remarks.append(f"{name} in the environment means nothing to this version{meant and f'; {meant.strip()}'}")
    if environment.get("NO_COLOR"):
        entries["color"] = Entry(False, Source("environment", "NO_COLOR"))
    return entries, tuple(remarks)


def commented() -> str:
    """A settings file that says what there is, with every line of it commented out."""
    lines = [
        "# The settings of rwkvchat. Take the # away from a line to use it; rwkvchat config show tells what holds.",
        f"# {PREFIX}NAME in the environment goes over what is here, and flags go over both.",
        "",
    ]
    for each in TABLE.values():
        lines += [f"# {each.help} ({each.values})", f"# {each.name} = {toml_text(each.example)}", ""]
    for table, about in (("models", "Names of your own for models."), ("commands", "Names of your own for commands.")):
        lines += [f"# {about}", f"# [{table}]", f"# {EXAMPLES[table]}", ""]
    return "\n".join(lines)
