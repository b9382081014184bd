"""The file of the lines typed, whatever has happened to it."""

import os
import threading
from pathlib import Path

import pytest

from rwkvchat.ui.history import NEWEST, LineHistory


def lines(path: Path) -> list[str]:
    """The oldest first."""
    return [*LineHistory(path).load_history_strings()][::-1]


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history")
    texts = ["one", "two\nlines\n", "+ plus", "# hash", "", "  ", "wide 日本 👩\u200d🔬", "a\rb", "bad \udcff"]
    for text in texts:
        history.append_string(text)
    assert lines(tmp_path / "history") == [text.replace("\udcff", "?") for text in texts if text.strip()]


def test_a_line_given_twice_is_kept_once_and_one_that_begins_with_a_space_not_at_all(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history")
    assert [history.keep(text) for text in ("one", "one", " secret", "two", "one", " ")] == [
        True, True, False, True, True, False,
    ]  # fmt: skip
    assert not LineHistory().keep("one")
    assert lines(tmp_path / "history") == ["one", "two", "one"]
    assert history.get_strings() == ["one", " secret", "two", "one"]


def test_a_line_kept_before_the_file_is_read_is_there_afterwards(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history")
    LineHistory(tmp_path / "history").append_string("older")
    history.append_string(" secret")
    assert history.get_strings() == ["older", " secret"]


def test_a_huge_file_is_read_from_its_end(tmp_path: Path) -> None:
    path = tmp_path / "history"
    with path.open("wb") as file:
        file.truncate(100 << 20)  # of nothing
    history = LineHistory(path)
    for number in range(3):
        history.append_string(f"line {number}")
    assert lines(path) == ["line 0", "line 1", "line 2"]


def test_a_line_that_the_end_of_the_file_has_only_in_part_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "history"
    LineHistory(path).append_string("\n".join("x" * 100 for _ in range(NEWEST // 50)))
    LineHistory(path).append_string("whole")
    assert lines(path) == ["whole"]


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        pytest.param(b"", [], id="empty"),
        pytest.param(b"\x00\xff\xfe+\x80\n" * 100, [], id="no text"),
        pytest.param(b"ls -l\ncd /\n", [], id="another program's"),
        pytest.param(b"\n# 2026\n+whole\n\n# 2026\n+cut", ["whole", "cut"], id="cut in the middle"),
        pytest.param(b"\n# 2026\n+a\xffb\n", ["a\ufffdb"], id="a byte that is no text"),
    ],
)
def test_a_damaged_file_gives_what_can_be_read_and_takes_more(tmp_path: Path, data: bytes, kept: list[str]) -> None:
    path = tmp_path / "history"
    path.write_bytes(data)
    assert lines(path) == kept
    LineHistory(path).append_string("more")
    assert lines(path) == [*kept, "more"]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")
@pytest.mark.parametrize("kind", ["folder", "pipe", "nowhere", "full"])
def test_what_cannot_be_read_or_written_stands_in_nobodys_way(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "history"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "full":
        path = Path("/dev/full")
    else:
        path = tmp_path / "no" / "folder" / "history"
    history = LineHistory(path)
    history.append_string("one")
    assert history.get_strings() == ["one"]
    assert lines(path) == []


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_a_file_that_others_could_read_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.touch(mode=0o644)
    path.chmod(0o644)
    LineHistory(path).append_string("one")
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_windows_write_whole_lines(tmp_path: Path) -> None:
    def write(name: str) -> None:
        history = LineHistory(tmp_path / "history")
        for number in range(100):
            history.append_string(f"{name} {number}\nand\nmore")

    windows = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(lines(tmp_path / "history")) == sorted(f"{name} {n}\nand\nmore" for name in "ab" for n in range(100))
