"""Layers that are on their device only while something passes through them."""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Streamed(Generic[P, R]):
    """A layer that is built for every pass and let go of after it. It gives the bits of one that stays."""

    def __init__(self, make: Callable[[], Callable[P, R]], done: Callable[[], None]) -> None:
        """Args:
        make: builds the layer on its device. done: is called when it is no more needed.
        """
        self._make = make
        self._done = done

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return self._make()(*args, **kwargs)
        finally:
            self._done()
