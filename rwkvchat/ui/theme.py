"""The one table of colours: what a style means, and how it looks in each theme. Draws nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """How one theme looks."""

    styles: Mapping[str, str]
    """By meaning, in rich's words; each is used by the output, by the input line, or by both."""
    code: str
    """The colours of program code: one of pygments' styles or of rich's own; empty for none."""


_MONO = {
    "answer": "",
    "strong": "bold",
    "emphasis": "italic",
    "strike": "strike",
    "code": "bold",
    "heading": "bold underline",
    "quote": "dim",
    "link": "underline",
    "url": "",
    "bullet": "bold",
    "rule": "dim",
    "fence": "dim",
    "tail": "dim",
    "notice": "dim",
    "figures": "dim",
    "error": "bold",
    "hint": "",
    "title": "bold",
    "name": "",
    "prompt": "bold",
    "toolbar": "dim",
    "menu": "reverse",
    "menu.chosen": "bold",
    "suggestion": "dim",
}

THEMES: Mapping[str, Theme] = {
    # The terminal's own palette, which fits its background; never blue, which few palettes make readable on black.
    "dark": Theme(
        _MONO
        | {
            "code": "cyan",
            "heading": "bold magenta",
            "quote": "green",
            "link": "underline cyan",
            "url": "cyan",
            "bullet": "yellow",
            "error": "bold red",
            "hint": "yellow",
            "name": "cyan",
            "prompt": "bold cyan",
        },
        "ansi_dark",
    ),
    # Dark colours of the 256, since a palette's own yellow and cyan cannot be read on white.
    "light": Theme(
        _MONO
        | {
            "code": "#005f87",
            "heading": "bold #870087",
            "quote": "#005f00",
            "link": "underline #005faf",
            "url": "#005faf",
            "bullet": "#875f00",
            "rule": "#626262",
            "fence": "#626262",
            "tail": "#626262",
            "notice": "#626262",
            "figures": "#626262",
            "error": "bold #af0000",
            "hint": "#875f00",
            "name": "#005f87",
            "prompt": "bold #005f87",
            "toolbar": "#626262",
            "suggestion": "#626262",
        },
        "xcode",
    ),
    "mono": Theme(_MONO, ""),
}

_CLASSES = {
    "prompt": "prompt",
    "bottom-toolbar": "toolbar",
    "completion-menu": "menu",
    "completion-menu.completion": "menu",
    "completion-menu.completion.current": "menu.chosen",
    "completion-menu.meta.completion": "menu",
    "completion-menu.meta.completion.current": "menu.chosen",
    "auto-suggestion": "suggestion",
    "hint": "hint",
    "notice": "notice",
}
"""What prompt_toolkit calls the parts of the input line, and what they mean."""

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "strike", "reverse")


def prompt_styles(theme: str) -> dict[str, str]:
    """The styles of the input line in a theme, by prompt_toolkit's class names and in its words."""
    styles = THEMES[theme].styles
    return {name: " ".join(_prompt_words(styles[meaning])) for name, meaning in _CLASSES.items()}


def _prompt_words(style: str) -> Iterator[str]:
    yield "noinherit"  # nothing is left of prompt_toolkit's own defaults
    for word in style.split():
        if word in _ATTRIBUTES:
            yield word
        else:
            yield f"fg:{word if word.startswith('#') else f'ansi{word}'}"
