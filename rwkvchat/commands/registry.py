"""The registry of slash commands: dispatch, help and completion all come from it. Knows no single command."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rwkvchat.commands.arguments import first_word
from rwkvchat.commands.completing import Complete, nothing
from rwkvchat.commands.shell import Shell
from rwkvchat.errors import UsageError, did_you_mean
from rwkvchat.preferences import Preferences
from rwkvchat.ui.suggestion import Suggestion

FAMILIES = ("talking", "going back", "branches", "files", "settings", "looking", "leaving")
"""Kinds of commands, in the order in which they are told of."""

Run = Callable[[Shell, str], None]


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
    """Completes its argument."""
    more: str = ""
    """What else is told of it: lines of examples, which begin with a slash, and sentences."""

    @property
    def signature(self) -> str:
        return f"/{self.name} {self.usage}".rstrip()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that it is called by."""
        return (self.name, *self.aliases)


COMMANDS: dict[str, Command] = {}
"""Every command by its name; filled when the modules of this package are imported, and then only read."""


def family(name: str) -> Callable[..., Callable[[Run], Run]]:
    """What registers the commands of a family; each file of commands begins with it."""

    def command(word: str, *aliases: str, usage: str = "", complete: Complete = nothing) -> Callable[[Run], Run]:
        """Register a function as a command; its docstring's first line is its help, the others `Command.more`."""

        def register(run: Run) -> Run:
            summary, _, more = inspect.cleandoc(run.__doc__ or "").partition("\n")
            COMMANDS[word] = Command(word, name, run, aliases, usage, summary, complete, more.strip("\n"))
            return run

        return register

    return command


def in_order() -> list[Command]:
    """All commands, family by family, as they are listed."""
    return sorted(COMMANDS.values(), key=lambda each: FAMILIES.index(each.family))


def by_word() -> dict[str, Command]:
    """Every command by each of its words."""
    return {word: each for each in COMMANDS.values() for word in each.words}


def find(word: str, own: Iterable[str] = ()) -> Command:
    """The command of a word without its slash.

    Args:
        own: words of the user's own, which may be meant as well.

    Raises:
        UsageError: there is none; names the nearest.
    """
    words = by_word()
    if word in words:
        return words[word]
    meant = did_you_mean(word, (*words, *own), "/")
    raise UsageError(
        f"there is no command /{word}", f"{meant}/help lists the commands; //text sends a text with its slash"
    )


def own_words(preferences: Preferences) -> dict[str, str]:
    """The commands of the user's own that can be used: a command's own word always means that command."""
    return {name: line for name, line in preferences.commands.items() if name not in by_word()}


def remarks(preferences: Preferences) -> Iterator[str]:
    """What the user should know of commands of their own: those that are never used."""
    for name in preferences.commands:
        if name in by_word():
            place = preferences.sources.get(f"commands.{name}", "the settings")
            yield f"{place}: /{name} stays what it is; give your command another name"


def own_command(shell: Shell, word: str, argument: str) -> tuple[str, str]:
    """What a word of the user's own and its argument stand for.

    Raises:
        UsageError: it leads back to itself.
    """
    own, way = own_words(shell.preferences), [word]
    while word in own:
        word, more = first_word(own[word].removeprefix("/"))
        argument = f"{more} {argument}".strip()
        if word in way:
            leads = " to ".join(f"/{each}" for each in (*way, word))
            raise UsageError(
                f"this command of your own goes round in a circle: {leads}",
                "`rwkvchat config edit` opens your settings",
            )
        way.append(word)
    return word, argument


def dispatch(shell: Shell, line: str) -> None:
    """Run the command in a line that begins with a slash.

    Raises:
        UsageError: there is no such command, or it takes nothing after its name.
    """
    word, argument = own_command(shell, *first_word(line[1:].rstrip()))
    found = find(word, own_words(shell.preferences))
    if argument and not found.usage:
        raise UsageError(f"/{word} takes nothing after it", f"write {found.signature}")
    found.run(shell, argument)


def completions(shell: Shell, text: str) -> Iterator[Suggestion]:
    """What may come next in ``text``, a line up to the cursor that begins with a slash."""
    word, space, argument = text[1:].partition(" ")
    own = own_words(shell.preferences)
    if not space:
        words = {name: each.help for name, each in by_word().items()} | own
        yield from (Suggestion(f"/{name}", words[name], len(text)) for name in sorted(words) if name.startswith(word))
        return
    found = by_word().get(_command_of(own, word))
    if found is not None:
        yield from found.complete(shell, argument)


def _command_of(own: Mapping[str, str], word: str) -> str:
    """The command that a word of the user's own leads to, so far as it leads anywhere."""
    for _ in own:
        if word in own:
            word = first_word(own[word].removeprefix("/"))[0]
    return word
