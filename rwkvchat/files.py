"""Writing a file so that no moment of a crash can harm the one before. Knows nothing of what is in it."""

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from rwkvchat.errors import SaveError


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` (mode 0600), keeping the file before it as ``path~``.

    Raises:
        SaveError: it could not be written; the file that was there is as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            _write(temporary, data)
            if path.exists():
                _keep_before(path)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise SaveError(
            f"cannot write {path}: {error.strerror or error}", "nothing was changed; give another place or make room"
        ) from error


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_before(path: Path) -> None:
    # By way of a third name, so that there is a whole file under both names at every moment.
    older = path.with_name(path.name + "~")
    step = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        os.link(path, step)
    except OSError:  # a file system without hard links
        shutil.copy2(path, step)
    os.replace(step, older)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
