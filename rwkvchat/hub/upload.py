"""Uploading a folder to the hub by way of its own client, with each failure as one sentence."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rwkvchat.errors import HubError, UsageError
from rwkvchat.hub.cache import is_offline
from rwkvchat.hub.client import AGAIN, LOGIN, client, endpoint, headers, patiently
from rwkvchat.hub.place import Place, place_of

MESSAGE = "An RWKV-4 in the Hugging Face form, converted by rwkvchat"
MAY_WRITE = f"{LOGIN}: a token that may write, of somebody who may"


def check_upload(repo: str, *, offline: bool) -> None:
    """See that an upload may succeed, before the work that comes before it; makes no request.

    Raises:
        UsageError: it is no name of a repository, or no request is to be made. HubError: there is no token.
    """
    place = place_of(repo)
    if place is None or place.file or repo.count("/") != 1:
        raise UsageError(f"{repo} is no name of a repository on the hub", "write it as OWNER/REPO")
    if offline or is_offline():
        raise UsageError("--push-to-hub makes requests, and none are to be made", "leave it out, or be online")
    if client().get_token() is None:
        raise HubError("there is no token for the hub, without which it takes nothing", LOGIN)


def upload(folder: Path, repo: str, say: Callable[[str], None]) -> str:
    """Put the files of a folder into a repository, which is made if there is none; gives its address.

    Args:
        say: told of waits and the like.

    Raises:
        HubError: the hub does not take them; the folder is as it was.
    """

    def work() -> str:
        hub = client()
        token = headers().get("authorization", "").removeprefix("Bearer ") or None
        api: Any = hub.HfApi(endpoint=endpoint(), token=token, library_name="rwkvchat")
        try:
            made = api.create_repo(repo, exist_ok=True)
            api.upload_folder(repo_id=made.repo_id, folder_path=folder, commit_message=MESSAGE)
            return f"{endpoint()}/{made.repo_id}"
        except Exception as error:
            # How the client tells of a large file that did not get through.
            inner = error.__cause__ if type(error) is RuntimeError else None
            cause = inner if isinstance(inner, Exception) else error
        raise _refusal(cause, repo) or cause  # out here, where no error can become the cause of itself

    try:
        return patiently(work, Place(repo), say)
    except HubError as error:
        kept = f"the converted model is in {folder}; to send it again: hf upload {repo} {shlex.quote(str(folder))}"
        raise HubError(error.message, kept if error.hint == AGAIN else f"{error.hint}; {kept}") from error


def _refusal(error: Exception, repo: str) -> HubError | None:
    """What to say of statuses that mean something else than they do for a download."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status == 401:
        return HubError("the hub does not take the token", MAY_WRITE)
    if status == 403:
        return HubError(f"the hub does not let you write to {repo}", MAY_WRITE)
    return None
