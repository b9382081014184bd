"""Downloading a model as a user sees it: how large it is, the question, the bar, and how to go on after a stop."""

import argparse
from pathlib import Path

from rwkvchat.cli.listing import can_ask, confirmed
from rwkvchat.config import Folders
from rwkvchat.errors import HubError, NotHereError
from rwkvchat.hub.cache import cache_folder, find_cached, is_offline
from rwkvchat.hub.fetch import fetch
from rwkvchat.hub.order import check_room, make_order
from rwkvchat.hub.place import Place, place_of
from rwkvchat.hub.sums import Sums
from rwkvchat.sizes import size_text
from rwkvchat.ui.download import download_bar
from rwkvchat.ui.render import Renderer


def sums_of(folders: Folders) -> Sums:
    """What is remembered of the checksums of models."""
    return Sums(folders.state / "sha256.json")


def download(
    place: Place, renderer: Renderer, folders: Folders, *, sure: bool = False, offline: bool = False
) -> Path | None:
    """Bring a model here, with a question first where somebody can answer it; gives its path, None after a no.

    Args:
        sure: do not ask. offline: make no request.

    Raises:
        HubError: it cannot be had.
    """
    if offline or is_offline():
        path = find_cached(place)
        if path is None:
            raise HubError(f"{place.text} is not here, and no request is to be made", f"when online: {place.command}")
        renderer.notice(f"{place.text} is here")
        return path
    order = make_order(place, renderer.notice)
    free, missing = check_room(order), order.missing
    if missing:
        here = (
            f", of which {size_text(order.size - missing)} are here" if order.size - missing > order.size // 100 else ""
        )
        what = f"{place.text}: {size_text(order.size)}{here}, into {cache_folder()}, where {size_text(free)} are free"
        renderer.notice(what)
        if not sure and can_ask() and not confirmed(renderer, "download it?"):
            renderer.notice("nothing was downloaded")
            return None
    try:
        drawn = renderer.err.is_terminal and not renderer.quiet
        with download_bar(renderer.err, place.text, order.size, active=drawn) as show:
            path = fetch(order, sums_of(folders), renderer.notice, show)
    except KeyboardInterrupt:
        kept = order.size - order.missing
        renderer.notice(f"stopped; {size_text(kept)} of {size_text(order.size)} are kept: {place.command} goes on")
        raise
    renderer.notice(
        f"{place.text} is here, and its checksums are right" if missing else f"{place.text} was here already"
    )
    return path


def offer(error: NotHereError, flags: argparse.Namespace, renderer: Renderer, folders: Folders) -> None:
    """Offer to download the model that was asked for, where somebody can say yes.

    Raises:
        NotHereError: nobody can, or it is a no. HubError: it cannot be had.
    """
    place = place_of(error.name, flags.revision)
    if place is None or flags.quiet or not can_ask() or flags.offline or is_offline():
        raise error
    renderer.notice(error.message)
    if download(place, renderer, folders) is None:
        raise error
