"""A shell for commands to run in: a real session, everything on one thread, and all that is written kept."""

import io
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rwkvchat.autosave import Autosave
from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.commands import Shell, completions, dispatch
from rwkvchat.config import Folders
from rwkvchat.events import Event
from rwkvchat.params import SamplingParams
from rwkvchat.preferences import Preferences
from rwkvchat.session import Session
from rwkvchat.storage.keeper import Keeper
from rwkvchat.ui.render import Renderer

T = TypeVar("T")


def offered(shell: Shell, text: str) -> list[str]:
    """The lines that what is begun may become by completion."""
    found = [*completions(shell, text)]
    assert all(each.replaces is not None for each in found)
    return [text[: len(text) - (each.replaces or 0)] + each.text for each in found]


class SessionShell:
    """What commands use. `say` is what a user does."""

    def __init__(self, session: Session, folder: Path, keeper: Keeper | None = None) -> None:
        self.stdout, self.stderr = io.StringIO(), io.StringIO()
        self.renderer = Renderer(self.stdout, self.stderr)
        self.folders = Folders(folder / "state", folder / "data", folder / "cache", folder / "config")
        self.session = session
        self.keeper = keeper
        self.preferences = Preferences()
        self.interactive = True
        self.questions: list[str] = []
        self.answer_to_questions = False
        self.draft = ""
        self.editing: int | None = None
        self.doubting = False
        """Whether it takes one line for not enough."""
        self.left = False
        self.autosave = Autosave(lambda: self.keeper, self.renderer, self.compute)
        self.other: Callable[[], Session] | None = None
        """Makes the session of another model."""
        self.taken: FoundModel | None = None

    @property
    def found(self) -> FoundModel:
        return self.taken or find_model()

    @property
    def opened(self) -> Session:
        return self.session

    @property
    def defaults(self) -> SamplingParams:
        return SamplingParams()

    def say(self, line: str) -> list[str]:
        """Give a line; returns the lines shown for it, without blank ones."""
        before = len(self.stdout.getvalue()), len(self.stderr.getvalue())
        if line.startswith("/"):
            dispatch(self, line)
        else:
            self.answer(lambda: self.session.ask(line))
        self.autosave.after_line(self.session)
        shown = self.stdout.getvalue()[before[0] :] + self.stderr.getvalue()[before[1] :]
        return [part for part in shown.splitlines() if part]

    def answer(self, work: Callable[[], Iterator[Event]], note: str = "", settings: Sequence[str] = ()) -> None:
        if finished := self.renderer.stream(work(), settings):
            self.renderer.end_of_reply(finished, note)

    def work(self, work: Callable[[], Generator[Event, None, T]]) -> T:
        results: list[T] = []

        def whole() -> Iterator[Event]:
            results.append((yield from work()))

        self.renderer.stream(whole())
        return results[0]

    def compute(self, work: Callable[[], T]) -> T:
        return work()

    def keep(self, *, clean: bool = False, asked: bool = False) -> bool:
        return self.autosave.keep(self.session, clean=clean, asked=asked)

    def forget(self, id: str) -> None:
        self.autosave.forget(id)

    def edit(self, number: int, text: str) -> None:
        self.editing, self.draft = number, text

    def sure(self, line: str, warning: str) -> bool:
        self.renderer.notice(warning if self.doubting else "")
        return not self.doubting

    def confirm(self, question: str) -> bool:
        self.questions.append(question)
        return self.answer_to_questions

    def find(self, name: str) -> FoundModel:
        return find_model(name)

    def saved(self) -> None:
        self.autosave.saved(self.session)

    def begin(self, found: FoundModel) -> Generator[Event, None, Session]:
        assert self.other is not None
        yield from ()
        return self.other()

    def take(self, found: FoundModel, session: Session) -> None:
        self.taken, self.session = found, session

    def leave(self) -> None:
        self.left = True
