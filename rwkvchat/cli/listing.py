"""What the commands beside the chat share: rows on standard output, and the conversation that a word means."""

import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from rwkvchat.cli.flags import Parser, switch
from rwkvchat.config import Folders
from rwkvchat.errors import UsageError
from rwkvchat.files import user_path
from rwkvchat.storage.folder import SUFFIX, find_session
from rwkvchat.ui.render import Renderer


def output_flags() -> Parser:
    """The flags of every command that writes something; to be given to a parser as its parent."""
    parser = Parser(add_help=False)
    switch(parser, "plain", "no colour, no animation")
    switch(parser, "color", "no colour", off=True)
    parser.add_argument("--no-config", action="store_true", help="use no settings but those of this command line")
    return parser


def show_rows(renderer: Renderer, rows: Sequence[Sequence[str]], titles: Sequence[str] = ()) -> None:
    """A table; for another program a row is one line, whatever its length."""
    if renderer.out.is_terminal:
        renderer.table(rows, titles)
        return
    lines = [[" ".join(cell.split()) for cell in row] for row in ([titles, *rows] if titles else rows)]
    widths = [max(map(len, column)) for column in zip_longest(*lines, fillvalue="")]
    for line in lines:
        renderer.data("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip())


def can_ask() -> bool:
    """Whether somebody would see a question and could answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(renderer: Renderer, question: str) -> bool:
    """Ask, where somebody can answer.

    Raises:
        UsageError: nobody can.
    """
    if not can_ask():
        raise UsageError(f"nobody is there to be asked: {question}", "give --yes")
    renderer.warning(f"{question} [y/N]", "notice")
    try:
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except KeyboardInterrupt:
        renderer.notice("")  # what the shell says next begins a line
        raise


def conversation_path(word: str, folders: Folders) -> Path:
    """The conversation file that a path means, or the id or title of a kept conversation.

    Raises:
        ConversationError: there is none.
    """
    path = user_path(word)
    if os.path.exists(path) or path.name != word or path.suffix == SUFFIX:
        return path
    return find_session(folders.sessions, word)
