"""How much memory there is, what a model needs of it, and refusing what does not fit before it is begun.

Knows what the system and the control groups around the process allow; allocates nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import psutil

from rwkvchat.engine.quant_parts import quantisation_of, quantised_bytes
from rwkvchat.engine.strategy import Placed
from rwkvchat.engine.tensor_table import ITEM_BYTES, TensorInfo, count_items
from rwkvchat.errors import DeviceError
from rwkvchat.sizes import size_text

ROOM = 1.1
"""Beside the weights there is some room to work in: who chooses for the user asks for as many times their bytes."""

_BLOCK = re.compile(r"blocks\.(\d+)\.")
_NO_LIMIT = 1 << 60
"""What version 1 writes where there is no limit is beyond this."""


def free_memory() -> int:
    """Bytes of memory that can be had without swapping: the machine's, or what is left of a container's share."""
    return min(int(psutil.virtual_memory().available), *group_rooms(Path("/")))


def total_memory() -> int:
    """Bytes of memory that this machine has, or that a container may use of it."""
    return min(int(psutil.virtual_memory().total), *(limit for limit, _ in _groups(Path("/"))), _NO_LIMIT)


def group_rooms(root: Path) -> list[int]:
    """Bytes that each control group around this process would still let it have, and a number beyond any of them.

    Args:
        root: the folder that holds ``proc`` and ``sys``.
    """
    return [_NO_LIMIT, *(max(0, limit - used) for limit, used in _groups(root))]


def _groups(root: Path) -> Iterator[tuple[int, int]]:
    """The limit and the use of memory of every control group around this process that has a limit."""
    for version, folder in _folders(root):
        limits = ("memory.max", "memory.high") if version == 2 else ("memory.limit_in_bytes",)
        limit = min(_number(folder / name, _NO_LIMIT) for name in limits)
        if limit < _NO_LIMIT:
            used = _number(folder / ("memory.current" if version == 2 else "memory.usage_in_bytes"), 0)
            # Files that were read and not lately used again count as used, and give way to whoever asks.
            idle = _statistic(folder / "memory.stat", "inactive_file" if version == 2 else "total_inactive_file")
            yield limit, max(0, used - idle)


def _folders(root: Path) -> Iterator[tuple[int, Path]]:
    """The folder of each control group that counts this process's memory, from the inmost out, and its version."""
    own: dict[int, str] = {}
    for line in _lines(root / "proc/self/cgroup"):
        _, _, rest = line.partition(":")
        controllers, _, name = rest.partition(":")
        if not controllers:
            own[2] = name
        elif "memory" in controllers.split(","):
            own[1] = name
    for line in _lines(root / "proc/self/mountinfo"):
        before, _, after = line.partition(" - ")
        fields, kind = before.split(), after.split()
        if len(fields) < 5 or len(kind) < 3:
            continue
        version = {"cgroup2": 2, "cgroup": 1}.get(kind[0])
        if version not in own or (version == 1 and "memory" not in kind[2].split(",")):
            continue
        mounted, path = root / fields[4].lstrip("/"), PurePosixPath(own[version])
        # A container may see its own group mounted as the topmost, while it goes by the name that it has outside.
        inside = path.is_relative_to(fields[3]) and ".." not in path.parts
        inner = path.relative_to(fields[3]) if inside else PurePosixPath()
        yield from ((version, mounted / folder) for folder in (inner, *inner.parents))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _number(path: Path, otherwise: int) -> int:
    """The number in a file; a file that says ``max``, or that there is not, stands for ``otherwise``."""
    text = "".join(_lines(path)[:1])
    return int(text) if text.isascii() and text.isdecimal() else otherwise


def _statistic(path: Path, name: str) -> int:
    for line in _lines(path):
        word, _, value = line.partition(" ")
        if word == name and value.isascii() and value.isdecimal():
            return int(value)
    return 0


def pool_of(device: str) -> str:
    """Whose memory a device of a strategy uses: ``cpu``, which an Apple GPU shares, or ``cuda:0`` and so on."""
    if device == "cuda":
        return "cuda:0"
    return "cpu" if device == "mps" else device


def converted_bytes(
    tensors: Mapping[str, TensorInfo], placed: Sequence[Placed], *, in_place: bool = False
) -> dict[str, int]:
    """What a placed model needs besides the mapped file, by the pools of memory of its devices.

    That is the copies of all tensors that cannot be used in place. A streamed layer is on its device for itself, on
    CUDA beside the next one; if it is quantised, the CPU keeps what comes out of that.

    Args:
        tensors: an RWKV-4's, under RWKV-LM's names. in_place: count also what is used in the file itself.
    """
    needed, passing = Counter({pool_of(place.device): 0 for place in placed}), Counter[tuple[str, int]]()
    for name, info in tensors.items():
        if name == "emb.weight":
            continue  # used as it is stored, on every device, and only the rows that are looked up
        layer = int(found[1]) if (found := _BLOCK.match(name)) else len(placed) - 1
        place = placed[layer]
        pool, copied = pool_of(place.device), _copied(name, info, place)
        kept_by_cpu = place.streamed and quantisation_of(place.quantisation, name) and len(info.shape) == 2
        if place.streamed and (place.device != "cpu" or not kept_by_cpu):
            passing[pool, layer] += copied
        else:
            needed[pool] += copied
        if kept_by_cpu and place.device != "cpu":
            needed["cpu"] += _copied(name, info, place._replace(device="cpu"))
        if in_place and ((place.device == "cpu" and not copied) or (place.streamed and not kept_by_cpu)):
            needed["cpu"] += info.nbytes
    for pool in list(needed):
        sizes = [passing[pool, layer] for layer in range(len(placed))]
        behind = [*sizes[1:], 0] if pool != "cpu" else [0] * len(sizes)
        needed[pool] += max(map(sum, zip(sizes, behind, strict=True)))
    return dict(needed)


def _copied(name: str, info: TensorInfo, place: Placed) -> int:
    """Bytes of the copy that a place needs of a tensor; 0 where it is used in place."""
    # Vectors are float32 under every strategy.
    kind = quantisation_of(place.quantisation, name) if len(info.shape) == 2 else ""
    wanted = kind or (place.dtype if len(info.shape) == 2 else "fp32")
    if place.device == "cpu" and info.dtype == wanted:
        return 0
    if kind:
        return quantised_bytes(kind, info.shape[0], info.shape[1])
    return count_items(info.shape) * ITEM_BYTES[wanted]


def require_memory(needed: int, free: int, what: str, hint: str, where: str = "") -> None:
    """See that there is room for something.

    Raises:
        DeviceError: there is not; names both numbers.
    """
    if needed > free:
        raise DeviceError(f"{what} needs {size_text(needed)}{where}, and {size_text(free)} are free{where}", hint)
