"""The command that writes what was said into a file for people and other programs."""

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

from rwkvchat.commands.arguments import first_word
from rwkvchat.commands.completing import among, files
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.errors import SaveError, UsageError, did_you_mean
from rwkvchat.files import user_path, write_atomically
from rwkvchat.sizes import counted
from rwkvchat.storage.export import KINDS, export
from rwkvchat.storage.text import heading, line_of
from rwkvchat.ui.suggestion import Suggestion

command = family("files")


def _kinds_and_files(shell: Shell, typed: str) -> Iterator[Suggestion]:
    kind, space, name = typed.partition(" ")
    yield from files(name) if space else among({"md": "Markdown", "json": "for programs", "txt": "plain text"}, kind)


@command("export", usage="md|json|txt [FILE]", complete=_kinds_and_files)
def export_(shell: Shell, argument: str) -> None:
    """Write this line of talk into a text file.

    /export md            a file named after the conversation, here
    /export json a.json   a file of that name
    /save keeps the state of the model too, and can be gone on from.
    """
    kind, name = first_word(argument)
    if kind not in KINDS:
        hint = f"{did_you_mean(kind, KINDS)}give one of {', '.join(KINDS)}"
        raise UsageError(f"{kind} is no kind of text" if kind else "as what kind of text?", hint)
    session = shell.session
    turns = line_of(session.conversation)
    if all(turn.role == "opening" for turn in turns):
        raise UsageError("nothing was said here yet", "say something first; /goto lists what was said elsewhere")
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
