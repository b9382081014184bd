"""Reading config.toml so that everything in it is known with its line, and writing one that explains itself.

Knows TOML and lines; what may stand in the file is `preferences`' business.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rwkvchat.errors import SettingsError

KEY = re.compile(r"""\s*+((?:"(?:[^"\\]|\\.)*+"|'[^']*+'|[^\s"'#=\[]|[ \t]++(?=[.=]))+?)\s*+=""")
TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
QUOTES = ('"""', "'''")


class Given(NamedTuple):
    """What a file says, and where each key of it stands."""

    path: Path
    table: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]

    def line(self, *keys: str) -> int:
        """The line of a key, or of the table around it; 0 where it cannot be told."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 0)


def read_settings_file(path: Path) -> Given:
    """Read the file; one that there is not says nothing.

    Raises:
        SettingsError: it cannot be read, or is no TOML; names the line.
    """
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Given(path, {}, {})
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path} line {line}: this is not UTF-8", "save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "there can be no such path"
        raise SettingsError(f"cannot read the settings in {path}: {reason}", "check the file") from error
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:  # the library lets more than its own error out
        found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
        line = int(found[2]) if found and found[2] else source.rstrip().count("\n") + 1
        reason = found[1] if found else str(error)
        raise SettingsError(
            f"{path} line {line}: this is not valid TOML: {reason[:1].lower()}{reason[1:]}",
            "write name = value, with texts in quotes; rwkvchat config edit opens the file",
        ) from error
    return Given(path, table, dict(_lines(source)))


def _lines(source: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Where keys and tables of a valid file stand; what is in a list, or in a table in one line, has no line."""
    table: tuple[str, ...] = ()
    inside = ""  # the quotes of a text of many lines
    for number, line in enumerate(source.split("\n"), 1):
        text = line.rstrip("\r")
        if inside:
            inside = "" if inside in text else inside
            continue
        if header := TABLE.match(text):
            table = _path(header[1])
            yield table, number
        elif key := KEY.match(text):
            yield (*table, *_path(key[1])), number
            rest = text[key.end() :].lstrip()
            inside = next((quotes for quotes in QUOTES if rest.startswith(quotes) and rest.count(quotes) == 1), "")


def _path(key: str) -> tuple[str, ...]:
    """The names in a key such as ``models."my own"``."""
    try:
        table = tomllib.loads(f"{key} = 0")
    except ValueError:  # part of a list in many lines
        return (key,)
    names = []
    while isinstance(table, dict):
        (name, table) = next(iter(table.items()))
        names.append(name)
    return tuple(names)


def toml_text(value: object) -> str:
    """A text, number or truth value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + re.sub(r'[\x00-\x1f\x7f"\\]', _escaped, value) + '"'
    return str(value)


def toml_key(name: str) -> str:
    """A name as a key of TOML."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else toml_text(name)


def _escaped(found: re.Match[str]) -> str:
    known = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return known.get(found[0], f"\\u{ord(found[0]):04x}")
