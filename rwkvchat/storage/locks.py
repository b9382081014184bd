"""One writer at a time: a lock beside a conversation file, held by whoever goes on with the conversation.

The system drops the lock when its process ends, however it ends. The lock file itself stays, since removing one
that another process is about to take would let two hold it.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.errors import ConversationError, SaveError
from rwkvchat.storage.paths import lock_of

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 0.5
"""Seconds that are waited for another program which is only just writing."""


def hold(path: Path, patience: float = 0.0) -> "BaseFileLock":
    """Take the lock of a conversation file; to be given back by its ``release``.

    Raises:
        ConversationError: another process has it. SaveError: there can be no lock there.
    """
    import filelock

    # One lock a path, counted, and for all threads: this process may save to the file that it has open.
    lock = filelock.FileLock(os.path.realpath(lock_of(path)), mode=0o600, thread_local=False, is_singleton=True)
    try:
        lock.acquire(timeout=patience)
    except filelock.Timeout:
        raise ConversationError(
            f"this conversation is open in another window: {path}",
            "close it there, or go on with a copy: --state FILE, or /load FILE in a chat",
        ) from None
    except (OSError, NotImplementedError) as error:  # the latter for a file system that knows no locks
        reason = getattr(error, "strerror", None) or error
        raise SaveError(f"cannot lock {path}: {reason}", "see that its folder can be written to") from error
    return lock


@contextlib.contextmanager
def unlocked(path: Path) -> Iterator[None]:
    """While something is written to a file that the user named: see that nobody goes on with what is in it.

    A file that was never one of the program's own sessions has no lock, and gets none.

    Raises:
        ConversationError: as `hold`.
    """
    path = Path(os.path.realpath(path)) if "\0" not in str(path) else path
    if not path.name or not os.path.isfile(lock_of(path)):
        yield
        return
    lock = hold(path, PATIENCE)
    try:
        yield
    finally:
        lock.release()
