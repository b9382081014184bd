"""What the model remembers at each turn of a conversation: snapshots, kept or made again by reading.

Knows the tree, the tokens and the states; not what a turn says, nor how a reply is sampled.
"""

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.engine.generate import prefill
from rwkvchat.engine.model import Model
from rwkvchat.engine.state import Snapshot, State
from rwkvchat.events import Prefilling
from rwkvchat.snapshots import Snapshots

Reading = Generator[Prefilling, None, Snapshot]


class Recall:
    """A conversation and its snapshots. Its generators read, tell their progress, and call ``check`` between layers."""

    def __init__(self, model: Model, check: Callable[[], None]) -> None:
        self.model = model
        self.check = check
        self.conversation = Conversation()
        self.snapshots = Snapshots(lambda: self.conversation.place)

    def take(self, conversation: Conversation, snapshots: Mapping[int, Snapshot]) -> None:
        """Hold another conversation, with the snapshots that are known of it."""
        self.conversation = conversation
        self.snapshots.clear()
        here = self.model.initial_state()
        for number, kept in snapshots.items():
            self._keep(number, Snapshot(kept.state.beside(here), kept.logits))

    def read(self, ids: Sequence[int], state: State) -> Reading:
        """One reading; of nothing, the place before the first token."""
        if not ids:
            return Snapshot.unread(state, self.model.info.n_vocab)
        return (yield from prefill(self.model, ids, state, self.check))

    def at(self, number: int) -> Reading:
        """The snapshot of a turn, rebuilt by repeating its line's readings where it is not kept."""
        turns, lost, at = self.conversation.turns, dict[int, Turn](), number if number >= 0 else None
        while at is not None and at not in self.snapshots:
            lost[at] = turns[at]
            at = turns[at].parent
        if at is None:
            snapshot = Snapshot.unread(self.model.initial_state(), self.model.info.n_vocab)
        else:
            snapshot = self.snapshots[at]
        done, total = 0, sum(len(turn.ids) for turn in lost.values())
        for each, turn in reversed(lost.items()):
            start = 0
            for length in turn.readings:
                reading = self.read(turn.ids[start : start + length], snapshot.state)
                snapshot = yield from _part_of(reading, done, total)
                start += length
                done += length
            self._keep(each, snapshot)
        return snapshot

    def append(self, turn: Turn) -> Generator[Prefilling, None, int]:
        """Read a turn after its parent, and add it; gives its number."""
        before = yield from self.at(-1 if turn.parent is None else turn.parent)
        return self.add(turn, (yield from self.read(turn.ids, before.state)))

    def add(self, turn: Turn, snapshot: Snapshot) -> int:
        """Add a turn that was read; gives its number."""
        number = self.conversation.add(turn)
        self._keep(number, snapshot)
        return number

    def forget(self, numbers: Iterable[int]) -> None:
        """Let go of the snapshots of turns that are no more."""
        for number in numbers:
            self.snapshots.drop(number)

    @contextlib.contextmanager
    def whole_or_not_at_all(self) -> Iterator[None]:
        """Around a command that can be undone: if it fails, it leaves no trace."""
        mark = self.conversation.mark()
        try:
            yield
        except BaseException as error:
            turns = self.conversation.turns.keys()
            # Whoever looks away after the last event keeps what came.
            if not isinstance(error, GeneratorExit) or len(turns) == mark.turns:
                before = set(turns)
                self.conversation.abandon(mark)
                self.forget(before - turns)
            raise

    def _keep(self, number: int, snapshot: Snapshot) -> None:
        self.snapshots.keep(number, self.conversation.turns[number], snapshot)


def _part_of(reading: Reading, done: int, total: int) -> Reading:
    """A reading whose progress counts as a part of a longer one."""
    while True:
        try:
            event = next(reading)
        except StopIteration as end:
            snapshot: Snapshot = end.value
            return snapshot
        yield Prefilling(done + event.done, total)
