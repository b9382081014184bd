"""The command line: flags, what they mean together, and the one place that prints errors."""

from rwkvchat.cli.main import main

__all__ = ["main"]
