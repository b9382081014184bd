"""Every command in a real terminal: a wide one with a clipboard tool, and a narrow one far away with none."""

import base64
import re
import shutil
from pathlib import Path

import pytest
from programs import Program
from terminals import CTRL_C, CTRL_D, SHORT, Terminal

from rwkvchat.commands import COMMANDS

TOOL = """#!/bin/sh
case "$*" in *-out) cat {file};; *) cat > {file};; esac
"""
"""A clipboard that is a file."""

LINES = (
    "/retry temp=1", "/continue 3", "/btw what?", "/prefix It", "/prefix", "/say user hi", "/say reply ho",
    "/compare 2 temp=0.5,1", "/read notes.txt", "/ask who?", "/undo", "/redo", "/alt", "/goto", "/reset", "/undo",
    "/fork ravens", "/switch main", "/branches", "/save a.state", "/rename About", "/new", "/load a.state",
    "/sessions", "/export md a.md", "/delete 99", "/model", "/models raven", "/temp 0.9", "/top_p 0.5", "/seed 3",
    "/max 5", "/set", "/preset greedy", "/template", "/system", "/theme light", "/markdown off", "/state text",
    "/why", "/probs 3", "/stats", "/snapshots 50", "/context", "/tokens Hello", "/raw", "/own", "/reste",
)  # fmt: skip
"""After a first message, each is answered and leads back to the prompt."""


@pytest.fixture
def program(tmp_path: Path, model_file: Path) -> Program:
    """With a text to read, a command of the user's own, and nothing that tells of a clipboard."""
    made = Program(tmp_path, model_file)
    for name in ("TMUX", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"):
        made.environment.pop(name, None)
    (tmp_path / "notes.txt").write_text("A raven stole the ring.\n")
    settings = tmp_path / "config" / "rwkvchat" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[commands]\nown = "/retry temp=0.5"\n')
    return made


def with_tool(program: Program) -> Path:
    """Give it a display and a tool for its clipboard, and nothing else but what a shell needs; gives the clipboard."""
    folder = program.folder / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "stty"):
        (folder / name).symlink_to(shutil.which(name) or "")
    tool, held = folder / "xclip", program.folder / "clipboard"
    tool.write_text(TOOL.format(file=held))
    tool.chmod(0o700)
    program.environment |= {"PATH": str(folder), "DISPLAY": ":0"}
    return held


def test_every_command_leads_back_to_the_prompt_and_the_clipboard_is_reached(program: Program) -> None:
    held = with_tool(program)
    terminal = Terminal(program, *SHORT, columns=80, lines=24)
    terminal.ready()
    assert "Conversations are kept in" in terminal.transcript
    terminal.say("/help")
    assert "> /help" in terminal.lines  # all of it on one screen
    terminal.say("hello")
    copied = terminal.say("/copy")
    assert re.fullmatch(r"copied the last reply, \d+ lines?, by xclip", copied[-1])
    raw = "\n".join(terminal.say("/raw"))
    assert held.read_text().strip() in raw
    assert b"\x1b]52" not in terminal.raw

    held.write_text("two\r\nlines")
    terminal.send("/paste\r")
    terminal.shows("2 lines from the clipboard; Enter sends, Ctrl-C clears")
    terminal.wait(lambda: terminal.line.strip() == "lines", "the draft")
    terminal.send(CTRL_C)
    terminal.send("/edit\r")
    terminal.ready("hello")
    terminal.send(CTRL_C)

    shown = {line: "\n".join(terminal.say(line)) for line in LINES}
    assert "this should not have happened" not in terminal.transcript
    assert "did you mean /reset?" in shown["/reste"]
    assert "there is no turn 99" in shown["/delete 99"]
    assert "there is no command" not in shown["/own"]
    assert "> hi" in shown["/load a.state"]
    used = {line[1:].split(maxsplit=1)[0] for line in LINES} | {"help", "copy", "paste", "edit", "exit"}
    assert COMMANDS.keys() <= used
    terminal.ready()
    terminal.send("/exit\r")
    assert terminal.end() == 0


def test_far_away_in_a_narrow_window_the_terminal_itself_is_asked_to_copy(program: Program) -> None:
    program.environment |= {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "DISPLAY": ":0"}
    terminal = Terminal(program, *SHORT, columns=40, lines=10)
    terminal.say("hello")
    terminal.say("/stats off")
    assert b"\x1b]52" not in terminal.raw
    terminal.say("/copy")
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.raw)
    assert len(copied) == 1
    text = base64.b64decode(copied[0]).decode().strip()
    assert "OSC 52" in terminal.transcript
    assert "".join(text.split()) in "".join("".join(terminal.say("/raw")).split())
    assert "]52;" not in terminal.transcript
    for line in ("/help", "/help keys", "/set", "/models raven", "/probs 3", "/context", "/sessions", "/goto"):
        terminal.say(line)
    refused = "\n".join(terminal.say("/paste"))
    assert "cannot read the clipboard" in refused
    assert "this should not have happened" not in terminal.transcript
    terminal.send(CTRL_D)
    assert terminal.end() == 0
