"""What the hub's cache on this machine holds, read without the hub's client, which is slow to import.

Its layout is documented and shared by all programs: ``models--OWNER--REPO`` with ``blobs``, ``refs`` and
``snapshots/COMMIT``, in which the files are links to the blobs.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from rwkvchat.errors import WeightsError
from rwkvchat.files import user_path
from rwkvchat.hub.place import Place

TRUE = {"1", "ON", "YES", "TRUE"}
NEOX = Place("EleutherAI/gpt-neox-20b", "tokenizer.json")
"""The tokenizer of the Pile and Raven models."""

WHOLE = ("model.safetensors", "pytorch_model.bin")
"""The weights of a repository in the Hugging Face form, where they are one file; in the order of preference."""

TOKENIZERS = ("tokenizer.json", "20B_tokenizer.json")
"""Names under which a tokenizer lies beside a model's weights, on a disk as on the hub."""

PARTIAL = ".incomplete"
_FOLDER = re.compile(r"models--(.+?)--(.+)")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def cache_folder() -> Path:
    """Where the hub's client keeps what it downloads."""
    get = os.environ.get
    home = get("HF_HOME") or f"{get('XDG_CACHE_HOME') or '~/.cache'}/huggingface"
    folder = get("HF_HUB_CACHE") or get("HUGGINGFACE_HUB_CACHE") or f"{home}/hub"
    return user_path(os.path.expandvars(folder))


def is_offline() -> bool:
    """Whether the environment says that no request is to be made."""
    return (os.environ.get("HF_HUB_OFFLINE") or os.environ.get("TRANSFORMERS_OFFLINE") or "").upper() in TRUE


def repo_folder(repo: str) -> Path:
    return cache_folder() / f"models--{repo.replace('/', '--')}"


def find_cached(place: Place) -> Path | None:
    """The file, or the folder in the Hugging Face form, of a model that is here and complete.

    Without a revision it is what ``main`` was at the last download, or else the newest that is complete: when another
    file of the repository was downloaded later, ``main`` may have moved on.

    Raises:
        WeightsError: the repository holds several models, and none is named.
    """
    for snapshot in _snapshots(place):
        if place.file:
            if os.path.isfile(snapshot / place.file):
                return snapshot / place.file
        elif (found := model_in(snapshot)) is not None:
            return found
    return None


def model_in(folder: Path) -> Path | None:
    """The model in a folder: itself, if it is complete in the Hugging Face form, or the only weight file in it.

    Raises:
        WeightsError: there are several weight files.
    """
    if os.path.isfile(folder / "config.json"):
        for name in WHOLE:
            if os.path.isfile(folder / name) or _complete(folder / f"{name}.index.json"):
                return folder
    files = [path for path in sorted(folder.glob("*")) if path.suffix in (".pth", ".safetensors") and path.is_file()]
    if any(re.search(r"-\d{5}-of-\d{5}\.", path.name) for path in files):
        return None
    if len(files) > 1:
        repo = repo_of(folder)
        raise WeightsError(
            f"{repo or folder} holds several models: {', '.join(path.name for path in files)}",
            f"name one of them: {repo or folder}/{files[0].name}",
        )
    return files[0] if files else None


def _complete(index: Path) -> bool:
    """Whether all files that an index names are there."""
    try:
        files = set(json.loads(index.read_bytes())["weight_map"].values())
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return False
    return bool(files) and all(isinstance(name, str) and os.path.isfile(index.parent / name) for name in files)


def _snapshots(place: Place) -> Iterator[Path]:
    """The folders in which a model may be, those that come first in question first."""
    folder = repo_folder(place.repo)
    snapshots = folder / "snapshots"
    if place.revision and _COMMIT.fullmatch(place.revision):
        yield snapshots / place.revision
        return
    with contextlib.suppress(OSError, ValueError):
        commit = (folder / "refs" / (place.revision or "main")).read_text(encoding="ascii").strip()
        if _COMMIT.fullmatch(commit):
            yield snapshots / commit
    if place.revision and not re.fullmatch(r"[0-9a-f]{7,39}", place.revision):
        return
    with contextlib.suppress(OSError):
        found = [path for path in snapshots.iterdir() if path.name.startswith(place.revision or "")]
        yield from sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def repo_of(path: Path) -> str | None:
    """The repository of a path in the cache's layout."""
    place = place_at(path)
    return place.repo if place else None


def place_at(path: Path) -> Place | None:
    """What a path in the cache's layout is on the hub, whether or not it is still here."""
    for folder in (path, *path.parents):
        if folder.parent.name == "snapshots" and (match := _FOLDER.fullmatch(folder.parent.parent.name)):
            return Place(f"{match[1]}/{match[2]}", "/".join(path.relative_to(folder).parts))
    return None


def cached_neox() -> Path | None:
    """A tokenizer.json of the Pile and Raven models: the original, or one that came with such a model."""
    found = find_cached(NEOX)
    if found is not None:
        return found
    for repo in cached_repos():
        if re.search(r"rwkv-4-.*pile|rwkv-raven|rwkv-.*-pile", repo, re.IGNORECASE):
            found = find_cached(Place(repo, "tokenizer.json"))
            if found is not None:
                return found
    return None


def cached_repos() -> list[str]:
    """The repositories of models of which something is here."""
    with contextlib.suppress(OSError):
        matches = (_FOLDER.fullmatch(path.name) for path in sorted(cache_folder().iterdir()))
        return [f"{match[1]}/{match[2]}" for match in matches if match]
    return []


def partial_path(place: Place, blob: str) -> Path:
    """Where a file is put until it is complete; named so that it can be found without the blob's name, too."""
    return repo_folder(place.repo) / "blobs" / f"{blob}{_ending(place)}"


def _ending(place: Place) -> str:
    return f".{place.file.rpartition('/')[2]}{PARTIAL}"


def partials(place: Place) -> list[Path]:
    """What is here of a model whose download was stopped; of a repository also whole files to which nothing leads."""
    blobs = repo_folder(place.repo) / "blobs"
    with contextlib.suppress(OSError):
        here = sorted(blobs.iterdir())
        if place.file:
            return [path for path in here if path.name.endswith(_ending(place))]
        used = {blob_of(path, blobs) for path in entries(place.repo)}
        return [path for path in here if path not in used]
    return []


def entries(repo: str) -> list[Path]:
    """The files of all snapshots of a repository."""
    snapshots = repo_folder(repo) / "snapshots"
    return [Path(folder) / name for folder, _, names in os.walk(snapshots) for name in names]


def blob_of(path: Path, blobs: Path) -> Path | None:
    """The blob that an entry of a snapshot leads to, if it is one of these."""
    if not path.is_symlink():
        return None
    target = Path(os.path.normpath(path.parent / path.readlink()))
    return blobs / target.name if target.parent == Path(os.path.normpath(blobs)) else None
