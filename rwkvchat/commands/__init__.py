"""Slash commands, a file per family. Importing the package fills the registry."""

from rwkvchat.commands import about, conversation, files, settings
from rwkvchat.commands.registry import COMMANDS, Command, Shell, completions, dispatch

__all__ = [
    "COMMANDS",
    "Command",
    "Shell",
    "about",
    "completions",
    "conversation",
    "dispatch",
    "files",
    "settings",
]
