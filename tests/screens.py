"""Terminals in memory for what a renderer writes: one that cuts rows when it is made narrower, one that breaks them."""

import io
import re

import pyte

CONTROL = re.compile(r"\x1b\[\??([\d;]*)([A-Za-z])|.", re.DOTALL)


class Cutting(pyte.HistoryScreen):
    """A screen as of xterm: its rows are cut when it is made narrower, and leave at the top when it is made lower."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines, history=100_000)

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        lines, columns = lines or self.lines, columns or self.columns
        while self.cursor.y >= lines:
            self.history.top.append(self.buffer[0])
            for y in range(self.cursor.y):
                self.buffer[y] = self.buffer[y + 1]
            self.buffer.pop(self.cursor.y, None)
            self.cursor.y -= 1
        self.lines = lines  # the rest leaves at the bottom, where nothing is
        super().resize(lines, columns)
        self.cursor.x = min(self.cursor.x, columns - 1)

    @property
    def transcript(self) -> list[str]:
        """All rows, those that have left the screen first."""
        rows = [*self.history.top, *(self.buffer[y] for y in range(self.lines))]
        shown = ["".join(row[x].data for x in range(max(row, default=-1) + 1)).rstrip() for row in rows]
        while shown and not shown[-1]:
            shown.pop()
        return shown


class ScreenStream(io.StringIO):
    """A stream to a screen."""

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        super().__init__()
        self.screen = Cutting(columns, lines)
        self._feed = pyte.Stream(self.screen).feed

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        # Joiners and selectors of emoji it takes for the end of what it is given.
        self._feed(re.sub("[\u200d\ufe0f]", "", text).replace("\n", "\r\n"))
        return super().write(text)

    def resize(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)

    @property
    def transcript(self) -> list[str]:
        return self.screen.transcript


class BreakingStream(io.StringIO):
    """A stream to a terminal that breaks rows anew when it is made narrower, as most do.

    Every character takes one column.
    """

    def __init__(self, columns: int = 80) -> None:
        super().__init__()
        self.columns = columns
        self.transcript = [""]
        """Lines as they were written, however many rows they take."""
        self._at = 0

    def isatty(self) -> bool:
        return True

    def resize(self, columns: int, lines: int) -> None:
        self.columns = columns

    def write(self, text: str) -> int:
        for match in CONTROL.finditer(text):
            self._act(match.group(), match[2], match[1])
        return super().write(text)

    def _act(self, char: str, command: str | None, number: str | None) -> None:
        line = self.transcript[-1]
        row = (max(0, self._at - 1) if self._at == len(line) else self._at) // self.columns * self.columns
        if char == "\n":
            self.transcript.append("")
            self._at = 0
        elif char == "\r":
            self._at = row
        elif command == "D":
            self._at = max(row, self._at - int(number or 1))
        elif command == "K":
            self.transcript[-1] = line[: self._at]
        elif command is None:
            self.transcript[-1] = line[: self._at] + char + line[self._at + 1 :]
            self._at += 1
        else:
            assert command in "mhl", f"the terminal does not know {char!r}"
