"""The first lines of a chat: which model this is and, the first time, what a newcomer wants to know. Needs no torch."""

import os

from rwkvchat.catalogue import DEMO, FoundModel
from rwkvchat.commands.topics import home_text
from rwkvchat.config import Folders
from rwkvchat.engine.memory import free_memory
from rwkvchat.known_models import KNOWN
from rwkvchat.needs import needs
from rwkvchat.settings import settings_path
from rwkvchat.sizes import size_text
from rwkvchat.ui.render import Renderer

RAVENS = ("raven-1b5", "raven-3b", "raven-7b", "raven-14b")
"""The models that a newcomer may want, from small to large."""


def welcome(renderer: Renderer, found: FoundModel, folders: Folders, *, incognito: bool = False) -> None:
    """Greet; the first time here is the one before there is a history."""
    demo = found.name == DEMO
    what = "a small demonstration model" if demo else f"{_size(found.layout.n_params)} parameters"
    renderer.notice(f"rwkvchat with {found.name}, {what}")
    if incognito:
        renderer.notice("Nothing of this conversation is kept, but for what you /save or /export.")
    elif not os.path.exists(folders.history):
        if demo:
            renderer.notice('It knows a little and runs anywhere: ask it "What can you do?".')
            renderer.notice(raven_for(free_memory()))
        renderer.notice(
            f"Conversations are kept in {home_text(folders.sessions)}, lines typed in {home_text(folders.history)}; "
            f"--incognito keeps nothing. Your settings: {home_text(settings_path(folders))}."
        )
    renderer.notice("/help lists the commands; Ctrl-D leaves.\n")


def raven_for(free: int) -> str:
    """How to get a Raven that fits so many bytes of memory, and leaves as many to other programs where it can."""
    sizes = {name: needs(KNOWN[name].size.n_params)["cpu bf16"] for name in RAVENS}
    name = next((name for name in reversed(RAVENS) if sizes[name] <= free / 2), RAVENS[0])
    size, needed = size_text(KNOWN[name].nbytes), size_text(sizes[name])
    if sizes[name] > free:
        return (
            f"The smallest Raven, rwkvchat -m {name}, needs {needed} of memory, and {size_text(free)} are free; "
            "rwkvchat models list shows smaller models."
        )
    return (
        f"A Raven for this machine: rwkvchat -m {name} downloads {size} and needs {needed} of the {size_text(free)} "
        "of free memory; rwkvchat models list shows the others."
    )


def _size(n_params: int) -> str:
    return f"{n_params / 1e9:.1f} billion" if n_params >= 1e9 else f"{n_params / 1e6:.1f} million"
