"""``rwkvchat config``: where the settings are, what holds and where each value comes from, and changing them."""

import argparse
import contextlib
import json
import os
import signal
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rwkvchat.catalogue import DEMO, find_weights, layout_of, profile_of
from rwkvchat.cli.effective import prepared, renderer_of
from rwkvchat.cli.flags import Parser, read_flags
from rwkvchat.cli.listing import can_ask, confirmed, output_flags
from rwkvchat.config import Folders, private_folder
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.errors import ModelError, SettingsError
from rwkvchat.files import write_atomically
from rwkvchat.known_models import Profile
from rwkvchat.preferences import TABLE, WORDS, Preferences, Source
from rwkvchat.settings import CONFIG, commented, load_preferences, settings_path
from rwkvchat.settings_file import toml_key, toml_text
from rwkvchat.ui.editor import edit_file


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags = read_flags(command_line(), arguments)
    flags.run(flags, Folders.of_user())
    return 0


def command_line() -> Parser:
    parser = Parser(prog="rwkvchat config", description="The settings of this program.", allow_abbrev=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    output = output_flags()

    path = commands.add_parser("path", help="the file that they are in", parents=[output], allow_abbrev=False)
    path.set_defaults(run=_path)

    show = commands.add_parser(
        "show", help="what holds, and where each value comes from", parents=[output], allow_abbrev=False
    )
    show.add_argument("--json", action="store_true", help="print it as one JSON object")
    show.set_defaults(run=_show)

    edit = commands.add_parser("edit", help="open the file in an editor", parents=[output], allow_abbrev=False)
    edit.set_defaults(run=_edit)
    return parser


def _path(flags: argparse.Namespace, folders: Folders) -> None:
    renderer_of(Preferences()).data(str(settings_path(folders)))


class _Held(NamedTuple):
    """A setting as it holds."""

    name: str
    value: Any
    """None where nothing is set."""
    source: Source | None
    """None of a default."""


def _show(flags: argparse.Namespace, folders: Folders) -> None:
    preferences, renderer = prepared(flags, folders)
    held = list(_held(preferences))
    if flags.json:
        told = {each.name: {"value": each.value, **_place(each.source)} for each in held}
        aliases = {
            table: {name: {"value": meant, **_place(preferences.sources[f"{table}.{name}"])} for name, meant in
                    getattr(preferences, table).items()}
            for table in ("models", "commands")
        }  # fmt: skip
        renderer.data(json.dumps({"path": str(settings_path(folders)), "settings": told, **aliases}))
        return
    rows = [(_line(each.name, each.value), _from(each)) for each in held]
    for table in ("models", "commands"):
        names = getattr(preferences, table)
        rows += [("", ""), (f"[{table}]", "")] if names else []
        rows += [(_line(name, meant), str(preferences.sources[f"{table}.{name}"])) for name, meant in names.items()]
    width = min(40, max(len(line) for line, _ in rows))
    for line, source in rows:  # as the file could say it, so that a line of it can be copied there
        renderer.data(f"{line:<{width}}  # {source}" if source else line)


def _from(held: _Held) -> str:
    if held.source is None and held.value is None:
        return "as the model wants it" if held.name in (*WORDS, "template") else "not set"
    return str(held.source or "default")


def _line(name: str, value: Any) -> str:
    return f"# {name} =" if value is None else f"{toml_key(name)} = {toml_text(value)}"


def _place(source: Source | None) -> dict[str, Any]:
    if source is None:
        return {"source": "default"}
    return {"source": source.kind, "name": source.name} | ({"line": source.line} if source.line else {})


def _held(preferences: Preferences) -> Iterator[_Held]:
    profile, model = _profile(preferences), None
    if profile:
        model = Source("model", preferences.model or DEMO)
    for name in TABLE:
        source = preferences.sources.get(name)
        value: Any
        if name in preferences.sampling:
            value = _number(name, preferences.sampling[name])
        elif name in WORDS:
            value, source = (_number(name, profile.params.as_words()[name]), model) if profile else (None, None)
        else:
            value = getattr(preferences, name)
            if name == "model" and value is None:
                value = DEMO
            if name == "template" and value is None and profile:
                value, source = profile.template, model
        yield _Held(name, value, source)


def _number(word: str, value: object) -> object:
    """A setting of a reply as TOML and JSON have it."""
    found = WORDS[word].parse(value) if isinstance(value, str) else value
    return "random" if found is None else found


def _profile(preferences: Preferences) -> Profile | None:
    """What the model of the settings wants; None where it is not here."""
    name = preferences.model
    try:
        weights = open_checkpoint(find_weights(preferences.weights(name) if name else None))
        return profile_of(weights, layout_of(weights))
    except ModelError:
        return None


def _edit(flags: argparse.Namespace, folders: Folders) -> None:
    """Open the file, and again as long as it holds a mistake and somebody wants to mend it."""
    path, renderer = settings_path(folders), renderer_of(Preferences().over(flags.entries))
    editor = ""
    with contextlib.suppress(SettingsError):  # a file that is to be mended names no editor
        editor = load_preferences(folders).editor or ""
    if not os.path.lexists(path):
        private_folder(path.parent)
        write_atomically(path, commented().encode())
    while True:
        before = signal.signal(signal.SIGINT, lambda signum, frame: None)  # Ctrl-C is the editor's
        try:
            edit_file(path, editor)
        finally:
            signal.signal(signal.SIGINT, before)
        try:
            load_preferences(folders, {CONFIG: str(path)})  # a mistake in a variable is not the file's
        except SettingsError as error:
            if not can_ask():
                raise
            renderer.error(error)
            if not confirmed(renderer, "edit it again?"):
                raise SettingsError(
                    f"{path} is as you left it, and holds a mistake", "rwkvchat config edit opens it again"
                ) from error
        else:
            renderer.notice(f"{path} is in order")
            return
