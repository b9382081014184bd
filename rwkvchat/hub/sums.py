"""Checksums of whole files, and remembering those that were computed: a model is read once, not at every start."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rwkvchat.errors import SaveError
from rwkvchat.files import write_atomically

PIECE = 1 << 22
REMEMBERED = 200
"""Files whose checksums are remembered; the oldest are forgotten first."""


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
    """The SHA-256 of files that were read before, by what changes when a file is written."""

    def __init__(self, memory: Path) -> None:
        self.memory = memory

    def of(self, path: Path) -> str | None:
        """That of a file, if it is remembered."""
        found = self._recall().get(_key(path))
        return found if isinstance(found, str) else None

    def remember(self, path: Path, value: str) -> None:
        """Write it down; where that cannot be done it is computed again next time."""
        known = self._recall()
        known.pop(_key(path), None)
        known[_key(path)] = value
        kept = dict(list(known.items())[-REMEMBERED:])
        with contextlib.suppress(SaveError, OSError):
            self.memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(self.memory, json.dumps(kept).encode(), keep_before=False)

    def compute(self, path: Path, on_progress: Callable[[int], None] = lambda done: None) -> str:
        """Read a file, and remember its sum."""
        total = hashlib.sha256()
        feed(total, path, on_progress)
        value = total.hexdigest()
        self.remember(path, value)
        return value

    def _recall(self) -> dict[str, Any]:
        try:
            known = json.loads(self.memory.read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def _key(path: Path) -> str:
    status = path.stat()
    return f"{status.st_dev}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"
