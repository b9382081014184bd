"""How much memory there is, told by made-up systems."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth

from rwkvchat.catalogue import load_model
from rwkvchat.engine import memory
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.kernels.block import FastBlock
from rwkvchat.engine.kernels.matrix import FastMatrix
from rwkvchat.engine.memory import converted_bytes, free_memory, group_rooms, total_memory
from rwkvchat.engine.model import Rwkv4
from rwkvchat.engine.quant import Float32, HalfOnCpu
from rwkvchat.engine.quantised import Quantised
from rwkvchat.engine.strategy import parse_strategy
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


def converted(path: Path, text: str, *, in_place: bool = False) -> dict[str, int]:
    strategy = parse_strategy(text)
    assert strategy is not None
    return converted_bytes(open_checkpoint(path).tensors, strategy.place(3), in_place=in_place)


def test_what_a_strategy_converts_is_counted(tmp_path: Path) -> None:
    weights = random_weights()
    used = {name: tensor for name, tensor in weights.items() if name != "emb.weight"}
    matrices = sum(tensor.numel() for tensor in used.values() if tensor.dim() == 2)
    vectors = sum(tensor.numel() for tensor in used.values()) - matrices
    plain = write_pth(tmp_path / "m.pth", weights)
    assert converted(plain, "cpu fp32") == {"cpu": 0}
    assert converted(plain, "cpu fp32", in_place=True) == {"cpu": 4 * (matrices + vectors)}
    folder = write_hugging_face(tmp_path / "hf", weights, dtype=BF16)
    assert converted(folder, "cpu fp32") == {"cpu": 4 * (matrices + vectors)}
    assert converted(folder, "cpu bf16") == {"cpu": 4 * vectors}
    assert converted(folder, "cpu bf16", in_place=True) == {"cpu": 4 * vectors + 2 * matrices}
    assert converted(folder, "cuda bf16") == {"cuda:0": 2 * matrices + 4 * vectors}
    assert converted(folder, "mps fp32") == {"cpu": 4 * (matrices + vectors)}
    scales = sum(tensor.shape[0] + tensor.shape[1] for tensor in used.values() if tensor.dim() == 2)
    assert converted(folder, "cpu fp32i8") == {"cpu": matrices + 4 * (scales + vectors)}


def test_what_each_device_needs_is_counted_by_itself(tmp_path: Path) -> None:
    weights = random_weights()
    path = write_pth(tmp_path / "m.pth", weights, BF16)
    kinds = ("blocks.0", "blocks.1", "blocks.2", "head")
    matrices, vectors = (
        [
            sum(t.numel() for name, t in weights.items() if name.startswith(kind) and (t.dim() == 2) is two)
            for kind in kinds
        ]
        for two in (True, False)
    )
    vectors[3] = 2 * 48  # the last norm
    assert converted(path, "cuda fp32 *2 -> cuda:1 fp16 *1 -> cpu fp32") == {
        "cuda:0": 4 * sum(matrices[:2] + vectors[:2]),
        "cuda:1": 2 * matrices[2] + 4 * vectors[2],
        "cpu": 4 * (matrices[3] + vectors[3]),
    }
    # Of streamed layers a GPU has two at a time, the CPU one; the first is the largest, it has one norm more.
    assert converted(path, "cuda fp32 *0+") == {"cuda:0": 4 * sum(matrices[:2] + vectors[:2])}
    assert converted(path, "cuda fp32 *2+") == {"cuda:0": 4 * sum(matrices + vectors)}
    assert converted(path, "cuda fp32 *3+") == {"cuda:0": 4 * sum(matrices + vectors)}
    assert converted(path, "cpu fp32 *0+") == {"cpu": 4 * (matrices[0] + vectors[0])}
    whole, resident = converted(path, "cpu fp32i8"), converted(path, "cpu fp32i8 *0+")
    assert resident["cpu"] == whole["cpu"] - 4 * sum(vectors) + 4 * vectors[0]
    streamed = converted(path, "cuda fp16i8 *0+")
    assert streamed["cpu"] == whole["cpu"] - 4 * sum(vectors)
    assert streamed["cuda:0"] < 0.7 * streamed["cpu"], "two layers of three"


@pytest.mark.parametrize("strategy", ["cpu fp32", "cpu fp32i8", "cpu fp32i4", "cpu fp32i8 *1 -> cpu bf16"])
def test_what_is_counted_is_what_the_network_consists_of(tmp_path: Path, strategy: str) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights(n_embd=40), BF16)
    model = load_model(path, strategy)
    assert isinstance(model, Rwkv4)
    layers = (*model.network.blocks, model.network.head)
    found = {id(tensor): tensor for layer in layers for tensor in tensors_of(layer)}
    own = sum(tensor.nbytes for tensor in found.values() if tensor.dtype is not BF16)
    # The first norm belongs to no layer.
    assert own + 2 * 4 * 40 == converted(path, strategy)["cpu"]


def tensors_of(layer: object) -> list[torch.Tensor]:
    """All that a part of a network keeps."""
    if isinstance(layer, torch.Tensor):
        return [layer]
    if isinstance(layer, Quantised):
        return list(layer.tensors().values())
    if isinstance(layer, tuple):
        return [tensor for part in layer for tensor in tensors_of(part)]
    if isinstance(layer, Float32 | HalfOnCpu):
        return [layer.weight]
    if isinstance(layer, FastBlock | FastMatrix):
        return tensors_of(layer.twin)  # the kernels use its memory, as another test sees
    names = getattr(layer, "__slots__", ())
    return [tensor for name in names for tensor in tensors_of(getattr(layer, name))]


def test_a_model_that_does_not_fit_is_refused_with_both_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights(n_embd=256, n_layer=4, n_vocab=500), dtype=BF16)
    monkeypatch.setattr("rwkvchat.engine.devices.free_memory", lambda: 10_000_000)
    with pytest.raises(DeviceError, match=r'"cpu fp32" .* needs 14\.2 MB, and 10\.0 MB are free') as caught:
        load_model(path, "cpu fp32")
    assert '"cpu bf16", which uses the file in place' in caught.value.hint
    assert "page cache" in caught.value.hint
    for strategy in ("cpu bf16", "cpu fp32i8", "cpu fp32 *1 -> cpu bf16", "cpu fp32 *0+"):
        assert load_model(path, strategy).info.n_layer == 4


def test_a_card_that_is_too_small_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights(n_embd=256, n_layer=4, n_vocab=500), dtype=BF16)
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    monkeypatch.setattr("torch.cuda.mem_get_info", lambda pool: (10**6 if pool == "cuda:1" else 10**9, 10**9))
    with pytest.raises(DeviceError, match=r"needs 3\.\d MB on cuda:1, and 1\.0 MB are free on cuda:1") as caught:
        load_model(path, "cuda bf16 *2 -> cuda:1 bf16")
    assert '"cuda fp16i8 *2 -> cpu fp32"' in caught.value.hint
