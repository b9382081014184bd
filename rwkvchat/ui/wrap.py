"""Breaking lines between words while a text is still coming. Knows widths of characters; writes nothing."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

_PIECE = re.compile(r"\n|[ \t]+|[^ \t\n]+")
_JOINER = "\u200d"
_NO_BREAK_BEFORE = "、。，．・：；？！…」』】）〕〉》\ufe0f\u200d"
_NO_BREAK_AFTER = f"「『【（〔〈《{_JOINER}"
_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


class WordWrap:
    """Takes a text piece by piece and gives it back with line ends where the next word would not fit.

    Only a word that is not complete is held back. Nothing but line ends, and what is to stand before the rows that go
    on, is added; nothing but the spaces that a line end stands for is left out; a word wider than the window is left
    to the terminal.
    """

    def __init__(self, width: Callable[[], int]) -> None:
        """Take a function that gives the columns of the window, which may change."""
        self._width = width
        self.column = 0
        """Columns of the row that are taken by what was given back."""
        self._filled = False
        """Whether a word stands in the row."""
        self._hanging: Sequence[Segment] = ()
        self._spaces: list[Segment] = []
        self._word: list[Segment] = []
        self._cells = 0
        """Columns that the word needs."""
        self._last = ""
        self._endless = False
        """Whether a word wider than the window is under way, of which nothing is held back."""

    def begin(self, first: Sequence[Segment], hanging: Sequence[Segment] = ()) -> list[Segment]:
        """Begin a line: what stands before its text, and what stands before each of its rows after the first.

        In a window that would leave little room beside it, nothing stands before those.
        """
        self.column = sum(cells(segment.text) for segment in first)
        narrow = sum(cells(segment.text) for segment in hanging) > self._width() // 2
        self._hanging = () if narrow else hanging
        return [*first]

    def feed(self, text: str, style: Style | None = None) -> list[Segment]:
        """The next piece, as far as it can be shown."""
        shown: list[Segment] = []
        for piece in _PIECE.findall(text):
            if piece == "\n":
                shown += [*self._flush(), Segment("\n")]
                self.column, self._filled, self._hanging, self._spaces = 0, False, (), []
            elif piece[0] in " \t":
                shown += self._flush()
                self._spaces.append(Segment(piece, style))
            else:
                for char in (piece,) if piece.isascii() else piece:
                    if self._breaks_before(char[0]):
                        shown += self._flush()
                    shown += self._take(char, style)
        return shown

    def finish(self) -> list[Segment]:
        """What is still held back, at the end of the text."""
        return self._flush()

    @property
    def held(self) -> list[Segment]:
        """What is held back."""
        return self._spaces + self._word

    def _breaks_before(self, char: str) -> bool:
        """Whether a line may end between the last character of the word and this one: around wide characters."""
        if not self._last or char in _NO_BREAK_BEFORE or char in _TONES or self._last in _NO_BREAK_AFTER:
            return False
        return max(cell_len(self._last), cell_len(char)) > 1 and not unicodedata.combining(char)

    def _take(self, piece: str, style: Style | None) -> list[Segment]:
        self._word.append(Segment(piece, style))
        self._cells += cells(piece)
        self._last = piece[-1]
        if not self._endless and self._cells <= self._width():
            return []
        shown = self._place()
        self._endless = True
        return shown

    def _flush(self) -> list[Segment]:
        """The word, which is complete."""
        shown = self._place() if self._word else []
        if self._endless:  # the terminal has broken it, and the next word stands beside its end
            self.column = (self.column - 1) % max(1, self._width()) + 1
        self._last, self._endless = "", False
        return shown

    def _place(self) -> list[Segment]:
        spaces, word, cells_of_word = self._spaces, self._word, self._cells
        self._spaces, self._word, self._cells = [], [], 0
        begins = self.column
        for segment in spaces:
            for char in segment.text:
                begins = begins + 1 if char == " " else begins // 8 * 8 + 8
        if not self._endless and self._filled and begins + cells_of_word > self._width():
            self.column = sum(cells(segment.text) for segment in self._hanging) + cells_of_word
            return [Segment("\n"), *self._hanging, *word]
        self.column, self._filled = begins + cells_of_word, True
        return [*spaces, *word]


def cells(text: str) -> int:
    """Columns that a text needs at most.

    Of a character that is joined to another, or shown as an emoji only if it is asked for, terminals disagree.
    """
    if text.isascii():
        return len(text)
    return sum(2 if char in _TONES else cell_len(char) for char in text) + text.count("\ufe0f")
