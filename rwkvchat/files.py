"""Writing a file so that no moment of a crash can harm the one before. Knows nothing of what is in it."""

import contextlib
import itertools
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from rwkvchat.errors import SaveError, did_you_mean
from rwkvchat.sizes import size_text

_LOOKED_AT = 1000


def user_path(text: str | Path) -> Path:
    """The path that a user typed; a home folder that there is not is left as it was typed."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def check_path(path: Path) -> str:
    """The hint for a path that does not lead to a file: the name beside it that is near, if there is one."""
    with contextlib.suppress(OSError, ValueError), os.scandir(path.parent) as found:
        names = [each.name for each in itertools.islice(found, _LOOKED_AT)]
        if path.name not in names:
            folder = str(path).removesuffix(path.name)
            # Names of files are alike by their endings already.
            return did_you_mean(path.name, names, folder, cutoff=0.8) + "check the path"
    return "check the path"


def check_place(path: Path) -> None:
    """See that a file can be written there: before the work that it is to keep, and so that no device is replaced.

    Raises:
        SaveError: it cannot be.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        kind = "a folder" if os.path.isdir(path) else "no regular file"
        raise SaveError(f"cannot write {path}: it is {kind}", "give the name of a file")
    if not os.path.isdir(path.parent):
        raise SaveError(f"cannot write {path}: there is no folder {path.parent}", "make it, or give another place")


def check_room(folder: Path, needed: int, what: str, hint: str = "make room, or give another place") -> None:
    """See that a disk has room for so many bytes.

    Raises:
        SaveError: it has not; names both numbers.
    """
    with contextlib.suppress(OSError):  # who knows
        free = shutil.disk_usage(folder).free
        if needed > free:
            raise SaveError(
                f"{what} needs {size_text(needed)}, and {size_text(free)} of disk are free in {folder}", hint
            )


def write_atomically(path: Path, data: bytes, *, keep_before: bool = True) -> None:
    """Replace ``path`` (where it is a link, what it leads to) by ``data`` (mode 0600), and keep what was there as
    ``path~`` if ``keep_before``.

    Raises:
        SaveError: it could not be written, and the file that was there is as it was; or it is written, and the disk
        did not confirm it.
    """
    try:
        path = Path(os.path.realpath(path))
        if path.name:
            check_place(path)
        with _temporary_beside(path) as temporary:
            _write(temporary, data)
            if keep_before and path.exists():
                _keep_before(path)
            os.replace(temporary, path)
    except (OSError, ValueError) as error:  # ValueError: a path that ends in no name, or holds a NUL
        raise SaveError(
            f"cannot write {path}: {reason_of(error)}", "nothing was changed; give another place or make room"
        ) from error
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise SaveError(
            f"{path} is written, but the disk did not confirm it: {reason_of(error)}", "save once more, or elsewhere"
        ) from error


def append_durably(path: Path, data: bytes, at: int) -> None:
    """Put data (onto the disk, before this returns) behind the first ``at`` bytes of a file; what followed is cut off.

    Args:
        at: at most as much as the file holds.

    Raises:
        SaveError: it could not be written; of what was there the first ``at`` bytes still are.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.ftruncate(handle, at)
            os.lseek(handle, at, os.SEEK_SET)
            try:
                _write_all(handle, data)
                if not at:
                    sync_folder(path.parent)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, at)
                raise
        finally:
            os.close(handle)
    except OSError as error:
        raise SaveError(
            f"cannot write {path}: {reason_of(error)}", "nothing was changed; give another place or make room"
        ) from error


def remove_for_good(paths: Iterable[Path]) -> None:
    """Remove files, one after another, those that are there.

    Raises:
        SaveError: one cannot be removed; those after it are left alone.
    """
    folders = set()
    for path in paths:
        try:
            path.unlink(missing_ok=True)
            folders.add(path.parent)
        except OSError as error:
            raise SaveError(f"cannot remove {path}: {reason_of(error)}", "what is in it is still there") from error
    for folder in folders:
        with contextlib.suppress(OSError):  # they are gone; a crash now could bring them back on some systems
            sync_folder(folder)


def temporary_files(folder: Path, name: str | None = None, minutes: float = 0) -> list[Path]:
    """What writes that were killed have left in a folder: of one file or of all, unchanged for so many minutes."""
    pattern = re.compile(rf"\.{'.+' if name is None else re.escape(name)}\.[0-9a-f]{{8}}\.tmp")
    found = []
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            with contextlib.suppress(OSError):  # another process may sweep, too
                if pattern.fullmatch(path.name) and path.stat().st_mtime <= time.time() - 60 * minutes:
                    found.append(path)
    return found


@contextlib.contextmanager
def _temporary_beside(path: Path) -> Iterator[Path]:
    """A name in the folder of ``path`` that nothing has; whatever is left under it in the end is removed."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()


def reason_of(error: OSError | ValueError) -> str:
    """Why the system could not do something, in its own words."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _write_all(handle, data)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _keep_before(path: Path) -> None:
    # By way of a third name, so that there is a whole file under both names at every moment.
    older = path.with_name(path.name + "~")
    with _temporary_beside(path) as step:
        try:
            os.link(path, step)
        except OSError:  # a file system without hard links
            _write(step, path.read_bytes())
        # Does nothing, and leaves both names, if a crash came just after it and they are one file already.
        os.replace(step, older)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk.

    Raises:
        OSError: the disk does not confirm it.
    """
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
