"""The snapshots of a session by turn, within a budget of bytes. What is dropped is rebuilt by whoever needs it.

Which ones go is decided as in the GreedyDual policy (Young, Algorithmica 11, 1994): what is cheap to rebuild and was
not used for long goes first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rwkvchat.dialogue.conversation import Place, Turn
from rwkvchat.engine.state import Snapshot

BUDGET = 1 << 30
"""Bytes: a hundred exchanges with a model of 14 billion parameters, and all of most talks with a smaller one."""

TOKENS_AT_ONCE = 16
"""Tokens of a longer reading that cost as much time as one that is read by itself, about."""


@dataclass(slots=True)
class _Kept:
    snapshot: Snapshot
    nbytes: int
    cost: float
    worth: float


class Snapshots(Mapping[int, Snapshot]):
    """Snapshots by turn. The one at the cursor is always kept, the ends of branches outlive others."""

    def __init__(self, place: Callable[[], Place], budget: int = BUDGET) -> None:
        """Args:
        place: where the conversation is. budget: bytes.
        """
        self._place = place
        self._kept: dict[int, _Kept] = {}
        self._inflation = 0.0
        self.budget = budget
        self.nbytes = 0
        self.dropped = 0
        """How many had to go so far."""
        self.make_room: Callable[[int], None] = lambda room: None
        """Told of the bytes that the budget leaves for what is held elsewhere, which goes before anything here."""

    def __getitem__(self, number: int) -> Snapshot:
        kept = self._kept[number]
        kept.worth = self._inflation + kept.cost
        return kept.snapshot

    def __contains__(self, number: object) -> bool:
        return number in self._kept

    def __iter__(self) -> Iterator[int]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, number: int, turn: Turn, snapshot: Snapshot) -> None:
        """Keep the snapshot after a turn; others may have to go for it."""
        self.drop(number)
        cost = sum(1 + length / TOKENS_AT_ONCE for length in turn.readings)
        self._kept[number] = _Kept(snapshot, snapshot.nbytes, cost, self._inflation + cost)
        self.nbytes += self._kept[number].nbytes
        self.fit()

    def drop(self, number: int) -> None:
        """Let a snapshot go, if it is kept."""
        if kept := self._kept.pop(number, None):
            self.nbytes -= kept.nbytes

    def clear(self) -> None:
        """Let all go."""
        self._kept.clear()
        self.nbytes = 0

    def fit(self) -> None:
        """Drop what is beyond the budget."""
        self.make_room(max(0, self.budget - self.nbytes))
        while self.nbytes > self.budget:
            place = self._place()
            free = self._kept.keys() - {place.cursor}
            if not free:
                return
            tips = set(place.tips.values())
            least = min(free, key=lambda number: (number in tips, self._kept[number].worth, number))
            self._inflation = max(self._inflation, self._kept[least].worth)
            self.drop(least)
            self.dropped += 1
