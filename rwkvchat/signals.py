"""What signals mean to a chat in a terminal: Ctrl-C, Ctrl-Z, and the end."""

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Protocol

from rwkvchat.errors import Interrupted
from rwkvchat.ui.keyboard import Keyboard, suspending
from rwkvchat.worker import Flag

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that end the program, by their names; not all of them are everywhere."""

TWICE_SECONDS = 1.0
"""Two interrupts closer together than this leave the program."""


class Line(Protocol):
    """An input line, as far as signals act on it."""

    @property
    def reading(self) -> bool:
        """Whether it stands."""
        ...

    def abort(self, error: BaseException) -> None:
        """End it with an error."""
        ...

    def suspend(self) -> None:
        """Stop the program while it stands."""
        ...

    def woken(self) -> None:
        """Take the terminal again."""
        ...


@contextlib.contextmanager
def interrupts_stop(stopping: Callable[[], Flag | None]) -> Iterator[None]:
    """Ctrl-C stops the reply and keeps it; a second one right after leaves the program.

    Args:
        stopping: what stops a reply; None while the model is still loading, where an interrupt gives the line back.
    """
    first = 0.0

    def interrupt(signum: int, frame: FrameType | None) -> None:
        nonlocal first
        flag = stopping()
        if flag is None:
            raise Interrupted("stopped while the model was loading")
        if flag.is_set() and time.monotonic() - first < TWICE_SECONDS:
            raise KeyboardInterrupt
        first = time.monotonic()
        flag.set()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def signals_end_the_line(line: Line) -> Iterator[None]:
    """While the line is read, a signal ends it from within, so that the terminal is put in order."""
    numbers = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    handlers = ((number, signal.getsignal(number)) for number in numbers)
    before = {number: handler for number, handler in handlers if handler is not signal.SIG_IGN}  # as under nohup

    def end(signum: int, frame: FrameType | None) -> None:
        handler = before[signum]
        if line.reading or not callable(handler):
            line.abort(SystemExit(128 + signum))
        else:
            handler(signum, frame)

    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def ctrl_z_gives_the_terminal_back(line: Line, keyboard: Keyboard, let_go: Callable[[], object]) -> Iterator[None]:
    """A program that is stopped leaves the terminal as it was before, and takes it again when it goes on.

    Args:
        let_go: undoes what a reply or a line of progress does to the terminal while it comes.
    """

    def stop() -> None:
        if line.reading:
            line.suspend()
        else:
            let_go()
            keyboard.suspend()

    def go_on() -> None:
        if line.reading:
            line.woken()
        else:
            keyboard.again()

    with suspending(stop, go_on):
        yield
