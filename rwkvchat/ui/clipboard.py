"""The clipboard, when the user asks for it: by the system's own tool, by tmux, or by asking the terminal (OSC 52).

Knows how this is done and where; nothing of what is copied. Over SSH the tools are left alone: they would fill the
clipboard of the far machine, and tmux and the terminal reach the one before the user.
"""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from rwkvchat.errors import RwkvchatError

SECONDS = 5
"""What a tool is given. Some wait for another program, which may hang."""
LONGEST_OSC = 74_994
"""Bytes that terminals take this way: 100,000 with what surrounds them and in base64, by the strictest of them."""
LONGEST_PASTE = 1_000_000
"""Characters that an input line can be expected to bear."""
NO_OSC = {"", "dumb", "linux"}
"""Values of TERM for terminals that would show the sequence as text, or have no clipboard."""


class Tool(NamedTuple):
    """A program that writes the clipboard, or reads it."""

    command: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        return self.command[0]


_POWERSHELL = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"
_TMUX_COPY = (Tool(("tmux", "load-buffer", "-w", "-")), Tool(("tmux", "load-buffer", "-")))
"""The first also hands it to the terminal; tmux before 3.2 does not know how."""
_TMUX_PASTE = (Tool(("tmux", "show-buffer")),)


def copy(text: str, terminal: IO[str]) -> str:
    """Put a text into the clipboard; says by what means.

    Args:
        terminal: where the user sits.

    Raises:
        RwkvchatError: there is no way, or none that works.
    """
    failures = []
    for tool in _there(_native_copy, _TMUX_COPY):
        try:
            _run(tool, text.encode(tool.encoding, "replace"))
        except RwkvchatError as error:
            failures.append(error.message)
        else:
            return tool.name
    elsewhere = "/export md FILE writes the conversation to a file"
    if not terminal.isatty() or os.environ.get("TERM", "") in NO_OSC:
        reason = failures[0] if failures else "there is neither a tool for it nor a terminal that could be asked"
        raise RwkvchatError(f"cannot copy: {reason}", elsewhere)
    data = text.encode("utf-8", "replace")
    if len(data) > LONGEST_OSC:
        raise RwkvchatError(
            f"this is too long for a terminal's clipboard: {len(data)} bytes, of at most {LONGEST_OSC}", elsewhere
        )
    terminal.write(f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\a")
    terminal.flush()
    return "the terminal (OSC 52), if it lets programs copy"


def paste() -> str:
    """The text in the clipboard.

    Raises:
        RwkvchatError: there is none, or no way to read it.
    """
    own_key = "paste with the terminal's own key, such as Ctrl-Shift-V; that never sends either"
    failures = []
    for tool in _there(_native_paste, _TMUX_PASTE):
        try:
            text = _run(tool).decode(tool.encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        except RwkvchatError as error:
            failures.append(error.message)
            continue
        if len(text) > LONGEST_PASTE:
            raise RwkvchatError(
                f"the clipboard holds {len(text)} characters, too many for the input line",
                "save them in a file; /read FILE lets the model read it",
            )
        if text.strip():
            return text
        failures.append("it holds no text")
    far = "over SSH only tmux could" if _is_remote() else "there is no tool for it here"
    raise RwkvchatError(f"cannot read the clipboard: {failures[0] if failures else far}", own_key)


def _there(native: Callable[[], Iterator[Tool]], tmux: tuple[Tool, ...]) -> Iterator[Tool]:
    """The tools that are installed and reach the user's clipboard, the best first."""
    candidates = [] if _is_remote() else [*native()]
    candidates += tmux if os.environ.get("TMUX") else ()
    yield from (tool for tool in candidates if shutil.which(tool.name))


def _native_copy() -> Iterator[Tool]:
    if sys.platform == "darwin":
        yield Tool(("pbcopy",))
    elif _is_windows():
        yield Tool(("clip.exe",), "utf-16-le")
    if os.environ.get("WAYLAND_DISPLAY"):
        yield Tool(("wl-copy",))
    if os.environ.get("DISPLAY"):
        yield Tool(("xclip", "-selection", "clipboard", "-in"))
        yield Tool(("xsel", "--clipboard", "--input"))


def _native_paste() -> Iterator[Tool]:
    if sys.platform == "darwin":
        yield Tool(("pbpaste",))
    elif _is_windows():
        yield Tool(("powershell.exe", "-NoProfile", "-Command", _POWERSHELL), "utf-8-sig")
    if os.environ.get("WAYLAND_DISPLAY"):
        yield Tool(("wl-paste", "--no-newline"))
    if os.environ.get("DISPLAY"):
        yield Tool(("xclip", "-selection", "clipboard", "-out"))
        yield Tool(("xsel", "--clipboard", "--output"))


def _is_windows() -> bool:
    """Windows itself, or Linux inside it."""
    return sys.platform == "win32" or bool(os.environ.get("WSL_DISTRO_NAME"))


def _is_remote() -> bool:
    return any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _run(tool: Tool, data: bytes | None = None) -> bytes:
    """Give a tool data; without any, what it writes.

    Raises:
        RwkvchatError: it fails, or takes too long; says why, as a part of a sentence.
    """
    try:
        # A file for its errors, since a tool that stays behind to hold the clipboard would keep a pipe open; and a
        # session of its own, since Ctrl-C in the chat would end that tool.
        with tempfile.TemporaryFile() as errors:
            done = subprocess.run(  # noqa: S603 (a fixed command)
                tool.command,
                input=data or b"",
                stdout=subprocess.PIPE if data is None else subprocess.DEVNULL,
                stderr=errors,
                timeout=SECONDS,
                check=False,
                start_new_session=True,
            )
            errors.seek(0)
            reason = " ".join(errors.read(400).decode("utf-8", "replace").split())
    except subprocess.TimeoutExpired:
        raise RwkvchatError(f"{tool.name} does not answer") from None
    except OSError as error:
        raise RwkvchatError(f"{tool.name} does not start: {error.strerror}") from error
    if done.returncode:
        raise RwkvchatError(f"{tool.name} says: {reason}" if reason else f"{tool.name} fails")
    return done.stdout or b""
