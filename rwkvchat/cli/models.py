"""``rwkvchat models``: the models that have names, getting one, what one is, and removing one. Needs no torch."""

import argparse
import json
from collections.abc import Sequence

from rwkvchat.catalogue import DEMO, hub_place
from rwkvchat.cli.download import download
from rwkvchat.cli.effective import prepared
from rwkvchat.cli.flags import Parser, read_flags, switch
from rwkvchat.cli.listing import confirmed, output_flags, show_rows
from rwkvchat.cli.model_info import describe, show
from rwkvchat.config import Folders
from rwkvchat.errors import UsageError, WeightsError
from rwkvchat.hub.cache import repo_folder
from rwkvchat.hub.place import Place, place_of
from rwkvchat.hub.removal import plan_removal, remove
from rwkvchat.model_list import as_table, room_text, told_models
from rwkvchat.needs import fits, rooms
from rwkvchat.sizes import size_text
from rwkvchat.ui.render import Renderer


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags, folders = read_flags(command_line(), arguments), Folders.of_user()
    preferences, renderer = prepared(flags, folders)
    if "name" in flags:
        flags.name, flags.offline = preferences.weights(flags.name), preferences.offline
    flags.run(flags, renderer, folders)
    return 0


def command_line() -> Parser:
    parser = Parser(prog="rwkvchat models", description="Models: what there is, and getting it.", allow_abbrev=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    output = output_flags()

    listing = commands.add_parser("list", help="list those that have names", parents=[output], allow_abbrev=False)
    listing.add_argument("--json", action="store_true", help="print each as a JSON object on a line of its own")
    listing.set_defaults(run=_list)

    hub = Parser(add_help=False, parents=[output])
    hub.add_argument("--revision", metavar="SHA", help="a commit, branch or tag of its repository")

    get = commands.add_parser("get", help="download one", parents=[hub], allow_abbrev=False)
    get.add_argument("name", metavar="NAME", help="a name, OWNER/REPO, or OWNER/REPO/FILE of the hub")
    get.add_argument("-y", "--yes", action="store_true", help="do not ask")
    switch(get, "offline", "make no request: say whether it is here")
    get.set_defaults(run=_get)

    info = commands.add_parser("info", help="what one is, and what it needs", parents=[hub], allow_abbrev=False)
    info.add_argument("name", metavar="NAME|FILE|FOLDER")
    info.add_argument("--json", action="store_true", help="print it as one JSON object")
    info.add_argument("--verify", action="store_true", help="read all of it, and compare its checksums")
    info.set_defaults(run=_info)

    removal = commands.add_parser("remove", help="remove one from this machine", parents=[output], allow_abbrev=False)
    removal.add_argument("name", metavar="NAME")
    removal.add_argument("-y", "--yes", action="store_true", help="do not ask")
    removal.set_defaults(run=_remove)
    return parser


def _list(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    free, told = rooms(), told_models()
    if flags.json:
        for each in told:
            fit = {strategy: fits(strategy, needed, free) for strategy, needed in each["memory"].items()}
            renderer.data(json.dumps(each | {"fits": fit}))
        return
    titles, rows = as_table(told, free)
    show_rows(renderer, rows, titles)
    renderer.notice(room_text(free))
    renderer.notice("rwkvchat models get NAME downloads one; rwkvchat -m NAME starts it.")


def _get(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    path = download(_place(flags.name, flags.revision), renderer, folders, sure=flags.yes, offline=flags.offline)
    if path is not None:
        renderer.data(str(path))


def _info(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    told = describe(flags.name, flags.revision, folders, renderer, verify=flags.verify)
    if flags.json:
        renderer.data(json.dumps(told))
    else:
        show(told, renderer)


def _remove(flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    place = _place(flags.name)
    removal = plan_removal(place)
    if not removal.links and not removal.blobs:
        raise WeightsError(f"{place.text} is not on this machine", "rwkvchat models list shows what is")
    what = f"{place.text}, {size_text(removal.size)} in {repo_folder(place.repo)}"
    if not flags.yes and not confirmed(renderer, f"remove {what}?"):
        renderer.notice("nothing was removed")
        return
    remove(place, removal)
    renderer.notice(f"removed {what}")


def _place(name: str, revision: str | None = None) -> Place:
    """The place on the hub that a user names.

    Raises:
        UsageError, WeightsError: it can be none.
    """
    if name.lower() == DEMO:
        raise UsageError(f"{DEMO} ships with rwkvchat: it can neither be downloaded nor removed", "rwkvchat starts it")
    place = place_of(name, revision) or hub_place(name, revision)
    if place is None:
        raise UsageError(f"{name} is no model of the hub", "give a name, OWNER/REPO, or OWNER/REPO/FILE")
    return place
