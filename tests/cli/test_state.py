"""``rwkvchat state``: what a conversation file says, what the model remembers, and whether both are true."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from programs import Ended, write_model

from rwkvchat.cli.state import equal_in_fp32
from rwkvchat.demo import TOKENIZER
from rwkvchat.dialogue.tokenizer import load_tokenizer
from rwkvchat.engine.state import Snapshot
from rwkvchat.storage.session_file import load_session, save_session

Call = Callable[..., Ended]
Keep = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path, conversation: bytes, call: Call) -> Path:
    path = tmp_path / "a.state"
    path.write_bytes(conversation)
    return path


def test_info_tells_everything_that_the_file_says(call: Call, file: Path) -> None:
    record = load_session(file)
    told = json.loads(call("state", "info", str(file), "--json").stdout)
    assert told["version"] == 1
    assert told["model"]["name"] == "tiny"
    assert told["model"]["fingerprint"] == record.model.fingerprint
    assert (told["model"]["strategy"], told["model"]["block_length"]) == ("cpu fp32", 256)
    assert told["tokenizer"] == record.tokenizer
    assert told["template"] == "qa"
    assert told["settings"]["max_tokens"] == 3
    assert told["seeds"] == {"base": 1, "used": 1}
    assert told["turns"] == {"opening": 1, "user": 1, "reply": 1}
    assert told["branches"] == {"main": 2}
    assert told["tokens"] == len(record.conversation.ids())
    assert told["snapshots"] == {str(n): kept.nbytes for n, kept in record.snapshots.items()}
    assert told["bytes"] == file.stat().st_size

    shown = call("state", "info", str(file))
    assert (shown.code, shown.stderr) == (0, "")
    for part in ("version 1", record.model.fingerprint, record.tokenizer, "blocks of 256", "qa", "main to turn 2",
                 f"{told['tokens']} tokens", "from 1, 1 used", "1 user"):  # fmt: skip
        assert part in shown.stdout.decode()


def test_text_is_what_the_model_remembers_and_ids_are_its_tokens(call: Call, file: Path) -> None:
    record, tokenizer = load_session(file), load_tokenizer(TOKENIZER)
    ids = record.conversation.ids()
    shown = call("state", "text", str(file))
    assert (shown.code, shown.stderr) == (0, "")
    assert shown.stdout.decode() == tokenizer.decode(ids)
    lines = [line.split("\t") for line in call("state", "text", str(file), "--ids").stdout.decode().splitlines()]
    assert [int(line[2]) for line in lines] == ids
    assert [int(line[0]) for line in lines] == list(range(len(ids)))
    assert [int(line[1]) for line in lines] == [n for n in record.conversation.line() for _ in
                                                record.conversation.turns[n].ids]  # fmt: skip
    assert [line[3] for line in lines] == [repr(tokenizer.token_bytes(token)) for token in ids]


def test_text_is_found_by_the_name_of_a_kept_conversation(call: Call, keep: Keep, file: Path) -> None:
    keep("20260101-one")
    assert call("state", "text", "2026").stdout == call("state", "text", "a.state").stdout
    assert call("state", "text", "hello").stdout == call("state", "text", "a.state").stdout


@pytest.mark.parametrize(
    ("strategy", "other", "equal"),
    [
        ("cpu fp32", "cpu fp32", True),
        ("cpu fp32", "cuda fp32 *2 -> cpu fp32", True),
        ("cpu fp32i8", "cuda fp32i8", True),
        ("cpu fp32i8 *2 -> cpu fp32", "cpu fp32i8 *2 -> cpu fp32", True),
        ("cpu fp32i8 *2 -> cpu fp32", "cpu fp32i8 *3 -> cpu fp32", False),
        ("cpu fp32", "cpu fp32i8", False),
        ("cpu fp32", "cpu bf16", False),
        ("cpu bf16", "cpu bf16", False),
        ("auto", "cpu fp32", False),
    ],
)
def test_snapshots_are_held_to_fp32_where_both_strategies_compute_the_same(
    strategy: str, other: str, equal: bool
) -> None:
    assert equal_in_fp32(strategy, other) is equal_in_fp32(other, strategy) is equal


def test_text_needs_the_tokenizer_it_was_written_with(call: Call, file: Path, tmp_path: Path, model_file: Path) -> None:
    other = tmp_path / "tokenizer.json"
    table = json.loads(TOKENIZER.read_text(encoding="utf-8"))
    table["model"]["merges"] = table["model"]["merges"][:-1]
    other.write_text(json.dumps(table), encoding="utf-8")
    ended = call("state", "text", str(file), "--tokenizer", str(other))
    assert (ended.code, ended.stdout) == (4, b"")
    assert "another tokenizer" in ended.stderr
    assert call("state", "text", str(file), "--tokenizer", str(TOKENIZER)).code == 0
    assert call("state", "text", str(file), "-m", str(model_file)).code == 0
    ended = call("--state", str(file), "--tokenizer", str(other), "-p", "x")
    assert (ended.code, ended.stdout) == (4, b"")
    assert "another tokenizer" in ended.stderr
    retold = call("--state", str(file), "--tokenizer", str(other), "-p", "x", "--replay", "--max-tokens", "2")
    assert retold.code == 0, retold.stderr


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda data: data[:-1], id="the end is lost"),
        pytest.param(lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:], id="one bit"),
        pytest.param(lambda data: data[: data.rindex(b'"role": "reply"')], id="half of it is lost"),
        pytest.param(lambda data: b"X" * 700 + data[700:], id="the head is gone"),
    ],
)
def test_of_a_damaged_file_every_turn_is_shown_that_can_be_read(
    call: Call, file: Path, harm: Callable[[bytes], bytes]
) -> None:
    file.write_bytes(harm(file.read_bytes()))
    ended = call("state", "text", "a.state")
    assert ended.code == 4
    assert b"[1 user]\nhello\n" in ended.stdout
    message, hint = ended.stderr.splitlines()
    assert "damaged" in message
    assert f"{ended.stdout.count(b'[')}" in hint
    for command in ("info", "verify"):
        refused = call("state", command, "a.state")
        assert (refused.code, refused.stdout) == (4, b"")
        assert "damaged" in refused.stderr


def test_verify_says_that_a_file_is_whole_and_its_snapshots_what_they_should_be(call: Call, file: Path) -> None:
    ended = call("state", "verify", "a.state")
    assert (ended.code, ended.stderr) == (0, "")
    assert b"whole" in ended.stdout
    ended = call("state", "verify", "a.state", "--replay")
    assert (ended.code, ended.stderr) == (0, "")
    assert b"2 snapshots are bit for bit" in ended.stdout


def test_verify_finds_a_snapshot_that_its_readings_do_not_give(call: Call, file: Path) -> None:
    record = load_session(file)
    right = record.snapshots[2]
    for factor, code in ((1.00001, 0), (1.25, 4)):
        wrong = Snapshot(right.state, right.logits * factor)
        save_session(file, replace(record, snapshots={**record.snapshots, 2: wrong}))
        assert call("state", "verify", "a.state").code == 0
        ended = call("state", "verify", "a.state", "--replay")
        assert ended.code == code
        assert "turn 2" in (ended.stderr if code else ended.stdout.decode())
        assert b"bit for bit" not in ended.stdout


def test_verify_with_another_model_is_refused(call: Call, file: Path, tmp_path: Path) -> None:
    other = write_model(tmp_path, "other.pth", n_layer=1, n_embd=16)
    ended = call("state", "verify", "a.state", "--replay", "-m", str(other))
    assert ended.code == 4
    assert "tiny" in ended.stderr


def test_a_journal_that_lost_its_end_is_no_whole_one(call: Call, keep: Keep) -> None:
    path = keep("one")
    path.with_name("one.state.journal").write_bytes(b"\x09\0\0\0\0\0\0\0torn")
    assert "journal" in call("state", "info", "one").stderr
    assert "journal" in call("state", "text", "one").stderr
    ended = call("state", "verify", "one")
    assert ended.code == 4
    assert "journal was damaged" in ended.stderr


@pytest.mark.parametrize("command", ["info", "text", "verify"])
@pytest.mark.parametrize("name", ["none.state", "no/such", "nothing"])
def test_a_file_that_is_not_there_is_refused(call: Call, command: str, name: str) -> None:
    ended = call("state", command, name)
    assert (ended.code, ended.stdout) == (4, b"")
    message, hint = ended.stderr.splitlines()
    assert name in message
    assert hint
