"""The settings that hold for a command (file, environment, its own flags), and the output that follows from them."""

import argparse
import os
import sys

from rwkvchat.config import Folders
from rwkvchat.preferences import Preferences
from rwkvchat.settings import load_preferences
from rwkvchat.ui.render import Renderer


def effective(flags: argparse.Namespace, folders: Folders) -> Preferences:
    """The settings with those of a command line over them.

    Raises:
        SettingsError: one cannot be; says where it stands.
    """
    found = Preferences() if flags.no_config else load_preferences(folders, os.environ)
    return found.over(flags.entries)


def renderer_of(preferences: Preferences) -> Renderer:
    """The door for output, as the settings want it."""
    return Renderer(
        sys.stdout,
        sys.stderr,
        plain=preferences.plain,
        no_color=preferences.no_color,
        quiet=preferences.quiet,
        markdown=preferences.markdown,
        theme=preferences.theme,
    )


def prepared(flags: argparse.Namespace, folders: Folders) -> tuple[Preferences, Renderer]:
    """The settings, and the door for output; what the user should know of the environment is told."""
    preferences = effective(flags, folders)
    renderer = renderer_of(preferences)
    for remark in preferences.remarks:
        renderer.notice(remark)
    return preferences, renderer
