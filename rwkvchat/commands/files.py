"""Commands that save and load conversations."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rwkvchat.commands.registry import Shell, command
from rwkvchat.config import private_folder
from rwkvchat.errors import ConversationError

SUFFIX = ".state"


def _saved(shell: Shell) -> list[str]:
    folder = shell.folders.sessions
    return sorted(path.stem for path in folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []


def _names_and_files(shell: Shell) -> Iterable[str]:
    yield from _saved(shell)
    yield from sorted(path.name for path in Path().glob(f"*{SUFFIX}"))


@command("save", usage="[FILE]", complete=_names_and_files)
def save(shell: Shell, argument: str) -> None:
    """Save the conversation, state and all, to a file (without one: under today's date)."""
    from rwkvchat.session_file import save_session

    if argument:
        path = Path(argument).expanduser()
    else:
        name = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
        path = private_folder(shell.folders.sessions) / f"{name}{SUFFIX}"
    record = shell.session.record()
    shell.compute(lambda: save_session(path, record))
    shell.renderer.notice(f"saved to {path}; /load {path if argument else path.stem} goes on from there")


@command("load", usage="FILE|NAME", complete=_names_and_files)
def load(shell: Shell, argument: str) -> None:
    """Go on from a saved conversation, without reading it again."""
    from rwkvchat.session_file import load_session

    if not argument:
        names = _saved(shell)
        known = f"there are {', '.join(names[-10:])}" if names else "/save makes one"
        raise ConversationError("which conversation?", f"give a file or the name of a saved one: {known}")
    path = Path(argument).expanduser()
    if not path.exists() and (shell.folders.sessions / f"{argument}{SUFFIX}").is_file():
        path = shell.folders.sessions / f"{argument}{SUFFIX}"
    session = shell.session
    record = shell.compute(lambda: load_session(path))
    shell.compute(lambda: session.adopt(record))
    turns = [turn for turn in session.conversation.current_line() if turn.role != "opening"]
    for turn in turns[-4:]:
        shell.renderer.notice(f"{'> ' if turn.role == 'user' else ''}{turn.text}")
    shell.renderer.notice(f"loaded {len(turns)} turns; the model remembers {len(session.conversation.ids())} tokens")
