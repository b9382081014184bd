"""A conversation as a tree of turns and a place in it. Pure: knows no model, no tokenizer and no files.

What the model remembers is, token for token, the ids of the turns from a root to the cursor. Every move makes a
new `Place` and remembers the one before, so every move can be undone; turns are taken out only by `delete`, and
when a command that failed had put them in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from rwkvchat.errors import ConversationError, did_you_mean
from rwkvchat.events import StopReason
from rwkvchat.params import SamplingParams

Role = Literal["opening", "user", "reply", "document"]

MAIN = "main"
"""The branch that a conversation begins on."""
BRANCH_NAME = re.compile(r"[^\s\x00-\x1f\x7f]{1,40}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, as it was fed to the model."""

    role: Role
    ids: tuple[int, ...]
    """The tokens fed; the text that the model remembers is their decoding."""
    readings: tuple[int, ...]
    """Lengths of the readings that fed them: repeating these gives the same state to the bit."""
    text: str
    """What was typed (user), shown (reply) or read (opening, document)."""
    parent: int | None = None
    closing: str = ""
    """Text to be fed before the next user turn; not part of this one's ids."""
    stops: tuple[str, ...] = ()
    """Of a user's turn: texts that end a reply to it."""
    trim_reply: bool = True
    """Of a user's turn: whether white space at the beginning of a reply to it is left out."""
    prefix: str = ""
    """Of a user's turn: what every reply to it begins with; its ids end with it."""
    name: str = ""
    """Of a document: the name of its file."""
    system: str | None = None
    """Of an opening: the system text that was given for it; None if it is the template's own."""
    params: SamplingParams | None = None
    """Of a sampled reply, like the two below."""
    seed: int | None = None
    stop_reason: StopReason | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation is: all that a move changes, and an undo brings back."""

    cursor: int = -1
    """The turn that the model has read last; -1 before the first opening."""
    branch: str = MAIN
    """The named branch whose end the cursor is."""
    tips: Mapping[str, int] = field(default_factory=dict)
    """The ends of the other named branches."""
    prefix: str = ""
    """What the next reply is to begin with."""


class Mark(NamedTuple):
    """A conversation before a command, as far as the command may change it."""

    turns: int
    future: list[Place]


@dataclass(slots=True)
class Conversation:
    """The tree: turns by number, ascending; the place in it; and the places before and after each move."""

    turns: dict[int, Turn] = field(default_factory=dict)
    place: Place = Place()
    past: list[Place] = field(default_factory=list)
    future: list[Place] = field(default_factory=list)
    floor: int = field(default=0, compare=False)
    """How many of the first places in ``past`` no undo goes back to."""
    moves: int = field(default=0, compare=False)
    """How many moves were made; no undo takes one off."""
    deletions: int = field(default=0, compare=False)
    """How often turns were taken out."""

    @property
    def cursor(self) -> int:
        return self.place.cursor

    def add(self, turn: Turn) -> int:
        """Put a turn under its parent and move the cursor to it, within the command under way; returns its number."""
        number = next(reversed(self.turns), -1) + 1
        self.turns[number] = turn
        self.stand(number)
        if turn.role == "user":
            self.place = replace(self.place, prefix="")
        return number

    def stand(self, number: int) -> None:
        """Move the cursor within the command under way."""
        self.place = replace(self.place, cursor=number)

    def copy(self) -> "Conversation":
        """The same tree and place, which later moves of this one leave alone; turns and places are values, shared."""
        return replace(self, turns=dict(self.turns), past=list(self.past), future=list(self.future))

    # Moves, each of which can be undone

    def mark(self) -> Mark:
        """Remember the place before a command moves: what `undo` goes back to, and `abandon` with the mark."""
        mark = Mark(len(self.turns), self.future)
        self.past.append(self.place)
        self.future = []
        self.moves += 1
        return mark

    def move(self, place: Place) -> None:
        """Be at another place."""
        if place != self.place:
            self.mark()
            self.place = place

    def go(self, number: int) -> None:
        """Move the cursor, and the end of the branch with it.

        Raises:
            ConversationError: there is no such turn.
        """
        self._known(number)
        self.move(replace(self.place, cursor=number, prefix=""))

    def begin_with(self, prefix: str) -> None:
        """Let the next reply begin with a text."""
        self.move(replace(self.place, prefix=prefix))

    def fork(self, name: str) -> None:
        """Go on from here under a new name; the branch so far keeps its end here.

        Raises:
            ConversationError: the name is taken, or is none.
        """
        if not BRANCH_NAME.fullmatch(name):
            raise ConversationError(f"{name!r} is no name for a branch", "give one word of at most 40 characters")
        if name in self.branches():
            raise ConversationError(f"there is a branch {name} already", f"give another name, or /switch {name}")
        self.move(replace(self.place, branch=name, tips={**self.place.tips, self.place.branch: self.cursor}))

    def switch(self, name: str) -> None:
        """Go to the end of a branch, and on along it.

        Raises:
            ConversationError: there is no branch of that name.
        """
        if name == self.place.branch:
            return
        tips = dict(self.place.tips)
        if name not in tips:
            known = self.branches()
            hint = f"{did_you_mean(name, known)}there are {', '.join(known)}; /fork {name} makes one here"
            raise ConversationError(f"there is no branch {name}", hint)
        cursor = tips.pop(name)
        self.move(Place(cursor, name, {**tips, self.place.branch: self.cursor}))

    def abandon(self, mark: Mark) -> None:
        """Go back to the last mark as if the command had not been given."""
        self.place, self.future = self.past.pop(), mark.future
        self.moves -= 1
        self.deletions += len(self.turns) > mark.turns
        while len(self.turns) > mark.turns:
            self.turns.popitem()

    def undo(self, steps: int = 1) -> int:
        """Take back up to ``steps`` moves; returns how many there were."""
        return self._shift(self.past, self.future, min(steps, len(self.past) - self.floor))

    def redo(self, steps: int = 1) -> int:
        """Make up to ``steps`` moves again that were taken back; returns how many there were."""
        return self._shift(self.future, self.past, steps)

    def _shift(self, source: list[Place], target: list[Place], steps: int) -> int:
        moved = 0
        while source and moved < steps:
            target.append(self.place)
            self.place = source.pop()
            moved += 1
        return moved

    # What cannot be undone

    def delete(self, number: int) -> list[int]:
        """Take a turn out for good, with what goes with it (see `what_goes_with`); returns their numbers.

        Places in what is taken out become the place before it; moves that led nowhere else are forgotten.

        Raises:
            ConversationError: there is no such turn, or it is an opening.
        """
        gone = self.what_goes_with(number)
        parent = self.turns[number].parent or 0
        for each in gone:
            del self.turns[each]
        self.deletions += 1

        def at(cursor: int) -> int:
            return parent if cursor in gone else cursor

        tables: dict[int, Mapping[str, int]] = {}

        def outside(place: Place) -> Place:
            # Places share their tables of tips, and go on sharing them.
            tips = tables.setdefault(id(place.tips), {name: at(tip) for name, tip in place.tips.items()})
            if place.cursor in gone:
                return replace(place, cursor=parent, tips=tips, prefix="")
            return place if tips == place.tips else replace(place, tips=tips)

        kept = [outside(place) for place in (*self.past, self.place, *reversed(self.future))]
        here = len(self.past)
        self.floor = sum(one != other for one, other in pairwise(kept[: self.floor + 1]))
        self.place = kept[here]
        self.past = [one for one, other in pairwise(kept[: here + 1]) if one != other]
        self.future = [other for one, other in pairwise(kept[here:]) if one != other][::-1]
        return sorted(gone)

    def what_goes_with(self, number: int) -> set[int]:
        """A turn and all that follows it; of a message also its like (see `answers`) and what follows those.

        Raises:
            ConversationError: there is no such turn, or it is an opening.
        """
        turn = self._known(number)
        if turn.parent is None:
            raise ConversationError(f"turn {number} is an opening", "/delete session takes out the whole conversation")
        found = self._like(turn) if turn.role == "user" else {number}
        for other, each in self.turns.items():  # a parent comes before its children
            if each.parent in found:
                found.add(other)
        return found

    # What there is

    def line(self, number: int | None = None) -> list[int]:
        """Numbers of the turns from a root to ``number`` (the cursor if None)."""
        path: list[int] = []
        at: int | None = self.cursor if number is None else number
        while at is not None and at >= 0:
            path.append(at)
            at = self.turns[at].parent
        return path[::-1]

    def onward(self) -> list[int]:
        """Numbers of the turns that come after the cursor: of several that follow one, the newest."""
        newest = {-1 if turn.parent is None else turn.parent: number for number, turn in self.turns.items()}
        path = [self.cursor]
        while path[-1] in newest:
            path.append(newest[path[-1]])
        return path[1:]

    def current_line(self) -> Iterator[Turn]:
        """The turns from the root to the cursor."""
        return (self.turns[number] for number in self.line())

    def ids(self) -> list[int]:
        """Every token that the model has read on the way to the cursor."""
        return [token for turn in self.current_line() for token in turn.ids]

    def branches(self) -> dict[str, int]:
        """The ends of all named branches, by name, in the order of the names."""
        tips = {**self.place.tips, self.place.branch: self.cursor}
        return {name: tips[name] for name in sorted(tips)}

    def asked(self) -> int | None:
        """The message at the cursor, or the one that the reply at the cursor answers."""
        turn = self.turns.get(self.cursor)
        if turn is None or turn.role not in ("user", "reply"):
            return None
        return self.cursor if turn.role == "user" else turn.parent

    def answers(self) -> list[int]:
        """The replies to the last message, and to its like: the same text at the same place."""
        asked = self.asked()
        if asked is None:
            return []
        like = self._like(self.turns[asked])
        return [number for number, turn in self.turns.items() if turn.role == "reply" and turn.parent in like]

    def _like(self, message: Turn) -> set[int]:
        """The messages that say the same at the same place, with whatever beginning of the reply."""
        return {
            number
            for number, turn in self.turns.items()
            if turn.role == "user" and (turn.parent, turn.text) == (message.parent, message.text)
        }

    def _known(self, number: int) -> Turn:
        if number not in self.turns:
            raise ConversationError(f"there is no turn {number}", "/goto lists the turns")
        return self.turns[number]
