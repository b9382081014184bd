"""An input line for a terminal that can only show one line after another: no keys but those of the system itself.

Does what `prompt` does as far as that goes: blocks, lines that go on, pastes that are not sent, drafts, history.
"""

import contextlib
import io
import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TextIO

from rwkvchat.ui import blocks
from rwkvchat.ui.history import LineHistory
from rwkvchat.ui.keyboard import Keyboard
from rwkvchat.ui.sanitize import sanitize

SECONDS = 0.2
"""How often it is looked whether the reading has to end."""


class PlainPrompt:
    """Reads one message or command at a time."""

    def __init__(
        self, history: Path | None, keyboard: Keyboard, stdin: TextIO | None = None, stdout: TextIO | None = None
    ) -> None:
        """Args:
        history: an existing file, or None to keep none. stdin, stdout: for tests.
        """
        self.history = LineHistory(history)
        self.cleared = False
        """Whether the draft was taken back."""
        self.reading = False
        self.failure: BaseException | None = None
        self.kept = False
        """Whether what stood in the line when it failed can be had again from the file of the history."""
        self._asked = self._begun = ""
        self._keyboard = keyboard
        self._stdin = stdin or sys.stdin
        if isinstance(self._stdin, io.TextIOWrapper):
            self._stdin.reconfigure(errors="replace")  # a byte that is no UTF-8 is no reason to leave
        self._stdout = stdout or (sys.stdout if sys.stdout.isatty() else sys.stderr)

    def read(self, draft: str = "", *, whole: bool = True) -> str:
        """The next line, when it is sent; an empty one sends the draft, which is shown. Raises as `Prompt.read`.

        Args:
            whole: always, since here nothing can be unfolded.
        """
        self.cleared = False
        with self._keyboard.awake(), _interrupts_raise():
            while True:
                if draft:
                    self._show(f"{sanitize(draft)}\n(Enter alone sends this; Ctrl-C takes it back)\n")
                try:
                    text, pasted = self._lines()
                except KeyboardInterrupt:
                    self._show("\n" if draft else "\n(to leave type /exit or press Ctrl-D)\n")
                    self.cleared = self.cleared or bool(draft)
                    self.remember(self._with_what_is_begun(draft))
                    draft = ""
                    continue
                except BaseException:
                    self.kept = self.remember(self._with_what_is_begun(draft))
                    raise
                if pasted:
                    draft = "\n".join(filter(None, (draft, text)))
                    continue
                if text:
                    self.remember(draft)
                self.remember(text or draft)
                return text or draft

    def confirm(self, question: str) -> bool:
        """Whether the user says yes to a question."""
        with self._keyboard.awake(), _interrupts_raise():
            try:
                return is_yes(self._line(f"{sanitize(question)} [y/N] "))
            except (EOFError, KeyboardInterrupt):
                return False

    def abort(self, error: BaseException) -> None:
        """End the reading with an error, now or at the next `read`; may be called from any thread."""
        self.failure = error

    def refresh(self) -> None:
        """There is nothing to be drawn anew."""

    def remember(self, text: str) -> bool:
        """Put a text into the history; says whether the next start finds it there."""
        return self.history.keep(text)

    def suspend(self) -> None:
        """Stop the program; the line that was begun is the system's."""
        self._keyboard.suspend()

    def woken(self) -> None:
        """Ask again; what was begun is with the system."""
        self._show(self._asked)

    def _with_what_is_begun(self, draft: str) -> str:
        return "\n".join(filter(None, (draft, self._begun)))

    def _lines(self) -> tuple[str, bool]:
        """One line, or as many as belong together; and whether they came in one go."""
        self._begun = ""
        text, pasted = self._line("> "), False
        while True:
            self._begun = text
            if text.endswith("\\"):
                text = f"{text[:-1]}\n{self._line('  ')}"
            elif blocks.is_open(text):
                text = f"{text}\n{self._line('  ')}"
            elif self._more_waits():
                text, pasted = f"{text}\n{self._line('')}", True
            else:
                return text, pasted

    def _line(self, message: str) -> str:
        self._asked = message
        self._show(message)
        self.reading = True
        try:
            # Where it can be waited for, the end may come meanwhile; elsewhere with the next line.
            while self.failure is None and os.name != "nt" and not self._more_waits(SECONDS):
                pass
            if self.failure is not None:
                self._show("\n")
                raise self.failure
            line = self._stdin.readline()
        finally:
            self.reading = False
        if self.failure is not None:
            raise self.failure
        if not line:
            self._show("\n")
            raise EOFError
        return line.removesuffix("\n")

    def _more_waits(self, seconds: float = 0.0) -> bool:
        return os.name != "nt" and bool(select.select([self._stdin], [], [], seconds)[0])

    def _show(self, text: str) -> None:
        self._stdout.write(text)
        self._stdout.flush()


def is_yes(answer: str) -> bool:
    """Whether an answer is a yes."""
    return answer.strip().lower() in ("y", "yes")


@contextlib.contextmanager
def _interrupts_raise() -> Iterator[None]:
    """Ctrl-C is an exception while a line is read."""

    def interrupt(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
