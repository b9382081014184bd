"""Keeping conversations while they are held: each is locked for this process, and written after every turn.

A small one is written anew each time; of a large one only what is new, into its journal. Knows no session and no
terminal: it is given records.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.config import private_folder
from rwkvchat.errors import ConversationError, SaveError
from rwkvchat.files import append_durably, remove_for_good, temporary_files, write_atomically
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage.folder import leftovers, remove_session, session_path
from rwkvchat.storage.journal import PREVIOUS, Before, entry, remark
from rwkvchat.storage.locks import hold
from rwkvchat.storage.paths import LARGEST, Stamp, aside_of, check_is_file, journal_of, read_source
from rwkvchat.storage.session_file import Opened, packed, restore, snapshot_parts, within_limits

if TYPE_CHECKING:
    from filelock import BaseFileLock

SMALL = 1 << 20
"""A file up to this size is written anew each time, if..."""
SMALL_TEXT = 1 << 17
"""...its table is no larger than this: making and writing that takes no more than a few milliseconds."""
LONGEST_JOURNAL = 16 << 20
"""A journal beyond this, and beyond four times its file, is put together with it."""
STALE_MINUTES = 10


@dataclass(frozen=True, slots=True)
class _Written:
    """How a conversation lies on the disk."""

    stamp: Stamp
    """Of the file; whatever takes its place is not what the journal goes on from."""
    base: str
    """The hash of the file."""
    previous: str
    """The hash of the one before it, as the file has it."""
    text: int
    """Bytes of the file's table."""
    tip: str
    """The hash of what was written last, file or entry."""
    journal: int
    """Bytes of the journal that count."""
    before: Before
    snapshots: set[int]
    """The turns whose snapshots are there."""


@dataclass(slots=True)
class _Held:
    """A conversation that this process goes on with."""

    lock: "BaseFileLock"
    written: _Written | None = None
    rest: bytes = b""
    """What stands in the journal and nowhere else, but cannot be gone on from; it is to be set aside."""


class Keeper:
    """Keeps the conversations of one folder; those that it has opened or kept are locked until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, _Held] = {}
        for path in temporary_files(folder, minutes=STALE_MINUTES):
            with suppress(OSError):
                path.unlink()

    def path(self, id: str) -> Path:
        """The file of a conversation."""
        return session_path(self.folder, id)

    def open(self, id: str) -> Opened:
        """Lock a conversation and read it.

        Raises:
            ConversationError: it is open in another window, or as `open_session`.
            SaveError: nothing can be written there.
        """
        path = self.path(id)
        check_is_file(path)  # before a lock is left beside nothing
        with self._holding(id) as held:
            source = read_source(path)
            record, entries = restore(source.data, source.journal, path)
            if entries.stale:
                remove_for_good([journal_of(path)])
            base, before = entries.base, Before.of(record.conversation)
            held.written = _Written(
                source.stamp, base.sha256, base.metadata.get(PREVIOUS, ""), base.text,
                entries.tip, entries.length, before, set(record.snapshots),
            )  # fmt: skip
            held.rest = source.journal[entries.length :] if entries.lost else b""
            with suppress(SaveError):  # it is tried again before anything is written
                self._set_aside(path, held)
            return Opened(record, remark(entries, path))

    def keep(self, id: str, record: SessionRecord) -> None:
        """Write a conversation, so that it is on the disk when this returns.

        Raises:
            SaveError: it could not be written; what was there is as it was, and the next time all of it is tried.
            ConversationError: it is open in another window.
        """
        private_folder(self.folder)
        with self._holding(id) as held:
            path = self.path(id)
            self._set_aside(path, held)
            if not self._append(path, record, held):
                self._write(path, record, held)

    def rewrite(self, id: str, record: SessionRecord) -> None:
        """Write a conversation out of which something was deleted, and leave nothing beside it that still holds that.

        Raises:
            SaveError: it could not be written, or something is left. ConversationError: as `keep`.
        """
        private_folder(self.folder)
        with self._holding(id) as held:
            path = self.path(id)
            # In this order a crash leaves either all of it in the file, or no more than a journal that `open` removes.
            journal = journal_of(path)
            counts = held.written is not None and held.written.journal > 0
            remove_for_good(each for each in leftovers(path) if each != journal or not counts)
            self._write(path, record, held, clean=True)
            remove_for_good([journal])
            held.rest = b""

    def forget(self, id: str) -> None:
        """Remove a conversation for good, with all that is kept beside it; one that was never kept is none.

        Raises:
            SaveError: it cannot be removed. ConversationError: it is open in another window.
        """
        path = self.path(id)
        if any(os.path.isfile(each) for each in (path, *leftovers(path))):
            remove_session(path)
        if held := self._held.pop(id, None):
            held.lock.release()

    def leave(self, id: str) -> None:
        """Put a conversation's journal together with its file, and let others go on with it.

        It stays as old as it is, since nothing was said in it. A journal that is damaged stays as it is, so that
        whoever opens it next is told so, too.
        """
        if not (held := self._held.get(id)):
            return
        path, written = self.path(id), held.written
        try:
            if written and written.journal and _is_there(path, written):
                # Where it fails nothing is lost: all is in the file and its journal.
                with suppress(SaveError, ConversationError, OSError):
                    source = read_source(path)
                    record, entries = restore(source.data, source.journal, path)
                    if not entries.torn and entries.tip == written.tip:
                        used = max(each.stat().st_mtime_ns for each in (path, journal_of(path)))
                        self._write(path, record, held)
                        os.utime(path, ns=(used, used))
        finally:
            del self._held[id]
            held.lock.release()

    def close(self) -> None:
        """Leave all conversations."""
        for each in list(self._held):
            self.leave(each)

    @contextmanager
    def _holding(self, id: str) -> Iterator[_Held]:
        """With the lock of a conversation, which stays taken unless nothing came of it the first time."""
        if id in self._held:
            yield self._held[id]
            return
        held = _Held(hold(self.path(id)))
        self._held[id] = held
        try:
            yield held
        except BaseException:
            if held.written is None:
                del self._held[id]
                held.lock.release()
            raise

    def _set_aside(self, path: Path, held: _Held) -> None:
        """Put what would be written over, and can only be salvaged, into a file of its own.

        Raises:
            SaveError: that cannot be done.
        """
        if not held.rest:
            return
        aside = aside_of(path)
        try:
            before = aside.read_bytes() if aside.exists() else b""
        except OSError as error:
            raise SaveError(f"cannot read {aside}: {error.strerror}", "move it elsewhere") from error
        if not before.endswith(held.rest):  # else it was opened and left before
            write_atomically(aside, before + held.rest, keep_before=False)
        held.rest = b""

    def _append(self, path: Path, record: SessionRecord, held: _Held) -> bool:
        """Put what is new into the journal; False if all of it is to be written instead."""
        written = held.written
        if written is None or not _is_there(path, written) or not _holds(journal_of(path), written.journal):
            return False
        size = written.stamp.size
        longest = min(max(LONGEST_JOURNAL, 4 * size), LARGEST // 4)
        if (size <= SMALL and written.text <= SMALL_TEXT) or written.journal > longest:
            return False
        record = within_limits(record)
        new = snapshot_parts(record, record.snapshots.keys() - written.snapshots)
        added = entry(record, written.before, written.tip, new)
        if added is None:
            return False
        append_durably(journal_of(path), added.data, written.journal)
        written.snapshots.update(record.snapshots)
        length, before = written.journal + len(added.data), Before.of(record.conversation)
        held.written = replace(written, tip=added.sha256, journal=length, before=before)
        return True

    def _write(self, path: Path, record: SessionRecord, held: _Held, *, clean: bool = False) -> None:
        """Write all of it into the file, which then needs no journal.

        Args:
            clean: leave nothing of what was there before.
        """
        written, previous = held.written, ""
        if written:
            previous = written.base if written.journal else written.previous
        whole = packed(record, previous)
        same = written and not written.journal and written.tip == whole.sha256 and _is_there(path, written)
        if same and not clean:
            return  # the same once more: the generation before stays what it is
        write_atomically(path, whole.data, keep_before=not clean)
        with suppress(OSError):  # where it has been taken away again, the next time writes all of it, too
            held.written = _Written(
                Stamp.of(path), whole.sha256, previous, whole.text, whole.sha256, 0,
                Before.of(record.conversation), set(within_limits(record).snapshots),
            )  # fmt: skip
        with suppress(SaveError):  # a journal that goes on from another file counts for nothing
            remove_for_good([journal_of(path)])


def _holds(journal: Path, length: int) -> bool:
    """Whether a journal still has as much as was put into it; whoever tidied up may have taken it away."""
    try:
        return not length or journal.stat().st_size >= length
    except OSError:
        return False


def _is_there(path: Path, written: _Written) -> bool:
    """Whether the file is still the one that was written; a user may have put another in its place."""
    try:
        return Stamp.of(path) == written.stamp
    except OSError:
        return False
