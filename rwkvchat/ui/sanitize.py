"""The one door through which text of models, files and users reaches the terminal.

Knows which code points act on a terminal or hide in a text; knows nothing of colours, and looks at no context.
"""

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"

# What Unicode lists as Default_Ignorable_Code_Point, the separators and annotations that are as invisible, and the
# controls of writing direction. Written out, so that it is the same whatever Unicode version Python knows.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Left out on purpose, because scripts and emoji are broken without them and none reorders or moves anything:
# U+200C and U+200D (Persian, Indic scripts, joined emoji), U+FE00-FE0F (emoji or text form), combining marks.

_NO_CHARACTER = "\ud800-\udfff\ufffe\uffff"

_UNSAFE = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_NO_CHARACTER}]")


def sanitize(text: str) -> str:
    """The text with everything visible that would act on a terminal or hide from a reader.

    Each code point is looked at by itself, so ``sanitize(a) + sanitize(b) == sanitize(a + b)``. Tab and line feed
    stay; other C0 controls and DEL become ``^X`` and ``^?``, C1 controls ``<9b>``, invisible characters
    ``<U+202E>``, what is no character U+FFFD.
    """
    return _UNSAFE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x80:
        return "^" + chr(code ^ 0x40)
    if code < 0xA0:
        return f"<{code:02x}>"
    if 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return f"<U+{code:04X}>"
