"""What commands use of a chat, whoever gives the lines: the session on the engine's thread, and what is kept of it.

Knows no input line; `app` adds one, and `rwkvchat run` takes its lines from a program.
"""

import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from rwkvchat.autosave import Autosave
from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.config import Folders
from rwkvchat.errors import Interrupted, RwkvchatError
from rwkvchat.events import Chunk, Event, Finished
from rwkvchat.params import SamplingParams
from rwkvchat.preferences import Preferences
from rwkvchat.ui.blocks import as_line
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Job, Worker

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper

T = TypeVar("T")


class EngineShell:
    """A chat without its input line. Whoever makes one sets `opening`, the job that sets `opened`."""

    opening: Job

    def __init__(
        self,
        found: FoundModel,
        worker: Worker,
        renderer: Renderer,
        folders: Folders,
        load: Callable[[FoundModel], Generator[Event, None, "Session"]],
        keeper: "Keeper | None" = None,
        find: Callable[[str], FoundModel] = find_model,
        preferences: Preferences | None = None,
    ) -> None:
        """Args:
        load: loads another model and makes a session for it, which has read nothing. keeper: keeps conversations;
        None keeps none. The opening may set it. find: finds a model by name or path. preferences: the user's.
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
        self.preferences = preferences or Preferences()
        self.draft = ""
        self.editing: int | None = None
        """The message that the draft is to take the place of."""
        self.doubtful = self.confirmed = ""
        """A line that is to be given once more, and one that may now be that."""
        self.leaving = False
        self.remarks: list[str] = []
        """What the user is still to know of the opening."""

    def end(self) -> None:
        """Keep the conversation, whatever ended the talk; nothing interrupts that."""
        if self.opened is None:
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.opened.stopping.set()  # if a signal came in the middle of a reply, it ends first
        self.autosave.at_end(self.opened)

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

    def listen(self) -> None:
        """A line is to be answered: from now on an interrupt means what comes of it."""
        if self.opened is not None:
            self.opened.stopping.clear()

    def ask(self, message: str) -> None:
        """Give the session a message, in the place of the one that is being edited."""
        editing, self.editing = self.editing, None
        self.answer(lambda: self._keeping_early(self.session.ask(message, editing)))

    def _keeping_early(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events of a message and its reply; the message is kept when it is read."""
        kept = False
        for event in events:
            if not kept and isinstance(event, Chunk):
                kept = True
                self.autosave.early(self.session)
            yield event

    def answer(self, work: Callable[[], Iterator[Event]], note: str = "", settings: Sequence[str] = ()) -> None:
        finished = self.stream(work, settings)
        if finished:
            self.renderer.end_of_reply(finished, note)

    def work(self, work: Callable[[], Generator[Event, None, T]]) -> T:
        results: list[T] = []

        def whole() -> Iterator[Event]:
            results.append((yield from work()))

        self.stream(whole)
        return results[0]

    def stream(self, work: Callable[[], Iterator[Event]], settings: Sequence[str] = ()) -> Finished | None:
        """Let the session work on the engine's thread, and show its events; gives the end of a reply."""
        session = self.session
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

    def keep(self, *, clean: bool = False, asked: bool = False) -> bool:
        return self.autosave.keep(self.session, clean=clean, asked=asked)

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
        self.draft = as_line(text)

    def sure(self, line: str, warning: str) -> bool:
        if self.confirmed == line:
            return True
        self.doubtful = line
        self.renderer.warning(f"{warning}; the same line once more does it")
        return False

    def leave(self) -> None:
        self.leaving = True
