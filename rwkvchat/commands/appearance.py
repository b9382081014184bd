"""Commands that change how replies look, not what they say."""

from collections.abc import Iterator

from rwkvchat.commands.completing import ON_OFF, among
from rwkvchat.commands.registry import family
from rwkvchat.commands.shell import Shell
from rwkvchat.errors import UsageError, did_you_mean
from rwkvchat.ui.suggestion import Suggestion
from rwkvchat.ui.theme import THEMES

command = family("settings")

UNSEEN = "; it is only seen in a terminal, without --plain"
"""What is said where a choice makes no difference."""


def _themes(shell: Shell, typed: str) -> Iterator[Suggestion]:
    yield from among(dict.fromkeys(THEMES, ""), typed)


@command("theme", usage="[NAME]", complete=_themes)
def theme(shell: Shell, argument: str) -> None:
    """Show the themes, or take the colours of one.

    /theme light  for a terminal with a light background
    theme = "light" in the settings file keeps it; rwkvchat config edit opens that file.
    """
    if not argument:
        here = shell.renderer.theme
        shell.renderer.data("  ".join(f"* {name}" if name == here else name for name in THEMES))
        return
    shell.renderer.use_theme(argument)
    out = shell.renderer.out
    unseen = ("; colours are off" if out.no_color else "") if out.is_terminal else UNSEEN
    shell.renderer.notice(f"the theme is {shell.renderer.theme} now{unseen}")


@command("markdown", usage="[on|off]", complete=ON_OFF)
def markdown(shell: Shell, argument: str) -> None:
    """Show replies as Markdown, or as they are written.

    /markdown off  from the next reply on; /raw shows one again as it was written
    """
    if argument not in ("", "on", "off"):
        hint = f"{did_you_mean(argument, ('on', 'off'))}write /markdown on or /markdown off"
        raise UsageError(f"/markdown {argument} means nothing", hint)
    if argument:
        shell.renderer.markdown = argument == "on"
    out = shell.renderer.out
    unseen = "" if out.is_terminal and not out.is_dumb_terminal else UNSEEN
    shell.renderer.data(f"Markdown is {'on' if shell.renderer.markdown else 'off'}{unseen}")
