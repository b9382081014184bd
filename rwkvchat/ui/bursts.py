"""Telling keys that were typed from a text that was pasted, in a terminal that does not say what is pasted."""

import contextlib
import os
import select
import time

from prompt_toolkit.input import Input
from prompt_toolkit.key_binding.key_processor import KeyProcessor
from prompt_toolkit.keys import Keys

SECONDS = 0.02
"""Keys that come so soon after a pasted text belong to it."""

_TEXT: dict[str, str] = {Keys.ControlM: "\n", Keys.ControlJ: "\n", Keys.ControlI: "\t"}
"""Keys that make text in a burst."""


class Bursts:
    """Nobody types a line, Enter and more text at once; what comes like that is one burst, to its end."""

    def __init__(self, processor: KeyProcessor, input: Input) -> None:
        self._processor = processor
        self._input = input
        self._inside = False
        self._last = -SECONDS
        processor.after_key_press += self._after_key

    def holds_this(self) -> bool:
        """Whether the Enter that is just acted on belongs to a burst."""
        follows = any(not isinstance(press.key, Keys) for press in self._processor.input_queue)
        if follows or time.monotonic() - self._last < SECONDS or self._more_waits():
            self._inside = True
        return self._inside

    def rest(self) -> str:
        """The text of the burst as far as it was read, taken at once: key by key a long one takes minutes."""
        text, queue = "", self._processor.input_queue
        while queue and (queue[0].key in _TEXT or not isinstance(queue[0].key, Keys)):
            press = queue.popleft()
            text += _TEXT.get(press.key, press.data)
        return text

    def _after_key(self, processor: KeyProcessor) -> None:
        if self._inside:
            self._last = time.monotonic()
            self._inside = bool(processor.input_queue) or self._more_waits()

    def _more_waits(self) -> bool:
        """Whether there are more keys to be read, as after the first piece of a long paste."""
        if os.name == "nt":  # where prompt_toolkit itself tells a paste by this
            return False
        # An input that is closed, or that is no file and says so by the last of these, has nothing more to be read.
        with contextlib.suppress(OSError, ValueError, NotImplementedError):
            return bool(select.select([self._input.fileno()], [], [], 0)[0])
        return False
