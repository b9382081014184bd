"""What a command may use of the chat that it is given in: the session, what is kept, the screen and the input line."""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from rwkvchat.config import Folders
from rwkvchat.events import Event
from rwkvchat.params import SamplingParams
from rwkvchat.preferences import Preferences
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.catalogue import FoundModel
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper

T = TypeVar("T")


class Shell(Protocol):
    """What a command may use."""

    renderer: Renderer
    folders: Folders
    preferences: Preferences
    interactive: bool
    """Whether a user sits at a terminal, with an input line."""
    draft: str
    """What stands in the next input line already."""

    @property
    def found(self) -> "FoundModel":
        """The model's files."""
        ...

    @property
    def defaults(self) -> SamplingParams:
        """The settings that the model comes with."""
        ...

    @property
    def session(self) -> "Session":
        """The session, once its model is loaded."""
        ...

    @property
    def opened(self) -> "Session | None":
        """The session if its model is loaded; for completion, which must not wait."""
        ...

    @property
    def keeper(self) -> "Keeper | None":
        """Keeps conversations; None where the user wants nothing kept."""
        ...

    def keep(self, *, clean: bool = False, asked: bool = False) -> bool:
        """Keep the conversation now, before another takes its place; says whether it is among those that are kept.

        Args:
            clean: leave nothing on the disk of what was deleted. asked: also of what is only a copy of a file.

        Raises:
            SaveError: it cannot be kept.
        """
        ...

    def forget(self, id: str) -> None:
        """Take the files of a conversation away for good.

        Raises:
            SaveError, ConversationError: they cannot be removed.
        """
        ...

    def saved(self) -> None:
        """The user has a file of the conversation as it is: nothing is lost if it cannot be kept."""
        ...

    def answer(self, work: Callable[[], Iterator[Event]], note: str = "", settings: Sequence[str] = ()) -> None:
        """Let the session work on the engine's thread, and show its reply as it comes, or several.

        Args:
            note: what to say of the reply beside its figures. settings: those that are told of each of several.
        """
        ...

    def work(self, work: Callable[[], Generator[Event, None, T]]) -> T:
        """Let the session work on the engine's thread, show how far it is, and give its result."""
        ...

    def compute(self, work: Callable[[], T]) -> T:
        """Let a function run on the engine's thread, where torch may be used; gives its result."""
        ...

    def edit(self, number: int, text: str) -> None:
        """Put a message into the input line; what is sent then goes where that message was."""
        ...

    def sure(self, line: str, warning: str) -> bool:
        """Whether the user has given this line just before as well; else warns, and asks for it once more."""
        ...

    def confirm(self, question: str) -> bool:
        """Whether the user says yes to a question; no where nobody can be asked."""
        ...

    def find(self, name: str) -> "FoundModel":
        """A model by its name or path. Raises as `rwkvchat.catalogue.find_model`."""
        ...

    def begin(self, found: "FoundModel") -> "Generator[Event, None, Session]":
        """Load a model and begin a session with it, as its own settings say; to be given to `work`."""
        ...

    def take(self, found: "FoundModel", session: "Session") -> None:
        """Go on with another model and a session of it."""
        ...

    def leave(self) -> None:
        """End the program after this command."""
        ...
