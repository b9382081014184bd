"""What the tests of models on the hub share: a hub and an empty cache, or a cache filled without a download."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hub_server import Hub, serving

from rwkvchat.hub import client, fetch
from rwkvchat.hub.cache import repo_folder

SETTINGS = ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_TOKEN", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE",
            "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")  # fmt: skip
"""Of the environment; none of them is to reach a test."""


@contextmanager
def quick_hub(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Hub]:
    """A hub to which the environment points, and an empty cache; nothing is waited for."""
    with serving() as hub:
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.setenv("HF_HOME", str(home))
        monkeypatch.setattr(client, "WAITS", (0.0, 0.0))
        monkeypatch.setattr(fetch, "WAITS", (0.0, 0.0))
        monkeypatch.setattr(fetch, "PIECE", 1 << 16)
        yield hub


def cached(repo: str, files: dict[str, bytes | Path], ref: str | None = "main", commit: str = "a" * 40) -> Path:
    """Put files into the hub's cache as its client would; gives the snapshot."""
    folder = repo_folder(repo)
    snapshot = folder / "snapshots" / commit
    for name, content in files.items():
        data = content.read_bytes() if isinstance(content, Path) else content
        blob = folder / "blobs" / hashlib.sha256(data).hexdigest()
        blob.parent.mkdir(parents=True, exist_ok=True)
        blob.write_bytes(data)
        (snapshot / name).parent.mkdir(parents=True, exist_ok=True)
        (snapshot / name).symlink_to(blob)
    if ref:
        (folder / "refs").mkdir(exist_ok=True)
        (folder / "refs" / ref).write_text(commit)
    return snapshot
