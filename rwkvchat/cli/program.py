"""``main``: runs a chat or another command, and turns every error into one message and an exit code."""

import importlib
import math
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TextIO

from rwkvchat.cli.flags import COMMANDS, parse_flags
from rwkvchat.errors import TRACEBACK, Interrupted, RwkvchatError, SaveError, is_full, unexpected

LEAVING_SECONDS = 3.0
"""A signal that comes so soon after another finds the program on its way out, and lets it go on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    _ready_streams()
    # torch says so when it is imported where there is no numpy, which nothing here needs.
    warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
    leave = _leaver()
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, leave)
    try:
        code = _outcome(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as end:  # --help, --version and signals
        code = end.code if isinstance(end.code, int) else 0
    try:
        sys.stderr.flush()
    except OSError:  # it is full, or nobody reads it
        _forget(sys.stderr)
    if any(thread.name == "engine" for thread in threading.enumerate()):
        # Still in the middle of torch, where the end of Python would abort the whole process.
        os._exit(code)
    return code


def _outcome(arguments: Sequence[str]) -> int:
    """Run the program, with every error told."""
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()  # here, where it is noticed that the reader has gone
    except RwkvchatError as error:
        return _tell(error)
    except KeyboardInterrupt:
        return Interrupted.exit_code
    except BrokenPipeError:
        _forget(sys.stdout)
        return 0
    except Exception as error:
        if is_full(error):
            _forget(sys.stdout)
            return _tell(SaveError("there is no room left for the output", "make room, or send it elsewhere"))
        if os.environ.get(TRACEBACK):
            raise
        return _tell(unexpected(error))


def _tell(error: RwkvchatError) -> int:
    from rwkvchat.ui.render import Renderer

    # From the words themselves, since the error may be about the flags.
    plain, no_color = "--plain" in sys.argv, "--no-color" in sys.argv
    Renderer(sys.stdout, sys.stderr, plain=plain, no_color=no_color).error(error)
    return error.exit_code


def _run(arguments: Sequence[str]) -> int:
    # What each way needs is imported once it is known which it is: --help is to be there at once.
    if arguments and arguments[0] in COMMANDS:
        module = importlib.import_module(f"rwkvchat.cli.{arguments[0]}")
        return int(module.run(arguments[1:]))
    flags = parse_flags(arguments)
    from rwkvchat.cli.talking import talk

    return talk(flags)


def _leaver() -> Callable[[int, FrameType | None], None]:
    """A handler that leaves as if by /exit, so that the terminal is put in order, with the exit code of the signal."""
    left = -math.inf

    def leave(signum: int, frame: FrameType | None) -> None:
        nonlocal left
        if time.monotonic() - left > LEAVING_SECONDS:
            left = time.monotonic()
            raise SystemExit(128 + signum)

    return leave


def _ready_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows a question mark instead of a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _forget(stream: TextIO) -> None:
    """Keep Python from failing once more when it flushes a stream whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
