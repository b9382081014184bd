"""Keeping the conversation of a chat without being asked: after every line, and once more at the end.

A disk that is full stops nobody from talking: that is told once, tried again after each line, and told when it works.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rwkvchat.errors import RwkvchatError, SaveError, unexpected
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper


class Autosave:
    """Knows which conversation was kept as what."""

    def __init__(self, keeper: "Callable[[], Keeper | None]", renderer: Renderer, compute: Callable[..., Any]) -> None:
        """Args:
        compute: runs a function on the engine's thread, and gives its result.
        """
        self.keeper = keeper
        self.renderer = renderer
        self.compute = compute
        self.failure: RwkvchatError | None = None
        """Why the conversation is not kept."""
        self._kept: dict[str, object] = {}
        """The stamps under which conversations lie on the disk."""
        self._written: set[str] = set()
        """The conversations that have a file."""
        self._unclean: set[str] = set()
        """The conversations of which something that was deleted is still on the disk."""

    def keep(self, session: "Session", *, clean: bool = False, asked: bool = False) -> bool:
        """Keep the conversation, if anything was said and anything has changed; says whether it is kept now.

        Args:
            clean: something was deleted: leave nothing of it on the disk, now or, if that fails, when it next works.
            asked: keep it also where it is only a copy of a file, and nothing has changed.

        Raises:
            SaveError: it cannot be kept.
        """
        keeper = self.keeper()
        if clean:
            self._unclean.add(session.id)
        if keeper is None:
            return False
        try:
            said, written = self.compute(lambda: self._keep(keeper, session, asked))
        except Exception as caught:
            error = caught if isinstance(caught, RwkvchatError) else unexpected(caught)
            raise SaveError(
                f"this conversation could not be saved: {error.message}",
                "it is still here, and /save FILE keeps it elsewhere",
            ) from caught
        if written and self.failure is not None:
            self.failure = None
            self.renderer.notice("the conversation is saved again")
        return bool(said) and self.failure is None and session.id in self._written

    def _keep(self, keeper: "Keeper", session: "Session", asked: bool = False) -> tuple[bool, bool]:
        """Whether anything was said, and whether it had to be written. On the engine's thread, where nothing else
        happens to the session meanwhile."""
        name, stamp, said = session.id, session.stamp(), something_said(session)
        unclean = name in self._unclean
        known = stamp == self._kept.get(name) and not (asked and name not in self._written)
        written = unclean or (said and not known)
        if written and not unclean:
            keeper.keep(name, session.record())
        elif written and said:
            keeper.rewrite(name, session.record())
        elif written:
            keeper.forget(name)
        if written:
            self._unclean.discard(name)
            self._written.add(name)
            self._kept[name] = stamp
        for left in self._kept.keys() - session.ids():  # no undo leads back to it any more
            keeper.leave(left)
            del self._kept[left]
        return said, written

    def early(self, session: "Session") -> None:
        """Keep a message before there is a reply to it, so that nothing that happens meanwhile can lose it.

        On the engine's thread, in the middle of its work. What fails is told after the line.
        """
        keeper = self.keeper()
        if keeper is not None:
            with contextlib.suppress(Exception):
                self._keep(keeper, session)

    def forget(self, name: str) -> None:
        """Take away what was kept of a conversation, for good.

        Raises:
            RwkvchatError: that cannot be done.
        """
        keeper = self.keeper()
        if keeper is not None:
            self.compute(lambda: keeper.forget(name))
        self._kept.pop(name, None)
        self.failure = None

    def saved(self, session: "Session") -> None:
        """There is a file of the conversation as it is."""
        self._kept[session.id] = session.stamp()

    def fails(self, session: "Session") -> bool:
        """Whether the conversation would be lost if the program ended now."""
        return self.failure is not None and self._kept.get(session.id) != session.stamp()

    def after_line(self, session: "Session") -> None:
        """Keep the conversation; that it cannot be is told once."""
        try:
            self.keep(session)
        except SaveError as error:
            if self.failure is None or self.failure.message != error.message:
                again = "saving is tried again after each line"
                self.renderer.error(SaveError(error.message, f"{error.hint}; {again}"))
            self.failure = error

    def at_end(self, session: "Session") -> None:
        """Keep the conversation a last time, and let others go on with it.

        Raises:
            SaveError: it is not kept.
        """
        keeper = self.keeper()
        try:
            self.keep(session)
        except SaveError as error:
            raise SaveError(error.message, "what was said since it was last saved is gone") from error
        finally:
            if keeper is not None:
                self.compute(keeper.close)


def something_said(session: "Session") -> bool:
    """Whether there is anything to keep."""
    return any(turn.role in ("user", "document") for turn in session.conversation.turns.values())
