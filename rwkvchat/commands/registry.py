"""The registry of slash commands: dispatch, help and completion all come from it. Knows no single command."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from rwkvchat.config import Folders
from rwkvchat.errors import UsageError
from rwkvchat.events import Event
from rwkvchat.params import SETTINGS, SamplingParams
from rwkvchat.ui.render import Renderer

if TYPE_CHECKING:  # the session imports torch, and the input line stands before that is done
    from rwkvchat.session import Session

T = TypeVar("T")


class Shell(Protocol):
    """What a command may use."""

    renderer: Renderer
    folders: Folders

    @property
    def defaults(self) -> SamplingParams:
        """The settings that the model comes with."""
        ...

    @property
    def session(self) -> "Session":
        """The session, once its model is loaded."""
        ...

    def answer(self, work: Callable[[], Iterator[Event]]) -> None:
        """Let the session work on the engine's thread, and show its reply as it comes."""
        ...

    def compute(self, work: Callable[[], T]) -> T:
        """Let a function run on the engine's thread, where torch may be used; gives its result."""
        ...

    def leave(self) -> None:
        """End the program after this command."""
        ...


Run = Callable[[Shell, str], None]
Complete = Callable[[Shell], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command."""

    name: str
    run: Run
    aliases: tuple[str, ...]
    usage: str
    """What may follow the name."""
    help: str
    complete: Complete
    """Words that its argument may begin with."""

    @property
    def signature(self) -> str:
        return f"/{self.name} {self.usage}".rstrip()


COMMANDS: dict[str, Command] = {}
"""Every command by its name; filled when the modules of this package are imported, and then only read."""


def command(name: str, *aliases: str, usage: str = "", complete: Complete = lambda _: ()) -> Callable[[Run], Run]:
    """Register a function as a command; the first line of its docstring is its help."""

    def register(run: Run) -> Run:
        summary = (run.__doc__ or "").strip().partition("\n")[0]
        COMMANDS[name] = Command(name, run, aliases, usage, summary, complete)
        return run

    return register


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
    words = line[1:].strip().split(maxsplit=1)
    found = find(words[0] if words else "")
    argument = words[1] if len(words) > 1 else ""
    if argument and not found.usage:
        raise UsageError(f"/{words[0]} takes nothing after it", f"write {found.signature}")
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
            yield from (found for found in each.complete(shell) if found.startswith(last))


def setting_words(_: Shell) -> list[str]:
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


def count(text: str) -> int:
    """Read how many steps; nothing means one.

    Raises:
        UsageError: it is no whole number from 1.
    """
    if not text:
        return 1
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"{text} is not a number of steps", "give a whole number from 1")
    return int(text)
