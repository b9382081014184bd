"""Downloading a model as a user sees it: how large it is, the question, the bar, and how to go on after a stop."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from rwkvchat.config import Folders
from rwkvchat.errors import HubError
from rwkvchat.hub.cache import cache_folder, find_cached, is_offline
from rwkvchat.hub.fetch import fetch
from rwkvchat.hub.order import check_room, make_order
from rwkvchat.hub.place import Place
from rwkvchat.hub.sums import Sums
from rwkvchat.sizes import size_text
from rwkvchat.ui.download import download_bar
from rwkvchat.ui.render import Renderer


def sums_of(folders: Folders) -> Sums:
    """What is remembered of the checksums of models."""
    return Sums(folders.state / "sha256.json")


def download(
    place: Place,
    renderer: Renderer,
    folders: Folders,
    *,
    ask: Callable[[str], bool] | None,
    offline: bool = False,
) -> Path | None:
    """Bring a model here; gives its path, None after a no.

    Args:
        ask: asked before anything is downloaded; None downloads without. offline: make no request.

    Raises:
        HubError: it cannot be had. KeyboardInterrupt: it was stopped, and what is here is kept.
    """
    if offline or is_offline():
        path = find_cached(place)
        if path is None:
            raise HubError(f"{place.text} is not here, and no request is to be made", f"when online: {place.command}")
        renderer.notice(f"{place.text} is here")
        return path
    with _ctrl_c_raises():
        order = make_order(place, renderer.notice)
    free, missing = check_room(order), order.missing
    if missing:
        here = (
            f", of which {size_text(order.size - missing)} are here" if order.size - missing > order.size // 100 else ""
        )
        what = f"{place.text}: {size_text(order.size)}{here}, into {cache_folder()}, where {size_text(free)} are free"
        renderer.notice(what)
        if ask is not None and not ask("download it?"):
            renderer.notice("nothing was downloaded")
            return None
    try:
        drawn = renderer.err.is_terminal and not renderer.quiet
        with _ctrl_c_raises(), download_bar(renderer.err, place.text, order.size, active=drawn) as show:
            path = fetch(order, sums_of(folders), renderer.notice, show)
    except KeyboardInterrupt:
        kept = order.size - order.missing
        renderer.notice(f"stopped; {size_text(kept)} of {size_text(order.size)} are kept: {place.command} goes on")
        raise
    renderer.notice(
        f"{place.text} is here, and its checksums are right" if missing else f"{place.text} was here already"
    )
    return path


@contextlib.contextmanager
def _ctrl_c_raises() -> Iterator[None]:
    """Ctrl-C ends what waits for the network at once, whatever it means around this."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or before is signal.SIG_IGN:  # as in the background of a shell
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
