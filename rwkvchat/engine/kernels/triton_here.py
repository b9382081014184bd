"""Finds out whether Triton can make the kernels for a GPU here, or why it cannot.

Triton comes with PyTorch's CUDA builds on Linux. It compiles on first use and needs a C compiler for that; so it is
asked for a tiny kernel before anything relies on it.
"""

import contextlib
import functools
import importlib
import os
from typing import Any, NamedTuple

import torch

from rwkvchat.engine.kernels import VARIABLE

SOURCE = "rwkvchat.engine.kernels.triton_source"


class Found(NamedTuple):
    """The module with the kernels or, where there is none, the reason."""

    source: Any
    reason: str = ""
    version: str = ""


@functools.cache
def find(device: torch.device) -> Found:
    """Load the kernels and try one of them on a device, once."""
    if os.environ.get(VARIABLE, "").strip().lower() == "off":
        return Found(None, f"{VARIABLE}=off in the environment turns them off")
    try:
        source = importlib.import_module(SOURCE)
    except ImportError:
        return Found(None, "Triton is not installed")
    except Exception as error:  # of any kind: it looks for drivers and compilers as it is imported
        return Found(None, f"Triton cannot be imported: {_first_line(error)}")
    try:
        _try(source, device)
    except Exception as error:
        return Found(None, f"Triton cannot compile here: {_first_line(error)}")
    return Found(source, version=str(source.triton.__version__))


def _try(source: Any, device: torch.device) -> None:
    """Let it compute something.

    Raises:
        Exception: whatever is wrong; a wrong result too.
    """
    x = torch.tensor([-1.0, 3.0], device=device)
    out = torch.empty_like(x)
    with on(device):
        source.square_of_relu[(1,)](x, out, 2, BLOCK=32, enable_fp_fusion=True)
    if out.tolist() != [0.0, 9.0]:
        raise ArithmeticError(f"a kernel gives {out.tolist()} where [0.0, 9.0] is right")


def on(device: torch.device) -> Any:
    """Within this, what is started runs on a device: Triton takes the current one, whatever its tensors are on."""
    return torch.cuda.device(device) if device.type == "cuda" else contextlib.nullcontext()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
