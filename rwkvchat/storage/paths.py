"""The files that one conversation is made of, and reading them as they lie on the disk. Needs no torch."""

import os
from pathlib import Path
from typing import NamedTuple

from rwkvchat.errors import ConversationError

LARGEST = 1 << 30


def journal_of(path: Path) -> Path:
    """What came after the conversation file was written, if it was too large to be written anew."""
    return path.with_name(path.name + ".journal")


def older_of(path: Path) -> Path:
    """The generation before."""
    return path.with_name(path.name + "~")


def lock_of(path: Path) -> Path:
    """Held by whoever goes on with the conversation; never renamed."""
    return path.with_name(path.name + ".lock")


class Stamp(NamedTuple):
    """Tells a file from another that took its name."""

    inode: int
    size: int
    written: int

    @classmethod
    def of(cls, path: Path) -> "Stamp":
        """Raises OSError: there is no such file."""
        status = path.stat()
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


class Source(NamedTuple):
    """The bytes of a conversation file and of its journal."""

    data: bytes
    journal: bytes
    stamp: Stamp


def check_is_file(path: Path) -> None:
    """See that there is a file (and no pipe, for which one would wait).

    Raises:
        ConversationError: there is none.
    """
    if not os.path.isfile(path):
        raise ConversationError(f"there is no conversation file {path}", "check the path")


def read_source(path: Path) -> Source:
    """Read a conversation file and its journal, if there is one, whole.

    Raises:
        ConversationError: they cannot be read.
    """
    check_is_file(path)
    try:
        journal = journal_of(path)
        while True:
            stamp = Stamp.of(path)
            added = journal.stat().st_size if journal.is_file() else 0
            if stamp.size + added > LARGEST:
                raise ConversationError(f"{path} is too large for a conversation file", "check the path")
            data, entries = path.read_bytes(), read_journal(path)
            if Stamp.of(path) == stamp:  # else another window has just put the two together
                return Source(data, entries, stamp)
    except OSError as error:
        raise ConversationError(f"cannot read {path}: {error.strerror}", "check the path") from error


def read_journal(path: Path) -> bytes:
    """The bytes of a conversation file's journal; none if there is none.

    Raises:
        OSError: it cannot be read.
    """
    try:
        return journal_of(path).read_bytes()
    except FileNotFoundError:
        return b""
