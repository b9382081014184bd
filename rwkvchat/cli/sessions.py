"""``rwkvchat sessions``: the conversations that are kept. Needs no torch."""

import argparse
import json
import os
from collections.abc import Sequence

from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import Parser, read_flags
from rwkvchat.cli.listing import confirmed, output_flags, show_rows
from rwkvchat.config import Folders
from rwkvchat.errors import SaveError
from rwkvchat.files import user_path, write_atomically
from rwkvchat.storage.export import KINDS, export
from rwkvchat.storage.folder import find_session, list_sessions, remove_session, session_id
from rwkvchat.storage.text import heading, read_text
from rwkvchat.ui.render import Renderer


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags, folders = read_flags(command_line(), arguments), Folders.of_user()
    _, renderer = prepared(flags, folders)
    flags.run(flags, renderer, folders)
    return 0


def command_line() -> Parser:
    parser = Parser(prog="rwkvchat sessions", description="The conversations that are kept.", allow_abbrev=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    output = output_flags()

    listing = commands.add_parser("list", help="list them, the newest first", parents=[output], allow_abbrev=False)
    listing.add_argument("text", nargs="?", help="only those in which this was said")
    listing.add_argument("--json", action="store_true", help="print each as a JSON object on a line of its own")
    listing.set_defaults(run=_list)

    one = Parser(add_help=False, parents=[output])
    one.add_argument("id", metavar="ID", help="an id, the beginning of one, or a title")

    show = commands.add_parser("show", help="show what was said in one", parents=[one], allow_abbrev=False)
    show.set_defaults(run=_show)

    out = commands.add_parser("export", help="write one as a text", parents=[one], allow_abbrev=False)
    out.add_argument("kind", choices=KINDS, metavar="|".join(KINDS))
    out.add_argument("out", nargs="?", metavar="FILE", help="by default standard output")
    out.set_defaults(run=_export)

    remove = commands.add_parser("remove", help="remove some for good", parents=[output], allow_abbrev=False)
    remove.add_argument("ids", nargs="+", metavar="ID", help="an id, the beginning of one, or a title")
    remove.add_argument("-y", "--yes", action="store_true", help="do not ask")
    remove.set_defaults(run=_remove)
    return parser


def _list(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    found = list_sessions(folders.sessions, flags.text)
    if flags.json:
        for each in found:
            told = {
                "id": each.id,
                "updated": each.updated.isoformat(timespec="seconds"),
                "messages": each.messages,
                "model": each.model,
                "title": each.title,
                "problem": each.problem,
                "path": str(folders.sessions / f"{each.id}.state"),
            }
            renderer.data(json.dumps(told | {"snippet": each.snippet} if flags.text else told))
        return
    if not found:
        where = f"in which {flags.text!r} was said" if flags.text else f"in {folders.sessions}"
        renderer.notice(f"there are no conversations {where}")
        return
    titles = ["id", "updated", "messages", "model", "title", *(["where it was said"] if flags.text else [])]
    rows = []
    for each in found:
        title = f"{each.title} (damaged)".strip() if each.damaged else each.title
        row = [each.id, f"{each.updated:%Y-%m-%d %H:%M}", str(each.messages), each.model, title]
        rows.append([*row, each.snippet] if flags.text else row)
    show_rows(renderer, rows, titles)


def _show(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    renderer.passage(_exported(flags.id, "txt", folders).rstrip("\n"))


def _export(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    text = _exported(flags.id, flags.kind, folders)
    if flags.out is None:
        renderer.exact(text)
        return
    path = user_path(flags.out)
    if os.path.lexists(path):
        raise SaveError(f"there is {path} already", "give another name; nothing is written over")
    write_atomically(path, text.encode(), keep_before=False)
    renderer.notice(f"written to {path}")


def _exported(word: str, kind: str, folders: Folders) -> str:
    content = read_text(find_session(folders.sessions, word))
    line = content.line()
    return export(line, heading(content.title, line), content.model, kind)


def _remove(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    paths = dict.fromkeys(find_session(folders.sessions, word) for word in flags.ids)
    names = ", ".join(session_id(path) for path in paths)
    if not flags.yes and not confirmed(renderer, f"remove {names} for good?"):
        renderer.notice("nothing was removed")
        return
    for path in paths:
        remove_session(path)
        renderer.notice(f"removed {session_id(path)}")
    renderer.notice(f"Lines typed in a chat are still in {folders.history}.")
