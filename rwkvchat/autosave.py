"""Keeping the conversation of a chat without being asked: after every line, and once more at the end.

A disk that is full stops nobody from talking: that is told once, tried again after each line, and told when it works.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rwkvchat.errors import RwkvchatError, SaveError, unexpected
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper


class Autosave:
    """Knows which conversation was kept last, and as what."""

    def __init__(self, keeper: "Callable[[], Keeper | None]", renderer: Renderer, compute: Callable[..., None]) -> None:
        """Args:
        compute: runs a function where torch may be used.
        """
        self.keeper = keeper
        self.renderer = renderer
        self.compute = compute
        self.failure: RwkvchatError | None = None
        """Why the conversation is not kept."""
        self._kept: object = None
        self._unclean: set[str] = set()
        """The conversations of which something that was deleted is still on the disk."""

    def keep(self, session: "Session", *, clean: bool = False) -> bool:
        """Keep the conversation, if anything was said and anything has changed; says whether it is kept now.

        Args:
            clean: something was deleted: leave nothing of it on the disk, now or, if that fails, when it next works.

        Raises:
            SaveError: it cannot be kept.
        """
        keeper, stamp, name = self.keeper(), session.stamp(), session.id
        if clean:
            self._unclean.add(name)
        said = something_said(session)
        if keeper is None or stamp == self._kept or not (said or name in self._unclean):
            return keeper is not None and self.failure is None and said
        try:
            if name not in self._unclean:
                self.compute(lambda: keeper.keep(name, session.record()))
            elif said:
                self.compute(lambda: keeper.rewrite(name, session.record()))
            else:
                self.compute(lambda: keeper.forget(name))
        except Exception as caught:
            error = caught if isinstance(caught, RwkvchatError) else unexpected(caught)
            raise SaveError(
                f"this conversation could not be saved: {error.message}",
                "it is still here, and /save FILE keeps it elsewhere",
            ) from caught
        self._unclean.discard(name)
        self.saved(session)
        if self.failure is not None:
            self.failure = None
            self.renderer.notice("the conversation is saved again")
        return said

    def forget(self, session: "Session") -> None:
        """Take away what was kept of the conversation, for good.

        Raises:
            RwkvchatError: that cannot be done.
        """
        keeper, name = self.keeper(), session.id
        if keeper is not None:
            self.compute(lambda: keeper.forget(name))

    def saved(self, session: "Session") -> None:
        """There is a file of the conversation as it is."""
        self._kept = session.stamp()

    def fails(self, session: "Session") -> bool:
        """Whether the conversation would be lost if the program ended now."""
        return self.failure is not None and self._kept != session.stamp()

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
