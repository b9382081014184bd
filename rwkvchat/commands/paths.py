"""Completing the names of files."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from rwkvchat.files import user_path

MOST = 1000
"""Names that are looked at in a folder."""


def paths(word: str, suffix: str = "") -> Iterator[str]:
    """Files and folders whose path begins with a word, as it was typed; of the files those with a suffix."""
    folder, slash, begun = word.rpartition("/")
    place = user_path(folder + slash) if slash else Path()
    with contextlib.suppress(OSError, ValueError):
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name)[:MOST]:
            if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")):
                if entry.is_dir():
                    yield f"{folder}{slash}{entry.name}/"
                elif entry.name.endswith(suffix):
                    yield f"{folder}{slash}{entry.name}"
