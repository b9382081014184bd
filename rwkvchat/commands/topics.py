"""What /help tells besides the commands: topics, each a few sentences and rows. Knows where files are kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rwkvchat.commands.shell import Shell
from rwkvchat.hub.cache import cache_folder
from rwkvchat.settings import settings_path

Row = tuple[str, str]

FIRST: Sequence[Row] = (
    ("/retry", "another answer; /alt prev goes back to the one before"),
    ("/continue", "go on with an answer that was cut"),
    ("/edit", "change what you said, and ask again"),
    ("/undo", "take back the last step, whatever it was; /redo"),
    ("/read FILE", "let the model read a text, then ask about it"),
    ("/copy", "the answer into the clipboard; /copy code, /export md"),
    ("/preset NAME", "how freely words are chosen; /set shows the settings"),
    ("/model NAME", "another model; /models lists them"),
)
"""What most people want to do first, with the word that does it."""

KEYS: Sequence[Row] = (
    ("Enter", "sends"),
    ("Alt-Enter, Ctrl-J", "a new line; so does \\ at the end of a line"),
    ('"""', "begins and ends a block of lines, in which Enter makes a new line"),
    ("Tab", "completes commands, names, files, settings and their values"),
    ("Up, Down", "lines typed before; Ctrl-R searches them"),
    ("Ctrl-X Ctrl-E", "the line in your editor"),
    (
        "Ctrl-C",
        "stops a reply, which stays; gives a message back while it is being read; clears the line into the history; "
        "once more while something is still being stopped, it leaves",
    ),
    ("Ctrl-D", "leaves, on an empty line"),
    ("Ctrl-L", "clears the screen; Ctrl-Z goes to the shell, fg comes back"),
    ("//text", "sends a text that begins with a slash"),
    ("a space first", "a message, slash or not, that the history does not keep"),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that /help tells about."""

    text: tuple[str, ...]
    rows: Callable[[Shell], Iterator[Row]] = lambda shell: iter(())


def home_text(path: Path) -> str:
    """A path in the shortest way: ~ for the home folder."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # elsewhere, or there is no home
        return str(path)


def _kept(shell: Shell) -> Iterator[Row]:
    folders = shell.folders
    yield "lines typed", home_text(folders.history) if shell.keeper else "kept nowhere in this chat"
    yield "conversations", home_text(folders.sessions) if shell.keeper else "kept nowhere in this chat"
    yield "settings", home_text(settings_path(folders))
    yield "models", home_text(cache_folder())


def _models(shell: Shell) -> Iterator[Row]:
    yield "/model NAME", "goes on with another model, which reads what was said"
    yield "/models", "those that have names: size, memory, what is here"
    yield "rwkvchat models get NAME", "downloads one; info NAME tells of it, remove NAME removes it"
    yield "rwkvchat -m NAME", "starts with one; a file, a folder or OWNER/REPO will do as well"


TOPICS: dict[str, Topic] = {
    "keys": Topic((), lambda shell: iter(KEYS)),
    "going back": Topic(
        (
            "Nothing is lost by going back: every turn stays in the conversation, with what the model remembered "
            "there, so each of these is instant, and /undo takes each back.",
        )
    ),
    "branches": Topic(("A place in the talk can be given a name and gone on from twice.",)),
    "files": Topic(
        (
            "Conversations are kept after every line, for you alone; rwkvchat -c goes on with the last, and "
            "--incognito keeps nothing at all.",
        ),
        _kept,
    ),
    "settings": Topic(
        (
            "What is set here lasts for this conversation. What is to last is written into the settings file, with "
            "`rwkvchat config edit`: default model, preset, theme, and commands of your own.",
        )
    ),
    "models": Topic(
        ("raven-nano ships with the program and is small; the Ravens are the real ones, and larger ones know more.",),
        _models,
    ),
}
"""Topics by name; those named after a family of commands stand above the list of those."""
