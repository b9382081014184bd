"""How much memory there is, and refusing what does not fit before it is begun."""

import psutil

from rwkvchat.errors import DeviceError


def free_memory() -> int:
    """Bytes of memory that can be had without swapping."""
    return int(psutil.virtual_memory().available)


def require_memory(needed: int, free: int, what: str, hint: str) -> None:
    """See that there is room for something.

    Raises:
        DeviceError: there is not; names both numbers.
    """
    if needed > free:
        raise DeviceError(f"{what} needs {needed / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free", hint)
