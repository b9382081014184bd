"""What was found out about files, in a small file of its own, by what changes when one of them is written."""

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from rwkvchat.config import private_folder
from rwkvchat.errors import SaveError
from rwkvchat.files import write_atomically

LIMIT = 200
"""Findings that are remembered; the oldest are forgotten first."""


def stamp_of(paths: Iterable[Path]) -> str:
    """What changes when one of the files is written; to be taken before they are read.

    Raises:
        OSError: one is gone.
    """
    found = [path.stat() for path in paths]
    return ",".join(f"{status.st_dev}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}" for status in found)


class Remembered:
    """Findings by stamps. Where they cannot be kept, they are found out again next time."""

    def __init__(self, memory: Path) -> None:
        self.memory = memory

    def get(self, stamp: str) -> str | None:
        """What was found out about the files with this stamp."""
        return self._recall().get(stamp)

    def put(self, stamp: str, finding: str) -> None:
        """Write it down."""
        known = self._recall()
        known.pop(stamp, None)
        kept = [*known.items(), (stamp, finding)][-LIMIT:]
        with contextlib.suppress(SaveError):
            private_folder(self.memory.parent)
            write_atomically(self.memory, json.dumps(dict(kept)).encode(), keep_before=False)

    def _recall(self) -> dict[str, str]:
        try:
            known = json.loads(self.memory.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        texts = known.items() if isinstance(known, dict) else ()
        return {stamp: finding for stamp, finding in texts if isinstance(finding, str)}
