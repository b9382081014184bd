"""Editing a text or a file in the user's own editor. Knows nothing of what is in it."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from rwkvchat.errors import RwkvchatError
from rwkvchat.files import reason_of

HINT = "set VISUAL or EDITOR to an editor that is there; the text is as it was"


def edit(text: str, editor: str = "") -> str:
    """The text as the editor leaves it, without the line break that editors put at its end.

    Args:
        editor: its command; empty for VISUAL, EDITOR or what there is.

    Raises:
        RwkvchatError: there is no editor, it fails, or there is no room for the text that it is to change.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="rwkvchat-") as folder:  # for this user alone
            path = Path(folder, "text.md")
            path.write_text(text, encoding="utf-8", errors="replace")
            edit_file(path, editor)
            return path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    except OSError as error:
        raise RwkvchatError(f"the text cannot be edited: {reason_of(error)}", "it is as it was") from error


def edit_file(path: Path, editor: str = "") -> None:
    """Let the user change a file. Arguments and errors as `edit`."""
    command = editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual()
    try:
        # On Windows a command is one text, which only the program itself takes apart.
        words = f'{command} "{path}"' if os.name == "nt" else [*shlex.split(command), str(path)]
        code = subprocess.call(words)  # noqa: S603 (the user's own command)
    except (OSError, ValueError) as error:  # ValueError: a quote that does not end
        raise RwkvchatError(f"the editor {command} cannot be used: {reason_of(error)}", HINT) from error
    if code:
        raise RwkvchatError(f"the editor {command} failed: it ended with code {code}", "the text is as it was")


def _usual() -> str:
    """The command of an editor that is there."""
    names = ("notepad",) if os.name == "nt" else ("editor", "nano", "vim", "vi")
    found = next((name for name in names if shutil.which(name)), None)
    if found is None:
        raise RwkvchatError("there is no editor", HINT)
    return found
