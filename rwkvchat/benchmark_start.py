"""Measures the wait at the start: until the help, the input line and a first word are there, beside Python alone.

The program is started anew for each figure, in a terminal of its own where it needs one. Other chat programs can be
timed in the same rounds, by the command that starts them.
"""

import os
import re
import select
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rwkvchat.errors import RwkvchatError

PYTHON = (sys.executable,)
PROGRAM = (*PYTHON, "-m", "rwkvchat", "--incognito")
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_=>])")
PROMPT = re.compile(rb"(^|[\r\n])\s*>{1,3} ")
POSITION, ANSWER = b"\x1b[6n", b"\x1b[1;1R"
"""A program asks a terminal where its cursor is, and waits for the answer."""
LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """How long something takes from its start."""

    what: str
    seconds: float
    """Median."""


def measure_starts(rounds: int, beside: Sequence[str] = ()) -> list[Start]:
    """Time every start, in turn, so many times over.

    Args:
        beside: commands of other programs, which are timed until their prompt stands.

    Raises:
        RwkvchatError: a program ends, or takes more than a minute, before it is there.
    """
    ways: dict[str, Callable[[], float]] = {
        "python -c pass": lambda: _until_end(*PYTHON, "-c", "pass"),
        'python -c "import torch"': lambda: _until_end(*PYTHON, "-c", "import torch"),
        "rwkvchat --help": lambda: _until_end(*PROGRAM, "--help"),
        "rwkvchat, to the input line": lambda: _until_prompt(PROGRAM),
        "rwkvchat -p, to the first word": lambda: _until_output(*PROGRAM, "-p", "Hello!"),
    }
    for command in beside:
        words = shlex.split(command)
        ways[f"{command}, to its prompt"] = lambda words=words: _until_prompt(words)  # type: ignore[misc]
    times: dict[str, list[float]] = {what: [] for what in ways}
    for _ in range(rounds):
        for what, way in ways.items():
            times[what].append(way())
    return [Start(what, statistics.median(each)) for what, each in times.items()]


def _until_end(*command: str) -> float:
    start = time.perf_counter()
    try:
        subprocess.run(  # noqa: S603 (our own words)
            command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=LONGEST
        )
    except subprocess.SubprocessError as error:
        raise RwkvchatError(f"{shlex.join(command)} failed or took a minute", "run it by itself to see why") from error
    return time.perf_counter() - start


def _until_output(*command: str) -> float:
    """Until the first byte comes out of a pipe; the program may then end by itself."""
    start = time.perf_counter()
    ours, theirs = os.pipe()
    with subprocess.Popen(  # noqa: S603 (our own words)
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL
    ) as process:
        os.close(theirs)
        if not select.select([ours], [], [], LONGEST)[0]:
            process.kill()
        first = os.read(ours, 1)
        seconds = time.perf_counter() - start
        while os.read(ours, 65536):
            pass
    os.close(ours)
    if not first:
        raise RwkvchatError(f"{shlex.join(command)} wrote nothing", "run it by itself to see why")
    return seconds


def _until_prompt(command: Sequence[str]) -> float:
    """Until a line that begins with ``>`` stands in a terminal of its own."""
    try:
        import pty
    except ImportError as error:
        raise RwkvchatError("this system has no terminals to start programs in", "run it on Linux or macOS") from error
    ours, theirs = pty.openpty()
    written = b""
    start = time.perf_counter()
    environment = os.environ | {"TERM": "xterm-256color"}
    try:
        process = subprocess.Popen(  # noqa: S603 (what the user gave)
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=environment
        )
    except OSError as error:
        os.close(ours)
        raise RwkvchatError(f"cannot start {command[0]}: {error.strerror}", "give the path of a program") from error
    finally:
        os.close(theirs)
    try:
        while not PROMPT.search(ESCAPES.sub(b"", written)):
            left = LONGEST - (time.perf_counter() - start)
            if left <= 0 or not select.select([ours], [], [], left)[0]:
                raise RwkvchatError(f"{shlex.join(command)} shows no prompt within a minute", "run it by itself")
            new = _read(ours)
            if not new:
                raise RwkvchatError(f"{shlex.join(command)} ended without a prompt", "run it by itself to see why")
            written += new
            if POSITION in new:
                os.write(ours, ANSWER)
        return time.perf_counter() - start
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux says when the other end is closed
        return b""
