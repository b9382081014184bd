"""Breaking lines between words while a text is still coming. Knows widths of characters; writes nothing."""

from collections.abc import Callable

from rich.cells import cell_len


class WordWrap:
    """Takes a text piece by piece and gives it back with line ends where the next word would not fit.

    Only a word that is not complete is held back. Nothing but line ends is added, and nothing but the spaces that a
    line end stands for is left out; a word wider than the window is left to the terminal.
    """

    def __init__(self, width: Callable[[], int]) -> None:
        """Take a function that gives the columns of the window, which may change."""
        self._width = width
        self._column = 0
        self._spaces = ""
        self._word = ""

    def feed(self, text: str) -> str:
        """The next piece, as far as it can be shown."""
        return "".join(map(self._take, text))

    def finish(self) -> str:
        """What is still held back, at the end of the text."""
        return self._flush()

    def _take(self, char: str) -> str:
        if char == "\n":
            shown = self._flush() + char
            self._column, self._spaces = 0, ""
            return shown
        if char in " \t":
            shown = self._flush()
            self._spaces += char
            return shown
        if cell_len(char) > 1:  # between wide characters a line may end
            shown = self._flush()
            self._word = char
            return shown + self._flush()
        self._word += char
        return ""

    def _flush(self) -> str:
        word, spaces = self._word, self._spaces
        if not word:
            return ""
        self._word = self._spaces = ""
        needed = cell_len(spaces.expandtabs()) + cell_len(word)
        if self._column and self._column + needed > self._width():
            self._column = cell_len(word)
            return f"\n{word}"
        self._column += needed
        return spaces + word
