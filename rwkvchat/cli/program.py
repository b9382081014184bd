"""``main``: decides between the REPL and one reply, and turns every error into one message and an exit code."""

import errno
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

from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import COMMANDS, check_together, parse_flags
from rwkvchat.cli.wiring import Plan, plan
from rwkvchat.config import Folders, private_file
from rwkvchat.errors import TRACEBACK, Interrupted, RwkvchatError, SaveError, unexpected
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Why nothing more can be written: the disk, the largest file that is allowed, or what a user may have is full."""

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
        if isinstance(error, OSError) and error.errno in FULL:
            _forget(sys.stdout)
            return _tell(SaveError("there is no room left for the output", "make room, or send it elsewhere"))
        if os.environ.get(TRACEBACK):
            raise
        return _tell(unexpected(error))


def _tell(error: RwkvchatError) -> int:
    # From the words themselves, since the error may be about the flags.
    plain, no_color = "--plain" in sys.argv, "--no-color" in sys.argv
    Renderer(sys.stdout, sys.stderr, plain=plain, no_color=no_color).error(error)
    return error.exit_code


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        module = importlib.import_module(f"rwkvchat.cli.{arguments[0]}")
        return int(module.run(arguments[1:]))
    flags = parse_flags(arguments)
    in_terminal = sys.stdin.isatty()
    interactive = in_terminal and flags.prompt is None and not (flags.read and flags.save_state)
    folders = Folders.of_user()
    preferences, renderer = prepared(flags, folders)
    check_together(flags, preferences, interactive=interactive)
    if not interactive:
        from rwkvchat.cli.oneshot import prompt_text

        kept = flags.save_state or flags.last or flags.resume
        needed = not (flags.read and kept) or flags.replies
        prompt = prompt_text(flags.prompt, sys.stdin.buffer, stdin_is_terminal=in_terminal, needed=needed)
    wanted = plan(flags, preferences, folders, renderer)
    if not interactive:
        for remark in wanted.remarks_before():
            renderer.notice(remark)
    worker = Worker()
    try:
        if interactive:
            return _chat(wanted, worker, renderer)
        from rwkvchat.cli.oneshot import reply_once

        return reply_once(wanted, prompt, worker, renderer)
    finally:
        # A reply that is to be kept is given the time that its last token takes.
        worker.close(seconds=4 if flags.last or flags.resume or flags.save_state else 1)


def _chat(wanted: Plan, worker: Worker, renderer: Renderer) -> int:
    from rwkvchat.app import App
    from rwkvchat.cli.welcome import welcome
    from rwkvchat.commands import remarks
    from rwkvchat.commands.showing import show_last_turns
    from rwkvchat.ui.prompt import open_prompt

    folders, preferences = wanted.folders, wanted.preferences
    if preferences.stats is not None:
        renderer.figures = preferences.stats
    welcome(renderer, wanted.found, folders, incognito=preferences.incognito)
    history = None if preferences.incognito else _history(folders, renderer)
    if wanted.start and wanted.start.conversation:
        show_last_turns(renderer, wanted.start.conversation)
    for remark in (*remarks(preferences), *wanted.remarks_before()):
        renderer.notice(remark)

    app = App(
        wanted.found,
        lambda app: wanted.open_for(app, keep=True),
        worker,
        renderer,
        folders,
        lambda app: open_prompt(
            app.complete,
            app.toolbar,
            history,
            app.keyboard,
            no_color=preferences.plain or preferences.no_color,
            styles=app.styles,
            editor=preferences.editor or "",
            tell=renderer.error,
        ),
        wanted.load,
        find=wanted.find,
        preferences=preferences,
    )
    try:
        app.run()
    finally:
        wanted.save(app)
    return 0


def _history(folders: Folders, renderer: Renderer) -> Path | None:
    try:
        return private_file(folders.history)
    except SaveError as error:
        renderer.notice(f"{error.message}: lines typed are not kept")
        return None


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
