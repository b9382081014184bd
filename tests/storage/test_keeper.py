"""The keeper: whatever fails, and whenever the process is killed, what was kept is there; one window at a time."""

import contextlib
import errno
import gc
import os
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from records import Talk, alike, grown, names

from rwkvchat import files
from rwkvchat.errors import ConversationError, SaveError
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage import keeper
from rwkvchat.storage.facts import read_facts
from rwkvchat.storage.folder import remove_session
from rwkvchat.storage.keeper import Keeper
from rwkvchat.storage.paths import aside_of, journal_of, lock_of, older_of
from rwkvchat.storage.salvage import salvage_file
from rwkvchat.storage.session_file import dump, load_session, open_session, save_session
from rwkvchat.storage.text import read_text

ID = "20261121-213005-3f2a"
TESTS = str(Path(__file__).parent.parent)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sessions"


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / f"{ID}.state"


@pytest.fixture
def keeping(folder: Path) -> Iterator[Keeper]:
    keeping = Keeper(folder)
    yield keeping
    keeping.close()


@pytest.fixture
def talk() -> Talk:
    return grown(256)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even small files are large enough for a journal."""
    monkeypatch.setattr(keeper, "SMALL", 0)


def failing(code: int) -> Callable[..., object]:
    def fail(*args: object, **others: object) -> object:
        raise OSError(code, os.strerror(code))

    return fail


def said(path: Path) -> SessionRecord:
    """What another process reads."""
    opened = open_session(path)
    assert opened.remark == ""
    return opened.record


def holds(path: Path, record: SessionRecord) -> bool:
    """Whether the file and its journal are this record; of the snapshots, the cursor's has to be there."""
    loaded = said(path)
    both = loaded.snapshots.keys() & record.snapshots.keys()
    kept = {number: record.snapshots[number] for number in both}
    return record.conversation.cursor in both and alike(loaded, replace(record, snapshots=kept))


# What is kept


def test_what_is_kept_is_there_at_once_and_is_private(keeping: Keeper, path: Path, talk: Talk) -> None:
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())
    assert names(path.parent) == {path.name, older_of(path).name, lock_of(path).name}
    assert {entry.stat().st_mode & 0o777 for entry in path.parent.iterdir()} == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_keeping_the_same_again_leaves_the_generation_before(keeping: Keeper, path: Path, talk: Talk) -> None:
    keeping.keep(ID, talk.record())
    first = path.read_bytes()
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    keeping.keep(ID, talk.record())
    assert older_of(path).read_bytes() == first


@pytest.mark.usefixtures("large")
def test_a_large_conversation_is_kept_by_its_journal(keeping: Keeper, path: Path, talk: Talk) -> None:
    keeping.keep(ID, talk.record())
    base = path.read_bytes()
    for number in range(4):
        talk.exchange(f"{number}", " d")
        keeping.keep(ID, talk.record())
        assert holds(path, talk.record())
    talk.conversation.undo(3)
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())
    assert path.read_bytes() == base
    assert 0 < journal_of(path).stat().st_size < 5 * len(base)
    assert journal_of(path).stat().st_mode & 0o777 == 0o600
    keeping.close()
    assert holds(path, talk.record())
    assert path.read_bytes() != base == older_of(path).read_bytes()
    assert not journal_of(path).exists()


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("harm", [Path.unlink, lambda journal: os.truncate(journal, 100)], ids=["gone", "shorter"])
def test_a_journal_that_is_taken_away_while_it_is_written_takes_nothing_with_it(
    keeping: Keeper, path: Path, talk: Talk, harm: Callable[[Path], None]
) -> None:
    for number in range(2):
        talk.exchange(f"{number}", " d")
        keeping.keep(ID, talk.record())
    harm(journal_of(path))
    for number in range(2):
        talk.exchange(f"later {number}", " d")
        keeping.keep(ID, talk.record())
        assert holds(path, talk.record())
    keeping.close()
    assert holds(path, talk.record())


def test_only_a_file_beyond_a_size_has_a_journal(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for small, journal in ((1 << 20, False), (1 << 10, True)):
        monkeypatch.setattr(keeper, "SMALL", small)
        talk.exchange("c", " d")
        keeping.keep(ID, talk.record())
        assert journal_of(path).exists() == journal


@pytest.mark.usefixtures("large")
def test_a_journal_that_has_grown_too_long_is_put_together_with_its_file(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "LONGEST_JOURNAL", 0)
    bases, longest = set(), 0
    for number in range(25):
        talk.exchange(f"{number % 7}", "")
        keeping.keep(ID, talk.record())
        assert holds(path, talk.record())
        bases.add(path.stat().st_ino)
        if journal_of(path).exists():
            longest = max(longest, journal_of(path).stat().st_size)
    assert len(bases) > 1
    assert path.stat().st_size < longest < 6 * path.stat().st_size


def test_much_text_is_no_longer_written_anew_each_time(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most, journal in ((1 << 20, False), (1 << 10, True)):
        monkeypatch.setattr(keeper, "SMALL_TEXT", most)
        talk.exchange("c", " d")
        keeping.keep(ID, talk.record())
        assert journal_of(path).exists() == journal
    assert holds(path, talk.record())


@pytest.mark.usefixtures("large")
def test_what_was_opened_goes_on_in_its_journal(folder: Path, path: Path, talk: Talk) -> None:
    keeping = Keeper(folder)
    keeping.keep(ID, talk.record())
    base = path.read_bytes()
    for number in range(3):
        keeping = crashed(keeping)
        record = keeping.open(ID).record
        assert holds(path, record)
        talk.conversation = record.conversation.copy()
        talk.exchange(f"{number}", " d")
        keeping.keep(ID, talk.record())
        assert holds(path, talk.record())
    assert path.read_bytes() == base
    keeping.close()


def crashed(keeping: Keeper) -> Keeper:
    """Another keeper of the folder, after a crash of this one."""
    for held in keeping._held.values():
        held.lock.release()
    return Keeper(keeping.folder)


@pytest.mark.usefixtures("large")
def test_a_journal_that_lost_its_last_bytes_is_said_and_gone_on_with(folder: Path, path: Path, talk: Talk) -> None:
    keeping = Keeper(folder)
    keeping.keep(ID, talk.record())
    records, ends = [], []
    for number in range(2):
        talk.exchange(f"{number}", " d")
        keeping.keep(ID, talk.record())
        records.append(talk.record())
        ends.append(journal_of(path).stat().st_size)
    journal = journal_of(path)
    journal.write_bytes(journal.read_bytes()[: ends[0] + 100])
    keeping = crashed(keeping)
    opened = keeping.open(ID)
    assert "missing" in opened.remark
    assert opened.record.conversation == records[0].conversation
    keeping.keep(ID, records[1])
    assert holds(path, records[1])
    assert not aside_of(path).exists(), "there was nothing to be read in it"
    keeping.close()


@pytest.fixture
def damaged_inside(folder: Path, path: Path, talk: Talk) -> list[SessionRecord]:
    """What was kept before each entry of a journal, in whose second one byte is now another."""
    keeping = Keeper(folder)
    keeping.keep(ID, talk.record())
    records, ends = [talk.record()], [0]
    for number in range(5):
        talk.exchange(f"later {number}", " d")
        keeping.keep(ID, talk.record())
        records.append(talk.record())
        ends.append(journal_of(path).stat().st_size)
    crashed(keeping)
    data = bytearray(journal_of(path).read_bytes())
    data[ends[2] - 1] ^= 1
    journal_of(path).write_bytes(data)
    return records


LATER = [f"later {number}" for number in range(1, 5)]


def readable(path: Path) -> list[str]:
    """The messages of `damaged_inside` that can still be read."""
    return [turn.text for turn in salvage_file(path) if turn.text in LATER]


@pytest.mark.usefixtures("large")
def test_what_follows_damage_in_a_journal_is_told_and_outlives_going_on(
    folder: Path, path: Path, damaged_inside: list[SessionRecord]
) -> None:
    assert "8 turns in it that can still be read are left out" in open_session(path).remark
    keeping = Keeper(folder)
    opened = keeping.open(ID)
    assert opened.record.conversation == damaged_inside[1].conversation
    assert opened.remark == open_session(path).remark == read_facts(path).remark
    assert f"`rwkvchat state text {aside_of(path)}`" in opened.remark
    assert [turn.text for turn in salvage_file(aside_of(path)) if turn.role == "user"] == LATER
    talk = grown(256)
    talk.conversation = opened.record.conversation.copy()
    talk.exchange("instead", " e")
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())
    keeping.close()
    assert holds(path, talk.record())
    assert not journal_of(path).exists()
    assert readable(path) == LATER
    remove_session(path)
    assert names(folder) == set()


@pytest.mark.usefixtures("large")
def test_a_damaged_journal_that_is_only_looked_at_stays_as_it_is(
    folder: Path, path: Path, damaged_inside: list[SessionRecord]
) -> None:
    files = path.read_bytes(), journal_of(path).read_bytes()
    remarks = set()
    for _ in range(3):
        keeping = Keeper(folder)
        remarks.add(keeping.open(ID).remark)
        keeping.close()
        assert (path.read_bytes(), journal_of(path).read_bytes()) == files
    assert len(remarks) == 1
    assert files[1].endswith(aside_of(path).read_bytes()), "it was set aside once"
    assert len(salvage_file(path)) == len(damaged_inside[-1].conversation.turns)


@pytest.mark.usefixtures("large")
def test_nothing_is_written_over_a_damaged_journal_that_cannot_be_set_aside(
    folder: Path, path: Path, damaged_inside: list[SessionRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = Keeper(folder)
    before = journal_of(path).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", failing(errno.ENOSPC))
        keeping.open(ID)
        with pytest.raises(SaveError):
            keeping.keep(ID, damaged_inside[2])
    assert journal_of(path).read_bytes() == before
    assert not aside_of(path).exists()
    keeping.keep(ID, damaged_inside[2])
    assert holds(path, damaged_inside[2])
    assert readable(path) == LATER
    keeping.close()


@pytest.mark.usefixtures("large")
def test_a_second_damage_is_set_aside_behind_the_first(
    folder: Path, path: Path, damaged_inside: list[SessionRecord]
) -> None:
    for word in ("once", "twice"):
        keeping = Keeper(folder)
        talk = grown(256)
        talk.conversation = keeping.open(ID).record.conversation.copy()
        talk.exchange(word, " e")
        keeping.keep(ID, talk.record())
        crashed(keeping)
        journal = journal_of(path)
        journal.write_bytes(journal.read_bytes()[:-1])
    keeping = Keeper(folder)
    keeping.open(ID)
    keeping.close()
    said = [turn.text for turn in salvage_file(aside_of(path)) if turn.role == "user"]
    assert said == [*LATER, "once", "twice"]


@pytest.mark.usefixtures("large")
def test_deleting_a_turn_removes_what_was_set_aside(
    folder: Path, path: Path, damaged_inside: list[SessionRecord]
) -> None:
    keeping = Keeper(folder)
    keeping.open(ID)
    assert aside_of(path).exists()
    keeping.rewrite(ID, damaged_inside[0])
    assert names(folder) == {path.name, lock_of(path).name}
    keeping.close()


@pytest.mark.usefixtures("large")
def test_the_journal_of_a_newer_file_outlives_going_on_from_the_generation_before(
    folder: Path, path: Path, talk: Talk
) -> None:
    keeping = Keeper(folder)
    keeping.keep(ID, talk.record())
    talk.conversation.delete(8)
    talk.exchange("written whole", " d")
    keeping.keep(ID, talk.record())
    for text in LATER:
        talk.exchange(text, " d")
        keeping.keep(ID, talk.record())
    crashed(keeping)
    older_of(path).replace(path)
    keeping = Keeper(folder)
    opened = keeping.open(ID)
    assert "goes on from another file" in opened.remark
    assert "8 turns" in opened.remark
    talk.conversation = opened.record.conversation.copy()
    talk.exchange("on from the older one", " e")
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())
    keeping.close()
    assert holds(path, talk.record())
    assert readable(path) == LATER


@pytest.mark.usefixtures("large")
def test_a_crash_in_the_middle_of_a_rewrite_leaves_no_deleted_words(
    folder: Path, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = Keeper(folder)
    keeping.keep(ID, talk.record())
    talk.exchange("SECRETWORD", " d")
    keeping.keep(ID, talk.record())
    talk.conversation.delete(talk.conversation.cursor - 1)
    with monkeypatch.context() as patch:
        patch.setattr(keeper, "remove_for_good", lambda paths: None)
        keeping.rewrite(ID, talk.record())
    assert b"SECRETWORD" in journal_of(path).read_bytes()
    assert holds(path, talk.record())
    keeping = crashed(keeping)
    assert keeping.open(ID).remark == ""
    assert not journal_of(path).exists()
    assert not aside_of(path).exists()
    keeping.close()


@pytest.mark.usefixtures("large")
def test_a_crash_before_a_journal_was_removed_does_no_harm(folder: Path, path: Path, talk: Talk) -> None:
    keeping = Keeper(folder)
    keeping.keep(ID, talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    old = journal_of(path).read_bytes()
    keeping.close()
    journal_of(path).write_bytes(old)
    assert alike(said(path), talk.record())
    keeping = Keeper(folder)
    opened = keeping.open(ID)
    assert opened.remark == ""
    assert not journal_of(path).exists(), "what was deleted since then may stand in it"
    talk.conversation = opened.record.conversation.copy()
    talk.exchange("e", " f")
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())
    assert old not in journal_of(path).read_bytes()
    keeping.close()


@pytest.mark.usefixtures("large")
def test_who_reads_while_file_and_journal_are_put_together_misses_nothing(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(ID, talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    read = Path.read_bytes

    def meanwhile(read_path: Path) -> bytes:
        data = read(read_path)
        if read_path == path:
            monkeypatch.undo()
            keeping.close()
        return data

    monkeypatch.setattr(Path, "read_bytes", meanwhile)
    assert open_session(path).record.conversation == talk.conversation


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("read", [lambda path: open_session(path).remark, lambda path: read_facts(path).remark])
def test_who_reads_while_an_entry_is_appended_sees_no_damage(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], str]
) -> None:
    keeping.keep(ID, talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    whole = journal_of(path).read_bytes()
    journal_of(path).write_bytes(whole[:-1])
    assert read(path) != ""
    read_bytes = Path.read_bytes

    def meanwhile(read_path: Path) -> bytes:
        data = read_bytes(read_path)
        if read_path == journal_of(path):
            journal_of(path).write_bytes(whole)
        return data

    monkeypatch.setattr(Path, "read_bytes", meanwhile)
    assert read(path) == ""


@pytest.mark.usefixtures("large")
def test_who_reads_the_text_while_an_entry_is_appended_misses_nothing(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(ID, talk.record())
    read_bytes = Path.read_bytes
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    whole = journal_of(path).read_bytes()
    journal_of(path).write_bytes(whole[:-1])

    def meanwhile(read_path: Path) -> bytes:
        data = read_bytes(read_path)
        journal_of(path).write_bytes(whole)
        return data

    monkeypatch.setattr(Path, "read_bytes", meanwhile)
    assert read_text(path).cursor == talk.conversation.cursor


@pytest.mark.usefixtures("large")
def test_a_file_that_another_program_put_in_its_place_is_kept_as_the_generation_before(
    keeping: Keeper, path: Path, talk: Talk
) -> None:
    keeping.keep(ID, talk.record())
    other = dump(grown().record(title="Other"))
    path.write_bytes(other)
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())
    assert older_of(path).read_bytes() == other
    path.unlink()
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())


@pytest.mark.usefixtures("large")
def test_a_conversation_is_no_newer_for_having_been_left(keeping: Keeper, path: Path, talk: Talk) -> None:
    for _ in range(2):
        talk.exchange("c", " d")
        keeping.keep(ID, talk.record())
    said_at = 2 * 10**18
    os.utime(journal_of(path), ns=(said_at, said_at))
    keeping.leave(ID)
    assert not journal_of(path).exists()
    assert holds(path, talk.record())
    assert path.stat().st_mtime_ns == said_at


# What is deleted


@pytest.mark.usefixtures("large")
def test_deleted_words_are_nowhere_after_a_rewrite(keeping: Keeper, path: Path, talk: Talk) -> None:
    for text in ("first", "SECRETWORD", "later"):
        talk.exchange(text, " d")
        keeping.keep(ID, talk.record())
        save = dump(talk.record())
    (path.parent / f".{path.name}.0123abcd.tmp").write_bytes(save)
    older_of(path).write_bytes(save)
    number = next(number for number, turn in talk.conversation.turns.items() if turn.text == "SECRETWORD")
    talk.conversation.delete(number)
    keeping.rewrite(ID, talk.record())
    assert names(path.parent) == {path.name, lock_of(path).name}
    assert b"SECRETWORD" not in path.read_bytes()
    assert alike(said(path), talk.record())
    talk.exchange("more", " d")
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())


@pytest.mark.usefixtures("large")
def test_a_deletion_that_is_only_kept_is_written_whole(keeping: Keeper, path: Path, talk: Talk) -> None:
    keeping.keep(ID, talk.record())
    talk.conversation.delete(8)
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())
    assert not journal_of(path).exists()


@pytest.mark.usefixtures("large")
def test_forgetting_leaves_nothing_and_ends_nothing_else(keeping: Keeper, path: Path, talk: Talk) -> None:
    for number in range(3):
        talk.exchange(f"{number}", " d")
        keeping.keep(ID, talk.record())
        keeping.keep("other", talk.record())
    older_of(path).write_bytes(b"older")
    (path.parent / f".{path.name}.0123abcd.tmp").write_bytes(b"part")
    keeping.forget(ID)
    keeping.forget("never kept")
    assert {name.split(".")[0] for name in names(path.parent)} == {"other"}
    with pytest.raises(ConversationError, match="no conversation file"):
        keeping.open(ID)
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())


def test_forgetting_removes_what_lies_beside_a_file_that_is_gone(keeping: Keeper, path: Path, talk: Talk) -> None:
    for _ in range(2):
        talk.exchange("c", " d")
        keeping.keep(ID, talk.record())
    path.unlink()
    journal_of(path).write_bytes(b"later")
    aside_of(path).write_bytes(b"beside")
    keeping.forget(ID)
    assert names(path.parent) == set()


def test_what_was_left_takes_no_descriptor(keeping: Keeper, path: Path, talk: Talk) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("the system does not tell")
    before = open_files()
    for number in range(5):
        keeping.keep(f"{number}", talk.record())
        assert open_files() == before + 1
        keeping.leave(f"{number}")
    assert open_files() == before


@pytest.mark.usefixtures("large")
def test_no_snapshot_is_held_on_to(keeping: Keeper, talk: Talk) -> None:
    record = talk.record()
    kept = [weakref.ref(snapshot.logits) for snapshot in record.snapshots.values()]
    keeping.keep(ID, record)
    del record
    gc.collect()
    assert [each() for each in kept] == [None] * len(kept)


def test_what_cannot_be_removed_is_said(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(ID, talk.record())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", failing(errno.EROFS))
        with pytest.raises(SaveError, match="cannot remove"):
            keeping.rewrite(ID, talk.record())
        with pytest.raises(SaveError, match="cannot remove"):
            keeping.forget(ID)
    assert alike(said(path), talk.record())


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("fails", ["write", "replace"])
def test_a_rewrite_that_fails_leaves_the_conversation_as_it_was(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    keeping.keep(ID, talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    before = talk.record()
    talk.conversation.delete(8)
    with monkeypatch.context() as patch:
        patch.setattr(files.os, fails, failing(errno.ENOSPC))
        with pytest.raises(SaveError):
            keeping.rewrite(ID, talk.record())
    assert holds(path, before)
    keeping.rewrite(ID, talk.record())
    assert alike(said(path), talk.record())


# What fails


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("journal", [False, True], ids=["the first", "a later"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EINTR], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "ftruncate", "lseek", "close"])
def test_an_append_that_fails_loses_nothing(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch, call: str, code: int, journal: bool
) -> None:
    keeping.keep(ID, talk.record())
    if journal:
        talk.exchange("c", " d")
        keeping.keep(ID, talk.record())
    before = talk.record()
    talk.exchange("e", " f")
    close = os.close

    def fail(handle: object, *others: object) -> object:
        if call == "close":
            close(handle)  # type: ignore[arg-type]
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, call, fail)
        with pytest.raises(SaveError, match="cannot write"):
            keeping.keep(ID, talk.record())
    loaded = open_session(path).record.conversation
    assert loaded in ((before.conversation,) if call != "close" else (before.conversation, talk.conversation))
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())


@pytest.mark.usefixtures("large")
def test_a_disk_that_fills_in_the_middle_of_an_entry_loses_nothing(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(ID, talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    before, length = talk.record(), journal_of(path).stat().st_size
    talk.exchange("e", " f")
    write = os.write

    for room in (0, 1, 7, 9, 300, 3000):
        left = [room]

        def fill(handle: int, data: memoryview, left: list[int] = left) -> int:
            if not left:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(handle, data[: left.pop()])

        with monkeypatch.context() as patch:
            patch.setattr(files.os, "write", fill)
            with pytest.raises(SaveError):
                keeping.keep(ID, talk.record())
        assert journal_of(path).stat().st_size == length
        assert holds(path, before)
    monkeypatch.setattr(files.os, "write", lambda handle, rest: write(handle, rest[:7]))
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())


@pytest.mark.usefixtures("large")
def test_an_interrupt_in_the_middle_of_an_entry_loses_nothing(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(ID, talk.record())
    before = talk.record()
    talk.exchange("e", " f")

    def interrupt(handle: int, data: memoryview) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "write", interrupt)
        with pytest.raises(KeyboardInterrupt):
            keeping.keep(ID, talk.record())
    assert holds(path, before)
    keeping.keep(ID, talk.record())
    assert holds(path, talk.record())


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_what_was_kept_and_is_tried_again(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    keeping.keep(ID, talk.record())
    before = path.read_bytes()
    talk.exchange("c", " d")
    with monkeypatch.context() as patch:
        patch.setattr(files.os, call, failing(errno.ENOSPC))
        with pytest.raises(SaveError):
            keeping.keep(ID, talk.record())
    assert path.read_bytes() == before
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())


@pytest.mark.usefixtures("large")
def test_closing_with_a_full_disk_loses_nothing(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(ID, talk.record())
    talk.exchange("c", " d")
    keeping.keep(ID, talk.record())
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "write", failing(errno.ENOSPC))
        keeping.close()
    assert holds(path, talk.record())
    Keeper(path.parent).open(ID)  # it is no longer locked


def test_a_first_time_that_fails_keeps_no_lock(
    keeping: Keeper, path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "write", failing(errno.ENOSPC))
        with pytest.raises(SaveError):
            keeping.keep(ID, talk.record())
    assert not path.exists()
    keeping.keep(ID, talk.record())
    assert alike(said(path), talk.record())


def test_a_damaged_conversation_is_refused_and_not_locked(keeping: Keeper, path: Path, talk: Talk) -> None:
    keeping.keep(ID, talk.record())
    keeping.close()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ConversationError, match="damaged"):
        keeping.open(ID)
    with other_window(path.parent, "keep") as window:
        assert window.ask() == "kept"


def test_leftovers_of_killed_writes_are_swept_when_they_are_old(folder: Path, path: Path, talk: Talk) -> None:
    folder.mkdir(parents=True)
    old, new = folder / ".a.state.0123abcd.tmp", folder / ".b.state.0123abcd.tmp"
    others = [folder / name for name in ("c.state", ".d.tmp", ".e.state.0123abcg.tmp", "f.state.0123abcd.tmp")]
    for each in (old, new, *others):
        each.write_bytes(b"")
    for each in (old, *others):
        os.utime(each, (time.time() - 601, time.time() - 601))
    Keeper(folder)
    assert names(folder) == {each.name for each in (new, *others)}


# Two windows


WINDOW = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from records import grown
from rwkvchat.errors import ConversationError
from rwkvchat.storage import keeper
from rwkvchat.storage.keeper import Keeper
from rwkvchat.storage.session_file import save_session
from rwkvchat.storage.folder import remove_session
keeping = Keeper(Path(sys.argv[1]))
id, path = sys.argv[3], keeping.path(sys.argv[3])
record = grown(256).record(title="of the other window")
does = {
    "open": lambda: keeping.open(id) and "opened", "keep": lambda: keeping.keep(id, record) or "kept",
    "save": lambda: save_session(path, record) or "saved", "remove": lambda: remove_session(path) or "removed",
}
print("ready", flush=True)
for line in sys.stdin:
    try:
        print(does[line.strip()](), flush=True)
    except ConversationError as error:
        print(f"{error.exit_code} {error.message}", flush=True)
"""


class Window:
    """Another process that has a keeper of the same folder."""

    def __init__(self, process: "subprocess.Popen[str]", does: str) -> None:
        self.process, self.does = process, does

    def ask(self, does: str = "") -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{does or self.does}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextlib.contextmanager
def other_window(folder: Path, does: str = "open") -> Iterator[Window]:
    command = [sys.executable, "-c", WINDOW, str(folder), TESTS, ID]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield Window(process, does)
        finally:
            process.kill()


def test_the_second_window_is_told_at_once_whatever_it_tries(keeping: Keeper, path: Path, talk: Talk) -> None:
    keeping.keep(ID, talk.record())
    with other_window(path.parent) as window:
        for does in ("open", "keep", "save", "remove"):
            assert window.ask(does).startswith("4 this conversation is open in another window")
        assert alike(said(path), talk.record())
        keeping.leave(ID)
        assert window.ask("open") == "opened"
        with pytest.raises(ConversationError, match="another window") as caught:
            keeping.open(ID)
        assert caught.value.hint
        with pytest.raises(ConversationError, match="another window"):
            keeping.keep(ID, talk.record())
        with pytest.raises(ConversationError, match="another window"):
            save_session(path, talk.record())
        assert window.ask("save") == "saved", "a window may save to the file that it has open"
        window.process.kill()
        window.process.wait()
        assert keeping.open(ID).record.title == "of the other window"


def test_a_file_that_is_nobodys_session_gets_no_lock(tmp_path: Path, talk: Talk) -> None:
    save_session(tmp_path / "talk.state", talk.record())
    save_session(tmp_path / "talk.state", talk.record())
    assert names(tmp_path) == {"talk.state", "talk.state~"}


def test_a_folder_that_cannot_be_written_to_is_a_save_error(
    keeping: Keeper, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    monkeypatch.setattr(filelock.BaseFileLock, "acquire", failing(errno.EROFS))
    with pytest.raises(SaveError, match="cannot lock"):
        keeping.keep(ID, talk.record())


SAVES = """
import os, sys, traceback
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from records import Talk
from rwkvchat.storage.session_file import load_session, save_session
path = Path(sys.argv[1])

def saver(number):
    talk = Talk()
    talk.add("opening", "Hi.")
    for _ in range(50):
        if len(talk.conversation.turns) < 10:
            talk.exchange("a", " b")
        save_session(path, talk.record(title=str(number)))
        load_session(path)

children = []
for number in range(4):
    pid = os.fork()
    if not pid:
        try:
            saver(number)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    children.append(pid)
print([os.waitpid(pid, 0)[1] for pid in children])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_many_processes_that_save_to_one_file_never_tear_it(tmp_path: Path) -> None:
    path = tmp_path / "talk.state"
    done = subprocess.run([sys.executable, "-c", SAVES, str(path), TESTS], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[0, 0, 0, 0]\n", "")
    assert load_session(path).title in {"0", "1", "2", "3"}
    assert load_session(older_of(path)).title in {"0", "1", "2", "3"}
    assert names(tmp_path) == {"talk.state", "talk.state~"}


# Kills


KILLED = """
import os, signal, sys, time, traceback
sys.path.insert(0, sys.argv[2])
from pathlib import Path
import torch
from records import Talk, grown
from rwkvchat.storage import keeper, session_file
torch.set_num_threads(1)
folder, kills, seconds = Path(sys.argv[1]), int(sys.argv[3]), float(sys.argv[4])
keeper.SMALL, keeper.LONGEST_JOURNAL = 9000, 0
path = folder / "x.state"

def child(out, number):
    keeping = keeper.Keeper(folder)
    talk = Talk(256)
    if path.exists():
        record = keeping.open("x").record
        talk.conversation = record.conversation
        if len(talk.conversation.turns) > 30:
            for each in list(talk.conversation.turns)[1:21:2]:
                talk.conversation.delete(each)
            keeping.rewrite("x", talk.record())
    else:
        talk.add("opening", "Hi.")
    while True:
        number += 1
        talk.conversation.go(0)
        talk.exchange(str(number), " d")
        keeping.keep("x", talk.record())
        os.write(out, b"%d\\n" % number)
        if number % 7 == 0:
            keeping.close()

end, number, killed, journals = time.monotonic() + seconds, 0, 0, 0
while killed < kills and time.monotonic() < end:
    source, out = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(source)
        try:
            child(out, number)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(9)
    os.close(out)
    kept = os.read(source, 100)
    time.sleep(killed * 7919 % 1000 / 1e5)
    os.kill(pid, signal.SIGKILL)
    while more := os.read(source, 1 << 16):
        kept += more
    os.close(source)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), f"the child ended by itself: {status}"
    confirmed = int(kept.split()[-1])
    record = session_file.load_session(path)
    said = [turn.text for turn in record.conversation.turns.values() if turn.role == "user"]
    first = int(said[0])
    assert said == [str(each) for each in range(first, first + len(said))], said
    number = int(said[-1])
    assert number in (confirmed, confirmed + 1), (number, confirmed)
    journals += (folder / "x.state.journal").exists()
    killed += 1
print(killed, number, journals)
"""


def killing(folder: Path, kills: int, seconds: float) -> tuple[int, int, int]:
    """Kills, turns kept, and how often there was a journal."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-c", KILLED, str(folder), TESTS, str(kills), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    killed, turns, journals = map(int, done.stdout.split())
    return killed, turns, journals


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_moment_loses_nothing_that_was_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed, turns, journals = killing(folder, 100, 10)
    with capsys.disabled():
        print(f" {killed} kills, {turns} turns kept, {journals} times with a journal ", end="")
    assert killed >= 10
    assert 0 < journals < killed


@pytest.mark.nightly
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_thousand_kills_lose_nothing(folder: Path) -> None:
    killed, _, _ = killing(folder, 2000, 3600)
    assert killed == 2000
