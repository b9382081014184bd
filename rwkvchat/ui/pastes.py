"""Long pastes, folded in the input line: one character each, shown as a few words. Knows no keys."""

import bisect
import itertools
import re

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from rwkvchat.ui.sanitize import sanitize

LINES, CHARACTERS = 8, 1000
"""What is longer than that is folded."""

FIRST = 0x10F000
"""Of the characters that stand for pastes: private ones, at the end of Unicode, that no font is known to use."""
_PRIVATE = re.compile("[\U0010f000-\U0010fffd]")


class Pastes:
    """The pastes that are folded, by their characters."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def fold(self, text: str) -> str:
        """What stands in the line for a pasted text: itself, or one character if it is long."""
        if (text.count("\n") < LINES and len(text) <= CHARACTERS) or len(self._texts) > 0xF00:
            return text
        folded = chr(FIRST + len(self._texts))
        self._texts[folded] = self.expand(text)
        return folded

    def expand(self, text: str) -> str:
        """The text with all pastes in full."""
        return _PRIVATE.sub(lambda match: self._texts.get(match[0], match[0]), text)

    def in_text(self, text: str) -> bool:
        """Whether a text holds a folded paste."""
        return any(match[0] in self._texts for match in _PRIVATE.finditer(text))

    def title(self, character: str) -> str | None:
        """The words that are shown for a character; None if it stands for no paste."""
        text = self._texts.get(character)
        if text is None:
            return None
        lines = text.removesuffix("\n").count("\n") + 1
        size = f"{lines:,} lines" if lines > 1 else f"{len(text):,} characters"
        return f"[paste {ord(character) - FIRST + 1}: {size}]"


class Shown(Processor):
    """How the text of the input line is shown: pastes by their titles, what would act on the terminal made harmless."""

    def __init__(self, pastes: Pastes) -> None:
        self.pastes = pastes

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        fragments = transformation_input.fragments
        text = "".join(fragment[1] for fragment in fragments)
        if sanitize(text) == text and not self.pastes.in_text(text):
            return Transformation(fragments)
        shown: StyleAndTextTuples = []
        widths = []
        for fragment in explode_text_fragments(fragments):
            title = self.pastes.title(fragment[1])
            style, words = (fragment[0], sanitize(fragment[1])) if title is None else ("class:notice", title)
            shown.append((style, words))
            widths.append(len(words))
        starts = [0, *itertools.accumulate(widths)]
        return Transformation(
            shown,
            source_to_display=lambda place: starts[min(place, len(widths))] + max(0, place - len(widths)),
            display_to_source=lambda place: max(0, bisect.bisect_right(starts, place) - 1),
        )
