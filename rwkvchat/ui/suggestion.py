"""What may come next in the input line, as whoever knows it tells the input line. A plain value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may stand at the end of the line."""

    text: str
    help: str = ""
    """What it is, in a few words; shown beside it."""
    replaces: int | None = None
    """How many characters at the end of the line it takes the place of; None: the last word of it."""
