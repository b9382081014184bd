"""A conversation as a tree of turns with a cursor. Pure: knows no model, no tokenizer and no files.

What the model remembers is, token for token, the ids of the turns from a root to the cursor. Going back or
trying again moves the cursor; nothing is taken out but what a command that failed had put in, so every move can
be undone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rwkvchat.events import StopReason
from rwkvchat.params import SamplingParams

Role = Literal["opening", "user", "reply"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, as it was fed to the model."""

    role: Role
    ids: tuple[int, ...]
    """The tokens fed; the text that the model remembers is their decoding."""
    readings: tuple[int, ...]
    """Lengths of the readings that fed them: repeating these gives the same state to the bit."""
    text: str
    """What was typed (user) or shown (reply)."""
    parent: int | None = None
    closing: str = ""
    """Text to be fed before the next user turn; not part of this one's ids."""
    stops: tuple[str, ...] = ()
    """Of a user's turn: texts that end a reply to it."""
    trim_reply: bool = True
    """Of a user's turn: whether white space at the beginning of a reply to it is left out."""
    params: SamplingParams | None = None
    seed: int | None = None
    stop_reason: StopReason | None = None


class Mark(NamedTuple):
    """A conversation before a command, as far as the command may change it."""

    turns: int
    future: list[int]


@dataclass(slots=True)
class Conversation:
    """The tree: turns by number, the number the cursor is at, and where the cursor was before each command."""

    turns: dict[int, Turn] = field(default_factory=dict)
    cursor: int = -1
    """The turn that the model has read last; -1 before the first opening."""
    past: list[int] = field(default_factory=list)
    future: list[int] = field(default_factory=list)

    def add(self, turn: Turn) -> int:
        """Put a turn under its parent and move the cursor to it; returns its number."""
        number = len(self.turns)
        self.turns[number] = turn
        self.cursor = number
        return number

    def copy(self) -> "Conversation":
        """The same tree and cursor, which later moves of this one leave alone; turns are values and shared."""
        return Conversation(dict(self.turns), self.cursor, list(self.past), list(self.future))

    def mark(self) -> Mark:
        """Remember the cursor before a command moves it: what `undo` goes back to, and `abandon` with the mark."""
        mark = Mark(len(self.turns), self.future)
        self.past.append(self.cursor)
        self.future = []
        return mark

    def go(self, number: int) -> None:
        """Move the cursor; can be undone."""
        self.mark()
        self.cursor = number

    def abandon(self, mark: Mark) -> None:
        """Go back to the last mark as if the command had not been given."""
        self.cursor, self.future = self.past.pop(), mark.future
        while len(self.turns) > mark.turns:
            self.turns.popitem()

    def undo(self, steps: int = 1) -> int:
        """Take back up to ``steps`` moves; returns how many there were."""
        return self._shift(self.past, self.future, steps)

    def redo(self, steps: int = 1) -> int:
        """Make up to ``steps`` moves again that were taken back; returns how many there were."""
        return self._shift(self.future, self.past, steps)

    def _shift(self, source: list[int], target: list[int], steps: int) -> int:
        moved = 0
        while source and moved < steps:
            target.append(self.cursor)
            self.cursor = source.pop()
            moved += 1
        return moved

    def line(self, number: int | None = None) -> list[int]:
        """Numbers of the turns from a root to ``number`` (the cursor if None)."""
        path: list[int] = []
        at: int | None = self.cursor if number is None else number
        while at is not None and at >= 0:
            path.append(at)
            at = self.turns[at].parent
        return path[::-1]

    def current_line(self) -> Iterator[Turn]:
        """The turns from the root to the cursor."""
        return (self.turns[number] for number in self.line())

    def ids(self) -> list[int]:
        """Every token that the model has read on the way to the cursor."""
        return [token for turn in self.current_line() for token in turn.ids]
