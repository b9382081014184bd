"""Where the program keeps its files. Creates folders as private ones; knows nothing of what is in the files."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from rwkvchat.errors import RwkvchatError, SaveError

NAME = "rwkvchat"


@dataclass(frozen=True, slots=True)
class Folders:
    """The program's folders, by what is kept in them."""

    state: Path
    """What was typed (history)."""
    data: Path
    """Conversations."""
    cache: Path
    """What can be computed again."""
    config: Path
    """Settings."""

    @classmethod
    def of_user(cls) -> "Folders":
        """The places that this system keeps such files in.

        Raises:
            RwkvchatError: there is no home folder.
        """
        kinds = (
            platformdirs.user_state_dir, platformdirs.user_data_dir, platformdirs.user_cache_dir,
            platformdirs.user_config_dir,
        )  # fmt: skip
        try:
            folders = [Path(kind(NAME, appauthor=False)) for kind in kinds]
        except RuntimeError:
            folders = []
        if not folders or not all(folder.is_absolute() for folder in folders):
            raise RwkvchatError("there is no home folder to keep anything in", "set HOME to a folder of yours")
        return cls(*folders)

    @property
    def history(self) -> Path:
        """The file of the lines typed."""
        return self.state / "history"

    @property
    def sessions(self) -> Path:
        """The folder of the conversations that are kept."""
        return self.data / "sessions"

    @property
    def settings(self) -> Path:
        """The file of what the user has settled."""
        return self.config / "config.toml"

    @property
    def openings(self) -> Path:
        """The folder of what openings led to."""
        return self.cache / "openings"


def private_folder(path: Path) -> Path:
    """Make a folder, and those above it that are missing, for this user alone.

    Raises:
        SaveError: it cannot be made.
    """
    try:
        # One after another, since `mkdir(parents=True)` gives those above the usual permissions.
        for folder in reversed([path, *path.parents]):
            if not os.path.isdir(folder):
                folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise SaveError(f"cannot make the folder {path}: {error.strerror}", "nothing can be kept there") from error
    return path


def private_file(path: Path) -> Path:
    """Make an empty file for this user alone, unless there is one.

    Raises:
        SaveError: it cannot be made, or written to.
    """
    private_folder(path.parent)
    try:
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise SaveError(f"cannot write {path}: {error.strerror}", "nothing can be kept there") from error
    return path
