"""Lists written as text, so that data stay easy to read and to add to."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


def items(text: str, mark: str = ";") -> tuple[str, ...]:
    """The items of a text that are parted by a mark, wherever its lines break."""
    return tuple(" ".join(text.split()).split(f"{mark} "))
