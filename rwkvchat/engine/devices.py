"""The devices that this machine has for a strategy, and the memory that is free on each."""

from collections.abc import Iterable

import torch

from rwkvchat.engine.memory import free_memory, pool_of
from rwkvchat.errors import DeviceError


def device_of(name: str) -> torch.device:
    """A device by its name in a strategy.

    Raises:
        DeviceError: this machine does not have it.
    """
    if name == "mps" and not torch.backends.mps.is_available():
        built = "" if torch.backends.mps.is_built() else " (this PyTorch is built without Metal)"
        raise DeviceError(f"there is no Apple GPU here{built}", 'use --strategy "cpu fp32"')
    if name.startswith("cuda"):
        if not torch.cuda.is_available():
            built = "" if torch.version.cuda else " (this PyTorch is built without CUDA)"
            raise DeviceError(
                f"there is no CUDA device here{built}",
                'use --strategy "cpu fp32", or install a CUDA build of PyTorch and its driver',
            )
        if int(name.partition(":")[2] or 0) >= torch.cuda.device_count():
            raise DeviceError(
                f"there is no {name}: this machine has {torch.cuda.device_count()} CUDA device(s)",
                "they are numbered from cuda:0",
            )
    return torch.device(name)


def devices_here() -> tuple[str, ...]:
    """The GPUs that torch can use, by their names in a strategy."""
    if torch.cuda.is_available():
        return tuple(f"cuda:{number}" for number in range(torch.cuda.device_count()))
    return ("mps",) if torch.backends.mps.is_available() else ()


def free_bytes(devices: Iterable[str]) -> dict[str, int]:
    """Free memory by the pools that the CPU and these devices draw on; see `pool_of`."""
    pools = {pool_of(device) for device in devices} - {"cpu"}
    return {"cpu": free_memory(), **{pool: int(torch.cuda.mem_get_info(pool)[0]) for pool in sorted(pools)}}


def half_of(devices: Iterable[str]) -> str:
    """The 16-bit format that suits GPUs best: bf16, which keeps float32's range, where all of them have it."""
    cards = [device for device in devices if device.startswith("cuda")]
    return "bf16" if all(torch.cuda.get_device_capability(card)[0] >= 8 for card in cards) else "fp16"
