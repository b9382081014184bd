"""The one table of colours: what a style means, and how it looks."""

STYLES = {
    "notice": "dim",
    "figures": "dim",
    "error": "bold red",
    "hint": "yellow",
    "title": "bold",
    "name": "cyan",
}
"""Rich styles by meaning."""

PROMPT_STYLES = {"prompt": "ansicyan bold", "bottom-toolbar": "noreverse fg:ansibrightblack"}
"""prompt_toolkit styles by its own class names."""
