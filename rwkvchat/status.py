"""What is worth saying under the input line: the model, where the conversation stands, what it costs."""

from typing import TYPE_CHECKING

from rwkvchat.catalogue import FoundModel
from rwkvchat.events import Event, Loading, Prefilling
from rwkvchat.sizes import size_text
from rwkvchat.ui.toolbar import Part

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.session import Session

LARGE = 1 << 20
"""Bytes of snapshots that are worth mentioning."""


class Status:
    """Knows how far the loading is, and how much the model has read."""

    def __init__(self) -> None:
        self._doing = "loading"
        self._counted = ((0, 0, 0, 0), 0)
        """A place in a conversation, and how many tokens the model has read there."""

    def watch(self, event: Event) -> None:
        """Note how far the loading is; may be called from any thread."""
        if isinstance(event, Loading | Prefilling) and event.total:
            doing = "loading" if isinstance(event, Loading) else "reading"
            # A document may follow the opening, so one that has been read is not the end.
            ended = event.done == event.total
            self._doing = doing if ended else f"{doing} {100 * event.done // event.total} %"

    def parts(self, found: FoundModel, session: "Session | None", *, unsaved: bool) -> list[Part]:
        """What there is to say, in order."""
        name = Part(found.name, 5)
        if session is None:
            return [name, Part(self._doing, 8)]
        tree = session.conversation
        branches, snapshots = len(tree.branches()), session.snapshots.nbytes
        return [
            name,
            Part(session.template.name, 2),
            Part(tree.place.branch if branches > 1 else "", 4),
            Part(f"temp {session.params.temperature:g}", 3),
            self._tokens(found.context, session),
            Part(f"{size_text(snapshots)} of snapshots" if snapshots >= LARGE else "", 1),
            Part("not saved" if unsaved else "", 9, "hint"),
        ]

    def _tokens(self, context: int | None, session: "Session") -> Part:
        """How much was read, of what it was trained for."""
        tree = session.conversation
        place = (id(tree), tree.cursor, tree.moves, tree.deletions)
        if self._counted[0] != place:  # on every key a long conversation would be felt
            self._counted = (place, sum(len(turn.ids) for turn in tree.current_line()))
        read = self._counted[1]
        if context is None:
            return Part(f"{read:,} token{'s' * (read != 1)} read", 6)
        if read > context:
            return Part(f"{read:,} tokens, trained on {context:,}", 6, "hint")
        return Part(f"{read:,} of {context:,} tokens", 6)
