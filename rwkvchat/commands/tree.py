"""The tree of a conversation drawn as lines of text: only what leads to named branches, long stretches cut short."""

from collections.abc import Iterator

from rich.cells import cell_len

from rwkvchat.commands.showing import title_of
from rwkvchat.dialogue.conversation import Conversation

AT_ENDS = 2
"""Turns shown at each end of a stretch without a fork."""
NARROWEST = 16
"""Columns that are left for a turn, however deep it stands."""


def branch_tree(conversation: Conversation, width: int = 80) -> list[str]:
    """The lines; where lines of talk part, the one that leads to the cursor goes straight on below the others."""
    return list(_Drawing(conversation, width).lines())


class _Drawing:
    def __init__(self, conversation: Conversation, width: int) -> None:
        self.turns = conversation.turns
        self.width = width
        self.names: dict[int, list[str]] = {}
        self.here = set(conversation.line())
        self.roots: list[int] = []
        self.children: dict[int, list[int]] = {}
        seen: set[int] = set()
        for name, tip in conversation.branches().items():
            shown = f"* {name}" if name == conversation.place.branch else name
            self.names.setdefault(tip, []).append(shown)
            for number in reversed(conversation.line(tip)):
                if number in seen:
                    break
                seen.add(number)
        for number in sorted(seen):
            parent = self.turns[number].parent
            (self.roots if parent is None else self.children.setdefault(parent, [])).append(number)

    def lines(self) -> Iterator[str]:
        yield from self._after(self.roots, "")

    def _after(self, starts: list[int], indent: str) -> Iterator[str]:
        """The lines of what follows a place; those that part from the straight line are indented once more."""
        while starts:
            *aside, straight = sorted(starts, key=lambda number: number in self.here)
            for start in aside:
                inner = [*self._after([start], f"{indent}│  ")]
                yield f"{indent}├─ {inner[0].removeprefix(indent + '│  ')}"
                yield from inner[1:]
            stretch = self._stretch(straight)
            yield from self._shown(stretch, indent)
            starts = self.children.get(stretch[-1], [])

    def _stretch(self, start: int) -> list[int]:
        """The turns from one on to where a branch ends or lines part."""
        stretch = [start]
        while stretch[-1] not in self.names and len(after := self.children.get(stretch[-1], [])) == 1:
            stretch += after
        return stretch

    def _shown(self, stretch: list[int], indent: str) -> Iterator[str]:
        left_out = len(stretch) - 2 * AT_ENDS
        for place, number in enumerate(stretch):
            if left_out > 1 and AT_ENDS <= place < len(stretch) - AT_ENDS:
                if place == AT_ENDS:
                    yield f"{indent}… {left_out} turns …"
                continue
            label = f"  ({', '.join(self.names[number])})" if number in self.names else ""
            room = max(NARROWEST, self.width - len(indent) - 3 - cell_len(label))
            yield f"{indent}{title_of(self.turns[number], room)}{label}"
