"""Completion in the input line: from suggestions to prompt_toolkit's completions. Knows no command."""

import contextlib
from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from rwkvchat.ui.sanitize import sanitize
from rwkvchat.ui.suggestion import Suggestion

Complete = Callable[[str], Iterable[Suggestion]]
"""From the text before the cursor to what may stand at its end."""


class CommandCompleter(Completer):
    """Completes a line that begins with a slash. A source that fails completes nothing more."""

    def __init__(self, complete: Complete) -> None:
        self.complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        text = document.text_before_cursor
        if not text.startswith("/") or text.startswith("//") or "\n" in text:
            return
        with contextlib.suppress(Exception):  # whoever types cannot do anything about it, and would be shown a trace
            for found in self.complete(text):
                yield completion(found, text)


def completion(found: Suggestion, text: str) -> Completion:
    """What a suggestion does to the text, and how it is shown."""
    replaced = len(text.rsplit(" ", 1)[-1]) if found.replaces is None else found.replaces
    return Completion(
        found.text,
        start_position=-replaced,
        display=sanitize(found.text).replace("\n", " "),
        display_meta=sanitize(found.help).replace("\n", " "),
    )
