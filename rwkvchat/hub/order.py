"""What has to be downloaded for a model: its files, their sizes and checksums, as the hub lists them."""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rwkvchat.errors import HubError, WeightsError
from rwkvchat.hub.cache import NEOX, TOKENIZERS, WHOLE, cache_folder, cached_neox, partial_path, repo_folder
from rwkvchat.hub.client import client, endpoint, headers, patiently
from rwkvchat.hub.place import WEIGHTS, Place, unsafe
from rwkvchat.known_models import known_at
from rwkvchat.sizes import size_text

SPARE = 64 << 20
"""Bytes of disk that a download leaves free."""

_SHARD = re.compile(r"(.+)-(\d{5})-of-(\d{5})\.(?:bin|safetensors)")
_SUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Remote(NamedTuple):
    """A file on the hub."""

    place: Place
    """Its repository, its name, and the commit."""
    size: int
    blob: str
    """Its SHA-256 if it is a large file, and else git's checksum; also its name in the cache."""

    @property
    def blob_path(self) -> Path:
        return repo_folder(self.place.repo) / "blobs" / self.blob

    @property
    def partial_path(self) -> Path:
        return partial_path(self.place, self.blob)

    @property
    def here(self) -> int:
        """How many of its bytes are here."""
        for path in (self.blob_path, self.partial_path):
            if os.path.isfile(path):
                return min(self.size, path.stat().st_size)
        return 0


class Order(NamedTuple):
    """A model that is to be downloaded."""

    place: Place
    files: tuple[Remote, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def missing(self) -> int:
        """Bytes that are still to come."""
        return sum(file.size - file.here for file in self.files)


def make_order(place: Place, say: Callable[[str], None]) -> Order:
    """Ask the hub what a model consists of.

    Args:
        say: told of waits.

    Raises:
        HubError: it cannot be asked, or has no such model. WeightsError: several, and none is named.
    """
    listed = _listed(place, say)
    chosen = _chosen(place, listed)
    files = [listed[name] for name in chosen]
    known = known_at(place.repo, place.file)
    if known and known.sha256 and not files[0].blob.startswith(known.sha256):
        raise HubError(
            f"the hub has another file for {known.name} than the one that is known: its sha256 is "
            f"{files[0].blob[:16]}..., not {known.sha256}...",
            "it was replaced, or something on the way is not to be trusted; nothing was downloaded",
        )
    brings_one = any(name.rpartition("/")[2] in TOKENIZERS for name in chosen)
    if chosen[0].endswith(WEIGHTS) and not brings_one and not _world(place):
        files += _neox(say)
    return Order(place, tuple(files))


def _world(place: Place) -> bool:
    """Whether its name says that it is a model of the World vocabulary, which needs no tokenizer file."""
    return "world" in f"{place.repo}/{place.file}".lower()


def _neox(say: Callable[[str], None]) -> Iterable[Remote]:
    """The tokenizer of the models that bring none, unless it is here.

    Raises:
        HubError: it cannot be had.
    """
    if cached_neox():
        return ()
    try:
        return (_listed(NEOX, say)[NEOX.file],)
    except (HubError, KeyError) as error:
        reason = f": {error.message}" if isinstance(error, HubError) else ""
        raise HubError(
            f"the model's tokenizer, {NEOX.repo}/{NEOX.file}, cannot be had{reason}",
            "the model was not downloaded either; try again later",
        ) from error


def _listed(place: Place, say: Callable[[str], None]) -> Mapping[str, Remote]:
    """The files of a repository at a revision."""

    def ask() -> tuple[str, list[tuple[str, int, str]]]:
        api = client().HfApi(endpoint=endpoint(), headers=headers())
        try:
            info = api.model_info(place.repo, revision=place.revision, files_metadata=True, timeout=30)
            files = [
                (file.rfilename, file.size, file.lfs.sha256 if file.lfs else file.blob_id) for file in info.siblings
            ]
            if not all(isinstance(name, str) for name, _, _ in files):
                raise TypeError("a file's name is no text")
        except (TypeError, AttributeError) as error:
            raise ValueError("this is JSON, and not the hub's") from error
        return info.sha, files

    commit, files = patiently(ask, place, say)
    if not isinstance(commit, str) or not re.fullmatch(r"[0-9a-f]{40}", commit):
        raise HubError(f"what answers at {endpoint()} is not the hub", "check HF_ENDPOINT")
    for name, _, _ in files:
        if unsafe(name):
            raise HubError(
                f"the list of files of {place.repo} holds {name!r}, which leads out of its folder",
                "nothing was downloaded; this repository is not to be trusted",
            )
    return {
        name: Remote(Place(place.repo, name, commit), size, blob)
        for name, size, blob in files
        if isinstance(size, int) and isinstance(blob, str) and _SUM.fullmatch(blob)
    }


def _chosen(place: Place, listed: Mapping[str, Remote]) -> list[str]:
    """The names of the files that a model needs, its weights first.

    Raises:
        HubError, WeightsError: there is none, or none that is meant.
    """
    if place.file:
        if place.file not in listed:
            raise HubError(f"{place.repo} has no file {place.file}", _offered(place, listed))
        return [place.file, *([] if place.file.endswith(".json") else _tokenizer(listed))]
    extra = [name for name in ("config.json", "tokenizer.json") if name in listed]
    if "config.json" in listed:
        for whole in WHOLE:
            if whole in listed:
                return [whole, *extra]
            if f"{whole}.index.json" in listed:
                return [*_shards(place, whole, listed), f"{whole}.index.json", *extra]
    single = [name for name in listed if name.endswith((".pth", ".safetensors")) and "/" not in name]
    if len(single) == 1:
        return [single[0], *_tokenizer(listed)]
    if single:
        raise WeightsError(f"{place.repo} holds several models", _offered(place, listed))
    raise HubError(f"{place.repo} holds no weights that can be read", "give a repository with an RWKV-4 in it")


def _tokenizer(listed: Mapping[str, Remote]) -> list[str]:
    """The tokenizer of a repository, if it has one."""
    return [name for name in TOKENIZERS if name in listed][:1]


def _shards(place: Place, whole: str, listed: Mapping[str, Remote]) -> list[str]:
    stem = whole.rpartition(".")[0]
    shards = [match for match in map(_SHARD.fullmatch, sorted(listed)) if match and match[1] == stem]
    counts = {int(match[3]) for match in shards}
    if len(counts) != 1 or {int(match[2]) for match in shards} != set(range(1, max(counts) + 1)):
        raise HubError(f"{place.repo} is not complete: parts of {whole} are missing", "ask its owner")
    return [match[0] for match in shards]


def _offered(place: Place, listed: Mapping[str, Remote]) -> str:
    files = [name for name in listed if name.endswith((".pth", ".safetensors"))]
    shown = [f"{place.repo}/{name}" for name in files[:4]]
    more = f" and {len(files) - 4} more" if len(files) > 4 else ""
    return f"it has {', '.join(shown)}{more}" if files else "it has no weights that can be read"


def check_room(order: Order) -> int:
    """See that the disk has room for what is still to come; gives its free bytes.

    Raises:
        HubError: it has not.
    """
    folder = cache_folder()
    while not os.path.isdir(folder):
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if order.missing + SPARE > free and order.missing:
        raise HubError(
            f"the download needs {size_text(order.missing)}, and {size_text(free)} of disk are free in {folder}",
            "make room, or set HF_HOME to a folder on another disk",
        )
    return free
