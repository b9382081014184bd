"""The input line: keys, history and completion. Knows nothing of models, sessions or what commands do."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.styles import Style

from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.theme import PROMPT_STYLES

HINT = "(to leave type /exit or press Ctrl-D)"


class PrivateHistory(FileHistory):
    """A history file that leaves out lines beginning with a space."""

    def store_string(self, string: str) -> None:
        if not string.startswith(" "):
            with contextlib.suppress(OSError):  # a full disk must not stand in the way of talking
                super().store_string(string)


class CommandCompleter(Completer):
    """Completes a line that begins with a slash: ``complete`` gives words for the text so far."""

    def __init__(self, complete: Callable[[str], Iterable[str]]) -> None:
        self.complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        text = document.text_before_cursor
        if text.startswith("/") and "\n" not in text:
            word = text.rsplit(" ", 1)[-1]
            for found in self.complete(text):
                yield Completion(found, start_position=-len(word))


class Prompt:
    """Reads one message or command at a time."""

    def __init__(
        self,
        complete: Callable[[str], Iterable[str]],
        toolbar: Callable[[], str],
        history: Path | None = None,
        input: Input | None = None,
        output: Output | None = None,
        *,
        no_color: bool = False,
    ) -> None:
        """Args:
        complete: words that may follow the text of a command. toolbar: the line at the bottom.
        history: an existing file, or None to keep none. input, output: for tests.
        """
        stored: History = PrivateHistory(str(history)) if history else InMemoryHistory()
        self.hinted = False
        self.cleared = False
        """Whether the line was taken back since it stood."""
        self.failure: BaseException | None = None
        self.session: PromptSession[str] = PromptSession(
            message=FormattedText([("class:prompt", "> ")]),
            history=stored,
            multiline=True,
            prompt_continuation=lambda width, line, wrapped: "  ",
            completer=CommandCompleter(complete),
            complete_while_typing=False,
            key_bindings=self._keys(),
            bottom_toolbar=lambda: sanitize(HINT if self.hinted else toolbar()),
            style=Style.from_dict(PROMPT_STYLES),
            color_depth=ColorDepth.DEPTH_1_BIT if no_color else None,
            enable_open_in_editor=True,
            input=input,
            # Where standard output is a file, the input line goes to the terminal all the same.
            output=output or create_output(always_prefer_tty=True),
        )

    def read(self, draft: str = "") -> str:
        """The next line, when it is sent.

        Args:
            draft: text that stands in the line already.

        Raises:
            EOFError: the user leaves. Whatever `abort` was given.
        """
        self.hinted, self.cleared = False, False
        line = self.session.prompt(default=draft, pre_run=self._fail)
        if self.failure is not None:
            raise self.failure
        return line

    @property
    def reading(self) -> bool:
        """Whether the line stands and keys go to it."""
        return self.session.app.is_running

    def abort(self, error: BaseException) -> None:
        """End the reading with an error, now or at the next `read`; may be called from any thread."""
        self.failure = error
        loop = self.session.app.loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._fail)

    def refresh(self) -> None:
        """Draw the toolbar anew, if the line is being read; may be called from any thread."""
        self.session.app.invalidate()

    def _fail(self) -> None:
        app = self.session.app
        if self.failure is not None and app.is_running and not app.is_done:
            app.exit(exception=self.failure)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            before = buffer.document.text_before_cursor
            if before.endswith("\\") and not buffer.document.text_after_cursor:
                buffer.delete_before_cursor()
                buffer.insert_text("\n")
            else:
                buffer.validate_and_handle()

        @keys.add("escape", "enter")
        @keys.add("c-j")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        @keys.add("c-c")
        @keys.add("<sigint>")
        def _(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if buffer.text:
                buffer.append_to_history()
                buffer.reset()
                self.cleared = True
            else:
                self.hinted = True

        return keys
