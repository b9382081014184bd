"""``--read``: a document first."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Ended

from rwkvchat.storage.session_file import load_session

Call = Callable[..., Ended]
Keep = Callable[..., Path]

TEXT = "Munin is a raven. Er heißt wie der Rabe. 日本\n" * 30


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("terminal", [False, True], ids=["empty standard input", "a terminal"])
def test_a_document_is_read_and_kept_without_a_prompt(call: Call, model_file: Path, book: Path, terminal: bool) -> None:
    ended = call("-m", str(model_file), "--read", "book.txt", "--save-state", "book.state", terminal=terminal)
    assert (ended.code, ended.stdout) == (0, b""), ended.stderr
    record = load_session(Path("book.state"))
    document = [*record.conversation.current_line()][-1]
    assert (document.role, document.name, document.text) == ("document", "book.txt", TEXT)
    size, end = ended.stderr.splitlines()
    assert f"{len(TEXT.encode()):,} bytes" in size
    assert f"{len(document.ids):,} tokens" in size
    assert "book.state" in end


def test_asking_from_a_kept_document_is_asking_after_reading_it(call: Call, model_file: Path, book: Path) -> None:
    settings = ("-p", "who?", "--json", "--max-tokens", "6", "--seed", "2")
    flags = ("-m", str(model_file), "--read", "book.txt")
    assert call(*flags, "--save-state", "book.state").code == 0
    at_once, later = call(*flags, *settings), call("--state", "book.state", *settings)
    texts = [json.loads(ended.stdout)["text"] for ended in (at_once, later)]
    assert texts[0] == texts[1]
    assert texts[0] != json.loads(call("-m", str(model_file), *settings).stdout)["text"]
    assert later.stderr == ""
    assert call("-q", *flags, *settings).stderr == ""


def test_a_document_is_read_into_the_last_conversation(call: Call, keep: Keep, book: Path) -> None:
    path = keep("mine")
    assert call("-c", "--read", "book.txt").code == 0
    assert call("-c", "--read", "book.txt", "-p", "who?", "--max-tokens", "2").code == 0
    roles = [turn.role for turn in load_session(path).conversation.current_line()]
    assert roles == ["opening", "user", "reply", "document", "document", "user", "reply"]


def test_line_ends_and_a_byte_order_mark_are_no_text(call: Call, model_file: Path, tmp_path: Path) -> None:
    (tmp_path / "win.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert call("-m", str(model_file), "--read", "win.txt", "--save-state", "a.state").code == 0
    assert [*load_session(Path("a.state")).conversation.current_line()][-1].text == "one\ntwo\n"


def _fifo(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are none here")
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "fragments"),
    [
        pytest.param(lambda path: None, ["No such file"], id="none"),
        pytest.param(Path.mkdir, ["is a folder"], id="a folder"),
        pytest.param(_fifo, ["no regular file"], id="a pipe"),
        pytest.param(lambda path: path.write_bytes(b"ab\xe4r"), ["not UTF-8", "byte 2 is 0xe4"], id="Latin-1"),
        pytest.param(lambda path: path.write_bytes(b" \n\n"), ["no text"], id="nothing"),
        pytest.param(lambda path: path.symlink_to(path), ["symbolic links"], id="a link to itself"),
    ],
)
def test_what_cannot_be_read_is_refused(
    call: Call, model_file: Path, tmp_path: Path, make: Callable[[Path], object], fragments: list[str]
) -> None:
    make(tmp_path / "x.txt")
    ended = call("-m", str(model_file), "--read", "x.txt", "-p", "hello")
    assert (ended.code, ended.stdout) == (2, b"")
    message, hint = ended.stderr.splitlines()
    assert "x.txt" in message
    assert all(fragment in message for fragment in fragments)
    assert hint


def test_a_document_without_a_prompt_or_a_place_wants_a_prompt(call: Call, model_file: Path, book: Path) -> None:
    for flags in ((), ("--save-state", "a.state", "-n", "2"), ("--save-state", "a.state", "-p", "")):
        ended = call("-m", str(model_file), "--read", "book.txt", *flags)
        assert (ended.code, ended.stdout) == (2, b"")
        assert "prompt is empty" in ended.stderr
