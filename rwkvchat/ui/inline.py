"""Markup within a line, parsed by markdown-it-py, while the line is still coming.

Knows where a text can be cut so that what follows cannot change what is before; knows no blocks and no rows.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import escape as library_escape
from markdown_it.token import Token
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from rwkvchat.ui.sanitize import sanitize

LONGEST = 300
"""Characters after which markup that is not closed is taken for plain text, so that rows are not held back for ever."""

Styles = Callable[[str], Style]
"""Gives the style for a meaning."""

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&]")
_MARK = re.compile(r"\\.?|`+|\*+|_+|~~+|\[|\]\(|\]", re.DOTALL)
_ADDRESS = re.compile(r"(?:[^()\\]|\\.|\([^()]*\))*\)")
_IDENTIFIER = re.compile(r"(?<!\w)__[a-z0-9_]*[a-z0-9]__(?!\w)")
_STARS = re.compile(r"\*+")
_SPANS = {"strong_open": "strong", "em_open": "emphasis", "s_open": "strike", "link_open": "link"}
_ESCAPED = "`*_[]#~<>|&+-.!"
"""What a backslash makes a plain character of; in front of others it stays, as in a formula or a path."""


class Inline:
    """The text of one line, or of several that markup goes over: gives what is settled, with its styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._pending = ""

    def feed(self, text: str, base: Style) -> list[Segment]:
        """More of the line; gives what is settled by it.

        Args:
            base: the style of the line.
        """
        settled: list[Segment] = []
        for char in text:
            self._pending += char
            size = len(self._pending)
            if char in " \t" or not (char.isascii() or cell_len(char) < 2):
                if size > LONGEST or closing(self._pending) is None:
                    settled += self.finish(base)
            elif size > 2 * LONGEST:
                settled += self.finish(base)
        return settled

    @property
    def unfinished(self) -> bool:
        """Whether markup is open that may go on in the next line."""
        return bool(self._pending) and len(self._pending) < LONGEST and closing(self._pending) is not None

    def end_line(self) -> None:
        """Go on in the next line."""
        self._pending += "\n"

    def finish(self, base: Style) -> list[Segment]:
        """All that is not settled, as it is when nothing follows."""
        text, self._pending = self._pending, ""
        return parse(text, base, self._styles)

    def tail(self, base: Style) -> list[Segment]:
        """What is not settled, as it will be if its markup is closed."""
        text = self._pending.rstrip()
        return parse(text + (closing(text) or ""), base, self._styles)


def parse(text: str, base: Style, styles: Styles) -> list[Segment]:
    """The text and its styles, line ends as segments of their own. A link is its text with its address behind it."""
    if _SPECIAL.search(text) is None and "\n" not in text:
        return [Segment(text, base)] if text else []
    tokens: list[Token] = []
    PARSER.inline.parse(text, PARSER, {}, tokens)
    return styled(tokens, base, styles)


def styled(tokens: Sequence[Token], base: Style, styles: Styles) -> list[Segment]:
    """Parsed markup as text with styles."""
    shown: list[Segment] = []
    outer, links = [base], list[tuple[str, int]]()
    for token in tokens:
        style = outer[-1]
        if name := _SPANS.get(token.type):
            outer.append(style + styles(name))
            if name == "link":
                links.append((str(token.attrs.get("href", "")), len(shown)))
        elif token.type.endswith("_close"):
            outer.pop()
            if token.type == "link_close":
                address, start = links.pop()
                if address not in ("".join(segment.text for segment in shown[start:]), ""):
                    shown.append(Segment(f" ({_clean(address)})", outer[-1] + styles("url")))
        elif token.type == "code_inline":
            shown.append(Segment(_clean(token.content), style + styles("code")))
        elif token.type == "image":
            shown.append(Segment(_clean(f"{token.content} ({token.attrs['src']})"), style + styles("link")))
        elif token.type in ("softbreak", "hardbreak"):
            shown.append(Segment("\n"))
        elif token.content:
            shown.append(Segment(_clean(token.content), style))
    return shown


def closing(text: str) -> str | None:
    """What closes the markup that is open at the end of a text; None if nothing is.

    An approximation: where it errs, markup is shown as plain text, or a row comes a little later.
    """
    open_marks: list[str] = []
    at, brackets = 0, 0
    while match := _MARK.search(text, at):
        mark, at = match.group(), match.end()
        if mark[0] == "`":
            end = re.compile(rf"(?<!`){mark}(?!`)").search(text, at)
            if end is None:
                return mark + "".join(reversed(open_marks))
            at = end.end()
        elif mark == "[":
            brackets += 1
        elif mark == "](" and brackets:
            end = _ADDRESS.match(text, at)
            if end is None:
                return ""
            at, brackets = end.end(), brackets - 1
        elif mark[0] == "]":
            brackets = max(0, brackets - 1)
        elif mark[0] != "\\":
            _run(mark, text[match.start() - 1 : match.start()], text[at : at + 1], open_marks)
    if open_marks:
        return "".join(reversed(open_marks))
    return "" if brackets else None


def _run(mark: str, before: str, after: str, open_marks: list[str]) -> None:
    """Let a run of the same delimiters close what it can, and open something if it may (CommonMark, section 6.2)."""
    left = not after.isspace() and after != "" and (not _punctuation(after) or before == "" or not before.isalnum())
    right = not before.isspace() and before != "" and (not _punctuation(before) or after == "" or not after.isalnum())
    closes = right and (mark[0] != "_" or not left or _punctuation(after))
    opens = left and (mark[0] != "_" or not right or _punctuation(before)) and not _within_word(before, after)
    count = len(mark)
    if closes:
        while count and (same := [i for i, other in enumerate(open_marks) if other[0] == mark[0]]):
            used = min(count, len(open_marks[same[-1]]))
            rest = open_marks[same[-1]][used:]
            open_marks[same[-1] :] = [rest] if rest else []
            count -= used
    if opens and count:
        open_marks.append(mark[0] * count)


def _within_word(before: str, after: str) -> bool:
    """Whether a mark between two characters opens nothing; in scripts without spaces it may."""
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _punctuation(char: str) -> bool:
    return char != "" and unicodedata.category(char)[0] in "PS"


def _clean(text: str) -> str:
    """Text of which markup may have made characters that were not in it."""
    return sanitize(text).replace("\n", " ")


class _Parser(MarkdownIt):
    """Shows addresses as they were written, and takes a backslash for itself where nothing is to be escaped."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable(["strikethrough", "table"])
        self.inline.ruler.at("escape", _escape)
        self.inline.ruler.before("emphasis", "identifier", _identifier)
        self.inline.ruler.before("emphasis", "product", _product)

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


def _escape(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    before, after = state.src[state.pos - 1 : state.pos], state.src[state.pos + 2 : state.pos + 3]
    char = state.src[state.pos + 1 : state.pos + 2]
    if char == "\\":
        if not silent:
            state.pending += "\\\\"
        state.pos += 2
        return True
    formula = (char == "[" and after.strip() == "") or (char == "]" and before.strip() == "")
    return char in _ESCAPED and not formula and library_escape(state, silent)


def _identifier(state: StateInline, silent: bool) -> bool:
    """A name such as __init__, which a chat about programs means as it is."""
    found = _IDENTIFIER.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


def _product(state: StateInline, silent: bool) -> bool:
    """A star between two letters or figures, such as those of a*b*c, where nothing is open that it could close."""
    found = _STARS.match(state.src, state.pos)
    if found is None or not _within_word(state.src[state.pos - 1 : state.pos], state.src[found.end() :][:1]):
        return False
    if sum(mark.open - mark.close for mark in state.delimiters if mark.marker == ord("*")) > 0:
        return False
    if not silent:
        state.pending += found.group()
    state.pos = found.end()
    return True


PARSER = _Parser()
