"""Finds the library that `pip install` may have built, and tells what of it can be used here, or why it cannot.

It is a plain shared library: it knows neither Python nor torch, and takes torch's pool of threads when it is given it.
Whether there is one is known without torch.
"""

import ctypes
import functools
import os
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import NamedTuple

from rwkvchat.engine.kernels import VARIABLE
from rwkvchat.engine.kernels.structures import declare, form

SETS = ("portable", "avx2", "avx512")
"""From the slowest to the fastest, by their numbers in the library."""


class Library(NamedTuple):
    """The library, ready to be called."""

    functions: ctypes.CDLL
    sets: tuple[str, ...]
    """Those that this processor has the instructions for."""


class Found(NamedTuple):
    """What was looked for: the library or, where there is none, the reason."""

    library: Library | None
    reason: str = ""


class Choice(NamedTuple):
    """The set of instructions in use, empty where it is none, and then why."""

    set: str
    reason: str = ""


@functools.cache
def find(folder: Path = Path(__file__).parent) -> Found:
    """Load the library, once."""
    paths = [path for suffix in EXTENSION_SUFFIXES if (path := folder / f"_native{suffix}").is_file()]
    if not paths:
        return Found(None, "they were not built when the program was installed, which takes a C++ compiler")
    try:
        functions = ctypes.CDLL(os.fspath(paths[0]))
        declare(functions)
    except (OSError, AttributeError) as error:
        return Found(None, f"{paths[0].name} cannot be loaded: {error}")
    if functions.rwkvchat_form() != form():
        return Found(None, f"{paths[0].name} was built from another version of the program")
    sets = tuple(name for number, name in enumerate(SETS) if functions.rwkvchat_set(number) == name.encode())
    return Found(Library(functions, sets))


def _torch_pool() -> list[int | None]:
    """The addresses of the functions that start work on torch's OpenMP threads and tell those apart; none if they hide.

    Looked up as the linker does for torch itself: among what all of the process sees, then among what torch brings.
    """
    import torch

    if os.name == "nt" or not torch.backends.openmp.is_available():  # type: ignore[no-untyped-call]
        return []
    folder = Path(torch.__file__).parent / "lib"
    torchs_own = [os.fspath(path) for path in folder.glob("libtorch_cpu.*") if path.suffix in {".so", ".dylib"}]
    for name in (None, *torchs_own):
        try:
            library = ctypes.CDLL(name)
            doors = (library.GOMP_parallel, library.omp_get_num_threads, library.omp_get_thread_num)
        except (OSError, AttributeError):
            continue
        return [ctypes.cast(door, ctypes.c_void_p).value for door in doors]
    return []


@functools.cache
def choice() -> Choice:
    """The best set of instructions, or the one that the environment asks for."""
    wanted = os.environ.get(VARIABLE, "").strip().lower()
    if wanted == "off":
        return Choice("", f"{VARIABLE}=off in the environment turns them off")
    library, reason = find()
    if library is None:
        return Choice("", reason)
    if not library.sets:
        return Choice("", "they were built for none of the instructions that this processor has")
    if not wanted:
        return Choice(library.sets[-1])
    if wanted in library.sets:
        return Choice(wanted)
    if wanted in SETS:
        return Choice("", f"{VARIABLE}={wanted} in the environment asks for instructions that this processor lacks")
    return Choice("", f"{VARIABLE} in the environment is none of: off, {', '.join(SETS)}")


def available() -> bool:
    """Whether there are kernels to use."""
    return bool(choice().set)


def why_not() -> str:
    """Why there are none, as half a sentence; empty where there are."""
    return choice().reason


def instruction_set() -> str:
    """What they are written in, for people: "avx512", "avx2", "portable"; empty where there are none."""
    return choice().set


@functools.cache
def shares_threads() -> bool:
    """Let them work on torch's threads, and tell whether they do; where they are there and do not, they work on one."""
    library = find().library
    if library is None:
        return False
    pool = _torch_pool()
    if pool:
        library.functions.rwkvchat_use_pool(*pool)
    return bool(pool)
