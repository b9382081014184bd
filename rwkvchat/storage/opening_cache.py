"""What openings led to, kept on the disk between sessions, so that a second start reads nothing.

A cache: whatever is wrong with it, the opening is read as if it were not there.
"""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import torch

from rwkvchat import __version__
from rwkvchat.config import private_folder
from rwkvchat.engine.kernels import native
from rwkvchat.engine.model import Model
from rwkvchat.engine.state import Snapshot
from rwkvchat.errors import RwkvchatError
from rwkvchat.files import temporary_files, write_atomically
from rwkvchat.storage.pack import RECORD, VERSION, Damaged, pack, table_part, unpack
from rwkvchat.storage.session_file import build_snapshot, encode_snapshot

KIND = "rwkvchat-opening"
SUFFIX = ".opening"
MOST = 32
"""Entries kept; those not used for longest go first."""
STALE_MINUTES = 10


class OpeningCache:
    """Snapshots of one model's openings. Gives to the bit what reading them again would give."""

    def __init__(self, folder: Path, model: Model) -> None:
        self.folder = folder
        self.model = model
        self._distrusted = False

    def find(self, ids: Sequence[int]) -> Snapshot | None:
        """The snapshot after ``ids``, if it is kept and whole."""
        path = self._path(ids)
        try:
            found = unpack(path.read_bytes(), KIND, str(path))
            snapshot = build_snapshot(found.parts, 0, self.model.info)
        except (OSError, Damaged, RwkvchatError, ValueError, LookupError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return Snapshot(snapshot.state.beside(self.model.initial_state()), snapshot.logits)

    def keep(self, ids: Sequence[int], snapshot: Snapshot) -> None:
        """Keep a snapshot, if that can be done."""
        parts = {RECORD: table_part({"model": self.model.info.name}), **encode_snapshot(0, snapshot)}
        data = pack({"format": KIND, "version": str(VERSION)}, parts).data
        with contextlib.suppress(RwkvchatError, OSError):
            private_folder(self.folder)
            write_atomically(self._path(ids), data, keep_before=False)
            self._sweep()
        if self._distrusted:  # found out while it was being written
            self.distrust()

    def distrust(self) -> None:
        """Let all entries go, and keep no more: this model's weights are damaged. Any thread may call it."""
        self._distrusted = True
        with contextlib.suppress(OSError):
            for path in self.folder.glob(f"*{SUFFIX}"):
                path.unlink(missing_ok=True)

    def _path(self, ids: Sequence[int]) -> Path:
        """Where the snapshot after ``ids`` is kept: another place for whatever may change one bit of it."""
        info = self.model.info
        told = (
            __version__, VERSION, info.fingerprint, info.strategy, info.block_length,
            torch.__version__, torch.get_num_threads(), torch.backends.cpu.get_cpu_capability(),
            native.instruction_set(), *ids,
        )  # fmt: skip
        return self.folder / f"{hashlib.sha256(repr(told).encode()).hexdigest()}{SUFFIX}"

    def _sweep(self) -> None:
        """Let go of entries beyond `MOST`, and of what writes that were killed have left."""
        entries = [entry for entry in os.scandir(self.folder) if entry.name.endswith(SUFFIX)]
        entries.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        old = [Path(entry.path) for entry in entries[MOST:]]
        for path in (*old, *temporary_files(self.folder, minutes=STALE_MINUTES)):
            path.unlink(missing_ok=True)
