"""How many there are of something, for people. Knows nothing of what it is."""


def size_text(nbytes: float) -> str:
    """A number of bytes in the unit that suits it."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if nbytes >= 0.99995 * factor:  # what would be shown as a thousand of the unit below
            return f"{nbytes / factor:.1f} {unit}"
    return f"{nbytes:.0f} bytes"


def counted(number: int, what: str) -> str:
    """So many of something."""
    return f"{number} {what}{'s' * (number != 1)}"
