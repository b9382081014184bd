"""The command line: flags, what they mean together, and the one place that prints errors."""

from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    try:
        # Here, so that an interrupt while modules are imported ends it as quietly as any other.
        from rwkvchat.cli.program import main as run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
