"""``main``: decides between the REPL and one reply, and turns every error into one message and an exit code."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import NoReturn, TextIO

from rwkvchat.cli.flags import parse_flags
from rwkvchat.cli.wiring import Plan, plan
from rwkvchat.errors import Interrupted, RwkvchatError
from rwkvchat.events import Event
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows a question mark instead of a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except RwkvchatError as error:
        Renderer(sys.stdout, sys.stderr).error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return Interrupted.exit_code
    except BrokenPipeError:
        _forget(sys.stdout)
        return 0
    except Exception as error:
        if os.environ.get("RWKVCHAT_TRACEBACK"):
            raise
        unexpected = RwkvchatError(
            f"this should not have happened: {type(error).__name__}: {error}",
            "please report it; with RWKVCHAT_TRACEBACK=1 in the environment the program shows where it was",
        )
        Renderer(sys.stdout, sys.stderr).error(unexpected)
        return unexpected.exit_code


def _run(arguments: Sequence[str]) -> int:
    flags = parse_flags(arguments)
    interactive = sys.stdin.isatty() and flags.prompt is None
    if not interactive:
        from rwkvchat.cli.oneshot import prompt_text

        prompt = prompt_text(flags.prompt, sys.stdin.buffer, stdin_is_terminal=sys.stdin.isatty())
    wanted = plan(flags)
    plain = flags.plain or flags.no_color
    renderer = Renderer(sys.stdout, sys.stderr, plain=plain, quiet=flags.quiet)
    worker = Worker()
    try:
        if interactive:
            return _chat(wanted, worker, renderer)
        from rwkvchat.cli.oneshot import reply_once

        return reply_once(wanted, prompt, worker, renderer)
    finally:
        worker.close()
        sys.stdout.flush()


def _chat(wanted: Plan, worker: Worker, renderer: Renderer) -> int:
    from rwkvchat.app import App
    from rwkvchat.config import Folders, private_file
    from rwkvchat.ui.prompt import Prompt

    folders = Folders.of_user()
    renderer.notice(f"rwkvchat with {wanted.found.name}: {wanted.found.layout.n_params / 1e6:.1f} million parameters")
    renderer.notice("/help lists the commands; Ctrl-D leaves")

    def opening(app: App) -> Iterator[Event]:
        app.opened = yield from wanted.open()

    app = App(
        wanted.found,
        opening,
        worker,
        renderer,
        folders,
        lambda app: Prompt(app.complete, app.toolbar, private_file(folders.history)),
    )
    app.run()
    return 0


def _end(signum: int, frame: FrameType | None) -> NoReturn:
    """Leave as if by /exit, so that the terminal is put in order, with the exit code of the signal."""
    raise SystemExit(128 + signum)


def _forget(stream: TextIO) -> None:
    """Keep Python from failing once more when it flushes a stream whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
