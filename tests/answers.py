"""A long answer in Markdown, every line of which begins with a name of its own."""

import re

NAMES = re.compile(r"L\d+[a-j]")


def long_answer(parts: int = 20) -> str:
    """An answer far taller than a screen."""
    return "".join(
        f"# L{number}a title\n\n"
        f"L{number}b is a **paragraph of some length** with `code` in it and *slanted words* at its very end.\n"
        f"L{number}c is its second line\n\n"
        f"- L{number}d an item that is long enough for more than one row in a narrow window\n"
        f"  1. L{number}e another\n\n"
        f"> L{number}f a quote\n\n"
        f"```python\nL{number}g = 'code'  # and a comment\ndef L{number}h(): pass\n```\n\n"
        f"| L{number}i | two |\n|---|---|\n| L{number}j | 日本語 |\n\n"
        for number in range(parts)
    )


def pieces_of(text: str) -> list[str]:
    """A text in pieces about as long as tokens are."""
    return re.findall(r"\s?\S{1,4}|\s", text)
