"""The lines typed, on the disk for this user alone. Knows nothing of what they say.

The file is prompt_toolkit's: a line of date, then each line of the text behind a plus sign.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit.history import History

NEWEST = 1 << 20
"""Bytes at the end of the file that are looked at: thousands of lines, read in no time however large the file is."""


class LineHistory(History):
    """Lines that can be had again. Those that begin with a space are forgotten when the program ends."""

    def __init__(self, path: Path | None = None, expand: Callable[[str], str] = str) -> None:
        """Args:
        path: an existing file, or None to keep none. expand: makes what is kept of a line as it is edited.
        """
        super().__init__()
        self.path = path
        self.expand = expand

    def append_string(self, string: str) -> None:
        """Keep a line, unless it is the last one once more, or blank."""
        text = self.expand(string)
        if not self._loaded:  # or what follows would be forgotten when it is
            self._loaded_strings, self._loaded = [*self.load_history_strings()], True
        if text.strip() and text not in self._loaded_strings[:1]:
            super().append_string(text)

    def keep(self, text: str) -> bool:
        """Keep a text as a line; says whether a later program finds it in the file."""
        self.append_string(text)
        return self.path is not None and bool(text.strip()) and not text.startswith(" ")

    def load_history_strings(self) -> Iterable[str]:
        """The lines in the file, the newest first; none of a file that cannot be read."""
        data = b""
        with contextlib.suppress(OSError):
            if self.path is not None and os.path.isfile(self.path):  # a pipe would have to be waited for
                with self.path.open("rb") as file:
                    before = max(0, os.fstat(file.fileno()).st_size - NEWEST)
                    file.seek(before)
                    data = file.read(NEWEST)
                    if before:  # the first line of these may be cut
                        data = data.partition(b"\n# ")[2]
        found: list[str] = []
        lines: list[str] = []
        for line in [*data.decode("utf-8", errors="replace").split("\n"), ""]:
            if line.startswith("+"):
                lines.append(line[1:])
            elif lines:
                found.append("\n".join(lines))
                lines = []
        return reversed(found)

    def store_string(self, string: str) -> None:
        """Write a line at the end of the file, in one piece, since another window may write as well."""
        if self.path is None or string.startswith(" "):
            return
        lines = "".join(f"+{line}\n" for line in string.split("\n"))
        data = f"\n# {time.strftime('%Y-%m-%d %H:%M:%S')}\n{lines}".encode("utf-8", errors="replace")
        with contextlib.suppress(OSError):  # a full disk must not stand in the way of talking
            if os.path.exists(self.path) and not os.path.isfile(self.path):
                return
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                if hasattr(os, "fchmod") and os.fstat(handle).st_mode & 0o077:  # made by an older program
                    os.fchmod(handle, 0o600)
                os.write(handle, data)
            finally:
                os.close(handle)
