"""Dispatch, help and completion of slash commands, with a shell that does nothing."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from rwkvchat.commands import COMMANDS, completions, dispatch
from rwkvchat.commands.registry import FAMILIES, assignments, count, find, turn_number
from rwkvchat.config import Folders
from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.errors import ConversationError, RwkvchatError, SettingsError, UsageError
from rwkvchat.events import Event
from rwkvchat.params import SETTINGS, SamplingParams
from rwkvchat.ui.render import Renderer

T = TypeVar("T")


class FakeSession:
    """The settings of a session, and which moves were asked for."""

    def __init__(self) -> None:
        self.params = SamplingParams(temperature=0.5)
        self.moves: list[tuple[str, int]] = []
        self.id = "an id"
        self.conversation = Conversation()

    def configure(self, changes: dict[str, str]) -> None:
        self.params = self.params.with_texts(changes)

    def leads_elsewhere(self, *, undo: int, redo: int) -> bool:
        return False

    def undo(self, steps: int) -> int:
        self.moves.append(("undo", steps))
        return 0

    def redo(self, steps: int) -> int:
        self.moves.append(("redo", steps))
        return 0

    def reset(self) -> None:
        self.moves.append(("reset", 0))

    def retry(self, changes: dict[str, str]) -> Iterator[Event]:
        self.params.with_texts(changes)
        yield from ()


class FakeShell:
    """What commands use, with everything written kept."""

    def __init__(self, folder: Path) -> None:
        self.stdout, self.stderr = io.StringIO(), io.StringIO()
        self.renderer = Renderer(self.stdout, self.stderr)
        self.folders = Folders(folder / "state", folder / "data", folder / "cache")
        self.defaults = SamplingParams(temperature=0.7)
        self.session = FakeSession()
        self.left = False
        self.opened = None
        self.draft = ""

    def answer(self, work: Callable[[], Iterator[Event]], note: str = "", settings: Sequence[str] = ()) -> None:
        for _ in work():
            pass

    def compute(self, work: Callable[[], T]) -> T:
        return work()

    def leave(self) -> None:
        self.left = True

    @property
    def shown(self) -> str:
        return self.stdout.getvalue() + self.stderr.getvalue()


@pytest.fixture
def shell(tmp_path: Path) -> FakeShell:
    return FakeShell(tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_one_line_of_help_and_a_name_of_its_own(name: str) -> None:
    command = COMMANDS[name]
    assert command.help.endswith(".")
    assert command.help[0].isupper()
    assert "\n" not in command.help
    assert command.signature.startswith(f"/{name}")
    others = {word for each in COMMANDS.values() if each is not command for word in (each.name, *each.aliases)}
    assert others.isdisjoint({name, *command.aliases})


def test_help_lists_every_command_by_its_family_in_80_columns(shell: FakeShell) -> None:
    dispatch(shell, "/help")
    lines = shell.stdout.getvalue().splitlines()
    begins = [lines.index(f"{name}:") for name in FAMILIES]
    assert begins == sorted(begins)
    for begin, end, name in zip(begins, [*begins[1:], len(lines)], FAMILIES, strict=True):
        for command in COMMANDS.values():
            listed = any(line.startswith(command.signature + " ") for line in lines[begin:end])
            assert listed == (command.family == name)
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("word", [word for each in COMMANDS.values() for word in (each.name, *each.aliases)])
def test_help_tells_of_each_command_and_alias(shell: FakeShell, word: str) -> None:
    dispatch(shell, f"/help /{word}")
    command = find(word)
    assert command.help in shell.shown
    assert all(f"/{alias}" in shell.shown for alias in command.aliases)


@pytest.mark.parametrize(
    ("line", "move"),
    [
        pytest.param("/undo", ("undo", 1), id="name"),
        pytest.param("/undo 3", ("undo", 3), id="argument"),
        pytest.param("/undo   3  ", ("undo", 3), id="spaces"),
        pytest.param("/undo\t3", ("undo", 3), id="tab"),
        pytest.param("/undo\n3", ("undo", 3), id="new line"),
        pytest.param("/reset", ("reset", 0), id="another name"),
        pytest.param("/clear", ("reset", 0), id="alias"),
    ],
)
def test_a_line_is_dispatched(shell: FakeShell, line: str, move: tuple[str, int]) -> None:
    dispatch(shell, line)
    assert shell.session.moves == [move]


@pytest.mark.parametrize("line", ["/exit", "/quit"])
def test_exit_and_its_alias_leave(shell: FakeShell, line: str) -> None:
    dispatch(shell, line)
    assert shell.left


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        pytest.param("/tmep 1", "there is no command /tmep", "did you mean /temp?", id="near"),
        pytest.param("/xyzzy", "there is no command /xyzzy", "/help lists the commands", id="far"),
        pytest.param("/Temp", "there is no command /Temp", "did you mean /temp?", id="exact case"),
        pytest.param("/re", "there is no command /re", "/help", id="no part of a name"),
        pytest.param("/", "there is no command /", "/help", id="only a slash"),
        pytest.param("/help nope", "there is no command /nope", "/help", id="help for nothing"),
        pytest.param("/exit now", "/exit takes nothing after it", "write /exit", id="too much"),
        pytest.param("/undo -1", "-1 is not a number of steps", "from 1", id="below"),
        pytest.param("/undo 0", "0 is not a number of steps", "from 1", id="none"),
        pytest.param("/retry temp", "temp gives no value", "temp=0.7", id="no value"),
        pytest.param("/retry temp=", "temp= gives no value", "temp=0.7", id="an empty value"),
        pytest.param("/stats maybe", "/stats maybe means nothing", "/stats off", id="another word"),
        pytest.param("/state x", "/state x means nothing", "/state text", id="another word still"),
    ],
)
def test_a_line_is_refused_with_a_hint(shell: FakeShell, line: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        dispatch(shell, line)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert shell.shown == ""
    assert shell.session.moves == []


@pytest.mark.parametrize(
    ("line", "error", "hint"),
    [
        pytest.param("/temp 11", SettingsError, "from 0 to 10", id="range"),
        pytest.param("/set tmep=1", SettingsError, "did you mean temp?", id="name"),
        pytest.param("/set temp=1 top_p=2", SettingsError, "above 0 to 1", id="one of two"),
        pytest.param("/set nothing", SettingsError, "", id="one that there is not"),
        pytest.param("/load", ConversationError, "/save makes one", id="load"),
    ],
)
def test_a_bad_value_changes_nothing(shell: FakeShell, line: str, error: type[RwkvchatError], hint: str) -> None:
    with pytest.raises(error) as caught:
        dispatch(shell, line)
    assert hint in caught.value.hint
    assert shell.session.params == SamplingParams(temperature=0.5)


def test_settings_are_shown_and_changed(shell: FakeShell) -> None:
    dispatch(shell, "/set top_k=40 max-tokens=9")
    assert (shell.session.params.top_k, shell.session.params.max_tokens) == (40, 9)
    rows = {line.split()[0]: line.split()[1:3] for line in shell.stdout.getvalue().splitlines()}
    assert set(rows) == {"setting"} | {setting.word for setting in SETTINGS.values()}
    assert rows["temp"] == ["0.5", "0.7"]  # the value, and what the model comes with
    assert rows["top_k"] == ["40", "0"]
    dispatch(shell, "/set presence")
    assert SETTINGS["presence"].help in shell.shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("/te", ["/temp", "/template"], id="names"),
        pytest.param("/cl", ["/clear"], id="aliases"),
        pytest.param("/help sta", ["stats", "state"], id="names as arguments"),
        pytest.param("/stats o", ["on", "off"], id="arguments"),
        pytest.param("/regen te", ["temp="], id="arguments of an alias"),
        pytest.param("/set temp=1 top", ["top_p=", "top_k="], id="the last of several"),
        pytest.param("/template raven-c", ["raven-chat"], id="templates"),
        pytest.param("/load m", ["monday"], id="saved conversations"),
        pytest.param("/nope ", [], id="no such command"),
        pytest.param("/exit ", [], id="no arguments"),
    ],
)
def test_completions(shell: FakeShell, text: str, words: list[str]) -> None:
    shell.folders.sessions.mkdir(parents=True)
    (shell.folders.sessions / "monday.state").touch()
    assert sorted(completions(shell, text)) == sorted(words)


def test_a_slash_alone_completes_to_every_name(shell: FakeShell) -> None:
    words = {word for each in COMMANDS.values() for word in (each.name, *each.aliases)}
    assert set(completions(shell, "/")) == {f"/{word}" for word in words}


def test_assignments_and_counts_are_read() -> None:
    assert assignments(" temp=0.7  seed=3 ") == {"temp": "0.7", "seed": "3"}
    assert assignments("") == {}
    assert assignments("stop=a=b") == {"stop": "a=b"}
    assert (count(""), count("7")) == (1, 7)
    for text in ("x", "1.5", "0", "-1", "²", "٣", "9" * 5000):
        with pytest.raises(UsageError):
            count(text)
    assert turn_number("0") == 0
    for text in ("x", "-1", "²", "9" * 5000):
        with pytest.raises(UsageError):
            turn_number(text)
