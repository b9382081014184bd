"""Downloading: each file goes on from where it was stopped, is checked against its checksum, and only then gets its
place in the hub's cache, where all programs find it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rwkvchat.errors import HubError
from rwkvchat.hub.cache import cache_folder, find_cached, repo_folder
from rwkvchat.hub.client import AGAIN, WAITS, client, endpoint, headers, patiently, unwritable, wait_or_raise
from rwkvchat.hub.lock import download_lock
from rwkvchat.hub.order import Order, Remote, check_room
from rwkvchat.hub.sums import Sums, feed, new_sum

PIECE = 1 << 20
PATIENCE = 30
"""Seconds without a byte after which a connection is given up."""

Say = Callable[[str], None]


def fetch(order: Order, sums: Sums, say: Say, on_progress: Callable[[int], None]) -> Path:
    """Download what is missing of a model; gives the path to open.

    Args:
        sums: remembers the checksums. say: told of waits and the like. on_progress: told how many bytes are here.

    Raises:
        HubError: it cannot be had; what is here of it is kept, unless it is damaged.
    """
    check_room(order)
    try:
        _fetch(order, sums, say, on_progress)
    except OSError as error:
        raise unwritable(error) from error
    path = find_cached(order.place._replace(revision=order.files[0].place.revision))
    if path is None:
        raise HubError(f"{order.place.text} is not complete, although all of it was downloaded", AGAIN)
    return path


def _fetch(order: Order, sums: Sums, say: Say, on_progress: Callable[[int], None]) -> None:
    before = 0

    def progress(done: int) -> None:
        on_progress(before + done)

    for file in order.files:
        _Download(file, sums, say, progress).run()
        before += file.size
        on_progress(before)
    for file in order.files:
        _put_in_place(file, say)
    for repo, commit in {(file.place.repo, str(file.place.revision)) for file in order.files}:
        _write_ref(repo, order.place.revision if repo == order.place.repo else None, commit)


class _Download:
    """One file on its way."""

    def __init__(self, file: Remote, sums: Sums, say: Say, on_progress: Callable[[int], None]) -> None:
        self.file = file
        self.sums = sums
        self.say = say
        self.on_progress = on_progress
        self.done = 0
        """Bytes in the partial file, all of which are in the sum."""
        self.total: Any = None

    def run(self) -> None:
        file = self.file
        with download_lock(file.place.repo, file.blob, file.place.file):
            if file.blob_path.is_file():
                if self._is_whole():
                    return
                self.say(f"{file.place.file} is here and damaged; it is downloaded again")
                file.blob_path.unlink()
            file.partial_path.parent.mkdir(parents=True, exist_ok=True)
            with file.partial_path.open("ab") as out:
                self._begin(out)
                self._fill(out)
                out.flush()
                os.fsync(out.fileno())
            self._check()
            os.replace(file.partial_path, file.blob_path)
        if len(file.blob) == 64:
            self.sums.remember(file.blob_path, file.blob)

    def _is_whole(self) -> bool:
        """Whether what is here already is what it should be; a large file is read once for that, and never again."""
        file = self.file
        if file.blob_path.stat().st_size != file.size:
            return False
        if self.sums.of(file.blob_path) == file.blob:
            return True
        total = new_sum(file.blob, file.size)
        feed(total, file.blob_path, self.on_progress)
        if total.hexdigest() != file.blob:
            return False
        if len(file.blob) == 64:
            self.sums.remember(file.blob_path, file.blob)
        return True

    def _begin(self, out: Any) -> None:
        """Take over what is here of it."""
        self.total = new_sum(self.file.blob, self.file.size)
        if out.tell() > self.file.size:
            out.truncate(0)
        self.done = feed(self.total, self.file.partial_path, self.on_progress)

    def _restart(self, out: Any) -> None:
        out.seek(0)
        out.truncate(0)
        self.total, self.done = new_sum(self.file.blob, self.file.size), 0

    def _fill(self, out: Any) -> None:
        """Download until all is there, going on wherever a connection broke off."""
        waits, begun = iter(WAITS), False
        while self.done < self.file.size:
            before = self.done
            try:
                self._stream(out)
            except Exception as error:
                begun = begun or self.done > before
                if self.done > before:
                    waits = iter(WAITS)
                wait_or_raise(error, self.file.place, next(waits, None), self.say, underway=begun)
            else:
                if self.done == before:
                    raise HubError("the hub sends nothing", AGAIN)

    def _stream(self, out: Any) -> None:
        hub, place = client(), self.file.place
        url = hub.hf_hub_url(place.repo, place.file, revision=place.revision, endpoint=endpoint())
        asked = headers() | {"Accept-Encoding": "identity"}
        if self.done:
            asked["Range"] = f"bytes={self.done}-"
        with hub.get_session().stream("GET", url, headers=asked, follow_redirects=True, timeout=PATIENCE) as response:
            if self.done and response.status_code in (200, 416):
                self._restart(out)  # it does not go on from there
                if response.status_code == 416:
                    return self._stream(out)
            hub.hf_raise_for_status(response)
            for piece in response.iter_bytes(PIECE):
                out.write(piece)
                self.total.update(piece)
                self.done += len(piece)
                self.on_progress(min(self.done, self.file.size))
                if self.done > self.file.size:
                    break  # it is not what was announced, and may never end
        return None

    def _check(self) -> None:
        """See that what came is what was announced; removes it if it is not."""
        if self.done == self.file.size and self.total.hexdigest() == self.file.blob:
            return
        self.file.partial_path.unlink()
        raise HubError(
            f"{self.file.place.file} arrived damaged: its checksum is {self.total.hexdigest()[:16]}..., "
            f"not {self.file.blob[:16]}...",
            "it was removed; the same command downloads it again",
        )


def _put_in_place(file: Remote, say: Say) -> None:
    """Let the hub's client make the entry of a blob that is here."""

    def work() -> str:
        path: str = client().hf_hub_download(
            file.place.repo, file.place.file, revision=file.place.revision,
            cache_dir=cache_folder(), endpoint=endpoint(), headers=headers(),
        )  # fmt: skip
        return path

    patiently(work, file.place, say)


def _write_ref(repo: str, revision: str | None, commit: str) -> None:
    """Note what a branch or a tag was."""
    if revision == commit:
        return
    path = repo_folder(repo) / "refs" / (revision or "main")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    partial.write_text(commit, encoding="ascii")
    os.replace(partial, path)
