"""Opening what a stranger may have made: regular files alone, without waiting, and errors that name them.

Knows paths and descriptors; knows no format.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from rwkvchat.engine.foreign_files import refuse_failed_download
from rwkvchat.errors import WeightsError

_SHOWN_PATH = 200


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put a file's name in front of whatever turns out to be wrong with it.

    Raises:
        WeightsError: there was such an error, or one of the system's.
    """
    try:
        yield
    except WeightsError as error:
        raise _named(path, error) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _named(path, WeightsError(reason, "check the path and who may read it")) from None


def _named(path: Path, error: WeightsError) -> WeightsError:
    shown = str(path)
    shown = shown if len(shown) <= _SHOWN_PATH else f"...{shown[-_SHOWN_PATH:]}"
    return WeightsError(f"cannot use {shown!a}: {error.message}", error.hint)


@contextlib.contextmanager
def regular_file(path: Path) -> Iterator[tuple[int, int]]:
    """A descriptor for reading a regular file, and its size.

    Raises:
        WeightsError: it is something else. OSError: it cannot be opened.
    """
    if "\0" in str(path):
        raise WeightsError("no file has a zero byte in its name", "check the path")
    _refuse_special(path.stat().st_mode)
    # Between the two looks the path may have become a pipe, on which a plain open would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        _refuse_special(status.st_mode)
        yield descriptor, status.st_size
    finally:
        os.close(descriptor)


def _refuse_special(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise WeightsError("it is a folder", "give the .pth or .safetensors file in it")
    if not stat.S_ISREG(mode):
        raise WeightsError("it is not a regular file", "pipes and devices cannot be mapped: save it to a file first")


def read_text_file(path: Path, limit: int) -> bytes:
    """All of a small file that holds text.

    Raises:
        WeightsError: it is larger than ``limit``, or is what a failed download left. OSError: it cannot be read.
    """
    with regular_file(path) as (descriptor, size):
        if size > limit:
            raise WeightsError(f"it has {size} bytes, and no such file has more than {limit}", "get the original file")
        data = bytearray()
        while len(data) <= limit and (piece := os.read(descriptor, limit + 1 - len(data))):
            data += piece
    refuse_failed_download(data, len(data))
    return bytes(data[:limit])
