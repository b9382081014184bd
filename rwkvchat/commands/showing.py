"""Turns shown again: whole, in one line, or as where one is; and how a model computes. Knows the tree, no states."""

from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

from rwkvchat.commands.shell import Shell
from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.errors import UsageError
from rwkvchat.sizes import counted
from rwkvchat.ui.render import Renderer
from rwkvchat.ui.sanitize import sanitize

if TYPE_CHECKING:  # it imports torch
    from rwkvchat.engine.model import Model

WHO = {"opening": "opening", "user": "you", "reply": "reply", "document": "document"}
"""What a turn is called by its role."""

LAST = 4
"""Turns that are shown again when a conversation is gone on with."""


def at_terminal(shell: Shell, line: str, instead: str) -> None:
    """See that a user sits at a terminal.

    Raises:
        UsageError: a program gives the lines; says what does the same there.
    """
    if not shell.interactive:
        raise UsageError(f"{line} needs a terminal", instead)


def preview(text: str, width: int = 50) -> str:
    """The beginning of a text in one line that is not wider than ``width`` columns."""
    words = " ".join(sanitize(text[: 20 * width]).split())
    if cell_len(words) <= width and len(text) <= 20 * width:
        return words
    lines = chop_cells(words, max(1, width - 1))
    return f"{lines[0].rstrip() if lines else ''}…"


def title_of(turn: Turn, width: int = 50) -> str:
    """A turn in one line."""
    if turn.role == "user":
        return f"> {preview(turn.text, width - 2)}".rstrip()
    if turn.role == "document":
        return preview(f"[{turn.name}, {len(turn.ids)} tokens] {turn.text[: 20 * width]}", width)
    if turn.role == "opening":
        return preview(turn.text, width) or "(the beginning)"
    return preview(turn.text, width) or "(an empty reply)"


def show_turn(renderer: Renderer, turn: Turn) -> None:
    """A turn, whole; of a document only its name and size."""
    if turn.role == "user":
        renderer.words("> " + "\n  ".join(turn.text.splitlines() or [""]))
    elif turn.role == "document":
        renderer.data(f"[{turn.name}, {len(turn.ids)} tokens]")
    else:
        renderer.passage(turn.text)


def show_last_turns(renderer: Renderer, conversation: Conversation) -> None:
    """The last turns on the way to where the conversation is, openings apart; with a line on those before them."""
    turns = [turn for turn in conversation.current_line() if turn.role != "opening"]
    if len(turns) > LAST:
        renderer.notice(f"({counted(len(turns) - LAST, 'turn')} before)")
    for turn in turns[-LAST:]:
        show_turn(renderer, turn)
        if turn.role != "user":
            renderer.notice("")


def computed_in(model: "Model") -> str:
    """Where and in which number format a model computes, and why, if the program chose that."""
    because = f" (auto: {model.chosen_because})" if model.chosen_because else ""
    slower = f", layer by layer ({model.slower_because})" if model.slower_because else ""
    return f"{model.info.strategy}{because}{slower}"


def where(conversation: Conversation) -> str:
    """Where the conversation is now, in one line."""
    turn = conversation.turns.get(conversation.cursor)
    if turn is None or turn.role == "opening":
        return "at the beginning of the conversation"
    if turn.role == "document":
        return f"now after the document {turn.name}"
    return f"now after {'your message' if turn.role == 'user' else 'the reply'}: {preview(turn.text)}"
