"""The REPL: reads a line, lets a command or the session answer it, until the user leaves."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from rwkvchat.autosave import Autosave
from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.commands import completions, dispatch
from rwkvchat.config import Folders
from rwkvchat.errors import TRACEBACK, Interrupted, RwkvchatError, unexpected
from rwkvchat.events import Chunk, Event, Finished
from rwkvchat.params import SamplingParams
from rwkvchat.ui.keyboard import silent_keys
from rwkvchat.ui.prompt import Prompt
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Job, Worker

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper

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
        load: Callable[[FoundModel], Generator[Event, None, "Session"]],
        keeper: "Keeper | None" = None,
        find: Callable[[str], FoundModel] = find_model,
    ) -> None:
        """Args:
        opening: loads the model and sets `opened`. make_prompt: builds the input line, given this app.
        load: loads another model and makes a session for it, which has read nothing. keeper: keeps conversations;
        None keeps none. `opening` may set it. find: finds a model by name or path.
        """
        self.found = found
        self.renderer = renderer
        self.folders = folders
        self.worker = worker
        self.opened: Session | None = None
        self.keeper = keeper
        self.autosave = Autosave(lambda: self.keeper, renderer, self.compute)
        self.load = load
        self.find = find
        self.draft = ""
        self.editing: int | None = None
        """The message that the draft is to take the place of."""
        self.doubtful = self.confirmed = ""
        """A line that is to be given once more, and one that may now be that."""
        self.leaving = False
        self.warned = False
        """Whether the user was told that leaving would lose something."""
        self._counted = (0, 0, 0)
        """Which conversation, which cursor, how many tokens the model has read there."""
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
            try:
                self._talk()
            finally:
                self._end()

    def _talk(self) -> None:
        while not self.leaving:
            try:
                line = self.prompt.read(self.draft)
            except EOFError:
                if self._may_leave():
                    return
                continue
            except Interrupted:  # just before the line stood
                continue
            self.draft = ""
            if self.prompt.cleared:
                self.editing = None
            self.confirmed, self.doubtful = self.doubtful, ""
            self._answer_line(line)
            if self.opened is not None:
                self.autosave.after_line(self.opened)
            if self.leaving:
                self.leaving = self._may_leave()
            else:
                self.warned = False

    def _may_leave(self) -> bool:
        """Whether nothing would be lost, or the user knows."""
        if self.warned or self.opened is None or not self.autosave.fails(self.opened):
            return True
        self.warned = True
        self.renderer.notice("what was said is not saved: /save FILE keeps it; leave once more to lose it", "hint")
        return False

    def _end(self) -> None:
        """Keep the conversation, whatever ended the talk."""
        if self.opened is None:
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.opened.stopping.set()  # if a signal came in the middle of a reply, it ends first
        self.autosave.at_end(self.opened)

    def _answer_line(self, line: str) -> None:
        try:
            self._handle(line)
        except Interrupted:
            self.draft = line
            command = line.startswith("/") and not line.startswith("//")
            what = "and nothing was changed" if command else "before the message was read"
            self.renderer.notice(f"stopped {what}; here it is again")
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
            self.editing = None
            dispatch(self, line)
        else:
            message = line[1:] if line.startswith("//") else line
            editing, self.editing = self.editing, None
            try:
                self.answer(lambda: self._keeping_early(self.session.ask(message, editing)))
            except Interrupted:
                self.editing = editing
                raise

    def _keeping_early(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events of a message and its reply; the message is kept when it is read."""
        kept = False
        for event in events:
            if not kept and isinstance(event, Chunk):
                kept = True
                self.autosave.early(self.session)
            yield event

    def answer(self, work: Callable[[], Iterator[Event]], note: str = "", settings: Sequence[str] = ()) -> None:
        finished = self._stream(work, settings)
        if finished:
            self.renderer.end_of_reply(finished, note)

    def work(self, work: Callable[[], Generator[Event, None, T]]) -> T:
        results: list[T] = []

        def whole() -> Iterator[Event]:
            results.append((yield from work()))

        self._stream(whole)
        return results[0]

    def _stream(self, work: Callable[[], Iterator[Event]], settings: Sequence[str] = ()) -> Finished | None:
        session = self.session
        session.stopping.clear()
        try:
            return self.renderer.stream(self.worker.submit(work), settings)
        except BaseException:
            session.stopping.set()
            raise

    def compute(self, work: Callable[[], T]) -> T:
        results: list[T] = []

        def job() -> Iterator[Event]:
            results.append(work())
            yield from ()

        self.worker.submit(job).wait()
        return results[0]

    def keep(self, *, clean: bool = False) -> bool:
        return self.autosave.keep(self.session, clean=clean)

    def forget(self, id: str) -> None:
        self.autosave.forget(id)

    def saved(self) -> None:
        self.autosave.saved(self.session)

    def begin(self, found: FoundModel) -> "Generator[Event, None, Session]":
        loading = self.load(found)
        while True:
            try:
                event = next(loading)
            except StopIteration as end:
                session: Session = end.value
                session.stopping = self.session.stopping  # which an interrupt sets
                session.snapshots.budget = self.session.snapshots.budget
                return session
            if self.session.stopping.is_set():
                raise Interrupted("stopped while the model was loading")
            yield event

    def take(self, found: FoundModel, session: "Session") -> None:
        self.found, self.opened = found, session

    def edit(self, number: int, text: str) -> None:
        self.editing = number
        self.draft = f"/{text}" if text.startswith("/") else text

    def sure(self, line: str, warning: str) -> bool:
        if self.confirmed == line:
            return True
        self.doubtful = line
        self.renderer.notice(f"{warning}; the same line once more does it", "hint")
        return False

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
        tree = session.conversation
        if self._counted[:2] != (id(tree), tree.cursor):  # on every key a long conversation would be felt
            self._counted = (id(tree), tree.cursor, sum(len(turn.ids) for turn in tree.current_line()))
        read = f"{self._counted[2]} tokens read"
        parts = [self.found.name, session.template.name, f"temp {session.params.temperature:g}", read]
        if len(tree.branches()) > 1:
            parts.insert(2, tree.place.branch)
        if self.autosave.fails(session):
            parts.append("not saved")
        return " · ".join(parts)

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
