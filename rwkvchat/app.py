"""The REPL: reads a line, lets a command or the session answer it, until the user leaves."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from rwkvchat.catalogue import FoundModel
from rwkvchat.commands import completions, dispatch
from rwkvchat.config import Folders
from rwkvchat.errors import TRACEBACK, Interrupted, RwkvchatError, unexpected
from rwkvchat.events import Event
from rwkvchat.params import SamplingParams
from rwkvchat.ui.keyboard import silent_keys
from rwkvchat.ui.prompt import Prompt
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Job, Worker

if TYPE_CHECKING:  # the session imports torch, and the input line stands before that is done
    from rwkvchat.session import Session

T = TypeVar("T")

TWICE_SECONDS = 1.0
"""Two interrupts closer together than this leave the program."""


class App:
    """A chat in a terminal. The model is loaded by the engine's thread while the first line is typed."""

    def __init__(
        self,
        found: FoundModel,
        opening: Callable[["App"], Iterator[Event]],
        worker: Worker,
        renderer: Renderer,
        folders: Folders,
        make_prompt: Callable[["App"], Prompt],
    ) -> None:
        """Args:
        opening: loads the model and sets `opened`. make_prompt: builds the input line, given this app.
        """
        self.found = found
        self.renderer = renderer
        self.folders = folders
        self.worker = worker
        self.opened: Session | None = None
        self.draft = ""
        self.leaving = False
        self.prompt = make_prompt(self)
        self.opening: Job = worker.submit(lambda: opening(self), self._on_opened)

    @property
    def defaults(self) -> SamplingParams:
        return self.found.profile.params

    @property
    def session(self) -> "Session":
        if self.opened is None:
            self.renderer.stream(self.opening)
        if self.opened is None:
            raise RwkvchatError("the model is not loaded", "leave with Ctrl-D and start again")
        return self.opened

    def run(self) -> None:
        """Talk until the user leaves.

        Raises:
            RwkvchatError: the model cannot be loaded. KeyboardInterrupt: two quick interrupts.
        """
        with silent_keys(sys.stdin), self._interrupts_stop(), self._signals_end_the_line():
            while not self.leaving:
                try:
                    line = self.prompt.read(self.draft)
                except EOFError:
                    return
                except Interrupted:  # just before the line stood
                    continue
                self.draft = ""
                self._answer_line(line)

    def _answer_line(self, line: str) -> None:
        try:
            self._handle(line)
        except Interrupted:
            self.draft = line
            self.renderer.notice("stopped before the message was read; here it is again")
        except RwkvchatError as error:
            if error is self.opening.error:
                raise
            self.renderer.error(error)
        except Exception as error:
            if os.environ.get(TRACEBACK):
                raise
            self.renderer.error(unexpected(error))

    def _handle(self, line: str) -> None:
        text = line.strip()
        if not text:
            return
        if text in ("exit", "quit"):
            self.leave()
        elif line.startswith("/") and not line.startswith("//"):
            dispatch(self, line)
        else:
            message = line[1:] if line.startswith("//") else line
            self.answer(lambda: self.session.ask(message))

    def answer(self, work: Callable[[], Iterator[Event]]) -> None:
        session = self.session
        session.stopping.clear()
        try:
            finished = self.renderer.stream(self.worker.submit(work))
        except BaseException:
            session.stopping.set()
            raise
        if finished:
            self.renderer.end_of_reply(finished)

    def compute(self, work: Callable[[], T]) -> T:
        results: list[T] = []

        def job() -> Iterator[Event]:
            results.append(work())
            yield from ()

        self.worker.submit(job).wait()
        return results[0]

    def leave(self) -> None:
        self.leaving = True

    def complete(self, text: str) -> Iterator[str]:
        """Words that may follow ``text`` in the input line."""
        return completions(self, text)

    def toolbar(self) -> str:
        """The line under the input."""
        session = self.opened
        if session is None:
            return f"{self.found.name} · loading"
        read = sum(len(turn.ids) for turn in session.conversation.current_line())
        return f"{self.found.name} · {session.template.name} · temp {session.params.temperature:g} · {read} tokens read"

    def _on_opened(self, error: BaseException | None) -> None:
        if error is None:
            self.prompt.refresh()
        else:
            self.prompt.abort(error)

    @contextlib.contextmanager
    def _signals_end_the_line(self) -> Iterator[None]:
        """While the line is read, a signal ends it from within, so that the terminal is put in order."""
        names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
        before = {getattr(signal, name): signal.getsignal(getattr(signal, name)) for name in names}

        def end(signum: int, frame: FrameType | None) -> None:
            handler = before[signum]
            if self.prompt.reading or not callable(handler):
                self.prompt.abort(SystemExit(128 + signum))
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
    def _interrupts_stop(self) -> Iterator[None]:
        """Ctrl-C stops the reply and keeps it; a second one right after leaves the program.

        While the model is still loading it gives the line back.
        """
        first = 0.0

        def interrupt(signum: int, frame: FrameType | None) -> None:
            nonlocal first
            session = self.opened
            if session is None:
                raise Interrupted("stopped while the model was loading")
            if session.stopping.is_set() and time.monotonic() - first < TWICE_SECONDS:
                raise KeyboardInterrupt
            first = time.monotonic()
            session.stopping.set()

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
