"""The clipboard, with tools of the tests' own on the path and nothing else."""

import base64
import io
import os
import re
import sys
from pathlib import Path

import pytest

from rwkvchat.errors import RwkvchatError
from rwkvchat.ui import clipboard

if os.name == "nt":
    pytest.skip("the tools are shell scripts", allow_module_level=True)

ELSEWHERE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
OSC = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


class Terminal(io.StringIO):
    """Where a user sits."""

    def isatty(self) -> bool:
        return True


class Desk:
    """A machine whose tools and environment are those that are put there."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        (folder / "bin").mkdir()
        for name in (
            "SSH_CONNECTION",
            "SSH_CLIENT",
            "SSH_TTY",
            "TMUX",
            "WAYLAND_DISPLAY",
            "DISPLAY",
            "WSL_DISTRO_NAME",
        ):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PATH", str(folder / "bin"))
        monkeypatch.setattr(sys, "platform", "linux")
        self.set(TERM="xterm-256color")

    def set(self, **names: str) -> None:
        for name, value in names.items():
            self.monkeypatch.setenv(name, value)

    def tool(self, name: str, script: str = "") -> None:
        """A tool that notes its arguments and its input, and does what the script says."""
        path = self.folder / "bin" / name
        path.write_text(
            f'#!/bin/sh\necho "{name} $*" >> {self.folder}/calls\n'
            + (script or f"/bin/cat > {self.folder}/clipboard")
            + "\n"
        )
        path.chmod(0o700)

    @property
    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def clipboard(self) -> bytes:
        return (self.folder / "clipboard").read_bytes()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("environment", "tools", "call"),
    [
        pytest.param({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ["wl-copy", "xclip"], "wl-copy", id="wayland first"),
        pytest.param({"DISPLAY": ":0"}, ["wl-copy", "xclip", "xsel"], "xclip -selection clipboard -in", id="xclip"),
        pytest.param({"DISPLAY": ":0"}, ["wl-copy", "xsel"], "xsel --clipboard --input", id="xsel"),
        pytest.param({"DISPLAY": ":0", "TMUX": "t"}, ["xclip", "tmux"], "xclip -selection clipboard -in", id="at home"),
        pytest.param({"TMUX": "t"}, ["xclip", "tmux"], "tmux load-buffer -w -", id="tmux without a display"),
        pytest.param({"DISPLAY": ":0", "TMUX": "t", "SSH_TTY": "/dev/pts/1"}, ["xclip", "tmux"],
                     "tmux load-buffer -w -", id="tmux over SSH"),
    ],
)  # fmt: skip
def test_a_text_goes_to_the_tool_that_reaches_the_users_clipboard(
    desk: Desk, environment: dict[str, str], tools: list[str], call: str
) -> None:
    desk.set(**environment)
    for name in tools:
        desk.tool(name)
    terminal = Terminal()
    assert clipboard.copy("ü\n  two\x1b[2J", terminal) == call.split(maxsplit=1)[0]
    assert [line.rstrip() for line in desk.calls] == [call]
    assert desk.clipboard == "ü\n  two\x1b[2J".encode()
    assert terminal.getvalue() == ""


def test_on_a_mac_and_on_windows_their_own_tools_are_used(desk: Desk) -> None:
    desk.tool("pbcopy")
    desk.tool("clip.exe")
    desk.monkeypatch.setattr(sys, "platform", "darwin")
    assert clipboard.copy("ü", Terminal()) == "pbcopy"
    desk.monkeypatch.setattr(sys, "platform", "linux")
    desk.set(WSL_DISTRO_NAME="Ubuntu")
    assert clipboard.copy("ü", Terminal()) == "clip.exe"
    assert desk.clipboard == "ü".encode("utf-16-le")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({}, id="no display"),
        pytest.param({"DISPLAY": ":0", "SSH_CONNECTION": "1"}, id="far away"),
        pytest.param({"WAYLAND_DISPLAY": "w"}, id="no tool"),
        pytest.param({"TMUX": "t", "SSH_CONNECTION": "1"}, id="tmux is not on the path"),
    ],
)
def test_without_a_tool_the_terminal_is_asked_to(desk: Desk, environment: dict[str, str]) -> None:
    desk.tool("xclip")
    desk.set(**environment)
    terminal = Terminal()
    assert "OSC 52" in clipboard.copy("a\x07ü", terminal)
    match = OSC.fullmatch(terminal.getvalue())
    assert match is not None
    assert base64.b64decode(match[1]).decode() == "a\x07ü"
    assert desk.calls == []


def test_a_tool_that_fails_is_followed_by_the_next(desk: Desk) -> None:
    desk.set(WAYLAND_DISPLAY="gone", DISPLAY=":0")
    desk.tool("wl-copy", "echo no such display >&2; exit 1")
    desk.tool("xclip")
    assert clipboard.copy("text", Terminal()) == "xclip"
    assert desk.clipboard == b"text"


def test_an_older_tmux_takes_it_for_itself(desk: Desk) -> None:
    desk.set(TMUX="t")
    desk.tool("tmux", f'case "$*" in *-w*) exit 1;; esac; /bin/cat > {desk.folder}/clipboard')
    assert clipboard.copy("text", Terminal()) == "tmux"
    assert desk.calls == ["tmux load-buffer -w -", "tmux load-buffer -"]
    assert desk.clipboard == b"text"


def test_a_tool_that_stays_behind_does_not_hold_up_the_chat(desk: Desk) -> None:
    desk.set(DISPLAY=":0")
    desk.tool("xclip", f"/bin/cat > {desk.folder}/clipboard; /bin/sleep 30 & exit 0")
    desk.monkeypatch.setattr(clipboard, "SECONDS", 20)
    assert clipboard.copy("text", Terminal()) == "xclip"
    assert desk.clipboard == b"text"


@pytest.mark.parametrize(
    ("terminal", "term", "text", "message"),
    [
        pytest.param(io.StringIO(), "xterm", "x", "there is neither a tool for it nor a terminal", id="no terminal"),
        pytest.param(Terminal(), "dumb", "x", "there is neither a tool for it nor a terminal", id="a dumb one"),
        pytest.param(Terminal(), "xterm", "x" * 74_995, "too long for a terminal's clipboard", id="too long"),
    ],
)
def test_where_it_cannot_be_copied_nothing_is_written(
    desk: Desk, terminal: io.StringIO, term: str, text: str, message: str
) -> None:
    desk.set(TERM=term)
    before = terminal.getvalue()
    with pytest.raises(RwkvchatError, match=message) as caught:
        clipboard.copy(text, terminal)
    assert "/export" in caught.value.hint
    assert terminal.getvalue() == before


def test_a_tool_that_fails_is_quoted_where_nothing_else_helps(desk: Desk) -> None:
    desk.set(DISPLAY=":0", TERM="dumb")
    desk.tool("xclip", 'echo "Error: Can\'t open display" >&2; exit 1')
    with pytest.raises(RwkvchatError, match="cannot copy: xclip says: Error: Can't open display"):
        clipboard.copy("text", Terminal())
    desk.tool("xclip", "exit 3")
    with pytest.raises(RwkvchatError, match="cannot copy: xclip fails"):
        clipboard.copy("text", Terminal())


@pytest.mark.parametrize(
    ("environment", "name", "call"),
    [
        pytest.param({"WAYLAND_DISPLAY": "w"}, "wl-paste", "wl-paste --no-newline", id="wayland"),
        pytest.param({"DISPLAY": ":0"}, "xclip", "xclip -selection clipboard -out", id="xclip"),
        pytest.param({"DISPLAY": ":0"}, "xsel", "xsel --clipboard --output", id="xsel"),
        pytest.param({"TMUX": "t", "SSH_TTY": "/dev/pts/1"}, "tmux", "tmux show-buffer", id="tmux"),
    ],
)
def test_the_clipboard_is_read_with_unix_line_ends(
    desk: Desk, environment: dict[str, str], name: str, call: str
) -> None:
    desk.set(**environment)
    desk.tool(name, r"printf '\303\274 one\r\ntwo\rthree\377'")
    assert clipboard.paste() == "ü one\ntwo\nthree\ufffd"
    assert desk.calls == [call]


def test_powershell_reads_the_clipboard_of_windows(desk: Desk) -> None:
    desk.set(WSL_DISTRO_NAME="Ubuntu")
    desk.tool("powershell.exe", r"printf '\357\273\277one\r\n'")
    assert clipboard.paste() == "one\n"


@pytest.mark.parametrize(
    ("environment", "script", "message"),
    [
        pytest.param({}, "", "there is no tool for it here", id="no tool"),
        pytest.param({"SSH_TTY": "1", "DISPLAY": ":0"}, "printf far", "over SSH only tmux could", id="far away"),
        pytest.param({"DISPLAY": ":0"}, "exit 0", "it holds no text", id="empty"),
        pytest.param({"DISPLAY": ":0"}, "echo target STRING >&2; exit 1", "xclip says: target STRING", id="a picture"),
    ],
)
def test_a_clipboard_without_a_text_is_told_with_another_way(
    desk: Desk, environment: dict[str, str], script: str, message: str
) -> None:
    desk.set(**environment)
    if script:
        desk.tool("xclip", script)
    with pytest.raises(RwkvchatError, match=f"cannot read the clipboard: {message}") as caught:
        clipboard.paste()
    assert "paste with the terminal's own key" in caught.value.hint


def test_a_tool_that_hangs_is_given_up(desk: Desk) -> None:
    desk.set(DISPLAY=":0")
    desk.tool("xclip", "exec /bin/sleep 60")
    desk.monkeypatch.setattr(clipboard, "SECONDS", 0.2)
    with pytest.raises(RwkvchatError, match="xclip does not answer"):
        clipboard.paste()


def test_too_much_for_the_input_line_is_refused(desk: Desk) -> None:
    desk.set(DISPLAY=":0")
    desk.monkeypatch.setattr(clipboard, "LONGEST_PASTE", 10)
    desk.tool("xclip", "printf 12345678901")
    with pytest.raises(RwkvchatError, match="11 characters, too many") as caught:
        clipboard.paste()
    assert "/read FILE" in caught.value.hint
