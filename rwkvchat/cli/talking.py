"""A chat from its flags on: the REPL, or one reply."""

import argparse
import sys
from pathlib import Path

from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import check_together
from rwkvchat.cli.wiring import Plan, plan
from rwkvchat.config import Folders, private_file
from rwkvchat.errors import SaveError
from rwkvchat.ui.render import Renderer
from rwkvchat.worker import Worker


def talk(flags: argparse.Namespace) -> int:
    """Do what the flags of a chat say; gives the exit code."""
    in_terminal = sys.stdin.isatty()
    interactive = in_terminal and flags.prompt is None and not (flags.read and flags.save_state is not None)
    folders = Folders.of_user()
    preferences, renderer = prepared(flags, folders)
    check_together(flags, preferences, interactive=interactive)
    if not interactive:
        from rwkvchat.cli.oneshot import prompt_text

        kept = flags.save_state is not None or flags.last or flags.resume
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
        worker.close(seconds=4 if flags.last or flags.resume or flags.save_state is not None else 1)


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
