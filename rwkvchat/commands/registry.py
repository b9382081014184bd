"""The registry of slash commands: dispatch, help and completion all come from it. Knows no single command."""

import difflib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from rwkvchat.config import Folders
from rwkvchat.errors import UsageError
from rwkvchat.events import Event
from rwkvchat.params import SETTINGS, SamplingParams
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.catalogue import FoundModel
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper

T = TypeVar("T")

FAMILIES = ("talking", "going back", "branches", "files", "settings", "looking", "leaving")
"""Kinds of commands, in the order in which they are told of."""


class Shell(Protocol):
    """What a command may use."""

    renderer: Renderer
    folders: Folders
    draft: str
    """What stands in the next input line already."""

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

    def keep(self, *, clean: bool = False) -> bool:
        """Keep the conversation now, before another takes its place; says whether it is among those that are kept.

        Args:
            clean: leave nothing on the disk of what was deleted.

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


Run = Callable[[Shell, str], None]
Complete = Callable[[Shell, str], Iterable[str]]
"""From a word that has been begun to words that it may become; others among them do no harm."""


def nothing(shell: Shell, word: str) -> Iterable[str]:
    """What completes nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command."""

    name: str
    family: str
    """One of `FAMILIES`."""
    run: Run
    aliases: tuple[str, ...]
    usage: str
    """What may follow the name."""
    help: str
    complete: Complete
    """Completes the words of its argument."""

    @property
    def signature(self) -> str:
        return f"/{self.name} {self.usage}".rstrip()


COMMANDS: dict[str, Command] = {}
"""Every command by its name; filled when the modules of this package are imported, and then only read."""


def family(name: str) -> Callable[..., Callable[[Run], Run]]:
    """What registers the commands of a family; each file of commands begins with it."""

    def command(word: str, *aliases: str, usage: str = "", complete: Complete = nothing) -> Callable[[Run], Run]:
        """Register a function as a command; the first line of its docstring is its help."""

        def register(run: Run) -> Run:
            summary = (run.__doc__ or "").strip().partition("\n")[0]
            COMMANDS[word] = Command(word, name, run, aliases, usage, summary, complete)
            return run

        return register

    return command


def in_order() -> list[Command]:
    """All commands, family by family, as they are listed."""
    return sorted(COMMANDS.values(), key=lambda each: FAMILIES.index(each.family))


def find(word: str) -> Command:
    """The command of a word without its slash.

    Raises:
        UsageError: there is none; names the nearest.
    """
    words = {alias: each for each in COMMANDS.values() for alias in (each.name, *each.aliases)}
    if word in words:
        return words[word]
    near = difflib.get_close_matches(word, words, n=1)
    raise UsageError(
        f"there is no command /{word}",
        (f"did you mean /{near[0]}? " if near else "") + "/help lists the commands; //text sends a text with its slash",
    )


def dispatch(shell: Shell, line: str) -> None:
    """Run the command in a line that begins with a slash.

    Raises:
        UsageError: there is no such command, or it takes nothing after its name.
    """
    word, argument = first_word(line[1:].rstrip())
    found = find(word)
    if argument and not found.usage:
        raise UsageError(f"/{word} takes nothing after it", f"write {found.signature}")
    found.run(shell, argument)


def completions(shell: Shell, text: str) -> Iterator[str]:
    """Words that may stand at the end of ``text``, which begins with a slash."""
    word, space, argument = text[1:].partition(" ")
    if not space:
        names = (name for each in COMMANDS.values() for name in (each.name, *each.aliases))
        yield from sorted(f"/{name}" for name in names if name.startswith(word))
        return
    for each in COMMANDS.values():
        if word in (each.name, *each.aliases):
            last = argument.rsplit(" ", 1)[-1]
            yield from (found for found in each.complete(shell, last) if found.startswith(last))


def setting_words(shell: Shell, word: str) -> list[str]:
    """The beginnings of ``name=value``, for completion."""
    return [f"{setting.word}=" for setting in SETTINGS.values()]


def assignments(text: str) -> dict[str, str]:
    """Read ``temp=0.7 seed=3``.

    Raises:
        UsageError: a word without a value.
    """
    found = {}
    for word in text.split():
        name, equals, value = word.partition("=")
        if not equals or not name or not value:
            raise UsageError(f"{word} gives no value", "write it as name=value, such as temp=0.7")
        found[name] = value
    return found


def first_word(text: str) -> tuple[str, str]:
    """A first word, and what follows it."""
    words = text.split(maxsplit=1)
    return (words[0] if words else "", words[1] if len(words) > 1 else "")


def whole_number(text: str, what: str, hint: str = "give a whole number from 1", *, low: int = 1) -> int:
    """Read a whole number; ``what`` says of what, in an error.

    Raises:
        UsageError: it is none, or below ``low``.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 16) or int(text) < low:
        raise UsageError(f"{text} is not a number of {what}", hint)
    return int(text)


def count(text: str) -> int:
    """Read how many steps; nothing means one. Raises as `whole_number`."""
    return whole_number(text, "steps") if text else 1


def turn_number(text: str) -> int:
    """Read which turn is meant.

    Raises:
        UsageError: it is no number.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise UsageError(f"{text} is not the number of a turn", "/goto lists the turns")
    return int(text)
