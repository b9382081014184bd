"""What a line of Markdown is, told from its beginning as soon as that is certain. Knows one line and no others.

Every line stands for itself, as in a chat: line ends stay, and a title is marked before it, not below it.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["blank", "text", "heading", "rule", "fence", "table", "indented"]

_QUOTE = re.compile(r"[ \t]{0,3}>(?: |(?=\S)|$)")
_ITEM = re.compile(r"([ \t]*)([-+*]|\d{1,9}[.)])([ \t]+)(?=\S)")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6}[ \t]+)(?=\S)")
_FENCE = re.compile(r"([ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)")
_RULE = re.compile(r"[ ]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_RULE_SO_FAR = re.compile(r"[ ]{0,3}(?:[-\s]+|[*\s]+|[_\s]+)")
_MARK_SO_FAR = re.compile(r"[ \t]*(?:#{1,6}|[-+*]|\d{1,9}[.)]?|>|`+|~+)?[ \t]*")
_FENCE_SO_FAR = re.compile(r"[ \t]*(?:`{3,}[^`]*|~{3,}.*)")

LONGEST = 200
"""Characters of a line by which it must be certain; what might still be a rule or a fence then is text."""


@dataclass(frozen=True, slots=True)
class Line:
    """The beginning of a line: what it is, what marks stand before its text, and the text so far."""

    kind: Kind
    marks: tuple[tuple[str, str], ...] = ()
    """What stands before the text, as it was written, and the meanings of its styles."""
    hanging: tuple[tuple[str, str], ...] = ()
    """What stands before its rows after the first: the same with blanks in place of bullets."""
    text: str = ""
    item: bool = False
    """Whether it begins an item of a list."""

    @property
    def quotes(self) -> str:
        """The marks of the quotes it is in."""
        return "".join(text for text, meaning in self.marks if meaning == "quote")


@dataclass(frozen=True, slots=True)
class Fence:
    """The line that opens a block of code."""

    mark: str
    indent: int
    info: str

    def closed_by(self, line: str) -> bool:
        """Whether a line of the block is its end."""
        found = _FENCE.fullmatch(line.rstrip())
        return (
            found is not None
            and not found[3]
            and found[2].startswith(self.mark)
            and len(found[1].expandtabs()) < self.indent + 4
        )

    def within(self, line: Line) -> "Fence":
        """The same, in an item of a list that begins in its line."""
        return replace(self, indent=self.indent + sum(len(text) for text, meaning in line.hanging if not meaning))

    def content(self, line: str) -> str:
        """A line of the block without the blanks that the whole block is indented by."""
        blanks = len(line) - len(line.lstrip(" "))
        return line[min(self.indent, blanks) :]


def read_fence(text: str) -> Fence:
    """The fence in a line of that kind."""
    found = _FENCE.fullmatch(text)
    if found is None:
        return Fence("```", 0, "")
    return Fence(found[2], len(found[1].expandtabs()), found[3].strip())


def begin_line(head: str, *, whole: bool = False) -> Line | None:
    """What a line is that begins so; None while that is not certain.

    Args:
        whole: whether it is all of the line.
    """
    whole = whole or len(head) > LONGEST
    marks: list[tuple[str, str]] = []
    hanging: list[tuple[str, str]] = []
    at, item = 0, False
    while True:
        rest = head[at:]
        if not item and _RULE_SO_FAR.fullmatch(rest) and rest.strip():
            if not whole:
                return None
            if _RULE.fullmatch(rest):
                return Line("rule", (*marks,), (*hanging,), rest)
        if found := _QUOTE.match(head, at):
            marks.append((found.group(), "quote"))
            hanging.append((found.group(), "quote"))
        elif found := _ITEM.match(head, at):
            marks += [(found[1], ""), (found[2], "bullet"), (found[3], "")]
            hanging.append((" " * len(found.group().expandtabs()), ""))
            item = True
        else:
            break
        at = found.end()
    if not whole and (_MARK_SO_FAR.fullmatch(rest) or _FENCE_SO_FAR.fullmatch(rest)):
        return None
    kind, text = _leaf(rest, marked=bool(marks))
    line = Line(kind, (*marks,), (*hanging,), text, item)
    return as_text(line) if kind == "text" else line


def as_text(line: Line) -> Line:
    """A line as one of text; its rows go on below its first word."""
    indent = len(line.text.expandtabs()) - len(line.text.expandtabs().lstrip())
    return replace(line, kind="text", hanging=(*line.hanging, (" " * indent, "")) if indent else line.hanging)


def _leaf(rest: str, *, marked: bool) -> tuple[Kind, str]:
    """The kind of what stands behind quote marks and bullets, and its text."""
    if not rest.strip():
        return "blank", rest
    if found := _HEADING.match(rest):
        return "heading", rest[found.end() :]
    if _FENCE.fullmatch(rest):
        return "fence", rest
    if not marked and rest.lstrip().startswith("|"):
        return "table", rest
    if not marked and len(rest.expandtabs()) - len(rest.expandtabs().lstrip()) >= 4:
        return "indented", rest
    return "text", rest
