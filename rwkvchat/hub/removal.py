"""Taking a model out of the hub's cache: its links, and those of its blobs that nothing else uses."""

import contextlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from rwkvchat.errors import SaveError
from rwkvchat.hub.cache import PARTIAL, blob_of, entries, partials, repo_folder
from rwkvchat.hub.lock import download_lock
from rwkvchat.hub.place import Place


class Removal(NamedTuple):
    """What is to be removed."""

    links: tuple[Path, ...]
    """Entries of snapshots."""
    blobs: tuple[Path, ...]
    """What the links lead to, where nothing else does, and what was never completed."""

    @property
    def size(self) -> int:
        """Bytes that are free afterwards."""
        links = sum(path.stat().st_size for path in self.links if not path.is_symlink())
        return links + sum(path.stat().st_size for path in self.blobs if path.exists())


def plan_removal(place: Place) -> Removal:
    """What is here of a model, at whatever revision; of a whole repository that is all of it."""
    snapshots, own = repo_folder(place.repo) / "snapshots", repo_folder(place.repo) / "blobs"
    every = entries(place.repo)
    ours = [path for path in every if not place.file or "/".join(path.relative_to(snapshots).parts[1:]) == place.file]
    used = {blob for path in every if path not in ours and (blob := blob_of(path, own))}
    blobs = dict.fromkeys(blob for path in ours if (blob := blob_of(path, own)) and blob not in used)
    return Removal(tuple(ours), tuple(dict.fromkeys((*blobs, *partials(place)))))


def remove(place: Place, removal: Removal) -> None:
    """Remove it, and what is empty then.

    Raises:
        SaveError: something cannot be removed. HubError: another program is downloading it.
    """
    folder = repo_folder(place.repo)
    try:
        for path in removal.blobs:
            if path.name.endswith(PARTIAL):
                with download_lock(place.repo, path.name.partition(".")[0], path.name):
                    path.unlink(missing_ok=True)
        for path in (*removal.links, *removal.blobs):
            path.unlink(missing_ok=True)
        snapshots = folder / "snapshots"
        for below, _, _ in os.walk(snapshots, topdown=False):
            with contextlib.suppress(OSError):  # not empty
                Path(below).rmdir()
        for ref in [path for path in (folder / "refs").rglob("*") if path.is_file()]:
            if not (snapshots / ref.read_text(encoding="ascii", errors="replace").strip()).is_dir():
                ref.unlink()
        if not snapshots.exists() and not partials(Place(place.repo)):  # another model may be on its way
            shutil.rmtree(folder)
            shutil.rmtree(folder.parent / ".locks" / folder.name, ignore_errors=True)
    except FileNotFoundError:
        pass  # another program was faster
    except OSError as error:
        raise SaveError(f"cannot remove {error.filename}: {error.strerror}", "check who owns it") from error
