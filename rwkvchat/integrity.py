"""Whether weight files still hold what was written: its checksums, read once beside the work and remembered.

Knows files and a place to remember them in; what to do about a damaged one is for others to say.
"""

import contextlib
import json
import threading
from collections.abc import Callable
from pathlib import Path

from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.errors import SaveError, WeightsError
from rwkvchat.files import write_atomically

REMEMBERED = 200
"""Files of which it is remembered that they were whole; the oldest are forgotten first."""


def verify_beside(
    weights: Checkpoint, memory: Path, on_damage: Callable[[WeightsError], None], *, remember: bool = True
) -> threading.Thread | None:
    """Start reading a file's checksums on a thread of its own, unless it was found whole before.

    Args:
        memory: the file that remembers whole files. on_damage: called on that thread, if a byte is wrong.
        remember: whether to write down there that this one is whole.

    Returns:
        The thread, or None if there is nothing to do.
    """
    key = _key(weights)
    if not weights.has_checksums or key in _recall(memory):
        return None

    def work() -> None:
        try:
            weights.verify()
        except WeightsError as error:
            on_damage(error)
            return
        if not remember:
            return
        known = [*_recall(memory), key][-REMEMBERED:]
        with contextlib.suppress(SaveError):  # then it is read once more next time
            write_atomically(memory, json.dumps(known).encode(), keep_before=False)

    thread = threading.Thread(target=work, name="integrity", daemon=True)
    thread.start()
    return thread


def _key(weights: Checkpoint) -> str:
    """What changes when a file is written."""
    found = [file.path.stat() for file in weights.files]
    return ",".join(f"{status.st_dev}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}" for status in found)


def _recall(memory: Path) -> list[str]:
    try:
        known = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return []
    return [key for key in known if isinstance(key, str)] if isinstance(known, list) else []
