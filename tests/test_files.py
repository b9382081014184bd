"""Writing a file: whatever fails, and whenever the process is killed, a whole file is there."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rwkvchat import files
from rwkvchat.errors import SaveError
from rwkvchat.files import append_durably, check_path, remove_for_good, temporary_files, write_atomically


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with two generations."""
    path = tmp_path / "talk.state"
    write_atomically(path, b"first")
    write_atomically(path, b"second")
    return path


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def failing(code: int) -> Callable[..., object]:
    def fail(*args: object, **others: object) -> object:
        raise OSError(code, os.strerror(code))

    return fail


def test_the_generation_before_is_kept(path: Path) -> None:
    older = path.with_name("talk.state~")
    assert (path.read_bytes(), older.read_bytes()) == (b"second", b"first")
    write_atomically(path, b"")
    assert (path.read_bytes(), older.read_bytes()) == (b"", b"second")
    assert names(path.parent) == {"talk.state", "talk.state~"}


def test_only_the_owner_may_read_it(path: Path) -> None:
    path.chmod(0o644)
    write_atomically(path, b"third")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EINTR], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_a_call_that_fails_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    close = os.close

    def fail(*args: object, **others: object) -> object:
        if call == "close":
            close(args[0])  # type: ignore[arg-type]
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, call, fail)
        with pytest.raises(SaveError) as caught:
            write_atomically(path, b"third")
    assert os.strerror(code) in caught.value.message
    assert path.read_bytes() == b"second"
    assert path.with_name("talk.state~").read_bytes() == b"first"
    assert names(path.parent) == {"talk.state", "talk.state~"}


@pytest.mark.parametrize("which", [1, 2], ids=["the older generation's", "the file's"])
def test_a_renaming_that_fails_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch, which: int) -> None:
    replace, calls = os.replace, 0

    def fail(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == which:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", fail)
        with pytest.raises(SaveError):
            write_atomically(path, b"third")
    assert calls == which
    assert path.read_bytes() == b"second"
    assert names(path.parent) == {"talk.state", "talk.state~"}
    # The two may be one file now; saving again must not leave a third name behind.
    write_atomically(path, b"fourth")
    assert (path.read_bytes(), path.with_name("talk.state~").read_bytes()) == (b"fourth", b"second")
    assert names(path.parent) == {"talk.state", "talk.state~"}


def test_a_full_disk_in_the_middle_of_the_data_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    left = [700, 300]

    def fill(handle: int, data: memoryview) -> int:
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, data[: left.pop(0)])

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "write", fill)
        with pytest.raises(SaveError):
            write_atomically(path, bytes(2000))
    assert path.read_bytes() == b"second"
    assert names(path.parent) == {"talk.state", "talk.state~"}


def test_short_writes_are_gone_on_with(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    data = bytes(range(256)) * 5
    monkeypatch.setattr(files.os, "write", lambda handle, rest: write(handle, rest[:7]))
    write_atomically(path, data)
    assert path.read_bytes() == data


def test_an_interrupt_in_the_middle_of_a_write_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(handle: int, data: memoryview) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "write", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(path, b"third")
    assert path.read_bytes() == b"second"
    assert names(path.parent) == {"talk.state", "talk.state~"}


def test_the_data_are_on_the_disk_before_they_have_the_name_and_the_name_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = []
    for call in ("write", "fsync", "replace"):
        real = getattr(os, call)
        monkeypatch.setattr(files.os, call, lambda *args, call=call, real=real: (order.append(call), real(*args))[1])
    write_atomically(path, b"third")
    assert order == ["write", "fsync", "replace", "replace", "fsync"]


def test_without_hard_links_the_older_generation_is_a_private_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "link", failing(errno.EPERM))
    write_atomically(path, b"third")
    older = path.with_name("talk.state~")
    assert (path.read_bytes(), older.read_bytes()) == (b"third", b"second")
    assert older.stat().st_mode & 0o777 == 0o600
    assert names(path.parent) == {"talk.state", "talk.state~"}


def test_without_hard_links_and_room_the_old_file_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, calls = os.write, 0

    def fill(handle: int, data: memoryview) -> int:
        nonlocal calls
        calls += 1
        if calls > 1:
            write(handle, data[:2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, data)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "link", failing(errno.EPERM))
        patch.setattr(files.os, "write", fill)
        with pytest.raises(SaveError):
            write_atomically(path, b"third")
    assert (path.read_bytes(), path.with_name("talk.state~").read_bytes()) == (b"second", b"first")
    assert names(path.parent) == {"talk.state", "talk.state~"}


def test_a_folder_that_cannot_be_synced_is_told_as_what_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, calls = os.fsync, 0

    def fail(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(SaveError, match="is written, but") as caught:
        write_atomically(path, b"third")
    assert "nothing was changed" not in caught.value.hint
    assert path.read_bytes() == b"third"


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("nowhere/talk.state", id="in a folder that is not there"),
        pytest.param("file/talk.state", id="in a folder that is a file"),
        pytest.param("folder", id="over a folder"),
        pytest.param("x" * 250, id="under a name that is too long"),
        pytest.param("a\0b", id="under a name with a NUL"),
    ],
)
def test_a_place_that_cannot_be_written_is_a_save_error(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SaveError):
        write_atomically(tmp_path / place, b"data")
    assert names(tmp_path) == {"file", "folder"}


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_path_without_a_name_is_a_save_error(path: str) -> None:
    with pytest.raises(SaveError):
        write_atomically(Path(path), b"data")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="to root every folder is writable")
def test_a_read_only_folder_is_a_save_error(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(SaveError):
            write_atomically(path, b"third")
        assert path.read_bytes() == b"second"
    finally:
        path.parent.chmod(0o700)


def test_an_append_goes_behind_what_counts_and_cuts_off_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    append_durably(path, b"first", 0)
    append_durably(path, b"second", 5)
    assert path.read_bytes() == b"firstsecond"
    append_durably(path, b"3", 5)
    assert path.read_bytes() == b"first3"
    append_durably(path, b"4", 0)
    assert path.read_bytes() == b"4"
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_append_is_on_the_disk_before_it_returns_and_so_is_the_first_ones_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = []
    for call in ("write", "fsync"):
        real = getattr(os, call)
        monkeypatch.setattr(files.os, call, lambda *args, call=call, real=real: (order.append(call), real(*args))[1])
    append_durably(tmp_path / "x", b"data", 0)
    assert order == ["write", "fsync", "fsync"]
    append_durably(tmp_path / "x", b"data", 4)
    assert order == ["write", "fsync", "fsync", "write", "fsync"]


def test_an_append_in_no_folder_is_a_save_error(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="cannot write"):
        append_durably(tmp_path / "nowhere" / "x", b"data", 0)


def test_files_are_removed_in_their_order_and_missing_ones_do_not_matter(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SaveError, match="cannot remove"):
        remove_for_good(tmp_path / name for name in ("a", "nothing", "folder", "b"))
    assert names(tmp_path) == {"folder", "b"}


def test_temporary_files_of_one_file_or_of_all_are_known_by_their_names(tmp_path: Path) -> None:
    ours, others = ".a.state.0123abcd.tmp", ".b.state.0123abcd.tmp"
    for name in (ours, others, "a.state", ".a.state.tmp", ".aXstate.0123abcd.tmp.x"):
        (tmp_path / name).write_bytes(b"")
    assert temporary_files(tmp_path) == [tmp_path / ours, tmp_path / others]
    assert temporary_files(tmp_path, "a.state") == [tmp_path / ours]
    assert temporary_files(tmp_path, minutes=1) == []
    assert temporary_files(tmp_path / "nowhere") == []


SAVER = """
import sys
from pathlib import Path
from rwkvchat.files import write_atomically
number = int(sys.argv[2])
while True:
    number += 1
    write_atomically(Path(sys.argv[1]), b"%08d" % number * 4000)
    print(number, flush=True)
"""
KILLS = 100
SECONDS = 12.0


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_at_any_moment_leaves_a_whole_generation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "talk.state"
    write_atomically(path, b"00000000" * 4000)
    kills, number, end = 0, 0, time.monotonic() + SECONDS
    while kills < KILLS and time.monotonic() < end:
        with subprocess.Popen([sys.executable, "-c", SAVER, str(path), str(number)], stdout=subprocess.PIPE) as saver:
            assert saver.stdout is not None
            confirmed = int(saver.stdout.readline())
            # The moments are spread over a few saves, with no generator to make them random.
            time.sleep(kills % 17 / 2000)
            saver.send_signal(signal.SIGKILL)
            confirmed = max([confirmed, *map(int, saver.stdout.read().splitlines())])
        kills += 1
        number = generation(path)
        assert number >= confirmed, "a save that was confirmed is lost"
        assert generation(path.with_name("talk.state~")) <= number
    stale = len(names(tmp_path)) - 2
    with capsys.disabled():
        print(f" {kills} kills, {number} saves, {stale} temporary files left ", end="")
    assert kills >= 20


def generation(path: Path) -> int:
    """The number of the save that a file holds, and nothing else."""
    data = path.read_bytes()
    assert data == data[:8] * 4000
    return int(data[:8])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(SaveError, match="no regular file"):
            write_atomically(tmp_path / name, b"data")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("bok.txt", "did you mean {folder}book.txt? check the path"),
        ("another", "check the path"),
        ("notes.txt", "check the path"),
        ("book.txt", "check the path"),
        ("none/book.txt", "check the path"),
        ("a\0b", "check the path"),
    ],
)
def test_a_path_that_leads_nowhere_gets_the_name_beside_it(tmp_path: Path, asked: str, hint: str) -> None:
    (tmp_path / "book.txt").touch()
    assert check_path(tmp_path / asked) == hint.format(folder=f"{tmp_path}/")


def test_a_name_beside_is_shown_as_it_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "book.txt").touch()
    monkeypatch.chdir(tmp_path)
    assert check_path(Path("bok.txt")) == "did you mean book.txt? check the path"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"
    assert (tmp_path / "target~").read_bytes() == b"old"
