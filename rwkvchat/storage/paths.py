"""The files that one conversation is made of, and reading them as they lie on the disk. Needs no torch."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from rwkvchat.errors import ConversationError, SaveError
from rwkvchat.files import check_path, check_place, reason_of
from rwkvchat.storage.pack import CONVERSATION

LARGEST = 1 << 30
"""Bytes of a file and its journal together."""
HEAD = 1 << 16
"""Bytes at the beginning of a file in which a conversation says that it is one."""

T = TypeVar("T")


def journal_of(path: Path) -> Path:
    """What came after the conversation file was written, if it was too large to be written anew."""
    return path.with_name(path.name + ".journal")


def aside_of(path: Path) -> Path:
    """What of a journal could not be used when the conversation went on; only salvage reads it."""
    return path.with_name(path.name + ".journal~")


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
        raise ConversationError(f"there is no conversation file {path}", check_path(path))


def read_source(path: Path) -> Source:
    """Read a conversation file and its journal, if there is one, whole.

    Raises:
        ConversationError: they cannot be read.
    """
    check_is_file(path)
    try:
        stamp, journal = _stamps(path)
        if stamp is None:
            stamp = Stamp.of(path)  # says why there is none
        if stamp.size + (journal.size if journal else 0) > LARGEST:
            raise ConversationError(f"{path} is too large for a conversation file", "check the path")
        return Source(path.read_bytes(), read_journal(path), stamp)
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


def settled(path: Path, read: Callable[[], T], torn: Callable[[T], bool]) -> T:
    """What reading a conversation file and its journal gives, read again if another window wrote meanwhile.

    Args:
        torn: whether what was read is damaged at its end, as an entry is that is just being appended.

    Raises:
        ConversationError: there is no such file.
    """
    check_is_file(path)
    while True:
        before = _stamps(path)
        found = read()
        after = _stamps(path)
        # A file of another stamp: the two were put together after one and before the other was read.
        if after == before or (after[0] == before[0] and not torn(found)):
            return found


def _stamps(path: Path) -> tuple[Stamp | None, Stamp | None]:
    """Of the file and of its journal; None where there is none."""

    def stamp(each: Path) -> Stamp | None:
        try:
            return Stamp.of(each)
        except OSError:
            return None

    return stamp(path), stamp(journal_of(path))


def check_replaceable(path: Path) -> None:
    """See that a conversation can be written there, and over nothing but another conversation or an empty file.

    Raises:
        SaveError: it cannot be.
    """
    try:
        check_place(path)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise SaveError(f"cannot write {path}: {reason_of(error)}", "give another place") from error
    length = int.from_bytes(head[:8], "little")
    if head and not (head[8:9] == b"{" and CONVERSATION.encode() in head[8 : 8 + length]):
        raise SaveError(f"{path} is no conversation, and is not written over", "give another name, or remove it first")
