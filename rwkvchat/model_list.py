"""The models that have names and those that are here, with what is told of them: sizes, memory, where they are.

Looks at files and at the hub's cache; makes no request and needs no torch. How a list of them is shown is for others.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rwkvchat.catalogue import DEMO, layout_of, trained_on
from rwkvchat.demo import MODEL
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.errors import WeightsError
from rwkvchat.hub.cache import cached_repos, find_cached, partials, repo_folder
from rwkvchat.hub.place import Place
from rwkvchat.known_models import KNOWN, known_at
from rwkvchat.needs import fits, needs
from rwkvchat.sizes import size_text


def told_models() -> list[dict[str, Any]]:
    """What is told of each, as plain values: the model that ships, those of the table, others that are here."""
    return [*_known_models(), *_other_models()]


def as_table(told: Sequence[dict[str, Any]], free: Mapping[str, int | None]) -> tuple[list[str], list[list[str]]]:
    """Titles and rows of a table of models; what needs more memory than is free has a ! behind it."""
    strategies = ["cpu fp32", "cpu bf16", *(["cuda fp16"] if free["cuda"] is not None else [])]
    rows = []
    for each in told:
        memory = each["memory"]
        cells = [
            f"{size_text(memory[s])}{'' if fits(s, memory[s], free) else ' !'}" if memory else "" for s in strategies
        ]
        rows.append([each["name"], size_text(each["bytes"]), *cells, _where(each)])
    return ["name", "size", *strategies, "here"], rows


def room_text(free: Mapping[str, int | None]) -> str:
    """How much memory is free, in a sentence to stand below such a table."""
    card = f", {size_text(free['cuda'])} of graphics memory" if free["cuda"] is not None else ""
    return f"{size_text(free['cpu'] or 0)} of memory{card} are free; what needs more has a ! behind it."


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
           "template": demo.metadata.get("template"), "context": trained_on(demo)}  # fmt: skip
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
