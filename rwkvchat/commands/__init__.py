"""Slash commands, a file per family. Importing the package fills the registry."""

from rwkvchat.commands import (
    about,
    branches,
    exports,
    files,
    looking,
    model,
    moves,
    replies,
    settings,
    several,
    study,
)
from rwkvchat.commands.registry import COMMANDS, Command, Shell, completions, dispatch, in_order

__all__ = [
    "COMMANDS",
    "Command",
    "Shell",
    "about",
    "branches",
    "completions",
    "dispatch",
    "exports",
    "files",
    "in_order",
    "looking",
    "model",
    "moves",
    "replies",
    "settings",
    "several",
    "study",
]
