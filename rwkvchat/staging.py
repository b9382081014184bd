"""A large file, or a folder of them, that gets its name only when all of it is on the disk.

Knows names, locks and renames, and what a killed process leaves; nothing of what is written.
"""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from rwkvchat.errors import SaveError
from rwkvchat.files import reason_of, sync_folder, temporary_files

try:
    import fcntl
except ImportError:  # Windows, where what another process has open cannot be removed
    fcntl = None  # type: ignore[assignment]

_NOTHING_CHANGED = "nothing was changed; make room, or give another place"


@contextlib.contextmanager
def staged_file(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """An empty file beside ``path`` to write to, which becomes ``path`` in the end; after an error nothing is left.

    Args:
        replace: whether to take the place of a file that is there; until then it is as it was.

    Raises:
        SaveError: it cannot be written, or has come to be there meanwhile.
    """
    with _staged(path, folder=False) as temporary:
        yield temporary
        _sync_file(temporary)
        if not replace:
            _refuse_existing(path)
        os.replace(temporary, path)


@contextlib.contextmanager
def staged_folder(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """The same for a folder of files. An empty folder counts as none."""
    with _staged(path, folder=True) as temporary:
        yield temporary
        for file in temporary.iterdir():
            _sync_file(file)
        sync_folder(temporary)
        with contextlib.suppress(OSError):
            path.rmdir()  # does nothing to one that holds something
        if not replace:
            _refuse_existing(path)
        _put_folder(temporary, path)


@contextlib.contextmanager
def _staged(path: Path, *, folder: bool) -> Iterator[Path]:
    """A temporary name beside a path, locked as long as this process lives, and gone in the end."""
    try:
        sweep(path)
        with _claimed_new(path, folder=folder) as temporary:
            try:
                yield temporary
            finally:
                _remove(temporary)
        sync_folder(path.parent)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise SaveError(f"cannot write {path}: {reason_of(error)}", _NOTHING_CHANGED) from error


def sweep(path: Path) -> None:
    """Remove what writes to a path have left that were killed, and put a folder back that was only set aside."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}\.old")
    with contextlib.suppress(OSError):
        for older in sorted(each for each in path.parent.iterdir() if pattern.fullmatch(each.name)):
            with _claimed(older) as free:
                if free and not os.path.lexists(path):
                    older.rename(path)
                elif free:
                    _remove(older)
    for temporary in temporary_files(path.parent, path.name):
        with _claimed(temporary) as free:
            if free:
                _remove(temporary)


@contextlib.contextmanager
def _claimed_new(path: Path, *, folder: bool) -> Iterator[Path]:
    """A new file or folder beside a path, with this process's lock on it."""
    while True:
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        if folder:
            temporary.mkdir()
        else:
            temporary.open("xb").close()
        with _claimed(temporary) as free:
            # Another process may be about to sweep it away, or have done so.
            if free is not False and temporary.exists():
                yield temporary
                return


@contextlib.contextmanager
def _claimed(path: Path) -> Iterator[bool | None]:
    """Hold a lock that ends with this process, on a file or folder; gives whether it is held.

    False is: by another process. None is: such a lock cannot be had here.
    """
    if fcntl is None:
        yield True
        return
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        yield None
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool | None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _put_folder(temporary: Path, path: Path) -> None:
    """Give a folder its name; one that has it is set aside for that moment, and removed."""
    if not os.path.lexists(path):
        temporary.rename(path)
        return
    older = path.with_name(f".{path.name}.{secrets.token_hex(4)}.old")
    with _claimed(path):
        try:
            path.rename(older)
            temporary.rename(path)
        except BaseException:
            if older.exists() and not path.exists():
                older.rename(path)
            raise
        _remove(older)


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise SaveError(f"cannot write {path}: it has come to be there meanwhile", "give another name, or --force")


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _sync_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
