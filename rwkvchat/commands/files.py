"""Commands that save and load conversations."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rwkvchat.commands.registry import Shell, command
from rwkvchat.config import private_folder
from rwkvchat.errors import ConversationError
from rwkvchat.files import user_path

SUFFIX = ".state"


def _saved(shell: Shell) -> list[str]:
    folder = shell.folders.sessions
    return sorted(path.stem for path in folder.glob(f"*{SUFFIX}")) if os.path.isdir(folder) else []


def _names_and_files(shell: Shell) -> Iterable[str]:
    yield from _saved(shell)
    yield from sorted(path.name for path in Path().glob(f"*{SUFFIX}"))


@command("save", usage="[FILE]", complete=_names_and_files)
def save(shell: Shell, argument: str) -> None:
    """Save the conversation, state and all, to a file (without one: under today's date)."""
    path = user_path(argument) if argument else _dated(shell)
    _write(shell, path)
    shell.renderer.notice(f"saved to {path}; /load {path if argument else path.stem} goes on from there")


@command("load", usage="FILE|NAME", complete=_names_and_files)
def load(shell: Shell, argument: str) -> None:
    """Go on from a saved conversation, without reading it again; the present one is saved first."""
    from rwkvchat.session_file import load_session

    if not argument:
        names = _saved(shell)
        known = f"there are {', '.join(names[-10:])}" if names else "/save makes one"
        raise ConversationError("which conversation?", f"give a file or the name of a saved one: {known}")
    path, named = user_path(argument), shell.folders.sessions / f"{argument}{SUFFIX}"
    if not os.path.exists(path) and os.path.isfile(named):
        path = named
    session = shell.session
    record = shell.compute(lambda: load_session(path))
    session.check_fits(record)
    if session.unsaved:
        kept = _dated(shell)
        _write(shell, kept)
        shell.renderer.notice(f"the conversation before is kept: /load {kept.stem}")
    shell.compute(lambda: session.adopt(record))
    turns = [turn for turn in session.conversation.current_line() if turn.role != "opening"]
    for turn in turns[-4:]:
        shell.renderer.data(f"{'> ' if turn.role == 'user' else ''}{turn.text}")
    shell.renderer.notice(f"loaded {len(turns)} turns; the model remembers {len(session.conversation.ids())} tokens\n")


def _dated(shell: Shell) -> Path:
    """A place for a conversation that has no name."""
    folder = private_folder(shell.folders.sessions)
    name = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    taken = {path.stem for path in folder.glob(f"{name}*{SUFFIX}")}
    names = (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3)))
    return folder / f"{next(n for n in names if n not in taken)}{SUFFIX}"


def _write(shell: Shell, path: Path) -> None:
    from rwkvchat.session_file import save_session

    session = shell.session
    record = session.record()
    shell.compute(lambda: save_session(path, record))
    session.saved_turns = len(record.conversation.turns)
