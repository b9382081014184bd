"""A terminal for the program to run in: a pty with a screen behind it, and settings that can be compared."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import psutil
import pyte
from programs import PATIENCE, Program

CTRL_C, CTRL_D, ENTER, UP = "\x03", "\x04", "\r", "\x1b[A"
SHORT = ("--template", "completion", "--max-tokens", "12", "--seed", "5")
FIGURES = re.compile(r"(cut at max_tokens · |stopped · )?\d+ tokens? · \d+ tokens/s")

WRAPPER = """trap : INT
echo "before=$(stty -g)"
"$@" REDIRECT
echo "code=$? after=$(stty -g)"
"""
"""Tells the terminal's settings before and after the program, and its exit code."""

JOBS = """set -m
echo "before=$(stty -g)"
"$@" REDIRECT
code=$?
while [ $code = 147 ] || [ $code = 148 ]; do
    echo "stopped=$(stty -g)"
    read go
    fg > /dev/null
    code=$?
done
echo "code=$code after=$(stty -g)"
"""
"""The same of a program that is stopped, which each line then typed lets go on."""


class Screen(pyte.HistoryScreen):
    """A screen that answers when it is asked where its cursor is."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], object]) -> None:
        super().__init__(columns, lines, history=10_000)
        self.answer = answer

    def select_graphic_rendition(self, *attributes: int) -> None:
        """Faint text, which the screen does not know, is grey."""
        super().select_graphic_rendition(*(90 if each == 2 else each for each in attributes))

    def write_process_input(self, data: str) -> None:
        self.answer(data.encode())


class Terminal:
    """Runs the program in a pty; types, waits and reads the screen."""

    def __init__(
        self,
        program: Program,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        redirect: str = "",
        term: str = "xterm-256color",
        jobs: bool = False,
    ) -> None:
        self.program = program
        environment = program.environment | {"TERM": term, "LANG": "C.UTF-8"}
        self.child = pexpect.spawn(
            "/bin/sh",
            ["-c", (JOBS if jobs else WRAPPER).replace("REDIRECT", redirect), "sh", *program.command(arguments)],
            cwd=str(program.folder),
            env=environment,
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self.screen = Screen(columns, lines, self.child.send)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    @property
    def lines(self) -> list[str]:
        """What the screen shows, without the blanks at the ends of lines."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def transcript(self) -> str:
        """All lines, those that have left the screen first."""
        top = self.screen.history.top
        gone = ["".join(line[x].data for x in range(self.screen.columns)).rstrip() for line in top]
        return "\n".join(gone + self.lines)

    @property
    def line(self) -> str:
        """The line that the cursor is on."""
        return self.lines[self.screen.cursor.y]

    @property
    def takes_lines(self) -> bool:
        """Whether the input line is open: it has bracketed pastes on, where the terminal is not a dumb one."""
        return self.raw.count(b"\x1b[?2004h") > self.raw.count(b"\x1b[?2004l") or b"\x1b" not in self.raw

    def send(self, keys: str) -> None:
        self.child.send(keys.encode())

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Read what the program writes until a condition holds.

        Raises:
            AssertionError: it does not come to hold; shows the screen.
        """
        deadline = time.monotonic() + PATIENCE
        while not condition():
            try:
                data = self.child.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                data = b""
            except pexpect.EOF:
                assert condition(), f"the program ended before {what}:\n{self.transcript}"
                return
            self.raw += data
            self.stream.feed(data)
            assert time.monotonic() < deadline, f"waited in vain for {what}:\n" + "\n".join(self.lines)

    def shows(self, text: str) -> None:
        """Wait until the screen shows a text."""
        self.wait(lambda: text in "\n".join(self.lines), text)

    def ready(self, draft: str = "") -> None:
        """Wait for the prompt, with a draft in it; a message that is shown looks the same for a moment."""
        self.wait(lambda: self.line == f"> {draft}".rstrip() and self.takes_lines, f"the prompt with {draft!r}")

    def after(self, line: str) -> str:
        """What the terminal shows after a message that was sent; nothing before it is."""
        return self.transcript.rpartition(f"\n> {line}\n")[2] if f"\n> {line}\n" in self.transcript else ""

    def begin(self, message: str, length: int = 100) -> None:
        """Send a message to the loaded model, and wait for so much of its reply."""
        self.ready()
        self.wait(lambda: re.search(r"\d tokens? read$", self.lines[-1]) is not None, "the loaded model")
        self.send(message)
        self.ready(message)
        self.send("\r")
        # While the message stands in the line, the toolbar is below it.
        self.wait(
            lambda: not self.line.startswith(">") and len(self.after(message).strip()) > length, "a reply's beginning"
        )

    def say(self, line: str) -> list[str]:
        """Type a line at the empty prompt, send it, and wait for the next; gives the lines shown in between."""
        self.ready()
        self.send(line)
        self.ready(line)
        self.send("\r")
        self.ready()
        after = self.after(line).splitlines()
        return after[: max(i for i, text in enumerate(after) if text == ">")]

    def end(self) -> int:
        """Wait for the program's end; gives its exit code, and sees that the terminal is as it was before."""
        self.wait(lambda: re.search(rb"code=(\d+) after=(\S+)\r", self.raw) is not None, "the program's end")
        before = re.search(rb"before=(\S+)", self.raw)
        after = re.search(rb"code=(\d+) after=(\S+)\r", self.raw)
        assert before
        assert after
        assert after[2] == before[1]
        assert self.raw.count(b"\x1b[?2004h") == self.raw.count(b"\x1b[?2004l")  # bracketed paste
        assert self.raw.rfind(b"\x1b[?25l") <= self.raw.rfind(b"\x1b[?25h")  # the cursor
        self.child.close()
        return int(after[1])

    def stopped(self, times: int) -> None:
        """Wait until the program has been stopped so often, and see that the terminal is as it was before."""
        self.wait(lambda: len(re.findall(rb"stopped=\S+\r", self.raw)) >= times, "the program's stop")
        before = re.search(rb"before=(\S+)", self.raw)
        assert before
        assert re.findall(rb"stopped=(\S+)\r", self.raw) == [before[1]] * times
        assert self.raw.count(b"\x1b[?2004h") == self.raw.count(b"\x1b[?2004l")  # bracketed paste
        assert self.raw.rfind(b"\x1b[?25l") <= self.raw.rfind(b"\x1b[?25h")  # the cursor

    def signal(self, number: int) -> None:
        """Send a signal to the program itself."""
        (python,) = psutil.Process(self.child.pid).children()
        os.kill(python.pid, number)

    def close(self) -> None:
        self.child.close(force=True)


def history_of(program: Program) -> Path:
    """The file of the lines typed."""
    return program.folder / "state" / "rwkvchat" / "history"


def reply_in(shown: list[str]) -> str:
    """The reply among the lines shown after a message: all before the figures and the blank line."""
    figures = [i for i, line in enumerate(shown) if FIGURES.fullmatch(line)]
    assert len(figures) == 1, shown
    assert shown[figures[0] + 1 :] == [""]
    return "\n".join(shown[: figures[0]])


Open = Callable[..., Terminal]
"""Opens a chat with flags of its own."""
