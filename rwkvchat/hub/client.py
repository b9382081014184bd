"""Requests to the hub by way of its own client: with patience where it helps, and each failure one sentence.

The client is imported here alone, inside functions, since that takes longer than all else that a model
which is here already needs.
"""

import contextlib
import importlib
import logging
import os
import re
import time
import urllib.parse
from collections.abc import Callable
from typing import Any, TypeVar

from rwkvchat import __version__
from rwkvchat.errors import HubError
from rwkvchat.hub.cache import cache_folder
from rwkvchat.hub.place import Place

T = TypeVar("T")

WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds before a request is made again, while it does not succeed."""

LONGEST_WAIT = 60
"""Seconds; if the hub asks for more, the user is told instead."""

BUSY = (408, 429, 500, 502, 503, 504)

AGAIN = "try again later: what was downloaded is kept, and the same command goes on from there"

LOGIN = "log in with `hf auth login`, or set HF_TOKEN"


def client() -> Any:
    """The hub's client, kept from progress bars and warnings of its own, and from telling others who runs it.

    Raises:
        HubError: the address of the hub is none.
    """
    _check_address()
    for name in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS", "HF_HUB_DISABLE_XET"):
        os.environ.setdefault(name, "1")
    importlib.import_module("huggingface_hub.utils").logging.set_verbosity(logging.CRITICAL)
    return importlib.import_module("huggingface_hub")


def endpoint() -> str:
    """The address of the hub."""
    return (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")


def _check_address() -> None:
    # The client would take it for a passing failure, or fail when it is imported.
    with contextlib.suppress(ValueError):
        parts = urllib.parse.urlsplit(endpoint())
        if parts.scheme in ("http", "https") and parts.hostname:
            return
    raise HubError(
        f"HF_ENDPOINT is no address of a hub: {endpoint()}", "unset it, or give one such as https://huggingface.co"
    )


def headers() -> dict[str, str]:
    """What is sent with every request; the user's token is among it, if there is one.

    Raises:
        HubError: the token is none.
    """
    utils = importlib.import_module("huggingface_hub.utils")
    found: dict[str, str] = utils.build_hf_headers(library_name="rwkvchat", library_version=__version__)
    if not all(value.isascii() for value in found.values()):
        raise HubError("the token for the hub holds characters that no token has", LOGIN)
    return found


def patiently(work: Callable[[], T], place: Place, say: Callable[[str], None]) -> T:
    """Make a request, and again after a while where the hub is only busy.

    Args:
        place: what it is about, for errors. say: told of each wait.

    Raises:
        HubError: it does not succeed.
    """
    client()
    for pause in (*WAITS, None):
        try:
            return work()
        except Exception as error:
            wait_or_raise(error, place, pause, say)
    raise HubError("the hub does not answer", AGAIN)


def wait_or_raise(
    error: Exception, place: Place, pause: float | None, say: Callable[[str], None], *, underway: bool = False
) -> None:
    """Wait where that may help, and else say what is wrong.

    Args:
        pause: seconds to wait; None means that it was tried often enough. underway: something came before this.

    Raises:
        HubError: it is wrong for good.
    """
    errors = importlib.import_module("huggingface_hub.errors")
    if isinstance(error, errors.LocalEntryNotFoundError) and isinstance(error.__cause__, Exception):
        error = error.__cause__  # how the client tells of a request that failed
    if not isinstance(error, (errors.HTTPError, OSError, ValueError, KeyError)):  # a mistake of this program's own
        raise error
    asked = _asked_wait(error)
    if pause is None or max(pause, asked) > LONGEST_WAIT or not _passing(error, underway=underway):
        raise _refusal(error, place) from error
    seconds = max(pause, asked)
    say(f"{_refusal(error, place).message}: trying again in {seconds:.0f} s")
    time.sleep(seconds)


def _passing(error: Exception, *, underway: bool) -> bool:
    """Whether the same request may succeed a little later."""
    status = _status(error)
    if status is not None:
        return status in BUSY
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return "TimeoutException" in kinds or ("TransportError" in kinds and (underway or "ConnectError" not in kinds))


def _status(error: Exception) -> int | None:
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


def _asked_wait(error: Exception) -> float:
    """The seconds that the hub asks to wait."""
    asked = getattr(getattr(error, "response", None), "headers", {})
    limited = re.search(r";\s*r\s*=\s*0\s*;\s*t\s*=\s*(\d+)", asked.get("ratelimit", ""))
    text = limited[1] if limited else asked.get("retry-after", "")
    return float(text) if re.fullmatch(r"\d{1,9}", text) else 0.0


def _refusal(error: Exception, place: Place) -> HubError:
    """What to say of a failed request."""
    errors = importlib.import_module("huggingface_hub.errors")
    status = _status(error)
    page = f"{endpoint()}/{place.repo}"
    match error:
        case errors.GatedRepoError():
            return HubError(f"{place.repo} is only for those whom its owners let in", f"ask for it on {page}; {LOGIN}")
        case errors.RevisionNotFoundError():
            return HubError(
                f"{place.repo} has no revision {place.revision or 'main'}", f"its commits are on {page}/commits/main"
            )
        case errors.RemoteEntryNotFoundError():
            return HubError(f"{place.repo} has no file {place.file}", f"its files are on {page}/tree/main")
        case errors.HFValidationError():
            return HubError(f"{place.repo} is no name of a repository", "write it as OWNER/REPO")
        case errors.RepositoryNotFoundError() if status != 401:
            return HubError(f"there is no {place.repo} on the hub", f"check the name; if it is private, {LOGIN}")
    return _refused(status, place, _asked_wait(error)) if status is not None else _unreachable(error)


def _refused(status: int, place: Place, wait: float) -> HubError:
    """What to say of a status that needs no more words."""
    if status == 401:
        return HubError(
            f"the hub has no {place.repo}, or does not show it to you", f"check the name; if it is private, {LOGIN}"
        )
    if status == 403:
        return HubError(f"the hub does not let you have {place.repo}", f"{LOGIN} as somebody who may read it")
    if status == 429:
        return HubError("the hub wants fewer requests", f"wait {wait:.0f} s and try again" if wait else AGAIN)
    return HubError(f"the hub is out of order ({status})" if status >= 500 else f"the hub refuses ({status})", AGAIN)


def _unreachable(error: Exception) -> HubError:
    """What to say where no answer came."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "TimeoutException" in kinds:
        return HubError("the hub does not answer", AGAIN)
    if "ConnectError" in kinds:
        return HubError(
            f"cannot reach the hub at {endpoint()}: {_reason(error)}",
            "check the network; models that are here work without it",
        )
    if "HTTPError" in kinds:
        return HubError("the connection to the hub broke off", AGAIN)
    if isinstance(error, OSError) and error.strerror:
        return unwritable(error)
    return HubError(
        f"what answers at {endpoint()} is not the hub", "check HF_ENDPOINT, and whether this network wants a login"
    )


def unwritable(error: OSError) -> HubError:
    """What to say where the cache cannot be written."""
    return HubError(
        f"cannot write to {cache_folder()}: {error.strerror or error}",
        "make room there, or set HF_HOME to a folder of yours",
    )


def _reason(error: BaseException) -> str:
    """The system's own words for why there is no connection."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, OSError) and inner.strerror:
            return inner.strerror
        inner = inner.__cause__ or inner.__context__
    return re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or type(error).__name__
