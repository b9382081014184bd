"""What the doctor finds out, and that no machine is odd enough to make it fail."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from rwkvchat import doctor, machine
from rwkvchat.cli.doctor import rows
from rwkvchat.config import Folders
from rwkvchat.doctor import Advice, examine, probes, size_of
from rwkvchat.engine.kernels import native


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """The program's folders, and the hub's, in a folder of the test's."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return Folders(tmp_path / "state", tmp_path / "my data", tmp_path / "cache", tmp_path / "config")


def broken() -> None:
    raise OSError(5, "Input/output error")


def warnings_of(facts: Mapping[str, Any]) -> list[Advice]:
    return examine({name: lambda value=value: value for name, value in facts.items()}).warnings


def test_everything_is_found_out_here(folders: Folders) -> None:
    report = examine(probes(folders))
    assert report.unknown == {}
    table = report.as_table()
    assert table["python"]["version"] == ".".join(map(str, sys.version_info[:3]))
    assert 0 < table["memory"]["free_bytes"] < table["memory"]["total_bytes"] <= table["memory"]["machine_bytes"]
    assert 0 < table["cpu"]["usable"] <= table["cpu"]["logical"]
    assert table["torch"]["threads"] >= 1
    assert table["packages"]["tokenizers"]
    assert table["torch"]["kernels"] == (native.instruction_set() or f"plain torch: {native.why_not()}")
    assert json.loads(json.dumps(table)) == table


# Odd machines


def test_nothing_can_be_found_out_and_all_of_it_is_told(folders: Folders) -> None:
    report = examine(dict.fromkeys(probes(folders), broken))
    assert set(report.facts.values()) == {None}
    assert set(report.unknown) == set(probes(folders))
    shown = rows(report)
    assert ("terminal", "output", "unknown (OSError: [Errno 5] Input/output error)") in shown
    assert [section for section, _, _ in shown if section] == [
        "rwkvchat", "machine", "torch", "packages", "terminal", "folders", "models",
    ]  # fmt: skip
    assert "torch cannot be imported" in report.warnings[0].message
    json.dumps(report.as_table())


def test_what_one_question_breaks_the_others_do_not_feel(folders: Folders) -> None:
    answers = examine(probes(folders)).facts
    for name in answers:
        known = {other: lambda value=value: value for other, value in answers.items()}
        report = examine({**known, name: broken})
        assert report.facts == {**answers, name: None}
        assert list(report.unknown) == [name]
        assert rows(report)


def test_a_machine_whose_parts_fail_is_still_described(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object, **others: object) -> Any:
        raise RuntimeError("no")

    for module, name in (
        (psutil, "cpu_count"), (psutil, "virtual_memory"), (machine.platform, "platform"), (os, "get_terminal_size"),
        (doctor.shutil, "disk_usage"), (doctor.metadata, "version"), (doctor.metadata, "distribution"),
        (machine.subprocess, "run"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, fails)
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setattr(machine, "CPUINFO", Path("/no/such/file"))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace())
    report = examine(probes(folders))
    assert {"cpu.cores", "memory.free_bytes", "system.platform", "folders", "packages", "torch.threads",
            "terminal.is_terminal", "terminal.encoding", "cpu.features"} <= set(report.unknown)  # fmt: skip
    assert report.facts["rwkvchat.version"]
    assert report.facts["models"] == []
    assert rows(report)


def test_a_torch_that_cannot_be_imported_is_a_warning(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    report = examine(probes(folders))
    assert "torch cannot be imported" in report.warnings[0].message
    assert "pip install" in report.warnings[0].hint
    assert report.facts["cpu.name"]


# Processors


CPUINFO_X86 = "processor\t: 0\nmodel name\t: Some Xeon\nflags\t\t: fpu avx2 avx512f amx_bf16\n\nprocessor\t: 1\n"
CPUINFO_ARM = "processor\t: 0\nBogoMIPS\t: 50\nFeatures\t: fp asimd bf16 i8mm\n"


@pytest.mark.parametrize(
    ("content", "features"),
    [
        pytest.param(CPUINFO_X86, ["AVX2", "AVX-512", "AMX bf16"], id="x86"),
        pytest.param(CPUINFO_ARM, ["NEON", "bf16", "i8mm"], id="Arm"),
        pytest.param("flags :\nflags: avx2\n", ["AVX2"], id="spaces"),
    ],
)
def test_without_torch_linux_tells_what_a_processor_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, features: list[str]
) -> None:
    monkeypatch.setattr(machine, "torch_capabilities", dict)
    monkeypatch.setattr(machine, "CPUINFO", tmp_path / "cpuinfo")
    (tmp_path / "cpuinfo").write_text(content)
    assert machine.cpu_features() == features
    assert machine.has_bf16() == ("AMX bf16" in features)
    assert machine.cpu_name() == ("Some Xeon" if "Xeon" in content else machine.platform.processor())


def test_elsewhere_torch_tells_what_a_processor_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "torch_capabilities", lambda: {"neon": True, "sve": False, "cpu_name": "Apple M9"})
    monkeypatch.setattr(machine, "CPUINFO", Path("/no/such/file"))
    assert (machine.cpu_features(), machine.cpu_name()) == (["NEON"], "Apple M9")


@pytest.mark.parametrize(
    ("content", "quota"),
    [("max 100000\n", None), ("250000 100000\n", 2.5), ("", None), ("a b\n", None)],
    ids=["none", "two and a half", "empty", "nonsense"],
)
def test_a_containers_share_of_the_processors_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, quota: float | None
) -> None:
    monkeypatch.setattr(machine, "CPU_QUOTA", tmp_path / "cpu.max")
    assert machine.cpu_quota() is None
    (tmp_path / "cpu.max").write_text(content)
    assert machine.cpu_quota() == quota


# GPUs


@pytest.fixture
def nvidia_smi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Puts a program of that name on the path, which says something and ends with a code."""

    def make(says: str, code: int = 0) -> None:
        program = tmp_path / "bin" / "nvidia-smi"
        program.parent.mkdir(exist_ok=True)
        (tmp_path / "says").write_text(says)
        program.write_text(
            f'#!/bin/sh\nexec < "{tmp_path}/says"\nwhile read line; do echo "$line"; done\nexit {code}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return make


GPU = {
    "name": "NVIDIA H200", "memory_bytes": 143771 << 20, "free_bytes": 143000 << 20, "driver": "570.1",
    "compute_capability": "9.0",
}  # fmt: skip


def test_gpus_are_told_as_their_driver_tells_them(nvidia_smi: Callable[..., None]) -> None:
    nvidia_smi("NVIDIA H200, 143771, 143000, 570.1, 9.0\nGB10, [N/A], [N/A], 570.1, 12.1\n")
    assert machine.gpus() == [
        GPU,
        {"name": "GB10", "memory_bytes": None, "free_bytes": None, "driver": "570.1", "compute_capability": "12.1"},
    ]


def test_a_driver_without_devices_is_no_gpu(nvidia_smi: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "torch_gpus", list)
    nvidia_smi("No devices were found\n", 6)
    assert machine.gpus() == []
    monkeypatch.setenv("PATH", "")
    assert machine.gpus() == []


@pytest.mark.parametrize(("says", "code"), [("Driver/library version mismatch\n", 18), ("one, two\n", 0)])
def test_a_driver_that_fails_is_told_unless_torch_sees_the_gpu(
    folders: Folders, nvidia_smi: Callable[..., None], monkeypatch: pytest.MonkeyPatch, says: str, code: int
) -> None:
    nvidia_smi(says, code)
    monkeypatch.setattr(machine, "torch_gpus", list)
    report = examine(probes(folders))
    assert "gpus" in report.unknown
    assert any(name == "GPU" and text.startswith("unknown (") for _, name, text in rows(report))
    monkeypatch.setattr(machine, "torch_gpus", lambda: [GPU])
    assert machine.gpus() == [GPU]


def test_a_driver_that_hangs_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, nvidia_smi: Callable[..., None]
) -> None:
    def hangs(command: list[str], *, timeout: float, **others: object) -> None:
        assert timeout <= 10
        raise subprocess.TimeoutExpired(command, timeout)

    nvidia_smi("")
    monkeypatch.setattr(machine.subprocess, "run", hangs)
    monkeypatch.setattr(machine, "torch_gpus", lambda: [GPU])
    assert machine.gpus() == [GPU]


# Folders


def test_a_folder_has_the_size_of_its_files_each_counted_once(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    (folder / "blobs").mkdir(parents=True)
    (folder / "snapshots").mkdir()
    (folder / "blobs" / "one").write_bytes(bytes(1000))
    (folder / "blobs" / "two").write_bytes(bytes(20))
    os.link(folder / "blobs" / "two", folder / "snapshots" / "two")
    (folder / "snapshots" / "one").symlink_to("../blobs/one")
    assert size_of(folder) == 1020
    assert size_of(tmp_path / "none") == 0


def test_every_folder_is_told_with_the_command_that_removes_it(folders: Folders, tmp_path: Path) -> None:
    folders.sessions.mkdir(parents=True)
    (folders.sessions / "a.state").write_bytes(bytes(5000))
    places = {place["kind"]: place for place in examine(probes(folders)).facts["folders"]}
    assert list(places) == ["conversations", "lines typed", "cache", "settings", "hub models", "program"]
    kept = places["conversations"]
    assert (kept["path"], kept["exists"], kept["bytes"]) == (str(tmp_path / "my data"), True, 5000)
    assert kept["writable"]
    assert (places["cache"]["exists"], places["cache"]["bytes"]) == (False, 0)
    subprocess.run(kept["remove"], shell=True, check=True)
    assert not folders.data.exists()
    assert tmp_path.exists()


def test_kinds_that_a_system_keeps_in_one_folder_are_told_together(tmp_path: Path) -> None:
    one = tmp_path / "Application Support"
    found = examine(probes(Folders(state=one, data=one, cache=tmp_path / "Caches", config=one))).facts["folders"]
    assert [place["kind"] for place in found][:2] == ["conversations, lines typed, settings", "cache"]


def test_models_of_the_hub_are_told_with_the_command_that_removes_them(folders: Folders, tmp_path: Path) -> None:
    for repo in ("BlinkDL--rwkv-4-raven", "someone--bert"):
        (tmp_path / "hub" / f"models--{repo}" / "blobs").mkdir(parents=True)
        (tmp_path / "hub" / f"models--{repo}" / "blobs" / "a").write_bytes(bytes(3000))
    report = examine(probes(folders))
    assert report.facts["models"] == [
        {"name": "BlinkDL/rwkv-4-raven", "bytes": 3000, "remove": "rwkvchat models remove BlinkDL/rwkv-4-raven"}
    ]
    assert ("models", "3.0 kB", "BlinkDL/rwkv-4-raven") in rows(report)
    assert report.facts["folders"][4]["bytes"] == 6000


# Warnings

SOUND = {"memory.free_bytes": 8 << 30, "terminal.encoding": "UTF-8", "torch.build": "CPU", "gpus": [],
         "torch.gpu_usable": False, "cpu.quota": 4.0, "torch.threads": 4, "packages": {"rich": "15.0"},
         "folders": [{"kind": "cache", "path": "/c", "writable": True, "free_bytes": 8 << 30}]}  # fmt: skip


def test_a_sound_installation_has_no_warnings() -> None:
    assert warnings_of(SOUND) == []
    assert warnings_of({**SOUND, "gpus": [GPU], "torch.build": "CUDA 12.8", "torch.gpu_usable": True}) == []


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ({"memory.free_bytes": 300_000_000}, "only 300.0 MB of memory", "container's limit"),
        ({"gpus": [GPU]}, "a build for the CPU alone", "CUDA build"),
        ({"gpus": [GPU], "torch.build": "CUDA 13.0"}, "cannot use the NVIDIA GPU, whose driver is 570.1", "update"),
        ({"terminal.encoding": "ANSI_X3.4-1968"}, "in ANSI_X3.4-1968", "PYTHONUTF8=1"),
        ({"torch.threads": 64}, "64 threads, and this container has 4 processors", "OMP_NUM_THREADS=4"),
        ({"packages": {"rich": None}}, "needs rich", "pip install rich"),
        (
            {"folders": [{"kind": "cache", "path": "/c", "writable": False, "free_bytes": 8 << 30}]},
            "nothing can be written to /c",
            "its mode",
        ),
        (
            {"folders": [{"kind": "cache", "path": "/c", "writable": True, "free_bytes": 5_000_000}]},
            "only 5.0 MB are free on the disk of /c",
            "make room",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_told_with_what_to_do(changes: dict[str, Any], message: str, hint: str) -> None:
    (advice,) = warnings_of({**SOUND, **changes})
    assert message in advice.message
    assert hint in advice.hint
