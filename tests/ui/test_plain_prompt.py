"""The input line of a terminal that can only show one line after another."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest

if os.name == "nt":
    pytest.skip("needs a pty", allow_module_level=True)

from rwkvchat.config import private_file
from rwkvchat.errors import WeightsError
from rwkvchat.ui import prompt as module
from rwkvchat.ui.history import LineHistory
from rwkvchat.ui.keyboard import Keyboard
from rwkvchat.ui.plain_prompt import PlainPrompt
from rwkvchat.ui.prompt import Prompt, open_prompt

TAKE_BACK = "(Enter alone sends this; Ctrl-C takes it back)\n"


class Typist:
    """Types at a plain prompt, and sees what it shows."""

    def __init__(self, ours: int, stdin: TextIO, stdout: TextIO, shown: Path) -> None:
        self.ours, self.stdin, self.shown = ours, stdin, shown
        self.stdout = stdout
        self.prompt = self.make()

    def make(self, history: Path | None = None) -> PlainPrompt:
        self.prompt = PlainPrompt(history, Keyboard(self.stdin), self.stdin, self.stdout)
        return self.prompt

    def send(self, text: str) -> None:
        os.write(self.ours, text.encode())

    def steps(self, *steps: tuple[str, Callable[[], object] | str]) -> None:
        """Wait for a text each time, and type or do something."""

        def work() -> None:
            for text, then in steps:
                deadline = time.monotonic() + 60
                while not self.shown.read_text().endswith(text) and time.monotonic() < deadline:
                    time.sleep(0.01)
                if isinstance(then, str):
                    self.send(then)
                else:
                    then()

        threading.Thread(target=work, daemon=True).start()


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    ours, theirs = os.openpty()
    shown = tmp_path / "shown"
    with os.fdopen(theirs, "r", encoding="utf-8") as stdin, shown.open("w", encoding="utf-8") as stdout:
        yield Typist(ours, stdin, stdout, shown)
    os.close(ours)


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        pytest.param([("> ", "hello\n")], "hello", id="a line"),
        pytest.param([("> ", "\n")], "", id="an empty line"),
        pytest.param([("> ", "a\\\n"), ("  ", "b\n")], "a\nb", id="a backslash at the end"),
        pytest.param([("> ", '"""a\n'), ("  ", 'b"""\n')], '"""a\nb"""', id="a block"),
        pytest.param([("> ", "a\n/exit\nb\n"), (")\n> ", "\n")], "a\n/exit\nb", id="a paste is not sent by itself"),
        pytest.param([("> ", "a\nb\n"), (")\n> ", "c\nd\n"), (f"d\n{TAKE_BACK}> ", "\n")], "a\nb\nc\nd", id="two"),
    ],
)  # fmt: skip
def test_lines_make_the_message(typist: Typist, steps: list[Any], line: str) -> None:
    typist.steps(*steps)
    assert typist.prompt.read() == line


def test_a_draft_is_shown_and_sent_by_enter_alone_or_kept_in_the_history(typist: Typist, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    prompt = typist.make(history)
    typist.send("\n")
    assert prompt.read("a draft\x1b[31m") == "a draft\x1b[31m"
    assert "a draft^[[31m\n(Enter alone sends this" in typist.shown.read_text()
    typist.send("another\n")
    assert prompt.read("draft 2") == "another"
    typist.steps((f"draft 3\n{TAKE_BACK}> ", interrupt), ("> \n> ", interrupt), ("Ctrl-D)\n> ", "third\n"))
    before = signal.getsignal(signal.SIGINT)
    assert prompt.read("draft 3") == "third"
    assert signal.getsignal(signal.SIGINT) == before
    assert prompt.cleared
    kept = [*LineHistory(history).load_history_strings()][::-1]
    assert kept == ["a draft\x1b[31m", "draft 2", "another", "draft 3", "third"]


def test_what_was_begun_on_several_lines_is_in_the_history_after_an_interrupt_and_at_the_end(
    typist: Typist, tmp_path: Path
) -> None:
    history = private_file(tmp_path / "history")
    prompt = typist.make(history)
    typist.steps(("> ", "one\\\n"), ("  ", interrupt), ("Ctrl-D)\n> ", '"""two\n'), ("  ", "\x04"))
    with pytest.raises(EOFError):
        prompt.read()
    assert prompt.kept
    assert [*LineHistory(history).load_history_strings()][::-1] == ["one\\", '"""two']


def test_a_byte_that_is_no_utf_8_is_no_end(typist: Typist) -> None:
    os.write(typist.ours, b"caf\xe9\n")
    assert typist.prompt.read() == "caf\ufffd"


def test_the_question_stands_again_when_the_program_goes_on(typist: Typist) -> None:
    typist.steps(("> ", typist.prompt.woken), ("> > ", "hello\n"))
    assert typist.prompt.read() == "hello"


def test_ctrl_d_leaves_and_the_draft_is_in_the_history(typist: Typist, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    typist.send("\x04")
    with pytest.raises(EOFError):
        typist.make(history).read("a draft")
    assert [*LineHistory(history).load_history_strings()] == ["a draft"]


def test_abort_ends_the_reading_with_its_error(typist: Typist) -> None:
    prompt = typist.prompt
    typist.steps(("> ", lambda: prompt.abort(WeightsError("no such model"))))
    with pytest.raises(WeightsError):
        prompt.read()
    assert not prompt.reading
    with pytest.raises(WeightsError):
        prompt.read()


@pytest.mark.parametrize(("answer", "yes"), [("y\n", True), ("\n", False), ("no\n", False), ("\x04", False)])
def test_a_question_is_answered_by_a_word(typist: Typist, answer: str, yes: bool) -> None:
    typist.steps(("really? [y/N] ", answer))
    assert typist.prompt.confirm("really?") is yes


class NoConsoleScreenBufferError(Exception):
    """As prompt_toolkit's on Windows, where alone it can be imported."""


@pytest.mark.parametrize("reason", ["TERM", "no TERM", "a console without a screen buffer"])
def test_where_no_line_can_be_drawn_a_plain_one_is_used(
    typist: Typist, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def fail(*arguments: Any, **options: Any) -> None:
        raise NoConsoleScreenBufferError

    monkeypatch.setenv("TERM", "dumb" if reason == "TERM" else "xterm")
    if reason == "no TERM":
        monkeypatch.delenv("TERM")
    if "console" in reason:
        monkeypatch.setattr(module, "create_output", fail)
    prompt = open_prompt(lambda text: (), list, None, Keyboard(typist.stdin))
    assert isinstance(prompt, PlainPrompt)


def test_elsewhere_the_line_is_drawn(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert isinstance(open_prompt(lambda text: (), list, None, Keyboard(typist.stdin)), Prompt)
