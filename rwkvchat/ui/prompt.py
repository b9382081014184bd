"""The input line: keys, history and completion. Knows nothing of models, sessions or what commands do."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, has_focus
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.styles import Style

from rwkvchat.errors import RwkvchatError
from rwkvchat.ui import blocks
from rwkvchat.ui.bursts import Bursts
from rwkvchat.ui.completer import CommandCompleter
from rwkvchat.ui.editor import edit
from rwkvchat.ui.history import LineHistory
from rwkvchat.ui.keyboard import Keyboard
from rwkvchat.ui.pastes import Pastes, Shown
from rwkvchat.ui.plain_prompt import PlainPrompt, is_yes
from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.suggestion import Suggestion
from rwkvchat.ui.theme import prompt_styles
from rwkvchat.ui.toolbar import BETWEEN, Part, fit

HINT = "(to leave type /exit or press Ctrl-D)"
BLOCK_HINT = '""" at the end of a line ends the block'
PASTE_HINT = "Ctrl-O shows the paste in full"

_SURROGATES = re.compile("[\ud800-\udfff]")


class Prompt:
    """Reads one message or command at a time."""

    def __init__(
        self,
        complete: Callable[[str], Iterable[Suggestion]],
        toolbar: Callable[[], Sequence[Part]],
        history: Path | None = None,
        input: Input | None = None,
        output: Output | None = None,
        *,
        keyboard: Keyboard | None = None,
        no_color: bool = False,
        styles: Callable[[], Mapping[str, str]] = lambda: prompt_styles("dark"),
        editor: str = "",
        tell: Callable[[RwkvchatError], None] = lambda error: None,
    ) -> None:
        """Args:
        complete: what may follow the text of a command. toolbar: what there is to say at the bottom.
        history: an existing file, or None to keep none. input, output: for tests.
        keyboard: the terminal's, for a program that is stopped by Ctrl-Z. styles: asked for at each line.
        editor: its command; empty for the user's usual one. tell: shows an error while the line stands.
        """
        self.hinted = False
        self.cleared = False
        """Whether the line was taken back since it stood."""
        self.failure: BaseException | None = None
        self.kept = False
        """Whether what stood in the line when it failed can be had again from the file of the history."""
        self._toolbar_parts = toolbar
        self._keyboard = keyboard or Keyboard(sys.stdin)
        self._styles = styles
        self._editor = editor
        self._tell = tell
        self._pastes = Pastes()
        self._sent = ("", "")
        """The last line: in full, and as it stood here."""
        self._elsewhere = False
        """Whether somebody else has the terminal: an editor that has the text, or whoever stopped the program."""
        self.history = LineHistory(history, self._pastes.expand)
        self.session: PromptSession[str] = PromptSession(
            message=FormattedText([("class:prompt", "> ")]),
            history=self.history,
            multiline=True,
            prompt_continuation=lambda width, line, wrapped: "  ",
            completer=CommandCompleter(complete),
            complete_while_typing=False,
            complete_in_thread=True,
            key_bindings=self._keys(),
            bottom_toolbar=self._toolbar,
            input_processors=[Shown(self._pastes)],
            color_depth=ColorDepth.DEPTH_1_BIT if no_color else None,
            input=input,
            # Where standard output is a file, the input line goes to the terminal all the same.
            output=output or create_output(always_prefer_tty=True),
        )
        self._bursts = Bursts(self.session.app.key_processor, self.session.input)

    def read(self, draft: str = "", *, whole: bool = True) -> str:
        """The next line, when it is sent.

        Args:
            draft: text that stands in the line already. whole: whether a long one is not folded, to be edited.

        Raises:
            EOFError: the user leaves. Whatever `abort` was given; what stood in the line is in the history then.
        """
        self.hinted, self.cleared = False, False
        self.session.style = Style.from_dict(dict(self._styles()))
        sent, folded = self._sent
        if draft == sent:
            draft = folded
        elif not whole:
            draft = self._pastes.fold(draft)
        try:
            line = self.session.prompt(
                default="\n".join(filter(None, (draft, self._read_too_far()))),
                pre_run=self._begin,
                set_exception_handler=False,
            )
        except EOFError:  # by Ctrl-D, when the line is empty; or the terminal is gone, of which no signal told yet
            self.kept = self.remember(self.session.default_buffer.text)
            raise
        if self.failure is not None:
            raise self.failure
        text = _SURROGATES.sub("\ufffd", self._pastes.expand(line))
        self._sent = (text, line)
        return text

    def confirm(self, question: str) -> bool:
        """Whether the user says yes to a question, by a word and Enter."""
        asking: PromptSession[str] = PromptSession(input=self.session.input, output=self.session.output)
        get_typeahead(self.session.input)  # what was typed before there was a question answers nothing
        try:
            return is_yes(asking.prompt(f"{sanitize(question)} [y/N] "))
        except (EOFError, KeyboardInterrupt):
            return False

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

    def remember(self, text: str) -> bool:
        """Put a text into the history as if it had been sent; says whether the next start finds it there."""
        return self.history.keep(text)

    def suspend(self) -> None:
        """Stop the program while the line is read; it is drawn anew when that goes on."""
        loop, app = self.session.app.loop, self.session.app
        if loop is not None and app.context is not None:
            loop.call_soon_threadsafe(run_in_terminal, self._stop, context=app.context)

    def woken(self) -> None:
        """Take the terminal again, which somebody else had while the program was stopped."""
        app = self.session.app
        if app.loop is not None and app.context is not None and not self._elsewhere:
            app.input.raw_mode().__enter__()  # the settings to go back to are those from before the line stood
            app.loop.call_soon_threadsafe(self._draw_anew, context=app.context)

    def _draw_anew(self) -> None:
        """Draw the line where the cursor is now, from the left edge: what was drawn since may have moved it."""
        self.session.app.output.write_raw("\r")
        self.session.app.renderer.reset()
        self.session.app.renderer.request_absolute_cursor_position()
        self.session.app.invalidate()

    def _stop(self, *, group: bool = False) -> None:
        self._elsewhere = True
        try:
            self._keyboard.suspend(group=group)
        finally:
            self._elsewhere = False

    def _read_too_far(self) -> str:
        """The text in what was read beyond the Enter that ended the line before; nothing of it may act by itself."""
        presses = get_typeahead(self.session.input)
        return "".join(
            self._pastes.fold(new_lines(press.data)) if press.key == Keys.BracketedPaste else press.data
            for press in presses
            if press.key == Keys.BracketedPaste or not isinstance(press.key, Keys)
        )

    def _begin(self) -> None:
        """Have what goes wrong while the line stands told by the program, where the library would show a trace."""
        if self.session.app.loop is not None:
            self.session.app.loop.set_exception_handler(
                lambda loop, context: self.abort(context.get("exception") or RuntimeError(context["message"]))
            )
        self._fail()

    def _fail(self) -> None:
        app = self.session.app
        if self.failure is not None and app.is_running and not app.is_done:
            self.kept = self.remember(self.session.default_buffer.text)
            app.exit(exception=self.failure)

    def _toolbar(self) -> FormattedText:
        width = self.session.app.output.get_size().columns
        text = self.session.default_buffer.text
        parts = [Part(HINT, 1)] if self.hinted and not text else [*self._toolbar_parts()]
        if blocks.is_open(text):
            parts = [Part(BLOCK_HINT, 9), *parts]
        elif self._pastes.in_text(text):
            parts = [Part(PASTE_HINT, 9), *parts]
        shown: list[tuple[str, str]] = []
        for part in fit([part._replace(text=sanitize(part.text)) for part in parts], width):
            shown += [("", BETWEEN)] if shown else []
            shown.append((f"class:{part.style}" if part.style else "", part.text))
        return FormattedText(shown)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        in_line = has_focus(DEFAULT_BUFFER)
        can_stop = Condition(lambda: hasattr(signal, "SIGTSTP"))

        @keys.add("enter", filter=in_line)
        def _(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            document, menu = buffer.document, buffer.complete_state
            if menu is not None and menu.complete_index is not None and len(menu.completions) > 1:
                buffer.complete_state = None  # what was chosen stands in the line
            elif blocks.is_open(buffer.text):
                buffer.insert_text("\n")
            elif document.current_line_before_cursor.endswith("\\") and not document.current_line_after_cursor:
                buffer.delete_before_cursor()
                buffer.insert_text("\n")
            elif self._bursts.holds_this():
                buffer.insert_text("\n" + self._bursts.rest())
            else:
                self._keep_draft(buffer)
                buffer.validate_and_handle()

        @keys.add("escape", "enter", filter=in_line)
        @keys.add("c-j", filter=in_line)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        @keys.add("c-c", filter=in_line)
        @keys.add("<sigint>")
        def _(event: KeyPressEvent) -> None:
            buffer = self.session.default_buffer
            if self._elsewhere:
                return
            self.hinted = not buffer.text
            if buffer.text:
                self._keep_draft(buffer)
                buffer.append_to_history()
                buffer.reset()
                self.cleared = True

        @keys.add(Keys.BracketedPaste, filter=in_line)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text(self._pastes.fold(new_lines(event.data)))

        @keys.add("c-o", filter=in_line)
        def _(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            place = len(self._pastes.expand(buffer.document.text_before_cursor))
            buffer.document = Document(self._pastes.expand(buffer.text), place)

        @keys.add("c-x", "c-e", filter=in_line)
        def _(event: KeyPressEvent) -> None:
            event.app.create_background_task(self._edit(event.current_buffer))

        @keys.add("c-z", filter=can_stop)
        def _(event: KeyPressEvent) -> None:
            run_in_terminal(lambda: self._stop(group=True))

        return keys

    async def _edit(self, buffer: Any) -> None:
        """Give the text to the user's editor, and take it back."""
        text = self._pastes.expand(buffer.text)
        self._elsewhere = True
        try:
            new = await run_in_terminal(lambda: edit(text, self._editor), in_executor=True)
        except RwkvchatError as error:
            told = error
            await run_in_terminal(lambda: self._tell(told))
        else:
            buffer.document = Document(new, len(new))
        finally:
            self._elsewhere = False

    def _keep_draft(self, buffer: Any) -> None:
        """Remember what was being written, if the line that is sent or taken back is an older one."""
        # prompt_toolkit tells nobody of it; without it drafts are as safe as the library itself makes them.
        draft: str = getattr(buffer, "_working_lines", [buffer.text])[-1]
        if draft != buffer.text:
            self.remember(draft)


def new_lines(text: str) -> str:
    """A pasted text with the line breaks of this program, whatever system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def open_prompt(
    complete: Callable[[str], Iterable[Suggestion]],
    toolbar: Callable[[], Sequence[Part]],
    history: Path | None,
    keyboard: Keyboard,
    **options: Any,
) -> Prompt | PlainPrompt:
    """An input line for this terminal: a plain one where it cannot draw, or there is no proper console."""
    if os.name != "nt" and os.environ.get("TERM", "").lower() in ("", "dumb", "unknown"):
        return PlainPrompt(history, keyboard)
    try:
        return Prompt(complete, toolbar, history, keyboard=keyboard, **options)
    except Exception:  # whatever keeps prompt_toolkit from having it, such as a console without a screen buffer
        return PlainPrompt(history, keyboard)
