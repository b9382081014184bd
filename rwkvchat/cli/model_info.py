"""What a model is and what it needs, for people and for programs; of one that is not here as far as its name tells."""

import json
from pathlib import Path
from typing import Any

from rwkvchat.catalogue import DEMO, find_weights, hub_place, layout_of, profile_of, trained_on
from rwkvchat.cli.listing import show_rows
from rwkvchat.config import Folders
from rwkvchat.demo import MODEL
from rwkvchat.download import sums_of
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.errors import NotHereError, WeightsError
from rwkvchat.hub.cache import place_at
from rwkvchat.known_models import KNOWN, Known, Profile, known_at
from rwkvchat.needs import fits, needs, rooms
from rwkvchat.sizes import size_text
from rwkvchat.ui.download import download_bar
from rwkvchat.ui.render import Renderer


def describe(
    name: str, revision: str | None, folders: Folders, renderer: Renderer, *, verify: bool = False
) -> dict[str, Any]:
    """All that is known of a model.

    Args:
        verify: read it from end to end, and compare its checksums.

    Raises:
        WeightsError: there is none, or its bytes are not those that were published.
    """
    try:
        path = find_weights(name, revision)
    except NotHereError:
        place = hub_place(name, revision)
        known = known_at(place.repo, place.file) if place else None
        if known is None or verify:
            raise
        return _of_known(known)
    weights = open_checkpoint(path)
    layout = layout_of(weights)
    place = place_at(path)
    known = known_at(place.repo, place.file) if place else _by_file_name(path)
    sums = {file.path.name: _sum(file.path, folders, renderer, verify=verify) for file in weights.files}
    compared = False
    if verify:
        compared = _compare(weights, known, sums)
        if not compared:  # else the file's own, weaker ones would say nothing new
            weights.verify()
            compared = weights.has_checksums
    return {
        "name": known.name if known and place else DEMO if path == MODEL else weights.name,
        "repo": place.repo if place else None,
        "path": str(path),
        "architecture": "RWKV-4",
        "format": weights.format,
        "files": [file.path.name for file in weights.files],
        "bytes": weights.size,
        "layers": layout.n_layer,
        "width": layout.n_embd,
        "feed_forward": layout.n_ffn,
        "vocabulary": layout.n_vocab,
        "dtype": layout.dtype,
        "parameters": layout.n_params,
        "context": trained_on(weights) or _configured_context(path),
        **_of_profile(profile_of(weights, layout)),
        **_memory(layout.n_params),
        "sha256": sums if any(sums.values()) else None,
        "verified": verify,
        "compared": compared,
    }


def _of_known(known: Known) -> dict[str, Any]:
    return {
        "name": known.name,
        "repo": known.repo,
        "path": None,
        "architecture": "RWKV-4",
        "format": "pth" if known.file else None,
        "files": [known.file] if known.file else [],
        "bytes": known.nbytes,
        "layers": known.size.n_layer,
        "width": known.size.n_embd,
        "feed_forward": 4 * known.size.n_embd,
        "vocabulary": known.size.n_vocab,
        "dtype": None,
        "parameters": known.size.n_params,
        "context": known.context,
        **_of_profile(known.profile),
        **_memory(known.size.n_params),
        "sha256": None,
        "verified": False,
        "compared": False,
    }


def _of_profile(profile: Profile) -> dict[str, Any]:
    settings = {word: value for word, value in profile.params.as_words().items() if value is not None}
    return {"template": profile.template, "settings": settings}


def _memory(n_params: int) -> dict[str, Any]:
    needed, free = needs(n_params), rooms()
    return {"memory": needed, "fits": {strategy: fits(strategy, each, free) for strategy, each in needed.items()},
            "free_memory": free}  # fmt: skip


def _configured_context(path: Path) -> int | None:
    """What a folder in the Hugging Face form says of the length of texts."""
    try:
        told = json.loads((path / "config.json").read_bytes())["context_length"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None
    return told if isinstance(told, int) else None


def _by_file_name(path: Path) -> Known | None:
    """The published model whose file has this name, wherever it lies."""
    return next((known for known in KNOWN.values() if known.file == path.name), None)


def _sum(path: Path, folders: Folders, renderer: Renderer, *, verify: bool) -> str | None:
    """The SHA-256 of a file, computed, or as far as it is remembered."""
    sums = sums_of(folders)
    if not verify:
        return sums.of(path)
    active = renderer.err.is_terminal and not renderer.quiet
    with download_bar(renderer.err, "reading", path.stat().st_size, active=active) as told:
        return sums.compute(path, told)


def _compare(weights: Checkpoint, known: Known | None, sums: dict[str, str | None]) -> bool:
    """See that files of the hub have the checksums that they were published with; gives whether all are known.

    Raises:
        WeightsError: one has another.
    """
    all_known = True
    for file in weights.files:
        found = sums[file.path.name] or ""
        blob = file.path.resolve().name
        published = known.sha256 if known and known.file == file.path.name else ""
        if not published and place_at(file.path) and len(blob) == 64:
            published = blob
        all_known = all_known and bool(published)
        if not found.startswith(published):
            raise WeightsError(
                f"{file.path} is damaged: its sha256 is {found[:16]}..., and was published as {published[:16]}...",
                f"remove it and download it again: {place.command}" if (place := place_at(weights.path)) else
                "get it again from where it came",
            )  # fmt: skip
    return all_known


def show(told: dict[str, Any], renderer: Renderer) -> None:
    """The same for people."""
    settings = ", ".join(f"{word} {value:g}" for word, value in told["settings"].items() if value)
    rows = [
        ("model", told["name"]),
        ("on the hub", told["repo"] or "not known"),
        ("here", told["path"] or "no"),
        ("files", f"{len(told['files']) or 'some'}, {size_text(told['bytes'])}"),
        ("architecture", told["architecture"]),
        ("sizes", f"{told['layers']} layers, {told['width']} channels, {told['vocabulary']} tokens"),
        ("parameters", f"{told['parameters']:,}"),
        ("number format", told["dtype"] or "not known"),
        ("trained on", f"texts of {told['context']} tokens" if told["context"] else "texts of unknown length"),
        ("template", told["template"]),
        ("settings", settings),
    ]
    for strategy, needed in told["memory"].items():
        free = told["free_memory"][strategy.split()[0]]
        if free is None:
            has = ", and no graphics card is known here"
        else:
            has = f" of {size_text(free)} free{'' if told['fits'][strategy] else ': too much'}"
        rows.append((strategy, f"{size_text(needed)}{has}"))
    for name, value in (told["sha256"] or {}).items():
        rows.append(("sha256", f"{value} {name if len(told['files']) > 1 else ''}".rstrip()))
    if told["verified"]:
        right = "its checksums are right" if told["compared"] else "there is no checksum to compare with"
        rows.append(("verified", f"all of it was read, and {right}"))
    show_rows(renderer, rows)
