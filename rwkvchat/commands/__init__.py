"""Slash commands, a file per family. Importing the package fills the registry."""

# In the order in which their commands are told of.
# isort: off
from rwkvchat.commands import (
    about,
    replies,
    several,
    study,
    moves,
    branches,
    files,
    exports,
    model,
    settings,
    appearance,
    looking,
    counts,
    copying,
)

# isort: on
from rwkvchat.commands.registry import COMMANDS, Command, completions, dispatch, in_order, remarks
from rwkvchat.commands.shell import Shell

__all__ = [
    "COMMANDS",
    "Command",
    "Shell",
    "about",
    "appearance",
    "branches",
    "completions",
    "copying",
    "counts",
    "dispatch",
    "exports",
    "files",
    "in_order",
    "looking",
    "model",
    "moves",
    "remarks",
    "replies",
    "settings",
    "several",
    "study",
]
