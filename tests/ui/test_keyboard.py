"""The keys while nobody reads them, in a terminal of their own and where there is none."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, TextIO

import pytest

from rwkvchat.ui import keyboard as module
from rwkvchat.ui.keyboard import Keyboard, suspending, text_of

posix = pytest.mark.skipif(os.name == "nt", reason="needs a pty")


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """The end where keys are typed, and standard input."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8") as stdin:
        yield ours, stdin
    os.close(ours)


def settings(stdin: TextIO) -> Any:
    import termios

    return termios.tcgetattr(stdin.fileno())


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param("one\rtwo\r", "one\ntwo", id="Enter is a new line, and the last one nothing"),
        pytest.param("one\ntwo", "one\ntwo", id="the terminal's own new line"),
        pytest.param("one\x1b\rtwo", "one\ntwo", id="Alt-Enter"),
        pytest.param("\r\r", "", id="Enter alone"),
        pytest.param("a\x1b[Ab\x1b[1;5Cc\x1bOPd\x1b[3~e", "abcde", id="arrows and function keys"),
        pytest.param("a\x1bbc\x1b", "ac", id="Alt-B and Escape"),
        pytest.param("\x1b[24;1Ra", "a", id="a terminal's late answer"),
        pytest.param("abc\x7f\x7fd", "ad", id="backspace"),
        pytest.param("\x7f\x08a", "a", id="backspace where there is nothing"),
        pytest.param("a\r\x7fb", "ab", id="backspace over a new line"),
        pytest.param("one two\x17three", "one three", id="Ctrl-W"),
        pytest.param("one\rtwo\x15three", "one\nthree", id="Ctrl-U"),
        pytest.param("a\x04\x12\x0c\x00b", "ab", id="keys that make no text"),
        pytest.param("/he\t", "/he", id="a Tab that would complete"),
        pytest.param("if x:\r\ty = 1", "if x:\n\ty = 1", id="a Tab in program text"),
        pytest.param("\x1b[200~p\rq\x1b[201~", "p\nq", id="a paste"),
        pytest.param("日本\x7f👍", "日👍", id="wide characters"),
    ],
)
def test_keys_make_a_text_and_nothing_else(keys: str, text: str) -> None:
    assert text_of(keys) == text


@posix
def test_keys_typed_while_nobody_reads_do_not_show_and_wait(terminal: tuple[int, TextIO]) -> None:
    ours, stdin = terminal
    before = settings(stdin)
    keyboard = Keyboard(stdin)
    assert keyboard.typed() == ""
    with keyboard.silent():
        os.write(ours, "typed ahead\rund grüße".encode())
        assert keyboard.typed() == "typed ahead\nund grüße"
        assert keyboard.typed() == ""
        text = "x" * 3000
        os.write(ours, text.encode())  # in one line, as a paste may be
        assert keyboard.typed() == text
        with keyboard.awake():
            assert settings(stdin) == before
        assert settings(stdin) != before
    assert settings(stdin) == before
    os.set_blocking(ours, False)
    with pytest.raises(BlockingIOError):
        os.read(ours, 100)  # nothing was echoed


@posix
def test_whatever_ends_the_silence_the_terminal_is_as_it_was(terminal: tuple[int, TextIO]) -> None:
    _, stdin = terminal
    before = settings(stdin)
    with pytest.raises(KeyboardInterrupt), Keyboard(stdin).silent():
        raise KeyboardInterrupt
    assert settings(stdin) == before


@posix
def test_a_program_that_is_stopped_leaves_the_terminal_as_it_was(
    terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, stdin = terminal
    before = settings(stdin)
    keyboard = Keyboard(stdin)
    seen: list[Any] = []

    def kill(process: int, number: int) -> None:
        seen.append((process, number, settings(stdin), signal.getsignal(signal.SIGTSTP)))

    monkeypatch.setattr(os, "kill", kill)
    calls = []
    with keyboard.silent(), suspending(lambda: calls.append("stop"), lambda: calls.append("go on")):
        silent = settings(stdin)
        keyboard.suspend()
        assert settings(stdin) == silent
        keyboard.suspend(group=True)
        signal.raise_signal(signal.SIGTSTP)
        signal.raise_signal(signal.SIGCONT)
    assert seen == [(process, signal.SIGTSTP, before, signal.SIG_DFL) for process in (os.getpid(), 0)]
    assert calls == ["stop", "go on"]
    assert signal.getsignal(signal.SIGTSTP) == signal.SIG_DFL


@posix
def test_the_terminal_is_taken_again_from_somebody_else(terminal: tuple[int, TextIO]) -> None:
    import termios

    _, stdin = terminal
    before = settings(stdin)
    keyboard = Keyboard(stdin)
    with keyboard.silent():
        silent = settings(stdin)
        termios.tcsetattr(stdin.fileno(), termios.TCSANOW, before)
        keyboard.again()
        assert settings(stdin) == silent


@pytest.mark.parametrize("kind", ["a file", "closed", "no terminals", "no signals"])
def test_where_there_is_no_terminal_everything_is_as_it_is(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    stdin: TextIO = io.StringIO("x")
    if kind == "closed":
        stdin.close()
    elif kind == "no terminals":
        stdin = sys.__stdin__ or stdin
        monkeypatch.setattr(module, "termios", None)
    else:
        for name in ("SIGTSTP", "SIGCONT"):
            monkeypatch.delattr(signal, name, raising=False)
    keyboard = Keyboard(stdin)
    with keyboard.silent(), suspending(lambda: None, lambda: None):
        if kind != "no terminals":
            assert keyboard.typed() == ""
        with keyboard.awake():
            keyboard.again()
        if kind == "no signals":
            keyboard.suspend()


def test_what_waits_in_a_windows_console_is_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [*"hello", "\r", "\xe0", "H", "\x00", ";", *"d\xe9j\xe0 vu", "\r"]
    console = SimpleNamespace(kbhit=lambda: bool(keys), getwch=lambda: keys.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setattr(module.os, "name", "nt")
    monkeypatch.setattr(module, "termios", None)
    keyboard = Keyboard(io.StringIO())
    monkeypatch.setattr(module.os, "name", "posix")  # or pytest itself would be misled
    with keyboard.silent():
        assert keyboard.typed() == "hello\ndéjà vu"
        assert keyboard.typed() == ""
