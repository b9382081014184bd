"""The REPL: reads a line, lets a command or the session answer it, until the user leaves."""

import os
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import TYPE_CHECKING

from rwkvchat.catalogue import FoundModel, find_model
from rwkvchat.commands import completions, dispatch
from rwkvchat.config import Folders
from rwkvchat.errors import TRACEBACK, Interrupted, RwkvchatError, is_full, unexpected
from rwkvchat.events import Event
from rwkvchat.preferences import Preferences
from rwkvchat.shell import EngineShell
from rwkvchat.signals import ctrl_z_gives_the_terminal_back, interrupts_stop, signals_end_the_line
from rwkvchat.status import Status
from rwkvchat.ui import blocks
from rwkvchat.ui.keyboard import Keyboard
from rwkvchat.ui.plain_prompt import PlainPrompt
from rwkvchat.ui.prompt import Prompt
from rwkvchat.ui.render import Renderer
from rwkvchat.ui.suggestion import Suggestion
from rwkvchat.ui.theme import prompt_styles
from rwkvchat.ui.toolbar import Part
from rwkvchat.worker import Flag, Worker

if TYPE_CHECKING:  # these import torch, and the input line stands before that is done
    from rwkvchat.session import Session
    from rwkvchat.storage.keeper import Keeper


class App(EngineShell):
    """A chat in a terminal. The model is loaded by the engine's thread while the first line is typed."""

    interactive = True

    def __init__(
        self,
        found: FoundModel,
        opening: Callable[["App"], Iterator[Event]],
        worker: Worker,
        renderer: Renderer,
        folders: Folders,
        make_prompt: Callable[["App"], Prompt | PlainPrompt],
        load: Callable[[FoundModel], Generator[Event, None, "Session"]],
        keeper: "Keeper | None" = None,
        find: Callable[[str], FoundModel] = find_model,
        preferences: Preferences | None = None,
    ) -> None:
        """Args:
        opening: loads the model and sets `opened`. make_prompt: builds the input line, given this app.
        load: loads another model and makes a session for it, which has read nothing. keeper: keeps conversations;
        None keeps none. `opening` may set it. find: finds a model by name or path.
        """
        super().__init__(found, worker, renderer, folders, load, keeper, find, preferences)
        self.warned = False
        """Whether the user was told that leaving would lose something."""
        self.keyboard = Keyboard(sys.stdin)
        self.status = Status()
        self.prompt = make_prompt(self)
        self.opening = worker.submit(lambda: self._watched(opening(self)), self._on_opened)

    def run(self) -> None:
        """Talk until the user leaves.

        Raises:
            RwkvchatError: the model cannot be loaded. KeyboardInterrupt: two quick interrupts.
        """
        with (
            self.keyboard.silent(),
            ctrl_z_gives_the_terminal_back(self.prompt, self.keyboard, self.renderer.let_go),
            interrupts_stop(self._stopping),
            signals_end_the_line(self.prompt),
        ):
            try:
                self._talk()
            finally:
                self._take_what_was_typed()
                kept = self.prompt.remember(self.draft) or self.prompt.kept
                self.end()
                if kept and self.opening.error is not None:
                    self.renderer.notice("the line that was not sent is in the history: Up finds it next time")

    def _talk(self) -> None:
        while not self.leaving:
            draft = ""
            try:
                self._take_what_was_typed()
                draft, self.draft = self.draft, ""
                line = self.prompt.read(draft, whole=self.editing is not None)
            except EOFError:
                if self._may_leave():
                    return
                continue
            except Interrupted:  # just before the line stood
                self.draft = self.draft or draft
                continue
            if self.prompt.cleared:
                self.editing = None
            self._take_lines(commands_of(line))

    def _take_lines(self, lines: list[str]) -> None:
        """Answer lines that were sent together, until one of them wants the user; the rest stands in the next line."""
        while lines and not self.leaving and not self.draft:
            self._take_line(lines.pop(0))
            if self.opened is not None and self.opened.stopping.is_set():
                break
        if lines and self.editing is not None:
            self.renderer.notice(f"a message is being edited, so this was not done: {', '.join(lines)}")
            return
        self.draft = "\n".join(filter(None, (self.draft, *lines)))

    def _take_line(self, line: str) -> None:
        self.confirmed, self.doubtful = self.doubtful, ""
        self.listen()
        self._answer_line(line)
        while self.remarks:
            self.renderer.notice(self.remarks.pop(0))
        if self.opened is not None:
            self.autosave.after_line(self.opened)
        if self.leaving:
            self.leaving = self._may_leave()
        else:
            self.warned = False

    def _take_what_was_typed(self) -> None:
        """Put what was typed while nobody read it behind what stands in the next line already."""
        typed = self.keyboard.typed()
        self.draft = "\n".join(filter(None, (self.draft, typed)))

    def _may_leave(self) -> bool:
        """Whether nothing would be lost, or the user knows."""
        if self.warned or self.opened is None or not self.autosave.fails(self.opened):
            return True
        self.warned = True
        self.renderer.warning("what was said is not saved: /save FILE keeps it; leave once more to lose it")
        return False

    def _answer_line(self, line: str) -> None:
        before, editing = self._place(), self.editing
        try:
            self._handle(line)
        except Interrupted:
            self.draft, self.editing = line, None if is_command(line) else editing
            what = "and nothing was changed" if is_command(line) else "before the message was read"
            self.renderer.notice(f"stopped {what}; here it is again")
        except RwkvchatError as error:
            if error is self.opening.error:
                raise
            self.renderer.error(error)
            self._give_back(line, before, editing)
        except Exception as error:
            # Where nobody reads the answers, or there is no room for them, the next ones fail as well.
            if os.environ.get(TRACEBACK) or isinstance(error, BrokenPipeError) or is_full(error):
                raise
            self.renderer.error(unexpected(error))
            self._give_back(line, before, editing)

    def _place(self) -> object:
        """Where the conversation stands."""
        session = self.opened
        return None if session is None else (session.id, session.conversation.cursor)

    def _give_back(self, line: str, before: object, editing: int | None) -> None:
        """Put a message that failed back into the line, unless it is in the conversation."""
        if not is_command(line) and line.strip() and before in (None, self._place()):
            self.draft, self.editing = line, editing

    def _handle(self, line: str) -> None:
        text = line.strip()
        block = blocks.inside(line)
        if not text or (block is not None and not block.strip()):
            self.editing = None
            return
        if block is not None:
            self.ask(block)
        elif text in blocks.LEAVING:
            self.leave()
        elif is_command(line):
            self.editing = None
            dispatch(self, line)
        else:
            self.ask(line[1:] if line.startswith("//") else line)

    def confirm(self, question: str) -> bool:
        """Whether the user says yes; what was typed before the question stands in the next line."""
        self._take_what_was_typed()
        return self.prompt.confirm(question)

    def complete(self, text: str) -> Iterator[Suggestion]:
        """What may follow ``text`` in the input line."""
        return completions(self, text)

    def toolbar(self) -> list[Part]:
        """What there is to say under the input."""
        session = self.opened
        return self.status.parts(self.found, session, unsaved=session is not None and self.autosave.fails(session))

    def styles(self) -> Mapping[str, str]:
        """How the input line looks."""
        return prompt_styles(self.renderer.theme)

    def _stopping(self) -> Flag | None:
        return None if self.opened is None else self.opened.stopping

    def _watched(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events of the opening; how far it is shows under the input line while that stands."""
        for event in events:
            self.status.watch(event)
            self.prompt.refresh()
            yield event

    def _on_opened(self, error: BaseException | None) -> None:
        if error is None:
            self.prompt.refresh()
        else:
            self.prompt.abort(error)


def commands_of(text: str) -> list[str]:
    """Its lines, where several were sent at once and each is a command, as after typing ahead; else the text alone."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if lines and all(map(is_command, lines)) else [text]


def is_command(line: str) -> bool:
    """Whether a line is a command, and no message."""
    return line.startswith("/") and not line.startswith("//")
