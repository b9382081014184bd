"""The first lines of a chat: which model this is and, the first time, what a newcomer wants to know."""

import os

from rwkvchat.catalogue import DEMO, FoundModel
from rwkvchat.config import Folders
from rwkvchat.ui.render import Renderer


def welcome(renderer: Renderer, found: FoundModel, folders: Folders, *, incognito: bool = False) -> None:
    """Greet; the first time here is the one before there is a history."""
    renderer.notice(f"rwkvchat with {found.name}, {_size(found.layout.n_params)} parameters")
    if found.name == DEMO:
        renderer.notice('It is a small demonstration model: ask it "What can you do?".')
    if incognito:
        renderer.notice("Nothing of this conversation is kept, but for what you /save.")
    elif not os.path.exists(folders.history):
        if found.name == DEMO:
            renderer.notice(
                "A real Raven: rwkvchat -m raven-1b5 (3.0 GB to download, and as much memory); "
                "rwkvchat models list shows the others."
            )
        renderer.notice(
            f"Lines typed are kept in {folders.history}, but for those that begin with a space, and conversations in "
            f"{folders.sessions}; --incognito keeps nothing."
        )
    renderer.notice("/help lists the commands; Ctrl-D leaves.\n")


def _size(n_params: int) -> str:
    return f"{n_params / 1e9:.1f} billion" if n_params >= 1e9 else f"{n_params / 1e6:.1f} million"
