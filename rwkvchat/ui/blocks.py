"""Messages of several lines between triple quotes. Knows the text of a line alone, and no keys."""

QUOTES = '"""'
LEAVING = ("exit", "quit")
"""Messages that leave the chat instead of being sent."""


def is_open(text: str) -> bool:
    """Whether a text begins a block that does not end yet, so that the next line belongs to it."""
    return text.startswith(QUOTES) and _end(text) < 0


def inside(text: str) -> str | None:
    """What stands between the quotes of a block, to the letter; None for a text that is no block.

    A line break next to the quotes belongs to them.
    """
    end = _end(text) if text.startswith(QUOTES) else -1
    if end < 0 or text[end + len(QUOTES) :].strip():
        return None
    return text[len(QUOTES) : end].removeprefix("\n").removesuffix("\n")


def as_line(message: str) -> str:
    """The line that sends a message, whatever it begins and ends with."""
    # Enter behind a backslash makes a new line.
    if message.startswith(QUOTES) or message.endswith("\\") or message.strip() in LEAVING:
        return f"{QUOTES}\n{message}\n{QUOTES}"
    return f"/{message}" if message.startswith("/") else message


def _end(text: str) -> int:
    """Where the quotes are that end a block; -1 if there are none.

    A block that was opened by a line of quotes alone goes to the end of the text, so that program text may be put
    into it; any other ends with the first line that ends with quotes.
    """
    place = len(QUOTES)
    if not text[place:].partition("\n")[0].strip():
        end = text.rstrip()
        return len(end) - len(QUOTES) if len(end) >= 2 * len(QUOTES) and end.endswith(QUOTES) else -1
    for line in text[place:].split("\n"):
        if line.rstrip().endswith(QUOTES):
            return place + len(line.rstrip()) - len(QUOTES)
        place += len(line) + 1
    return -1
