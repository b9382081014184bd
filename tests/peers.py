"""The `rwkv` package as a peer."""

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@contextlib.contextmanager
def in_the_package(path: Path, strategy: str = "cpu fp32") -> Iterator[Any]:
    """A .pth file in the `rwkv` package, which reads settings from the environment at every step and talks a lot."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RWKV_JIT_ON", "0")
        patch.setenv("RWKV_CUDA_ON", "0")
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from rwkv.model import RWKV

            model = RWKV(model=str(path.with_suffix("")), strategy=strategy, verbose=False)
        yield model
