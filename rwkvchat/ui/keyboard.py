"""What the keyboard does while nobody reads it, and what was typed then. Knows the terminal's settings, no meaning.

While a reply comes the keys are silent: nothing of them shows, none is lost, and Ctrl-C and Ctrl-Z still work. What
was typed is one text in the end, whatever keys it was made with, so that nothing of it can act by itself.
"""

import contextlib
import importlib
import os
import re
import select
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, TextIO

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

_PASTE = re.compile(r"\x1b\[20[01]~")
_NEW_LINE = re.compile(r"\x1b?\r\n?|\x1b\n")
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b[^\x1b]?", re.DOTALL)
_CONTROL = re.compile("([\x00-\x08\x0b-\x1f\x7f])")
_LOOSE_TAB = re.compile(r"\t+(?=\n|\Z)")
_DELETIONS = {"\x08": r".?\Z", "\x7f": r".?\Z", "\x15": r"[^\n]*\Z", "\x17": r"[^\s]*[ \t]*\Z"}
"""Backspace, Ctrl-U and Ctrl-W by what they take away."""


def text_of(keys: str) -> str:
    """What somebody wrote who saw nothing of it: the text of keys, without those that make none.

    Enter is a new line, the editing keys of a terminal edit, and a Tab that would complete is left out.
    """
    plain = _SEQUENCE.sub("", _NEW_LINE.sub("\n", _PASTE.sub("", keys)))
    text = ""
    for part in _CONTROL.split(plain):
        if part in _DELETIONS:
            text = re.sub(_DELETIONS[part], "", text, count=1, flags=re.DOTALL)
        elif not _CONTROL.fullmatch(part):
            text += part
    return _LOOSE_TAB.sub("", text).strip("\n")


class Keyboard:
    """The keys of one terminal. Where there is none, and no way to ask for it, all is as it is."""

    def __init__(self, stdin: TextIO) -> None:
        self._before: list[Any] | None = None
        self._now: list[Any] | None = None
        with contextlib.suppress(OSError, ValueError, AttributeError):
            self._number = stdin.fileno()
            if os.isatty(self._number):
                self._before = _settings(self._number)
        self._is_console = self._before is None and os.name == "nt"

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """Keep keys from showing up in the middle of a reply. The terminal is as before afterwards."""
        if self._before is None or termios is None:
            yield
            return
        silent = [*self._before[:6], [*self._before[6]]]
        # Not by lines, of which a terminal would cut those that are longer than 4096 bytes.
        silent[3] = (silent[3] & ~(termios.ECHO | termios.ICANON | termios.IEXTEN)) | termios.NOFLSH
        silent[6][termios.VMIN], silent[6][termios.VTIME] = 1, 0
        try:
            self._now = silent
            self._set(silent)
            yield
        finally:
            self._now = None
            self._set(self._before)

    @contextlib.contextmanager
    def awake(self) -> Iterator[None]:
        """The keys as before the program, for whatever reads a line without an input line of its own."""
        before = self._now
        self._now = None
        self._set(self._before)
        try:
            yield
        finally:
            self._now = before
            self._set(before)

    def typed(self) -> str:
        """What was typed since somebody last read a key; taken out, so that nobody else gets it."""
        if self._is_console:
            return text_of(_typed_on_windows())
        if self._now is None:
            return ""
        data = b""
        with contextlib.suppress(OSError):
            while select.select([self._number], [], [], 0)[0]:
                piece = os.read(self._number, 1 << 16)
                if not piece:
                    break
                data += piece
        return text_of(data.decode("utf-8", errors="ignore"))

    def suspend(self, *, group: bool = False) -> None:
        """Stop as Ctrl-Z does, the terminal being as before the program; returns when the program goes on.

        Args:
            group: stop also those that were started with it, as where the terminal has not done so itself.
        """
        number = getattr(signal, "SIGTSTP", None)
        if number is None:
            return
        now = None if self._before is None else _settings(self._number)
        handler = signal.signal(number, signal.SIG_DFL)
        try:
            self._set(self._before)
            os.kill(0 if group else os.getpid(), number)
        finally:
            signal.signal(number, handler)
            self._set(now)

    def again(self) -> None:
        """Make the keys as they were meant to be, after somebody else had the terminal."""
        self._set(self._now)

    def _set(self, settings: list[Any] | None) -> None:
        if settings is None or termios is None:
            return
        for _ in range(3):  # a signal, such as that which wakes the program up, may come in between
            with contextlib.suppress(OSError, termios.error):
                termios.tcsetattr(self._number, termios.TCSADRAIN, settings)
                return


@contextlib.contextmanager
def suspending(on_stop: Callable[[], None], on_go: Callable[[], None]) -> Iterator[None]:
    """Call functions when the program is to stop, and when it was woken; does nothing where no program can be."""
    numbers = {name: getattr(signal, name, None) for name in ("SIGTSTP", "SIGCONT")}
    calls = {"SIGTSTP": on_stop, "SIGCONT": on_go}
    before: dict[int, Any] = {}

    def handler(call: Callable[[], None]) -> Callable[[int, FrameType | None], None]:
        return lambda signum, frame: call()

    for name, number in numbers.items():
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler(calls[name]))
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def _settings(number: int) -> list[Any] | None:
    """Of a terminal; None where there is no way to ask for them."""
    if termios is None:
        return None
    try:
        return termios.tcgetattr(number)
    except termios.error:
        return None


def _typed_on_windows() -> str:
    """The keys that wait in the console."""
    keys = ""
    with contextlib.suppress(ImportError, OSError):
        console: Any = importlib.import_module("msvcrt")
        while console.kbhit():
            key = console.getwch()
            if key == "\x00" or (key == "\xe0" and console.kbhit()):
                code = console.getwch()  # the second half of a key that makes no text, unless somebody writes French
                keys += "" if key == "\x00" or code in "GHIKMOPQRS" else key + code
            else:
                keys += key
    return keys
