"""``rwkvchat models``: the models that have names, getting one, what one is, and removing one. Needs no torch."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rwkvchat.catalogue import DEMO, hub_place, layout_of
from rwkvchat.cli.download import download
from rwkvchat.cli.flags import Parser
from rwkvchat.cli.listing import confirmed, output_flags, show_rows
from rwkvchat.cli.model_info import describe, show
from rwkvchat.config import Folders
from rwkvchat.demo import MODEL
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.errors import UsageError, WeightsError
from rwkvchat.hub.cache import cached_repos, find_cached, partials, repo_folder
from rwkvchat.hub.place import Place, place_of
from rwkvchat.hub.removal import plan_removal, remove
from rwkvchat.known_models import KNOWN, known_at
from rwkvchat.needs import fits, needs, rooms
from rwkvchat.sizes import size_text
from rwkvchat.ui.render import Renderer


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; gives the exit code."""
    flags = command_line().parse_args(arguments)
    flags.run(flags, Renderer(sys.stdout, sys.stderr, plain=flags.plain, no_color=flags.no_color), Folders.of_user())
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
    get.add_argument("--offline", action="store_true", help="make no request: say whether it is here")
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
    free, told = rooms(), [*_known_models(), *_other_models()]
    if flags.json:
        for each in told:
            fit = {strategy: fits(strategy, needed, free) for strategy, needed in each["memory"].items()}
            renderer.data(json.dumps(each | {"fits": fit}))
        return
    strategies = ["cpu fp32", "cpu bf16", *(["cuda fp16"] if free["cuda"] is not None else [])]
    rows = []
    for each in told:
        memory = each["memory"]
        cells = [
            f"{size_text(memory[s])}{'' if fits(s, memory[s], free) else ' !'}" if memory else "" for s in strategies
        ]
        rows.append([each["name"], size_text(each["bytes"]), *cells, _where(each)])
    show_rows(renderer, rows, ["name", "size", *strategies, "here"])
    card = f", {size_text(free['cuda'])} of graphics memory" if free["cuda"] is not None else ""
    renderer.notice(f"{size_text(free['cpu'] or 0)} of memory{card} are free; what needs more has a ! behind it.")
    renderer.notice("rwkvchat models get NAME downloads one; rwkvchat -m NAME starts it.")


def _where(told: dict[str, Any]) -> str:
    if told["name"] == DEMO:
        return "ships"
    if told["path"] is not None:
        return "yes"
    percent = min(99, 100 * told["partial"] // max(1, told["bytes"]))
    return f"{percent}%" if told["partial"] else ""


def _known_models() -> Iterator[dict[str, Any]]:
    demo = open_checkpoint(MODEL)
    n_params = layout_of(demo).n_params
    yield {"name": DEMO, "repo": None, "file": MODEL.name, "bytes": demo.size, "partial": 0, "path": str(MODEL),
           "bytes_exact": True, "parameters": n_params, "memory": needs(n_params),
           "template": demo.metadata.get("template"), "context": None}  # fmt: skip
    for known in KNOWN.values():
        yield _told(known.name, Place(known.repo, known.file), known.nbytes) | {
            "bytes_exact": known.exact,
            "parameters": known.size.n_params,
            "memory": needs(known.size.n_params),
            "template": known.profile.template,
            "context": known.context,
        }


def _other_models() -> Iterator[dict[str, Any]]:
    """Models in the hub's cache that the table does not have, as far as they have RWKV in their names."""
    for repo in cached_repos():
        if "rwkv" not in repo.lower() or known_at(repo, ""):
            continue
        found = {path.name for path in repo_folder(repo).glob("snapshots/*/*") if path.suffix == ".pth"}
        places = [Place(repo, name) for name in sorted(found)] or [Place(repo)]
        for place in places:
            path = None if known_at(place.repo, place.file) else _find(place)
            if path is not None:
                size = _bytes(path.iterdir() if path.is_dir() else (path,))
                yield _told(place.text, place, size) | {
                    "bytes_exact": True,
                    "parameters": None,
                    "memory": {},
                    "template": None,
                    "context": None,
                }


def _told(name: str, place: Place, size: int) -> dict[str, Any]:
    path = _find(place)
    partial = 0 if path else _bytes(partials(place))
    told = {"name": name, "repo": place.repo, "file": place.file or None, "bytes": size}
    return told | {"partial": partial, "path": None if path is None else str(path)}


def _bytes(paths: Iterable[Path]) -> int:
    """What files have in all; one that leads nowhere, or has just gone, has nothing."""
    return sum(each.stat().st_size for each in paths if os.path.exists(each))


def _find(place: Place) -> Path | None:
    try:
        return find_cached(place)
    except WeightsError:  # several models; each has a line of its own
        return None


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
