"""Keeping conversations while they are held: each is locked for this process, and written after every turn.

A small one is written anew each time; of a large one only what is new, into its journal. Knows no session and no
terminal: it is given records.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rwkvchat.config import private_folder
from rwkvchat.errors import SaveError
from rwkvchat.files import append_durably, remove_for_good, temporary_files, write_atomically
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage.folder import leftovers, remove_session, session_path
from rwkvchat.storage.journal import Before, entry, remark
from rwkvchat.storage.locks import hold
from rwkvchat.storage.paths import Stamp, check_is_file, journal_of, read_source
from rwkvchat.storage.session_file import Opened, packed, restore, snapshot_parts

if TYPE_CHECKING:
    from filelock import BaseFileLock

SMALL = 1 << 20
"""A file up to this size is written anew each time."""
LONGEST_JOURNAL = 16 << 20
"""A journal beyond this, and beyond four times its file, is put together with it."""
STALE_MINUTES = 10


@dataclass(frozen=True, slots=True)
class _Written:
    """How a conversation lies on the disk."""

    stamp: Stamp
    """Of the file; whatever takes its place is not what the journal goes on from."""
    tip: str
    """The hash of what was written last, file or entry."""
    journal: int
    """Bytes of the journal that count."""
    before: Before
    snapshots: frozenset[int]
    """The turns whose snapshots are there."""
    record: SessionRecord


@dataclass(slots=True)
class _Held:
    """A conversation that this process goes on with."""

    lock: "BaseFileLock"
    written: _Written | None = None


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
            if source.journal and not (entries.packs or entries.torn):
                remove_for_good([journal_of(path)])  # of a file before this one, which a crash has left
            held.written = _written(source.stamp, entries.tip, entries.length, record)
            return Opened(record, remark(entries))

    def keep(self, id: str, record: SessionRecord) -> None:
        """Write a conversation, so that it is on the disk when this returns.

        Raises:
            SaveError: it could not be written; what was there is as it was, and the next time all of it is tried.
            ConversationError: it is open in another window.
        """
        private_folder(self.folder)
        with self._holding(id) as held:
            path = self.path(id)
            written = held.written if held.written and _is_there(path, held.written) else None
            if not (written and self._append(path, record, held, written)):
                self._write(path, record, held, written)

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
            remove_for_good(each for each in leftovers(path) if each != journal)
            self._write(path, record, held, None, keep_before=False)
            remove_for_good([journal])

    def forget(self, id: str) -> None:
        """Remove a conversation for good, with all that is kept beside it; one that was never kept is none.

        Raises:
            SaveError: it cannot be removed. ConversationError: it is open in another window.
        """
        path = self.path(id)
        if path.is_file():
            remove_session(path)
        if held := self._held.pop(id, None):
            held.lock.release()

    def leave(self, id: str) -> None:
        """Put a conversation's journal together with its file, and let others go on with it."""
        if not (held := self._held.get(id)):
            return
        path, written = self.path(id), held.written
        try:
            if written and written.journal and _is_there(path, written):
                with suppress(SaveError):  # nothing is lost: all of it is in the file and its journal
                    self._write(path, written.record, held, written)
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

    def _append(self, path: Path, record: SessionRecord, held: _Held, written: _Written) -> bool:
        """Put what is new into the journal; False if all of it is to be written instead."""
        if written.stamp.size <= SMALL or written.journal > max(LONGEST_JOURNAL, 4 * written.stamp.size):
            return False
        new = snapshot_parts(record, record.snapshots.keys() - written.snapshots)
        added = entry(record, written.before, written.tip, new)
        if added is None:
            return False
        append_durably(journal_of(path), added.data, written.journal)
        length = written.journal + len(added.data)
        held.written = _written(written.stamp, added.sha256, length, record, written.snapshots)
        return True

    def _write(
        self, path: Path, record: SessionRecord, held: _Held, written: _Written | None, keep_before: bool = True
    ) -> None:
        """Write all of it into the file, which then needs no journal."""
        whole = packed(record)
        if written and not written.journal and written.tip == whole.sha256:
            return  # the same once more: the generation before stays what it is
        write_atomically(path, whole.data, keep_before=keep_before)
        with suppress(OSError):  # where it has been taken away again, the next time writes all of it, too
            held.written = _written(Stamp.of(path), whole.sha256, 0, record)
        with suppress(SaveError):  # a journal that goes on from another file counts for nothing
            remove_for_good([journal_of(path)])


def _written(
    stamp: Stamp, tip: str, journal: int, record: SessionRecord, snapshots: frozenset[int] = frozenset()
) -> _Written:
    """Args:
    snapshots: those that were there besides the record's.
    """
    return _Written(stamp, tip, journal, Before.of(record.conversation), snapshots | record.snapshots.keys(), record)


def _is_there(path: Path, written: _Written) -> bool:
    """Whether the file is still the one that was written; a user may have put another in its place."""
    try:
        return Stamp.of(path) == written.stamp
    except OSError:
        return False
