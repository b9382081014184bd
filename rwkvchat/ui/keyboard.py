"""What the keyboard does while nobody reads it. Knows the terminal's settings and nothing else."""

import contextlib
from collections.abc import Iterator
from typing import TextIO


@contextlib.contextmanager
def silent_keys(stdin: TextIO) -> Iterator[None]:
    """Keep keys from showing up in the middle of a reply; they wait for the next input line, even over a Ctrl-C.

    The terminal is as before afterwards. Does nothing where there is no terminal or no way to ask for it.
    """
    try:
        import termios

        number = stdin.fileno()
        before = termios.tcgetattr(number)
    except (ImportError, OSError, ValueError, termios.error):
        yield
        return
    silent = [*before]
    silent[3] = (before[3] & ~termios.ECHO) | termios.NOFLSH
    try:
        termios.tcsetattr(number, termios.TCSADRAIN, silent)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
