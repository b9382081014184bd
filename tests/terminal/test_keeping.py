"""What is kept of a chat without being asked, as a user sees it in a terminal."""

import signal
from pathlib import Path

import pytest
from programs import WITHOUT_END
from terminals import CTRL_C, CTRL_D, SHORT, Open, Terminal, reply_in

from rwkvchat.storage.session_file import load_session


def kept_files(terminal: Terminal) -> list[Path]:
    return sorted((terminal.program.folder / "data" / "rwkvchat" / "sessions").glob("*.state"))


def test_the_last_chat_goes_on_where_it_was_left(open_chat: Open) -> None:
    terminal = open_chat(*WITHOUT_END)
    terminal.begin("remember ravens")
    terminal.send(CTRL_C)
    terminal.ready()
    memory = terminal.say("/state text")
    terminal.send(CTRL_D)
    assert terminal.end() == 0
    again = open_chat("-c")
    again.ready()
    assert "> remember ravens" in again.transcript
    assert again.say("/state text") == memory
    assert reply_in(again.say("/continue 5"))
    again.send(CTRL_D)
    assert again.end() == 0
    assert len(kept_files(again)) == 1


@pytest.mark.parametrize("way", ["SIGTERM in a reply", "SIGHUP at the prompt", "two interrupts"])
def test_what_was_said_is_kept_whatever_ends_the_program(open_chat: Open, slow_model_file: Path, way: str) -> None:
    terminal = open_chat(*WITHOUT_END, model=slow_model_file)
    terminal.begin("remember ravens", length=20)
    if way == "SIGTERM in a reply":
        terminal.signal(signal.SIGTERM)
    elif way == "SIGHUP at the prompt":
        terminal.send(CTRL_C)
        terminal.ready()
        terminal.signal(signal.SIGHUP)
    else:
        terminal.send(CTRL_C + CTRL_C)
        terminal.wait(lambda: terminal.line == ">" or b"code=" in terminal.raw, "the prompt or the end")
        terminal.send(CTRL_D)
    assert terminal.end() in {"SIGTERM in a reply": {143}, "SIGHUP at the prompt": {129}}.get(way, {0, 130})
    (path,) = kept_files(terminal)
    turns = [*load_session(path).conversation.current_line()]
    assert [turn.role for turn in turns] == ["opening", "user", "reply"]
    assert turns[1].text == "remember ravens"
    assert turns[2].stop_reason == "interrupted"
    assert turns[2].text


def test_where_nothing_can_be_kept_the_chat_goes_on_and_says_so(open_chat: Open, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "rwkvchat"
    folder.mkdir(parents=True)
    (folder / "sessions").write_text("no folder")
    terminal = open_chat(*SHORT)
    shown = " ".join(terminal.say("one"))
    assert "this conversation could not be saved: " in shown
    assert "it is still here, and /save FILE keeps it elsewhere" in shown
    assert "could not be saved" not in " ".join(terminal.say("two"))
    terminal.wait(lambda: terminal.lines[-1].endswith("not saved"), "the toolbar")
    (folder / "sessions").unlink()
    assert "the conversation is saved again" in terminal.say("three")
    (folder / "sessions").rename(folder / "elsewhere")
    (folder / "sessions").write_text("no folder")
    terminal.say("four")
    terminal.send(CTRL_D)
    terminal.shows("leave once more to lose it")
    terminal.ready()
    terminal.send(CTRL_D)
    assert terminal.end() == 1
    assert "what was said since it was last saved is gone" in terminal.transcript


def test_an_incognito_chat_keeps_nothing_unless_it_is_told_to(open_chat: Open, tmp_path: Path) -> None:
    terminal = open_chat(*SHORT, "--incognito")
    terminal.say("a secret")
    assert "conversations are not kept in this chat" in " ".join(terminal.say("/save"))
    terminal.say("/new")
    terminal.send("/exit\r")
    assert terminal.end() == 0
    files = [path for place in ("data", "state", "config", "home") for path in (tmp_path / place).rglob("*")]
    assert not [path for path in files if path.is_file() and b"secret" in path.read_bytes()]
    assert kept_files(terminal) == []
