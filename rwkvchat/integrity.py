"""Whether weight files still hold what was written: its checksums, read once beside the work and remembered.

Knows files and a place to remember them in; what to do about a damaged one is for others to say.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from rwkvchat.engine.checkpoint import Checkpoint
from rwkvchat.errors import WeightsError
from rwkvchat.remembered import Remembered, stamp_of

WHOLE = "whole"


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
    known, stamp = Remembered(memory), stamp_of(file.path for file in weights.files)
    if not weights.has_checksums or known.get(stamp) == WHOLE:
        return None

    def work() -> None:
        try:
            weights.verify()
        except WeightsError as error:
            on_damage(error)
            return
        if remember:
            known.put(stamp, WHOLE)

    thread = threading.Thread(target=work, name="integrity", daemon=True)
    thread.start()
    return thread
