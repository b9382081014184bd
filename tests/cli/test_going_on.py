"""Going on with conversations: the last, one by its name, a copy of a file; with another model; leaving no trace."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from programs import PATIENCE, WITHOUT_END, Ended, Program, write_model

from rwkvchat.cli.flags import parse_flags
from rwkvchat.cli.wiring import Plan, plan
from rwkvchat.config import Folders
from rwkvchat.engine.model import Rwkv4, run
from rwkvchat.engine.weights import WeightFile
from rwkvchat.preferences import Preferences
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage.session_file import load_session

Call = Callable[..., Ended]
Keep = Callable[..., Path]
Elsewhere = Callable[[Path], AbstractContextManager[None]]

SMALL = ("--max-tokens", "4", "--seed", "7")
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and limits")


def planned(*arguments: str) -> Plan:
    flags = parse_flags(arguments)
    return plan(flags, Preferences().over(flags.entries), Folders.of_user())


def said(record: SessionRecord) -> list[str]:
    return [turn.text for turn in record.conversation.current_line() if turn.role == "user"]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def end_of_threads() -> None:
    """Wait for what is done beside the work."""
    for thread in threading.enumerate():
        if thread.name == "integrity":
            thread.join(PATIENCE)


def damaged(data: bytes) -> bytes:
    """One byte of the last snapshot is another."""
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def test_the_last_conversation_goes_on_in_place_with_its_own_model(call: Call, keep: Keep, conversation: bytes) -> None:
    old, new = keep("old", 60), keep("new", 5)
    ended = call("-c", "-p", "and then?", "--json", *SMALL)
    assert ended.code == 0, ended.stderr
    assert json.loads(ended.stdout)["model"] == "tiny"
    record = load_session(new)
    assert said(record) == ["hello", "and then?"]
    assert [*record.conversation.current_line()][-1].text == json.loads(ended.stdout)["text"]
    assert old.read_bytes() == conversation
    assert new.with_name("new.state~").read_bytes() == conversation
    assert {path.name for path in new.parent.glob("*.state")} == {"old.state", "new.state"}
    assert call("-c", "-p", "more", *SMALL).code == 0
    assert said(load_session(new)) == ["hello", "and then?", "more"]


def test_any_conversation_goes_on_by_id_by_its_beginning_or_by_title(call: Call, keep: Keep) -> None:
    first, second = keep("20260101-first", 60), keep("20260202-second", 5)
    for count, word in enumerate(("20260101-first", "202601"), 2):
        assert call("-r", word, "-p", "again", *SMALL).code == 0
        assert len(said(load_session(first))) == count
    assert said(load_session(second)) == ["hello"]
    second.unlink()
    assert call("--resume", "hello", "-p", "again", *SMALL).code == 0  # the first words said are its title
    assert len(said(load_session(first))) == 4


def test_a_prompt_alone_and_a_copy_of_a_file_keep_nothing(
    call: Call, tmp_path: Path, model_file: Path, conversation: bytes
) -> None:
    (tmp_path / "a.state").write_bytes(conversation)
    assert call("-m", str(model_file), "-p", "hello", *SMALL).code == 0
    assert call("--state", "a.state", "-p", "hello", *SMALL).code == 0
    assert {name: data for name, data in files(tmp_path).items() if name.endswith((".state", ".lock", "~"))} == {
        "a.state": conversation
    }
    assert not (tmp_path / "data").exists()


def test_a_model_that_is_gone_is_named(call: Call, tmp_path: Path) -> None:
    model = write_model(tmp_path, "gone.pth", n_layer=1, n_embd=16)
    assert call("-m", str(model), "-p", "hello", *SMALL, "--save-state", "a.state").code == 0
    model.rename(tmp_path / "moved.pth")
    ended = call("--state", "a.state", "-p", "hello", *SMALL)
    assert (ended.code, ended.stdout) == (4, b"")
    assert f"no longer there: {model}" in ended.stderr
    assert "-m FILE" in ended.stderr
    assert call("--state", "a.state", "-m", "moved.pth", "-p", "hello", *SMALL).code == 0


def test_a_replay_reads_the_text_through_another_model_and_leaves_the_old_conversation(
    call: Call, tmp_path: Path, keep: Keep, conversation: bytes
) -> None:
    path = keep("old", 60)
    other = str(write_model(tmp_path, "other.pth", n_layer=1, n_embd=16))
    refused = call("-m", other, "-c", "-p", "again", *SMALL)
    assert (refused.code, refused.stdout) == (4, b"")
    assert "tiny" in refused.stderr
    assert "other" in refused.stderr
    assert "--replay" in refused.stderr

    ended = call("-m", other, "-c", "--replay", "-p", "again", *SMALL)
    assert ended.code == 0, ended.stderr
    assert path.read_bytes() == conversation
    (new,) = set(path.parent.glob("*.state")) - {path}
    assert new.stem in ended.stderr
    record = load_session(new)
    assert (record.model.name, said(record)) == ("other", ["hello", "again"])
    assert call("state", "verify", "--replay", new.stem).code == 0

    assert call("-m", other, "--state", str(path), "--replay", "-p", "so", "--save-state", "b.state", *SMALL).code == 0
    assert said(load_session(Path("b.state"))) == ["hello", "so"]


def test_a_replay_makes_a_damaged_state_again_to_the_bit(call: Call, keep: Keep, conversation: bytes) -> None:
    Path("whole.state").write_bytes(conversation)
    whole = call("--state", "whole.state", "-p", "again", *SMALL)
    path = keep("old", data=damaged(conversation))
    refused = call("-r", "old", "-p", "again", *SMALL)
    assert (refused.code, refused.stdout) == (4, b"")
    assert "--replay" in refused.stderr
    ended = call("-r", "old", "--replay", "-p", "again", *SMALL)
    assert (ended.code, ended.stdout) == (0, whole.stdout)
    assert "damaged" in ended.stderr
    assert path.read_bytes() == damaged(conversation)
    (new,) = set(path.parent.glob("*.state")) - {path}
    assert said(load_session(new)) == ["hello", "again"]


def test_where_the_last_one_is_damaged_the_others_are_named(call: Call, keep: Keep, conversation: bytes) -> None:
    keep("good", 60)
    keep("bad", 5, data=conversation[:200])
    ended = call("-c", "-p", "again", *SMALL)
    assert (ended.code, ended.stdout) == (4, b"")
    assert "bad.state is damaged" in ended.stderr
    assert "`rwkvchat sessions list` names the others, for -r" in ended.stderr
    assert call("-r", "good", "-p", "again", *SMALL).code == 0


def test_a_replay_that_is_not_needed_changes_nothing(call: Call, keep: Keep) -> None:
    path = keep("old")
    with_it = call("--state", str(path), "--replay", "-p", "again", *SMALL)
    assert with_it.stdout == call("-c", "--replay", "-p", "again", *SMALL).stdout
    assert [*path.parent.glob("*.state")] == [path]
    assert said(load_session(path)) == ["hello", "again"]


def test_a_journal_that_lost_its_end_is_told(call: Call, keep: Keep) -> None:
    path = keep("old")
    path.with_name("old.state.journal").write_bytes(b"\x09\0\0\0\0\0\0\0torn")
    ended = call("-c", "-p", "again", *SMALL)
    assert ended.code == 0
    assert "journal was damaged" in ended.stderr
    assert said(load_session(path)) == ["hello", "again"]


def test_incognito_leaves_no_trace(call: Call, tmp_path: Path, model_file: Path) -> None:
    flags = ("-m", str(model_file), "--template", "raven-chat", "-p", "hello", *SMALL)
    assert call("--incognito", *flags).code == 0
    assert list(tmp_path.iterdir()) == []
    for name in ("state", "data", "cache"):  # there from another time
        (tmp_path / name / "rwkvchat").mkdir(parents=True)
    assert call("--incognito", *flags).code == 0
    end_of_threads()
    assert files(tmp_path) == {}
    assert call(*flags).code == 0
    end_of_threads()
    kept = sorted(Path(name).suffix for name in files(tmp_path))
    assert kept == [".json", ".opening"]


def test_the_second_start_reads_only_the_message(call: Call, model_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[int] = []
    read = Rwkv4.read

    def counted(self: Rwkv4, ids: list[int], *others: object) -> object:
        readings.append(len(ids))
        return read(self, ids, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Rwkv4, "read", counted)
    flags = ("-m", str(model_file), "--template", "raven-chat", "-p", "hello", "--max-tokens", "1", "--seed", "7")
    first, first_readings = call(*flags), list(readings)
    readings.clear()
    second = call(*flags)
    assert len(first_readings) == len(readings) + 1
    assert first_readings[1:] == readings
    assert second.stdout == first.stdout
    readings.clear()
    assert call(*flags, "--incognito").stdout == first.stdout
    assert readings == first_readings


def test_the_budget_of_snapshots_is_what_was_asked_for(model_file: Path, tmp_path: Path) -> None:
    for given, megabytes in (((), 1024), (("--snapshots", "3"), 3)):
        wanted = planned("-m", str(model_file), "--incognito", *given)
        assert run(wanted.open()).snapshots.budget == megabytes << 20  # type: ignore[arg-type]


def test_a_conversation_that_another_window_has_is_refused_at_once(
    call: Call, keep: Keep, elsewhere: Elsewhere, conversation: bytes
) -> None:
    path = keep("mine")
    with elsewhere(path):
        at_once = ("-c", "-p", "x", "-m", "none.pth")  # before any model is looked at
        for arguments in (("-c", "-p", "x"), ("-r", "mine", "-p", "x"), at_once, ("sessions", "remove", "-y", "mine")):
            ended = call(*arguments)
            assert (ended.code, ended.stdout) == (4, b"")
            assert "another window" in ended.stderr
        ended = call("--state", str(path), "-p", "x", *SMALL)  # a copy is free
        assert ended.code == 0
        assert path.read_bytes() == conversation
    assert call("-c", "-p", "x", *SMALL).code == 0


def test_a_conversation_that_was_read_again_is_free_for_others(
    call: Call, tmp_path: Path, keep: Keep, elsewhere: Elsewhere
) -> None:
    path = keep("mine")
    other = write_model(tmp_path, "other.pth", n_layer=1, n_embd=16)
    wanted = planned("-m", str(other), "-c", "--replay")
    keeper = wanted.make_keeper()
    assert keeper is not None
    session = run(wanted.open(keeper))  # type: ignore[arg-type]
    assert session.id != "mine"
    with elsewhere(path):
        keeper.keep(session.id, session.record())
    keeper.close()


def test_nothing_is_kept_of_an_opening_that_damaged_weights_read(
    call: Call, tmp_path: Path, model_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    verify = WeightFile.verify

    def late(self: WeightFile) -> None:
        deadline = time.monotonic() + PATIENCE
        while not seen and time.monotonic() < deadline:
            seen.extend((tmp_path / "cache").rglob("*.opening"))
            time.sleep(0.01)
        verify(self)

    monkeypatch.setattr(WeightFile, "verify", late)
    shutil.copyfile(model_file.with_name("tokenizer.json"), tmp_path / "tokenizer.json")
    data = bytearray(model_file.read_bytes())
    data[len(data) // 2 + 1] ^= 1  # the last bit of a weight
    (tmp_path / "bad.pth").write_bytes(data)
    call("-m", "bad.pth", "--template", "raven-chat", "-p", "hello", *SMALL)
    end_of_threads()
    assert seen
    assert [name for name in files(tmp_path) if name.endswith(".opening")] == []


@posix
def test_a_full_disk_is_told_after_the_reply_and_harms_nothing(
    program: Program, keep: Keep, conversation: bytes
) -> None:
    path = keep("mine")
    command = program.command(("-c", "-p", "again", "--max-tokens", "4"), model=False)
    ended = subprocess.run(
        ["sh", "-c", 'ulimit -f 2; exec "$@"', "sh", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=program.folder,
        env=program.environment,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout.endswith(b"\n")
    assert b"cannot write" in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert path.read_bytes() == conversation
    assert sorted(each.name for each in path.parent.iterdir()) == ["mine.state", "mine.state.lock"]


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])
def test_a_signal_keeps_what_was_said_in_its_place(program: Program, keep: Keep, number: int) -> None:
    path = keep("mine")
    process = program.start("-c", "-p", "again", *WITHOUT_END)
    assert process.stdout
    first = os.read(process.stdout.fileno(), 1)
    process.send_signal(number)
    rest, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (128 + number, b"")
    record = load_session(path)
    assert said(record) == ["hello", "again"]
    reply = [*record.conversation.current_line()][-1]
    assert reply.stop_reason == "interrupted"
    assert reply.text.startswith((first + rest).decode()[:-1])
