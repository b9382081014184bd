"""Checksums of whole files, and remembering those that were computed: a model is read once, not at every start."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rwkvchat.remembered import Remembered, stamp_of

PIECE = 1 << 22


def new_sum(blob: str, size: int) -> Any:
    """What computes the checksum that the hub gives for a file: SHA-256, or git's for small ones."""
    if len(blob) == 64:
        return hashlib.sha256()
    return hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)


def feed(total: Any, path: Path, on_progress: Callable[[int], None]) -> int:
    """Add a file to a checksum; gives its bytes, of which ``on_progress`` is told as well."""
    done = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
            done += len(piece)
            on_progress(done)
    return done


class Sums:
    """The SHA-256 of files that were read before."""

    def __init__(self, memory: Path) -> None:
        self._known = Remembered(memory)

    def of(self, path: Path) -> str | None:
        """That of a file, if it is remembered."""
        return self._known.get(stamp_of([path]))

    def remember(self, path: Path, value: str) -> None:
        """Write it down."""
        self._known.put(stamp_of([path]), value)

    def compute(self, path: Path, on_progress: Callable[[int], None] = lambda done: None) -> str:
        """Read a file, and remember its sum."""
        total, stamp = hashlib.sha256(), stamp_of([path])
        feed(total, path, on_progress)
        value = total.hexdigest()
        self._known.put(stamp, value)
        return value
