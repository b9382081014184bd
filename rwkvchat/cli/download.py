"""What the command line adds to a download: the question where somebody sits, and the offer of a model not here."""

from pathlib import Path

from rwkvchat.cli.listing import can_ask, confirmed
from rwkvchat.config import Folders
from rwkvchat.download import download as bring
from rwkvchat.errors import NotHereError
from rwkvchat.hub.cache import is_offline
from rwkvchat.hub.place import Place, place_of
from rwkvchat.preferences import Preferences
from rwkvchat.ui.render import Renderer


def download(
    place: Place, renderer: Renderer, folders: Folders, *, sure: bool = False, offline: bool = False
) -> Path | None:
    """Bring a model here, with a question first where somebody can answer it; gives its path, None after a no.

    Args:
        sure: do not ask. offline: make no request.

    Raises:
        HubError: it cannot be had.
    """
    asks = can_ask() and not sure
    ask = (lambda question: confirmed(renderer, question)) if asks else None
    return bring(place, renderer, folders, ask=ask, offline=offline)


def offer(
    error: NotHereError, revision: str | None, preferences: Preferences, renderer: Renderer, folders: Folders
) -> None:
    """Offer to download the model that was asked for, where somebody can say yes.

    Raises:
        NotHereError: nobody can, or it is a no. HubError: it cannot be had.
    """
    place = place_of(error.name, revision)
    if place is None or preferences.quiet or not can_ask() or preferences.offline or is_offline():
        raise error
    renderer.notice(error.message)
    if download(place, renderer, folders) is None:
        raise error
