"""Dispatch, help and completion of slash commands, with a shell that does nothing."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from rwkvchat.commands import COMMANDS, dispatch, remarks
from rwkvchat.commands.arguments import assignments, count, settings_in, turn_number
from rwkvchat.commands.registry import FAMILIES, find, in_order
from rwkvchat.commands.topics import TOPICS
from rwkvchat.config import Folders
from rwkvchat.dialogue.conversation import Conversation
from rwkvchat.errors import ConversationError, RwkvchatError, SettingsError, UsageError
from rwkvchat.events import Event
from rwkvchat.params import SETTINGS, SamplingParams
from rwkvchat.preferences import Preferences
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
        self.folders = Folders(folder / "state", folder / "data", folder / "cache", folder / "config")
        self.defaults = SamplingParams(temperature=0.7)
        self.session = FakeSession()
        self.left = False
        self.opened = None
        self.draft = ""
        self.keeper = None
        self.preferences = Preferences()

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


def test_help_names_every_command_by_its_family_on_one_screen(shell: FakeShell) -> None:
    dispatch(shell, "/help")
    lines = shell.stdout.getvalue().splitlines()
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    begins = [next(i for i, line in enumerate(lines) if line.startswith(f"{name}  ")) for name in FAMILIES]
    assert begins == sorted(begins)
    for begin, end, name in zip(begins, [*begins[1:], len(lines)], FAMILIES, strict=True):
        words = " ".join(lines[begin:end]).split()
        assert [word[1:] for word in words if word.startswith("/") and word[1:] in COMMANDS][
            : sum(command.family == name for command in COMMANDS.values())
        ] == [command.name for command in in_order() if command.family == name]


def test_help_all_tells_of_every_command_in_80_columns(shell: FakeShell) -> None:
    dispatch(shell, "/help all")
    lines = shell.stdout.getvalue().splitlines()
    for command in COMMANDS.values():
        assert any(line.startswith(f"{command.signature} ") for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("topic", [*FAMILIES, *TOPICS])
def test_help_tells_of_each_topic_whatever_its_case(shell: FakeShell, topic: str) -> None:
    shell.keeper = None
    dispatch(shell, f"/help  {topic.upper().replace(' ', '  ')}")
    for command in COMMANDS.values():
        if command.family == topic:
            assert command.signature in shell.shown
    assert len(shell.shown.splitlines()) <= 23


@pytest.mark.parametrize("word", [word for each in COMMANDS.values() for word in each.words])
def test_help_tells_of_each_command_and_alias(shell: FakeShell, word: str) -> None:
    dispatch(shell, f"/help /{word}")
    command = find(word)
    assert command.help in shell.shown
    assert all(f"/{alias}" in shell.shown for alias in command.aliases)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_in_the_help_of_a_command_is_a_command(name: str) -> None:
    for line in COMMANDS[name].more.splitlines():
        if line.startswith("/") and "  " in line:
            assert find(line[1:].split(maxsplit=1)[0])
            assert len(line) <= 110


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
        pytest.param("/help nope", "there is no help for nope", "/help", id="help for nothing"),
        pytest.param("/help retyr", "there is no help for retyr", "did you mean retry?", id="help near"),
        pytest.param("/help going bakc", "there is no help", "did you mean going back?", id="a topic near"),
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


def shell_with(shell: FakeShell, **commands: str) -> FakeShell:
    """A user who has commands of their own."""
    shell.preferences = Preferences(commands=commands)
    return shell


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("/u 3", id="with an argument"),
        pytest.param("/back", id="for a line"),
        pytest.param("/b", id="for one of their own"),
        pytest.param("/bare", id="without the slash"),
    ],
)
def test_a_command_of_the_users_own_is_what_it_stands_for(shell: FakeShell, line: str) -> None:
    dispatch(shell_with(shell, u="/undo", back="/undo 3", b="/back", bare="undo 3"), line)
    assert shell.session.moves == [("undo", 3)]


def test_a_command_keeps_its_meaning_whatever_the_user_calls_so(shell: FakeShell) -> None:
    dispatch(shell_with(shell, exit="/undo", back="/undo 3"), "/exit")
    assert shell.left
    assert shell.session.moves == []
    (told,) = remarks(shell.preferences)
    assert told == "the settings: /exit stays what it is; give your command another name"
    dispatch(shell, "/help")
    assert "your own    /back\n" in shell.shown


def test_help_tells_of_a_command_of_the_users_own_as_it_is_written(shell: FakeShell) -> None:
    dispatch(shell_with(shell, Hot="/temp 1.5"), "/help /Hot")
    assert "/Hot is your own, for: /temp 1.5" in shell.shown


def test_commands_that_stand_for_each_other_are_refused(shell: FakeShell) -> None:
    with pytest.raises(UsageError, match="in a circle: /a to /b to /a") as caught:
        dispatch(shell_with(shell, a="/b", b="/a x"), "/a")
    assert "rwkvchat config edit" in caught.value.hint
    with pytest.raises(UsageError, match="there is no command /nothing"):
        dispatch(shell_with(shell, a="/nothing"), "/a")
    with pytest.raises(UsageError) as caught:
        dispatch(shell_with(shell, ravens="/undo"), "/raven")
    assert "did you mean /ravens?" in caught.value.hint


def test_a_command_that_was_taken_for_a_setting_is_named(shell: FakeShell) -> None:
    for line in ("/set theme=light", "/set temp=1 theme=light", "/set theme"):
        with pytest.raises(SettingsError, match="there is no setting named theme") as caught:
            dispatch(shell, line)
        assert caught.value.hint == "/theme is a command of its own"
    with pytest.raises(SettingsError) as caught:
        dispatch(shell, "/set tmep=1")
    assert caught.value.hint == "did you mean temp?"


def test_settings_of_a_preset_give_way_to_those_beside_it() -> None:
    assert settings_in("") == {}
    mixed = settings_in("preset=greedy temperature=0.5")
    assert mixed["temperature"] == "0.5"
    assert "temp" not in mixed
    assert mixed["top_p"] == "1"
    with pytest.raises(SettingsError, match="there is no preset named gredy"):
        settings_in("preset=gredy")
    with pytest.raises(SettingsError, match="there is no setting named tmep"):
        settings_in("tmep=1")


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
