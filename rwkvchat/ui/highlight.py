"""Program code in colours, one line after another, by pygments. Knows no Markdown and no terminal."""

import contextlib
from collections.abc import Iterator
from functools import lru_cache

from pygments.lexer import ExtendedRegexLexer, Lexer, LexerContext, RegexLexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, _TokenType
from pygments.util import ClassNotFound
from rich.segment import Segment
from rich.style import Style
from rich.syntax import Syntax

LONGEST_LINE = 1000
"""Characters of a line beyond which it is left plain."""
LONGEST_SPAN = 4000
"""Characters that are looked at again with each line, while a comment or text may go over several."""


class Highlighter:
    """Gives the lines of one block of code their colours; a lexer's state goes on from line to line."""

    def __init__(self, language: str, theme: str, base: Style) -> None:
        """Args:
        language: as the fence names it; one that is not known is left plain. theme: the colours, "" for none.
        """
        self._base = base
        self._lexer = _lexer(language) if theme else None
        self._theme = Syntax.get_theme(theme) if theme else None
        self._stateful = isinstance(self._lexer, RegexLexer) and type(self._lexer).get_tokens_unprocessed in (
            RegexLexer.get_tokens_unprocessed,
            ExtendedRegexLexer.get_tokens_unprocessed,
        )
        self._stack = ["root"]
        self._known: dict[_TokenType, Style] = {}
        self._before = ""
        """Lines that a token may go over which is not at its end yet."""

    def line(self, text: str) -> list[Segment]:
        """The next line, in colours. Its characters are those that were given."""
        if self._lexer is None or self._theme is None or len(text) > LONGEST_LINE:
            self._before = ""
            return [Segment(text, self._base)] if text else []
        whole = f"{self._before}{text}\n"
        stack = [*self._stack]
        try:
            tokens = [*_tokens(self._lexer, whole, stack if self._stateful else None)]
        except Exception:  # a few lexers cannot go on from a state, and none of them must cost the reply
            self._lexer, self._stateful = self._lexer if self._stateful else None, False
            return self.line(text)
        start = len(self._before)
        shown = [Segment(part, self._style(kind)) for at, kind, part in _after(tokens, start, len(whole) - 1)]
        if "".join(segment.text for segment in shown) != text:
            shown = [Segment(text, self._base)]
        if _goes_on(tokens) and len(whole) < LONGEST_SPAN:
            self._before = whole
        else:
            self._before, self._stack = "", stack
        return shown

    def _style(self, kind: _TokenType) -> Style:
        if kind not in self._known and self._theme:
            style = self._theme.get_style_for_token(kind)
            # Without its background, which is the terminal's.
            self._known[kind] = self._base + Style(
                color=style.color, bold=style.bold, italic=style.italic, underline=style.underline, dim=style.dim
            )
        return self._known.get(kind, self._base)


@lru_cache(64)  # it takes long to find that there is none
def _lexer(language: str) -> Lexer | None:
    with contextlib.suppress(ClassNotFound):
        return get_lexer_by_name(language, startinline=True)  # PHP without its opening tag
    return None


Token = tuple[int, _TokenType, str]


def _tokens(lexer: Lexer, text: str, stack: list[str] | None) -> Iterator[Token]:
    """The tokens of a text.

    Args:
        stack: the lexer's state before it, which becomes the one after it; None to begin anew.
    """
    if stack is None:
        yield from lexer.get_tokens_unprocessed(text)
    else:
        context = LexerContext(text, 0, stack)
        # The method is meant for subclasses, and uses nothing that other lexers do not have.
        yield from ExtendedRegexLexer.get_tokens_unprocessed(lexer, context=context)  # type: ignore[arg-type]
        stack[:] = context.stack


def _after(tokens: list[Token], start: int, end: int) -> Iterator[Token]:
    """What of the tokens is in a part of the text."""
    for at, kind, part in tokens:
        inside = part[max(0, start - at) : max(0, end - at)]
        if inside:
            yield max(at, start), kind, inside


def _goes_on(tokens: list[Token]) -> bool:
    """Whether the last token is a comment or a text that may go on in the next line."""
    if not tokens:
        return False
    _, kind, part = tokens[-1]
    long = kind[:1] == Comment[:1] or kind[:2] == String[:2]
    return long and part.endswith("\n") and bool(part.strip())
