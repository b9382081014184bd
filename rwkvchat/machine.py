"""What this machine is: processor, GPUs, what of them can be used. Each function finds one thing out or raises.

Knows nothing of the program; nobody has to be able to answer, so whoever asks is ready for any exception.
"""

import csv
import os
import platform
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rwkvchat.errors import DeviceError

CPUINFO = Path("/proc/cpuinfo")
CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")

FEATURES = {
    "AVX2": ("avx2", "avx2"),
    "AVX-512": ("avx512_f", "avx512f"),
    "AVX-512 VNNI": ("avx512_vnni", "avx512_vnni"),
    "AVX-512 bf16": ("avx512_bf16", "avx512_bf16"),
    "AVX-VNNI": ("avx_vnni", "avx_vnni"),
    "AMX bf16": ("amx_bf16", "amx_bf16"),
    "AMX int8": ("amx_int8", "amx_int8"),
    "NEON": ("neon", "asimd"),
    "bf16": ("bf16", "bf16"),
    "i8mm": ("i8mm", "i8mm"),
    "SVE": ("sve", "sve"),
}
"""What makes matrix products fast: the names that torch and Linux have for it."""

_NVIDIA_SMI = ("name", "memory.total", "memory.free", "driver_version", "compute_cap")


def cpu_name() -> str:
    """What the processor calls itself."""
    return cpuinfo().get("model name") or torch_capabilities().get("cpu_name") or platform.processor()


def cpu_features() -> list[str]:
    """Which of `FEATURES` the processor has."""
    known = torch_capabilities()
    flags = cpuinfo()
    words = (flags.get("flags") or flags.get("Features") or "").split()
    if not known and not words:
        raise DeviceError("neither torch nor the system tells them")
    return [name for name, (torchs, linuxs) in FEATURES.items() if known.get(torchs) or linuxs in words]


def has_bf16() -> bool:
    """Whether Linux says that the processor has instructions for products in bfloat16. Without torch."""
    return not {"avx512_bf16", "amx_bf16"}.isdisjoint(cpuinfo().get("flags", "").split())


def torch_capabilities() -> Mapping[str, Any]:
    """What torch found out about the processor; nothing where it is too old to tell, or not to be had."""
    try:
        import torch

        return dict(torch.cpu.get_capabilities())
    except (ImportError, OSError, AttributeError, RuntimeError):
        return {}


def cpuinfo() -> dict[str, str]:
    """What Linux says of the first processor; nothing elsewhere."""
    try:
        first, _, _ = CPUINFO.read_text(encoding="utf-8", errors="replace").partition("\n\n")
    except OSError:
        return {}
    pairs = (line.partition(":") for line in first.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def usable_cores() -> int:
    """How many logical processors this process may run on."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def cpu_quota() -> float | None:
    """How many processors' time the container may use; None where that is not limited."""
    try:
        quota, period = CPU_QUOTA.read_text(encoding="ascii").split()
        return None if quota == "max" else int(quota) / int(period)
    except (OSError, ValueError, ZeroDivisionError):
        return None


def gpus() -> list[dict[str, Any]]:
    """The graphics processors there are, whether torch can use them or not.

    Raises:
        DeviceError, OSError, ValueError, SubprocessError: the driver's own program fails, and torch sees none.
    """
    try:
        found = nvidia_gpus()
    except (DeviceError, OSError, ValueError, subprocess.SubprocessError):
        if seen := torch_gpus():
            return seen
        raise
    return found or torch_gpus()


def nvidia_gpus() -> list[dict[str, Any]]:
    """As the driver tells, also where torch is a build without CUDA."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    command = [program, f"--query-gpu={','.join(_NVIDIA_SMI)}", "--format=csv,noheader,nounits"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603 (a fixed command)
    if "No devices were found" in done.stdout:
        return []
    if done.returncode:
        reason = " ".join((done.stdout + done.stderr).split())[:200]
        raise DeviceError(f"nvidia-smi fails: {reason}", "the driver may have been updated: start the machine anew")
    found = []
    for row in csv.reader(done.stdout.splitlines(), skipinitialspace=True):
        name, total, free, driver, capability = (cell.strip() for cell in row)
        memory, room = (int(text) << 20 if text.isdecimal() else None for text in (total, free))
        found.append(_gpu(name, memory, room, driver, capability))
    return found


def torch_gpus() -> list[dict[str, Any]]:
    """As torch sees them, which is also those of other makers."""
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drivers that are too old
        if torch.cuda.is_available():
            all_of_them = [torch.cuda.get_device_properties(number) for number in range(torch.cuda.device_count())]
            return [_gpu(each.name, each.total_memory, None, "", f"{each.major}.{each.minor}") for each in all_of_them]
        return [_gpu("Apple GPU", None, None, "", "")] if torch.backends.mps.is_available() else []


def gpu_usable() -> bool:
    """Whether torch can use a GPU."""
    return bool(torch_gpus())


def _gpu(name: str, memory: int | None, free: int | None, driver: str, capability: str) -> dict[str, Any]:
    return {
        "name": name,
        "memory_bytes": memory,
        "free_bytes": free,
        "driver": driver or None,
        "compute_capability": capability or None,
    }
