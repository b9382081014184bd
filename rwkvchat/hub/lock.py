"""One program at a time on a file that is being downloaded: by the lock that the hub's client takes, too."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from rwkvchat.errors import HubError
from rwkvchat.hub.cache import cache_folder, repo_folder


@contextmanager
def download_lock(repo: str, blob: str, shown: str) -> Iterator[None]:
    """Hold the lock of a blob of a repository.

    Args:
        shown: what the file is called in errors.

    Raises:
        HubError: another program holds it.
    """
    path = cache_folder() / ".locks" / repo_folder(repo).name / f"{blob}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path).acquire(timeout=0)
    except Timeout:
        raise HubError(f"{shown} is being downloaded by another program", "wait until that has ended") from None
    with lock:
        yield
