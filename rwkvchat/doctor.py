"""What this installation is and where it keeps things, and what is wrong with it. Finds out, changes nothing.

Every fact is asked for by itself, so that a machine that cannot answer one question still answers the others.
"""

import os
import platform
import shlex
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from rwkvchat import __version__, machine
from rwkvchat.config import NAME, Folders
from rwkvchat.engine.memory import free_memory, total_memory
from rwkvchat.hub.cache import cache_folder, cached_repos, repo_folder
from rwkvchat.sizes import size_text

PACKAGES = ("tokenizers", "huggingface_hub", "prompt_toolkit", "rich", "platformdirs", "psutil", "filelock")
OPTIONAL = {"safetensors": "trains the model that ships"}
"""Packages that the program runs without, and what each is for."""

LITTLE = 1_000_000_000
"""Bytes of memory, and of room on a disk, below which there is a warning."""

Probes = Mapping[str, Callable[[], Any]]
"""How each fact is found out, by its name: a section and a word."""


class Advice(NamedTuple):
    """Something wrong, and what to do about it."""

    message: str
    hint: str


class Report(NamedTuple):
    """What was found out."""

    facts: dict[str, Any]
    """By name; None for those in `unknown`."""
    unknown: dict[str, str]
    """Why a fact could not be found out."""
    warnings: list[Advice]

    def as_table(self) -> dict[str, Any]:
        """All of it by sections, for another program."""
        table: dict[str, Any] = {}
        for name, value in self.facts.items():
            section, _, word = name.partition(".")
            if word:
                table.setdefault(section, {})[word] = value
            else:
                table[section] = value
        return table | {"unknown": self.unknown, "warnings": [each._asdict() for each in self.warnings]}


def examine(probes: Probes) -> Report:
    """Ask for every fact, and look at what they say together."""
    facts: dict[str, Any] = {}
    unknown: dict[str, str] = {}
    for name, probe in probes.items():
        try:
            facts[name] = probe()
        except Exception as error:  # of whatever kind: machines are odd in many ways
            facts[name] = None
            unknown[name] = f"{type(error).__name__}: {error}".rstrip(": ")
    return Report(facts, unknown, [advice for check in CHECKS for advice in check(facts, unknown)])


def probes(folders: Folders) -> Probes:
    """All that can be asked, in the order in which it is told."""
    return {
        "rwkvchat.version": lambda: __version__,
        "rwkvchat.folder": lambda: str(_package()),
        "python.version": platform.python_version,
        "python.implementation": platform.python_implementation,
        "python.executable": lambda: sys.executable,
        "system.platform": platform.platform,
        "system.machine": platform.machine,
        "cpu.name": machine.cpu_name,
        "cpu.features": machine.cpu_features,
        "cpu.cores": lambda: psutil.cpu_count(logical=False),
        "cpu.logical": lambda: psutil.cpu_count(logical=True),
        "cpu.usable": machine.usable_cores,
        "cpu.quota": machine.cpu_quota,
        "memory.free_bytes": free_memory,
        "memory.total_bytes": total_memory,
        "memory.machine_bytes": lambda: int(psutil.virtual_memory().total),
        "gpus": machine.gpus,
        "torch.version": lambda: str(_torch().__version__),
        "torch.build": _torch_build,
        "torch.gpu_usable": machine.gpu_usable,
        "torch.threads": lambda: _torch().get_num_threads(),
        "torch.vectors": _torch_vectors,
        "torch.libraries": _torch_libraries,
        "torch.kernels": _kernels,
        "packages": lambda: {name: _version(name) for name in PACKAGES},
        "optional_packages": lambda: {name: _version(name) for name in OPTIONAL},
        "folders": lambda: _places(folders),
        "models": _models,
        "terminal.is_terminal": _is_terminal,
        "terminal.size": lambda: [*os.get_terminal_size(sys.stdout.fileno())] if _is_terminal() else None,
        "terminal.encoding": lambda: sys.stdout.encoding,
        "terminal.TERM": lambda: os.environ.get("TERM"),
        "terminal.COLORTERM": lambda: os.environ.get("COLORTERM"),
        "terminal.NO_COLOR": lambda: os.environ.get("NO_COLOR"),
    }


# How some of them are found out


def _torch() -> Any:
    import torch

    return torch


def _kernels() -> str:
    from rwkvchat.engine.kernels import native

    on_gpu = f"; on the GPU {_gpu_kernels()}" if _torch().cuda.is_available() else ""
    if not native.available():
        return f"plain torch: {native.why_not()}{on_gpu}"
    one_thread = "" if native.shares_threads() else ", on one thread: torch's cannot be shared"
    return f"{native.instruction_set()}{one_thread}{on_gpu}"


def _gpu_kernels() -> str:
    from rwkvchat.engine.kernels.triton_here import find

    found = find(_torch().device("cuda"))
    return f"Triton {found.version}" if found.source is not None else f"plain torch: {found.reason}"


def _torch_build() -> str:
    version = _torch().version
    if version.cuda:
        return f"CUDA {version.cuda}"
    if getattr(version, "hip", None):
        return f"ROCm {version.hip}"
    return "Metal" if _torch().backends.mps.is_built() else "CPU"


def _torch_libraries() -> list[str]:
    backends = _torch().backends
    known = {"OpenMP": backends.openmp, "MKL": backends.mkl, "oneDNN": backends.mkldnn}
    return [name for name, each in known.items() if each.is_available()]


def _torch_vectors() -> str:
    return str(_torch().backends.cpu.get_cpu_capability())


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _package() -> Path:
    return Path(__file__).resolve().parent


def _places(folders: Folders) -> list[dict[str, Any]]:
    """The folders that the program uses. Some systems keep several kinds of files in one."""
    kinds = {"conversations": folders.data, "lines typed": folders.state, "cache": folders.cache,
             "settings": folders.config}  # fmt: skip
    shared: dict[Path, list[str]] = {}
    for kind, path in kinds.items():
        shared.setdefault(path, []).append(kind)
    places = [_place(", ".join(kinds), path, _removal(path)) for path, kinds in shared.items()]
    # The hub's cache is also other programs', so it is emptied model by model.
    places.append(_place("hub models", cache_folder(), f"{NAME} models remove NAME"))
    return [*places, _place("program", _package(), _uninstalling())]


def _place(kind: str, path: Path, remove: str | None) -> dict[str, Any]:
    there = os.path.isdir(path)  # Path's own raises where a folder above may not be looked into
    return {"kind": kind, "path": str(path), "exists": there, "bytes": size_of(path) if there else 0, "remove": remove,
            "free_bytes": _room(path), "writable": os.access(_nearest(path), os.W_OK)}  # fmt: skip


def _removal(path: Path) -> str:
    return f'rmdir /s /q "{path}"' if os.name == "nt" else f"rm -r {shlex.quote(str(path))}"


def _uninstalling() -> str | None:
    """Nothing where the program runs from a checkout, which is the user's own."""
    try:
        installed = Path(str(metadata.distribution(NAME).locate_file(NAME))).resolve()
    except metadata.PackageNotFoundError:
        return None
    return f"pip uninstall {NAME}" if installed == _package() else None


def _models() -> list[dict[str, Any]]:
    """What of RWKV models is in the hub's cache."""
    return [
        {"name": repo, "bytes": size_of(repo_folder(repo)), "remove": f"{NAME} models remove {shlex.quote(repo)}"}
        for repo in cached_repos()
        if "rwkv" in repo.lower()
    ]


def size_of(folder: Path) -> int:
    """Bytes in a folder's files; links count as nothing, and a file under several names once."""
    sizes: dict[tuple[int, int], int] = {}
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                found = os.lstat(os.path.join(root, name))  # noqa: PTH118 (thousands of files)
            except OSError:  # gone since it was listed
                continue
            if not stat.S_ISLNK(found.st_mode):
                sizes[found.st_dev, found.st_ino or len(sizes)] = found.st_size
    return sum(sizes.values())


def _room(path: Path) -> int:
    return shutil.disk_usage(_nearest(path)).free


def _nearest(path: Path) -> Path:
    """The folder itself, or the nearest above it that there is."""
    return next(folder for folder in (path, *path.parents) if os.path.isdir(folder))


# What is wrong


def _little_memory(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    free = facts.get("memory.free_bytes")
    if free is not None and free < LITTLE:
        yield Advice(
            f"only {size_text(free)} of memory are free",
            "close other programs, or raise the container's limit; a small model still runs",
        )


def _torch_is_missing(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    if "torch.version" in unknown:
        yield Advice(
            f"torch cannot be imported: {unknown['torch.version']}",
            "install it again in this Python: python -m pip install --force-reinstall torch",
        )


def _missing_packages(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    missing = [name for name, version in (facts.get("packages") or {}).items() if version is None]
    if missing:
        yield Advice(
            f"the program needs {', '.join(missing)}, and this Python does not have it",
            f"install it: python -m pip install {' '.join(missing)}",
        )


def _idle_gpu(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    drivers = [gpu["driver"] for gpu in facts.get("gpus") or () if gpu["driver"]]
    build = facts.get("torch.build")
    if not drivers or build is None or facts.get("torch.gpu_usable"):
        return
    if build == "CPU":
        yield Advice(
            "there is an NVIDIA GPU, and this torch is a build for the CPU alone",
            "install a CUDA build of torch: pytorch.org/get-started gives the command for this system",
        )
    else:
        yield Advice(
            f"torch ({build}) cannot use the NVIDIA GPU, whose driver is {drivers[0]}",
            "update the driver, or install a torch for an older CUDA; CUDA_VISIBLE_DEVICES can hide a GPU too",
        )


def _many_threads(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    quota, threads = facts.get("cpu.quota"), facts.get("torch.threads")
    if quota and threads and threads > quota + 1:
        yield Advice(
            f"torch uses {threads} threads, and this container has {quota:g} processors' time",
            f"set OMP_NUM_THREADS={max(1, round(quota))} in the environment",
        )


def _encoding(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    encoding = facts.get("terminal.encoding")
    if encoding and encoding.lower().replace("-", "").replace("_", "") != "utf8":
        yield Advice(
            f"the output is in {encoding}, in which many characters cannot be shown",
            "set PYTHONUTF8=1 in the environment, and let the terminal show UTF-8",
        )


def _folders(facts: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[Advice]:
    places = [place for place in facts.get("folders") or () if place["kind"] != "program"]
    for place in places:
        if not place["writable"]:
            yield Advice(
                f"nothing can be written to {place['path']} ({place['kind']})", "change who owns it, or its mode"
            )
    little = [place for place in places if place["free_bytes"] < LITTLE]
    if little:
        yield Advice(
            f"only {size_text(little[0]['free_bytes'])} are free on the disk of {little[0]['path']}",
            "make room; models and conversations need it",
        )


CHECKS = (_torch_is_missing, _missing_packages, _idle_gpu, _little_memory, _many_threads, _folders, _encoding)
"""What is looked for; each is given the facts, and what could not be found out."""
