"""What was said in a kept conversation: its texts, without its tensors. Needs no torch.

Reads no more of a file than its text, so it does not look at the hash; whoever goes on with the conversation does.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.errors import ConversationError
from rwkvchat.storage.journal import Entries, merge, read_entries
from rwkvchat.storage.pack import CONVERSATION, Damaged, Table, read_table
from rwkvchat.storage.paths import read_journal, settled
from rwkvchat.storage.salvage import refusal
from rwkvchat.storage.tables import expect

HEADING = 60
"""Characters of a message that stand for a title."""


class TextTurn(NamedTuple):
    """One turn, as it was typed, shown or read."""

    number: int
    role: str
    text: str
    parent: int | None = None
    name: str = ""
    """Of a document: the name of its file."""
    stop_reason: str | None = None
    """Of a reply: why it ended."""


class SessionText(NamedTuple):
    """All that was said in a conversation, and where it is."""

    title: str
    """What the user named it; mostly empty."""
    model: str
    turns: Mapping[int, TextTurn]
    cursor: int

    def line(self) -> list[TextTurn]:
        """The turns from the root to the cursor."""
        path: list[TextTurn] = []
        at: int | None = self.cursor
        while at is not None and at in self.turns:
            path.append(self.turns[at])
            at = self.turns[at].parent
        return path[::-1]


def heading(title: str, line: Iterable[TextTurn]) -> str:
    """What a conversation is called: its title, else the beginning of the first message in the line."""
    words = title or next((" ".join(turn.text.split()) for turn in line if turn.role == "user"), "")
    if title or len(words) <= HEADING:
        return words
    return f"{words[:HEADING].rpartition(' ')[0] or words[:HEADING]}..."


def line_of(conversation: Conversation) -> list[TextTurn]:
    """The turns of a conversation that is held just now, from the root to the cursor."""
    turns = ((number, conversation.turns[number]) for number in conversation.line())
    return [TextTurn(number, turn.role, turn.text, turn.parent, turn.name, turn.stop_reason) for number, turn in turns]


def read_text(path: Path) -> SessionText:
    """The texts of a conversation file and its journal.

    Raises:
        ConversationError: it is missing, damaged, foreign or of a newer version.
    """

    def entries() -> Entries:
        base = read_table(path, CONVERSATION)
        return read_entries(read_journal(path), base, str(path))

    try:
        try:
            found = settled(path, entries, lambda entries: entries.torn)
            return _text(merge(found.base, found.packs).table)
        except Damaged:
            raise refusal(path, path.read_bytes() + read_journal(path)) from None
    except OSError as error:
        raise ConversationError(f"cannot read {path}: {error.strerror}", "check the path") from error


def _text(table: Table) -> SessionText:
    """What a conversation's table says.

    Raises:
        Damaged: it is none.
    """
    try:
        turns: dict[int, TextTurn] = {}
        last = -1
        for fields in table["turns"]:
            turn = TextTurn(*(fields[name] for name in TextTurn._fields))
            # Numbers that ascend leave no circle of parents.
            expect(type(turn.number) is int and turn.number > last and (turn.parent is None or turn.parent in turns))
            expect(all(isinstance(text, str) for text in (turn.role, turn.text, turn.name)))
            turns[turn.number] = turn
            last = turn.number
        title, model, cursor = table["title"], table["model"]["name"], table["place"][0]
        expect(isinstance(title, str) and isinstance(model, str) and (cursor in turns or not turns))
    except (LookupError, TypeError, ValueError):
        raise Damaged("it does not fit together") from None
    return SessionText(title, model, turns, cursor)
