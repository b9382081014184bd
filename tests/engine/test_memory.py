"""How much memory there is, told by made-up systems."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth

from rwkvchat.catalogue import load_model
from rwkvchat.engine import memory
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.memory import converted_bytes, free_memory, group_rooms, total_memory
from rwkvchat.engine.strategy import Strategy
from rwkvchat.errors import DeviceError

V2 = "31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
V1 = (
    "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
    "35 31 0:32 {root} /sys/fs/cgroup/memory rw master:9 - cgroup cgroup rw,memory\n"
)
BF16 = torch.bfloat16
UNLIMITED = "9223372036854771712"


def system(root: Path, cgroup: str, mounts: str, files: dict[str, str]) -> Path:
    """The folders ``proc`` and ``sys`` of a system with such control groups."""
    for name, text in ({"proc/self/cgroup": cgroup, "proc/self/mountinfo": mounts} | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def group2(folder: str, limit: object, used: int, idle: int = 0, high: object = "max") -> dict[str, str]:
    stat = f"anon 1\nfile 99\ninactive_anon 5\ninactive_file {idle}\nactive_file 7\n"
    files = {"memory.max": limit, "memory.high": high, "memory.current": used, "memory.stat": stat}
    return {f"sys/fs/cgroup/{folder}{name}": f"{value}\n" for name, value in files.items()}


def group1(folder: str, limit: object, used: int, idle: int = 0) -> dict[str, str]:
    stat = f"inactive_file 1\ntotal_inactive_file {idle}\n"
    files = {"memory.limit_in_bytes": limit, "memory.usage_in_bytes": used, "memory.stat": stat}
    return {f"sys/fs/cgroup/memory/{folder}{name}": f"{value}\n" for name, value in files.items()}


INNER = "0::/user/chat\n"
OLD = "5:cpu,cpuacct:/\n4:memory:/docker/abc\n0::/\n"
SYSTEMS = {
    "no control groups": ("", "", {}, []),
    "no limit": (INNER, V2, group2("user/chat/", "max", 500), []),
    "a limit": (INNER, V2, group2("user/chat/", 1000, 300), [700]),
    "files that give way": (INNER, V2, group2("user/chat/", 1000, 300, 200), [900]),
    "more files that give way than are used": (INNER, V2, group2("user/chat/", 1000, 300, 400), [1000]),
    "more used than allowed": (INNER, V2, group2("user/chat/", 1000, 1300), [0]),
    "a lower limit that only slows down": (INNER, V2, group2("user/chat/", 1000, 300, high=500), [200]),
    "limits further up": (INNER, V2, group2("user/chat/", 1000, 300) | group2("user/", 800, 600), [700, 200]),
    "a container that sees its own group alone": ("0::/\n", V2, group2("", 1000, 10), [990]),
    "a group outside of what is mounted": ("0::/../../other\n", V2, group2("", 1000, 10), [990]),
    "version 1": (OLD, V1.format(root="/"), group1("docker/abc/", 1000, 300, 50) | group1("", UNLIMITED, 9), [750]),
    "version 1 in a container": (OLD, V1.format(root="/docker/abc"), group1("", 1000, 300), [700]),
    "version 1, mounted by another's name": (OLD, V1.format(root="/docker/xyz"), group1("", 1000, 300), [700]),
    "both versions": (OLD, V1.format(root="/") + V2, group1("docker/abc/", 1000, 300) | group2("", 50, 10), [700, 40]),
    "nonsense": ("0:\n:::\n\n0::/a\n", "x\n - \n1 2 3 / /sys - cgroup2\n" + V2, group2("a/", "-5", 1), []),
}


@pytest.mark.parametrize("case", SYSTEMS)
def test_the_room_in_every_control_group_around_the_process_is_found(tmp_path: Path, case: str) -> None:
    cgroup, mounts, files, rooms = SYSTEMS[case]
    unlimited, *found = group_rooms(system(tmp_path, cgroup, mounts, files))
    assert found == rooms
    assert unlimited > 1 << 50


def test_free_memory_is_the_least_of_the_machine_and_its_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = free_memory()
    assert 0 < machine <= total_memory()
    monkeypatch.setattr(memory, "_groups", lambda root: [(3000, 1000), (1 << 50, 0)])
    assert free_memory() == 2000
    assert total_memory() == 3000


def test_what_a_strategy_converts_is_counted(tmp_path: Path) -> None:
    weights = random_weights()
    used = {name: tensor for name, tensor in weights.items() if name != "emb.weight"}
    matrices = sum(tensor.numel() for tensor in used.values() if tensor.dim() == 2)
    vectors = sum(tensor.numel() for tensor in used.values()) - matrices
    tensors = open_checkpoint(write_pth(tmp_path / "m.pth", weights)).tensors
    assert converted_bytes(tensors, Strategy("cpu", "fp32")) == 0
    tensors = open_checkpoint(write_hugging_face(tmp_path / "hf", weights, dtype=BF16)).tensors
    assert converted_bytes(tensors, Strategy("cpu", "fp32")) == 4 * (matrices + vectors)
    assert converted_bytes(tensors, Strategy("cpu", "bf16")) == 4 * vectors
    assert converted_bytes(tensors, Strategy("cuda", "bf16")) == 2 * matrices + 4 * vectors


def test_a_model_that_does_not_fit_is_refused_with_both_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights(n_embd=256, n_layer=4, n_vocab=500), dtype=BF16)
    monkeypatch.setattr("rwkvchat.engine.model.free_memory", lambda: 10_000_000)
    with pytest.raises(DeviceError, match=r'"cpu fp32" .* needs 14\.2 MB, and 10\.0 MB are free') as caught:
        load_model(path, "cpu fp32")
    assert '"cpu bf16", which uses the file in place' in caught.value.hint
    assert "page cache" in caught.value.hint
    assert load_model(path, "cpu bf16").info.n_layer == 4
