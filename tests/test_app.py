"""The loop between the input line and the session, with both played by fakes; signals are real."""

import errno
import io
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rwkvchat.app import App
from rwkvchat.commands.registry import COMMANDS, Command, Shell, family, nothing
from rwkvchat.config import Folders
from rwkvchat.dialogue.conversation import Conversation, Turn
from rwkvchat.errors import Interrupted, NumericsError, SaveError, WeightsError
from rwkvchat.events import Chunk, Event, Finished, Loading, Prefilling
from rwkvchat.params import SamplingParams
from rwkvchat.status import Status
from rwkvchat.ui.render import Renderer
from rwkvchat.ui.toolbar import fit
from rwkvchat.worker import Flag, Worker

if os.name == "nt":
    pytest.skip("needs POSIX signals", allow_module_level=True)

PATIENCE = 60


class ScriptedPrompt:
    """Gives lines, the last again and again, and keeps the drafts that it was given."""

    reading = False

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = [*lines]
        self.drafts: list[str] = []
        self.whole: list[bool] = []
        self.failure: BaseException | None = None
        self.refreshed = 0
        self.cleared = self.kept = False
        self.remembered: list[str] = []
        self.answers = [True]

    def read(self, draft: str = "", *, whole: bool = True) -> str:
        self.whole.append(whole)
        if self.failure:
            raise self.failure
        self.drafts.append(draft)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def abort(self, error: BaseException) -> None:
        self.failure = error

    def refresh(self) -> None:
        self.refreshed += 1

    def remember(self, text: str) -> bool:
        self.remembered += [text] if text else []
        return bool(text)

    def confirm(self, question: str) -> bool:
        return self.answers.pop()


def toolbar(app: App) -> str:
    return " · ".join(part.text for part in app.toolbar() if part.text)


class WatchedRenderer(Renderer):
    """Tells when it waits for events."""

    def __init__(self) -> None:
        self.stdout, self.stderr = io.StringIO(), io.StringIO()
        self.waiting = threading.Event()
        super().__init__(self.stdout, self.stderr)

    def stream(self, events: Iterable[Event], settings: Sequence[str] = ()) -> Finished | None:
        self.waiting.set()
        return super().stream(events, settings)


class FakeSession:
    """Answers as the test wants."""

    def __init__(self, ask: Callable[["FakeSession", str], Iterator[Event]]) -> None:
        self.stopping = Flag()
        self.conversation = Conversation()
        self.template = SimpleNamespace(name="test")
        self.params = SamplingParams()
        self.asked: list[str] = []
        self.replies = 0
        self.id = "an id"
        self.snapshots = SimpleNamespace(budget=1, nbytes=0)
        self._ask = ask

    def stamp(self) -> object:
        return len(self.asked), self.replies

    def ids(self) -> set[str]:
        return {self.id}

    def record(self) -> list[str]:
        return list(self.asked)

    def ask(self, message: str, instead_of: int | None = None) -> Iterator[Event]:
        self.asked.append(message if instead_of is None else f"{message} instead of {instead_of}")
        self.conversation.add(Turn("user", (), (), message))
        yield from self._ask(self, message)
        self.replies += 1


class FakeKeeper:
    """Keeps in memory, unless it is full."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[list[str]] = []
        self.threads: set[str] = set()
        self.closed = False

    def keep(self, id: str, record: list[str]) -> None:
        self.threads.add(threading.current_thread().name)
        if self.full:
            raise SaveError("the disk is full")
        if record not in self.kept[-1:]:  # a message is kept once more with its reply
            self.kept.append(record)

    def close(self) -> None:
        self.closed = True


def stopped(session: FakeSession) -> None:
    """Wait until the session is to stop."""
    while not session.stopping.is_set():
        threading.Event().wait(0.001)


Ask = Callable[[FakeSession, str], Iterator[Event]]


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def ended(reason: Any = "stop") -> Finished:
    return Finished("hi", reason, 1, 1, 1, 1.0, 1.0)


def answer(session: FakeSession, message: str) -> Iterator[Event]:
    yield Chunk("hi")
    yield ended()


class Chat:
    """An app and its fakes."""

    def __init__(self, worker: Worker, folder: Path, lines: Iterable[str], ask: Ask = answer) -> None:
        self.prompt = ScriptedPrompt(lines)
        self.renderer = WatchedRenderer()
        self.session = FakeSession(ask)
        self.opening: Callable[[], Iterator[Event]] = lambda: iter(())
        self.loading: Callable[[int], None] = lambda layer: None
        self.keeper: FakeKeeper | None = None
        found: Any = SimpleNamespace(name="fake", context=None, profile=SimpleNamespace(params=SamplingParams()))
        prompt: Any = self.prompt
        self.worker, self.found, self.folders = worker, found, Folders(folder, folder, folder, folder)
        self.typed: list[str] = []
        """What is typed before each line, while nobody reads it."""

        def make_prompt(app: App) -> Any:
            app.keyboard.typed = lambda: self.typed.pop(0) if self.typed else ""  # type: ignore[method-assign]
            return prompt

        self.make_prompt = make_prompt

    def run(self) -> App:
        def opening(app: App) -> Iterator[Event]:
            yield from self.opening()
            session: Any = self.session
            app.opened = session

        keeper: Any = self.keeper
        app = App(
            self.found, opening, self.worker, self.renderer, self.folders, self.make_prompt, self.load, keeper=keeper
        )
        app.run()
        return app

    def load(self, found: Any) -> Any:
        """Load another model, a layer at a time, for as long as the test wants."""
        for layer in range(10):
            yield Loading(layer, 10)
            self.loading(layer)
        return FakeSession(answer)


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Callable[..., Chat]]:
    worker = Worker()
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    yield lambda *lines, ask=answer: Chat(worker, tmp_path, lines, ask)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before
    worker.close(PATIENCE)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        pytest.param("hello", ["hello"], id="text"),
        pytest.param("//temp", ["/temp"], id="two slashes"),
        pytest.param(" /temp", [" /temp"], id="a space"),
        pytest.param("/help", [], id="command"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n ", [], id="blanks"),
        pytest.param("exit the building", ["exit the building"], id="more than exit"),
        pytest.param('"""\none\ntwo\n"""', ["one\ntwo"], id="a block"),
        pytest.param('"""/help"""', ["/help"], id="a slash in a block"),
        pytest.param('"""exit"""', ["exit"], id="exit in a block"),
        pytest.param('"""\n \n"""', [], id="an empty block"),
        pytest.param('"""a""" b', ['"""a""" b'], id="no block"),
    ],
)
def test_a_line_goes_to_the_session_or_not(chat: Callable[..., Chat], line: str, asked: list[str]) -> None:
    talk = chat(line)
    talk.run()
    assert talk.session.asked == asked


def test_commands_that_were_sent_at_once_are_run_one_after_another(chat: Callable[..., Chat]) -> None:
    talk = chat("/temp 0.5\n\n/top_p 0.25\n", "/temp 1\nhello", "/temp 0.7\n/exit\n/temp 2")
    changes: list[dict[str, str]] = []
    talk.session.configure = changes.append  # type: ignore[attr-defined]
    talk.run()
    assert changes == [{"temp": "0.5"}, {"top_p": "0.25"}, {"temp": "1\nhello"}, {"temp": "0.7"}]
    assert talk.session.asked == []


def test_an_interrupt_gives_back_the_commands_that_were_to_follow(chat: Callable[..., Chat]) -> None:
    def retry(settings: dict[str, str]) -> None:
        changes.append(settings)
        interrupt()

    talk = chat("/temp 0.5\n/temp 1", "/temp 2\n/temp 3")
    changes: list[dict[str, str]] = []
    talk.session.configure = retry  # type: ignore[attr-defined]
    talk.run()
    assert changes == [{"temp": "0.5"}, {"temp": "2"}]
    assert talk.prompt.drafts == ["", "/temp 1", "/temp 3"]


def test_what_follows_a_message_that_is_being_edited_is_no_part_of_it(chat: Callable[..., Chat]) -> None:
    talk = chat("hello", "/edit\n/temp 1", "hello there")
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    talk.run()
    assert talk.prompt.drafts[:3] == ["", "", "hello"]
    assert "so this was not done: /temp 1" in talk.renderer.stderr.getvalue()
    assert talk.session.asked == ["hello", "hello there instead of 0"]


@pytest.mark.parametrize("line", ["exit", "quit", " exit ", "/exit", "/quit"])
def test_a_line_leaves(chat: Callable[..., Chat], line: str) -> None:
    talk = chat(line, "hello")
    assert talk.run().leaving
    assert talk.prompt.lines == ["hello"]


def test_an_interrupt_stops_a_reply_and_the_chat_goes_on(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        yield Chunk("half a")
        interrupt()
        stopped(session)
        yield ended("interrupted")

    talk = chat("one", "two", ask=ask)
    talk.run()
    assert talk.session.asked == ["one", "two"]
    assert talk.prompt.drafts == ["", "", ""]
    assert talk.renderer.stdout.getvalue() == "half a\n" * 2


def test_a_second_interrupt_while_the_first_is_not_answered_leaves(chat: Callable[..., Chat]) -> None:
    left = threading.Event()

    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        yield Chunk("half a")
        interrupt()
        stopped(session)
        interrupt()
        assert left.wait(PATIENCE)
        yield ended("interrupted")

    talk = chat("hello", "never read", ask=ask)
    with pytest.raises(KeyboardInterrupt):
        talk.run()
    left.set()
    assert talk.prompt.lines == ["never read"]
    assert talk.renderer.stdout.getvalue() == "half a\n"


def test_an_interrupt_while_the_model_loads_gives_the_line_back(chat: Callable[..., Chat]) -> None:
    talk = chat("hello", "hello again")

    def opening() -> Iterator[Event]:
        yield Loading(1, 2)
        assert talk.renderer.waiting.wait(PATIENCE)
        interrupt()
        while len(talk.prompt.drafts) < 2:
            threading.Event().wait(0.01)
        yield Loading(2, 2)

    talk.opening = opening
    talk.run()
    assert talk.prompt.drafts == ["", "hello", ""]
    assert talk.session.asked == ["hello again"]
    assert "here it is again" in talk.renderer.stderr.getvalue()


def test_a_message_that_was_not_read_is_given_back(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        raise Interrupted("stopped while reading")
        yield

    talk = chat("a long\nmessage", ask=ask)
    talk.run()
    assert talk.prompt.drafts == ["", "a long\nmessage"]


def test_an_error_is_told_and_the_chat_goes_on(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        raise NumericsError("not a number", "try fp32")
        yield

    talk = chat("one", "/nope", "two", ask=ask)
    talk.run()
    assert talk.session.asked == ["one", "two"]
    assert talk.renderer.stderr.getvalue().count("not a number\ntry fp32\n") == 2
    assert "there is no command /nope" in talk.renderer.stderr.getvalue()


@pytest.mark.parametrize("lines", [("hello",), ()], ids=["while a message waits", "at the input line"])
def test_a_model_that_cannot_be_loaded_ends_the_chat(chat: Callable[..., Chat], lines: tuple[str, ...]) -> None:
    talk = chat(*lines)

    def opening() -> Iterator[Event]:
        raise WeightsError("broken")
        yield

    talk.opening = opening
    told = "the line that was not sent is in the history"
    if lines:
        talk.typed = ["", "typed meanwhile"]
        with pytest.raises(WeightsError):
            talk.run()
        assert talk.prompt.remembered == ["typed meanwhile"]
        assert told in talk.renderer.stderr.getvalue()
    else:
        failed = threading.Event()
        talk.prompt.abort = lambda error: failed.set()  # type: ignore[method-assign]
        talk.run()
        assert failed.wait(PATIENCE)
        assert told not in talk.renderer.stderr.getvalue()


def test_the_toolbar_is_drawn_anew_when_the_model_is_there(chat: Callable[..., Chat]) -> None:
    talk = chat("hello")
    app = talk.run()
    assert talk.prompt.refreshed == 1
    assert toolbar(app) == "fake · test · temp 1 · 0 tokens read"
    app.opened = None
    assert toolbar(app) == "fake · loading"


def test_a_typing_error_while_the_model_loads_is_told_and_the_chat_goes_on(chat: Callable[..., Chat]) -> None:
    talk = chat("/nope", "hello")

    def opening() -> Iterator[Event]:
        while "there is no command /nope" not in talk.renderer.stderr.getvalue():
            threading.Event().wait(0.01)
        yield Loading(1, 1)

    talk.opening = opening
    talk.run()
    assert talk.session.asked == ["hello"]


def test_an_error_that_nobody_expected_is_told_and_the_chat_goes_on(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        raise ZeroDivisionError("by zero")
        yield

    talk = chat("one", "two", ask=ask)
    talk.run()
    assert talk.session.asked == ["one", "two"]
    assert talk.renderer.stderr.getvalue().count("this should not have happened: ZeroDivisionError: by zero") == 2


def test_every_line_is_kept_by_the_engines_thread(chat: Callable[..., Chat]) -> None:
    talk = chat("one", "/help", "two")
    talk.keeper = keeper = FakeKeeper()
    talk.run()
    assert keeper.kept == [["one"], ["one", "two"]]
    assert keeper.closed
    assert keeper.threads == {"engine"}


def test_a_full_disk_stops_nobody_from_talking_and_is_an_error_in_the_end(chat: Callable[..., Chat]) -> None:
    talk = chat("one", "two")
    talk.keeper = keeper = FakeKeeper()
    keeper.full = True
    with pytest.raises(SaveError, match="this conversation could not be saved: the disk is full"):
        talk.run()
    assert talk.session.asked == ["one", "two"]
    assert talk.renderer.stderr.getvalue().count("this conversation could not be saved: the disk is full") == 1
    assert keeper.closed


def test_a_disk_with_room_again_is_told(chat: Callable[..., Chat]) -> None:
    keeper = FakeKeeper()

    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        keeper.full = message == "one"
        yield Chunk("hi")
        yield ended()

    talk = chat("one", "two", ask=ask)
    talk.keeper = keeper
    app = talk.run()
    assert keeper.kept == [["one", "two"]]
    assert "the conversation is saved again" in talk.renderer.stderr.getvalue()
    assert "not saved" not in toolbar(app)


def test_what_a_signal_cuts_short_is_kept(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        yield Chunk("half a")
        os.kill(os.getpid(), signal.SIGTERM)
        stopped(session)
        yield ended("interrupted")

    def leave(number: int, frame: object) -> None:
        raise SystemExit(143)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        talk = chat("one", "never read", ask=ask)
        talk.keeper = keeper = FakeKeeper()
        with pytest.raises(SystemExit):
            talk.run()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert keeper.kept == [["one"]]
    assert keeper.closed


def test_a_second_interrupt_still_keeps_what_was_said(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        yield Chunk("half a")
        interrupt()
        stopped(session)
        interrupt()
        threading.Event().wait(0.05)  # at the end of the program the reply is still under way
        yield ended("interrupted")

    talk = chat("one", ask=ask)
    talk.keeper = keeper = FakeKeeper()
    with pytest.raises(KeyboardInterrupt):
        talk.run()
    assert keeper.kept == [["one"]]


def test_an_interrupt_stops_the_loading_of_another_model(chat: Callable[..., Chat]) -> None:
    talk = chat("hello", "/other", "still here", "/other")

    def loading(layer: int) -> None:
        if layer == 3 and len(talk.session.asked) == 1:
            interrupt()
            stopped(talk.session)
        assert layer <= 3 or len(talk.session.asked) == 2

    talk.loading = loading
    loaded: list[FakeSession] = []

    def other(shell: Any, argument: str) -> None:
        """Load another model."""
        loaded.append(shell.work(lambda: shell.begin(talk.found)))

    COMMANDS["other"] = Command("other", "settings", other, (), "", "Load another model.", nothing)
    try:
        app = talk.run()
    finally:
        del COMMANDS["other"]
    (another,) = loaded
    assert another.stopping is talk.session.stopping  # so that an interrupt stops its reading too
    assert app.opened is talk.session
    assert talk.session.asked == ["hello", "still here"]
    assert "stopped and nothing was changed; here it is again" in talk.renderer.stderr.getvalue()
    assert "/other" in talk.prompt.drafts


def test_a_message_that_begins_with_a_slash_stays_a_message_when_edited(chat: Callable[..., Chat]) -> None:
    talk = chat("//etc is a folder", "/edit")
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    talk.run()
    assert talk.prompt.drafts == ["", "", "//etc is a folder"]


def test_what_is_to_be_given_twice_is_asked_for_each_time(chat: Callable[..., Chat]) -> None:
    sure = []

    @family("test")("other")
    def other(shell: Shell, argument: str) -> None:
        """Ask whether the user is sure."""
        sure.append(shell.sure("/other", "this is the end"))

    try:
        chat("/other", "/other", "/other", "hello", "/other").run()
    finally:
        del COMMANDS["other"]
    assert sure == [False, True, False, False]


def test_leaving_what_is_not_saved_takes_two_steps(chat: Callable[..., Chat]) -> None:
    for lines, asked in ((["one", "/exit", "two"], ["one", "two"]), (["one", "/exit", "/exit", "two"], ["one"])):
        talk = chat(*lines)
        talk.keeper = keeper = FakeKeeper()
        keeper.full = True
        with pytest.raises(SaveError):
            talk.run()
        assert talk.session.asked == asked
        assert "leave once more to lose it" in talk.renderer.stderr.getvalue()


def test_a_message_is_kept_before_there_is_a_reply(chat: Callable[..., Chat]) -> None:
    seen = []

    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        seen.append(list(keeper.kept))
        yield Chunk("hi")
        seen.append(list(keeper.kept))
        yield ended()

    talk = chat("one", ask=ask)
    talk.keeper = keeper = FakeKeeper()
    talk.run()
    assert seen == [[], [["one"]]]


def test_what_is_to_be_known_of_the_opening_is_told_once(chat: Callable[..., Chat]) -> None:
    talk = chat("one", "two")
    make = talk.make_prompt

    def make_prompt(app: App) -> Any:
        app.remarks.append("it goes on elsewhere")
        return make(app)

    talk.make_prompt = make_prompt
    talk.run()
    assert talk.renderer.stderr.getvalue().count("it goes on elsewhere") == 1


def test_the_toolbar_names_the_branch_where_there_are_several(chat: Callable[..., Chat]) -> None:
    talk = chat("hello")
    app = talk.run()
    talk.session.conversation.fork("aside")
    assert toolbar(app) == "fake · test · aside · temp 1 · 0 tokens read"


def test_an_edited_message_goes_where_it_was_unless_the_draft_is_taken_back(chat: Callable[..., Chat]) -> None:
    for cleared, asked in ((False, "hello there instead of 0"), (True, "hello there")):
        talk = chat("hello", "/edit", "hello there", "and on")
        talk.prompt.cleared = cleared
        talk.session.before = lambda number: -1  # type: ignore[attr-defined]
        talk.run()
        assert talk.prompt.drafts[:3] == ["", "", "hello"]
        assert talk.prompt.whole[:4] == [False, False, True, False]
        assert talk.session.asked == ["hello", asked, "and on"]


def test_what_is_typed_meanwhile_stands_in_the_next_line_below_what_is_given_back(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        if message == "one":
            raise Interrupted("stopped while reading")
        yield Chunk("hi")
        yield ended()

    talk = chat("one", "two", "/edit", ask=ask)
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    talk.typed = ["before the first", "and more", "", "again"]
    talk.run()
    assert talk.prompt.drafts == ["before the first", "one\nand more", "", "two\nagain"]


def test_what_was_typed_when_the_end_came_is_in_the_history(chat: Callable[..., Chat]) -> None:
    talk = chat("/edit", "hello", "/edit", "/exit")
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    talk.typed = ["", "", "", "", "half a line"]
    talk.run()
    assert talk.prompt.remembered == ["half a line"]


def test_a_message_that_failed_is_given_back_unless_it_is_in_the_conversation(chat: Callable[..., Chat]) -> None:
    def fail(self: FakeSession, message: str, instead_of: int | None = None) -> Iterator[Event]:
        if message == "two":
            self.conversation.add(Turn("user", (), (), message))
        raise NumericsError("not a number")
        yield

    talk = chat("hello", "one", "two", "/nope", "//etc")
    talk.session.ask = lambda message, at=None: fail(talk.session, message) if message != "hello" else iter(())  # type: ignore[method-assign]
    talk.run()
    assert talk.prompt.drafts == ["", "", "one", "", "", "//etc"]


def test_an_edited_message_of_quotes_is_sent_as_it_was(chat: Callable[..., Chat]) -> None:
    message = '"""Doc."""'
    talk = chat(f'"""\n{message}\n"""', "/edit")
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    talk.run()
    assert talk.session.asked == [message]
    assert talk.prompt.drafts[-1] == f'"""\n{message}\n"""'


def test_an_empty_line_takes_the_edited_message_back(chat: Callable[..., Chat]) -> None:
    talk = chat("hello", "/edit", " ", "something new")
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    talk.run()
    assert talk.session.asked == ["hello", "something new"]


def test_an_edited_message_that_failed_still_goes_where_it_was(chat: Callable[..., Chat]) -> None:
    talk = chat("hello", "/edit", "hello there", "hello there", "and on")
    talk.session.before = lambda number: -1  # type: ignore[attr-defined]
    asked: list[tuple[str, int | None]] = []

    def ask(message: str, instead_of: int | None = None) -> Iterator[Event]:
        asked.append((message, instead_of))
        if len(asked) == 2:
            raise NumericsError("not a number")
        talk.session.conversation.add(Turn("user", (), (), message))
        yield from answer(talk.session, message)

    talk.session.ask = ask  # type: ignore[method-assign]
    talk.run()
    assert asked == [("hello", None), ("hello there", 0), ("hello there", 0), ("and on", None)]


def test_what_would_be_lost_is_told_in_quiet_too(chat: Callable[..., Chat]) -> None:
    talk = chat("one", "/delete session", "/exit")
    talk.renderer.quiet = True
    talk.keeper = keeper = FakeKeeper()
    keeper.full = True
    with pytest.raises(SaveError):
        talk.run()
    told = talk.renderer.stderr.getvalue()
    assert "for good; the same line once more does it" in told
    assert "leave once more to lose it" in told


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError(errno.ENOSPC, "full")], ids=["no reader", "no room"])
def test_an_output_that_takes_no_more_ends_the_chat(chat: Callable[..., Chat], error: OSError) -> None:
    def fail(text: str) -> None:
        raise error

    talk = chat("one", "two")
    talk.keeper = FakeKeeper()
    talk.renderer.data = fail  # type: ignore[method-assign]
    with pytest.raises(type(error)):
        talk.run()
    assert talk.session.asked == ["one"]
    assert talk.keeper.kept[-1] == ["one"]


def test_an_interrupt_while_a_command_prepares_its_work_stops_the_work(chat: Callable[..., Chat]) -> None:
    @family("test")("other")
    def other(shell: Shell, argument: str) -> None:
        """Prepare, and then work."""
        interrupt()
        shell.answer(lambda: ask(talk.session, ""))

    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        seen.append(session.stopping.is_set())
        yield ended()

    seen: list[bool] = []
    talk = chat("hello", "/other", "hello", ask=ask)
    try:
        talk.run()
    finally:
        del COMMANDS["other"]
    assert seen == [False, True, False]


def test_a_signal_that_is_ignored_does_not_end_the_chat(chat: Callable[..., Chat]) -> None:
    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        os.kill(os.getpid(), signal.SIGHUP)
        yield from answer(session, message)

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as under nohup
    try:
        talk = chat("one", "two", ask=ask)
        talk.run()
    finally:
        signal.signal(signal.SIGHUP, before)
    assert talk.session.asked == ["one", "two"]


def test_a_question_is_asked_at_the_input_line_and_nothing_typed_before_answers_it(chat: Callable[..., Chat]) -> None:
    answers = []

    @family("test")("other")
    def other(shell: Shell, argument: str) -> None:
        """Ask."""
        answers.append(shell.confirm("really?"))

    try:
        talk = chat("/other")
        talk.typed = ["", "y"]
        talk.run()
    finally:
        del COMMANDS["other"]
    assert answers == [True]
    assert talk.prompt.drafts == ["", "y"]


def test_the_toolbar_tells_how_far_the_loading_is(chat: Callable[..., Chat]) -> None:
    seen = []

    def opening() -> Iterator[Event]:
        for event in (Loading(3, 7), Prefilling(23, 23), Prefilling(50, 200)):
            yield event
            seen.append(status.parts(talk.found, None, unsaved=False)[-1].text)

    talk = chat("hello")
    status = Status()
    talk.opening = lambda: (status.watch(event) or event for event in opening())
    app = talk.run()
    app.opened = None
    assert toolbar(app) == "fake · reading 25 %"
    assert talk.prompt.refreshed == 4
    assert seen == ["loading 42 %", "reading", "reading 25 %"]


def test_the_toolbar_tells_what_was_read_of_what_the_model_was_trained_for(chat: Callable[..., Chat]) -> None:
    talk = chat("hello")
    app = talk.run()
    talk.found.context = 8192
    assert toolbar(app) == "fake · test · temp 1 · 0 of 8,192 tokens"
    talk.session.conversation.add(Turn("user", tuple(range(9000)), (9000,), "long"))
    talk.session.snapshots.nbytes = 52_000_000
    assert toolbar(app) == "fake · test · temp 1 · 9,000 tokens, trained on 8,192 · 52.0 MB of snapshots"
    beyond = next(part for part in app.toolbar() if "trained on" in part.text)
    assert beyond.style == "hint"
    assert " · ".join(part.text for part in fit(app.toolbar(), 40)) == "fake · 9,000 tokens, trained on 8,192"


def test_the_toolbar_counts_anew_after_a_deletion(chat: Callable[..., Chat]) -> None:
    talk = chat("hello")
    app, tree = talk.run(), talk.session.conversation
    talk.found.context = 8192
    for count in (5, 3):
        number = tree.add(Turn("user", (1,) * count, (count,), "a message", tree.cursor))
        assert f"{count} of 8,192 tokens" in toolbar(app)
        tree.delete(number)


def test_a_chat_needs_no_signal_and_no_terminal_settings_that_only_posix_has(
    chat: Callable[..., Chat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.ui.keyboard.termios", None)
    for name in ("SIGHUP", "SIGTSTP", "SIGCONT"):
        monkeypatch.delattr(signal, name)

    def ask(session: FakeSession, message: str) -> Iterator[Event]:
        yield Chunk("half a")
        interrupt()
        stopped(session)
        yield ended("interrupted")

    talk = chat("one", "/help", "two", ask=ask)
    talk.run()
    assert talk.session.asked == ["one", "two"]
