"""The command that writes what was said into a file for people and other programs."""

import itertools
import os
import re
from pathlib import Path

from rwkvchat.commands.registry import Shell, family, first_word
from rwkvchat.commands.showing import counted
from rwkvchat.errors import SaveError, UsageError
from rwkvchat.files import user_path, write_atomically
from rwkvchat.storage.export import KINDS, export
from rwkvchat.storage.text import heading, line_of

command = family("files")


@command("export", usage="md|json|txt [FILE]", complete=lambda shell, word: KINDS)
def export_(shell: Shell, argument: str) -> None:
    """Write this line of talk into a text file."""
    kind, name = first_word(argument)
    if kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise UsageError(f"{kind} is no kind of text" if kind else "as what kind of text?", f"give one of {kinds}")
    session = shell.session
    turns = line_of(session.conversation)
    title = heading(session.title, turns)
    path = user_path(name) if name else free_name(title, kind)
    if os.path.lexists(path):
        raise SaveError(f"there is {path} already", "give another name; nothing is written over")
    write_atomically(path, export(turns, title, session.model.info.name, kind).encode("utf-8"), keep_before=False)
    shell.renderer.notice(f"wrote {counted(sum(turn.role != 'opening' for turn in turns), 'turn')} to {path}")


def free_name(title: str, kind: str) -> Path:
    """A file name made of a title, in the folder where the program was started, that nothing has."""
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60] or "conversation"
    names = (f"{words}{f'-{n}' if n > 1 else ''}.{kind}" for n in itertools.count(1))
    return next(Path(name) for name in names if not os.path.lexists(name))
