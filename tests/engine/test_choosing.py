"""What ``auto`` takes on made-up machines, and what it says of it."""

from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth

from rwkvchat.catalogue import load_model
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.engine.choosing import Choice, Machine, choose_strategy
from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.needs import memory_remarks

MB = 10**6
SIZES = {"n_layer": 4, "n_embd": 256, "n_vocab": 500}
"""14.2 MB in fp32 without the embedding, 7.1 in bf16, 3.7 in i8, 2.1 in i4; of which the embedding is not a part."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checkpoint]:
    """The same model stored in every number format."""
    folder, weights = tmp_path_factory.mktemp("models"), random_weights(**SIZES)  # type: ignore[arg-type]
    dtypes = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
    return {name: open_checkpoint(write_pth(folder / f"{name}.pth", weights, dtype)) for name, dtype in dtypes.items()}


def choice(checkpoint: Checkpoint, machine: Machine, *, mapped: bool = True) -> Choice:
    return choose_strategy(rwkv4_layout(checkpoint.tensors), checkpoint.tensors, machine, mapped=mapped)


@pytest.mark.parametrize(
    ("stored", "free", "strategy", "reason"),
    [
        ("bf16", 18 * MB, "cpu fp32", "it needs 14.2 MB of the 18.0 MB that are free"),
        ("bf16", 12 * MB, "cpu bf16", "cpu fp32 needs 15.6 MB, and 12.0 MB are free"),
        ("fp16", 12 * MB, "cpu fp16", "cpu fp32 needs 15.6 MB, and 12.0 MB are free"),
        ("bf16", 6 * MB, "cpu fp32i8", "cpu bf16 needs 7.8 MB, and 6.0 MB are free"),
        ("bf16", 3 * MB, "cpu fp32i4", "cpu fp32i8 needs 4.0 MB, and 3.0 MB are free"),
        ("bf16", 1 * MB, "cpu bf16", "even cpu fp32i4 needs 2.4 MB, and 1.0 MB are free; what does not fit is read"),
        ("fp32", 17 * MB, "cpu fp32", "it needs 14.2 MB of the 17.0 MB that are free"),
        ("fp32", 7 * MB, "cpu fp32i8", "cpu fp32 needs 15.6 MB, and 7.0 MB are free"),
    ],
)
def test_on_a_cpu_the_fastest_format_that_fits_is_taken(
    files: dict[str, Checkpoint], stored: str, free: int, strategy: str, reason: str
) -> None:
    found = choice(files[stored], Machine({"cpu": free}))
    assert found.strategy.text == strategy
    assert found.reason.startswith(reason)
    assert found.best == (strategy == "cpu fp32")


@pytest.mark.parametrize(
    ("stored", "free", "strategy", "best"),
    [
        ("bf16", 18 * MB, "cpu bf16", True),
        ("fp16", 18 * MB, "cpu fp16", True),
        ("fp32", 18 * MB, "cpu fp32", True),
        ("bf16", 6 * MB, "cpu fp32i8", False),
        ("fp32", 7 * MB, "cpu fp32i8", False),
    ],
)
def test_with_kernels_the_file_in_place_is_the_fastest(
    files: dict[str, Checkpoint], stored: str, free: int, strategy: str, best: bool
) -> None:
    found = choice(files[stored], Machine({"cpu": free}, kernels=True))
    assert (found.strategy.text, found.best) == (strategy, best)


def test_quantised_weights_are_multiplied_in_bfloat16_where_the_cpu_has_it(files: dict[str, Checkpoint]) -> None:
    for file in files.values():
        assert choice(file, Machine({"cpu": 6 * MB}, kernels=True, bf16=True)).strategy.text == "cpu bf16i8"


def test_a_file_that_was_read_into_memory_needs_nothing_more_in_its_own_format(files: dict[str, Checkpoint]) -> None:
    assert choice(files["bf16"], Machine({"cpu": MB}), mapped=False).strategy.text == "cpu bf16"
    assert choice(files["fp32"], Machine({"cpu": MB}), mapped=False).best


ONE, TWO = ("cuda:0",), ("cuda:0", "cuda:1")


@pytest.mark.parametrize(
    ("gpus", "free", "strategy", "reason"),
    [
        (ONE, {"cuda:0": 9}, "cuda bf16", "it needs 7.1 MB of the 9.0 MB that are free"),
        (ONE, {"cuda:0": 5}, "cuda bf16i8", "cuda bf16 needs 7.8 MB, and 5.0 MB are free"),
        (ONE, {"cuda:0": 3}, "cuda bf16i8 *3 -> cpu fp32", "cuda bf16i8 needs 4.0 MB, and 3.0 MB are free"),
        (ONE, {"cuda:0": 2, "cpu": 5}, "cuda bf16i8 *2 -> cpu bf16", "cuda bf16i8 needs 4.0 MB, and 2.0 MB are free"),
        (ONE, {"cuda:0": 0.5}, "cpu fp32", "cuda bf16i8 needs 4.0 MB, and 500.0 kB are free"),
        (TWO, {"cuda:0": 5, "cuda:1": 5}, "cuda:0 bf16 -> cuda:1 bf16", "cuda bf16 needs 7.8 MB, and 5.0 MB are free"),
        (TWO, {"cuda:0": 5, "cuda:1": 1}, "cuda bf16i8", "cuda bf16 needs 7.8 MB, and 5.0 MB are free"),
        (("mps",), {}, "mps bf16", "it needs 7.1 MB of the 100.0 MB that are free"),
        (("mps",), {"cpu": 5}, "cpu fp32i8", "cpu bf16 needs 7.8 MB, and 5.0 MB are free"),
    ],
)
def test_a_gpu_is_taken_before_the_cpu(
    files: dict[str, Checkpoint], gpus: tuple[str, ...], free: dict[str, float], strategy: str, reason: str
) -> None:
    rooms = {"cpu": 100 * MB, **{pool: int(size * MB) for pool, size in free.items()}}
    rooms["cpu"] = int(free.get("cpu", 100) * MB)
    found = choice(files["bf16"], Machine(rooms, gpus))
    assert (found.strategy.text, found.reason) == (strategy, reason)


def test_the_gpus_format_is_its_own_unless_the_file_is_fp16(files: dict[str, Checkpoint]) -> None:
    free = {"cpu": 0, "cuda:0": 100 * MB}
    for stored, half, text in (
        ("fp16", "bf16", "cuda fp16"),
        ("bf16", "fp16", "cuda fp16"),
        ("fp32", "bf16", "cuda bf16"),
    ):
        assert choice(files[stored], Machine(free, ONE, half)).strategy.text == text


@pytest.mark.usefixtures("no_cuda")
@pytest.mark.parametrize(("bf16", "strategy"), [(False, "cpu fp32i8"), (True, "cpu bf16i8")])
def test_a_model_that_was_loaded_knows_why_it_is_as_it_is(
    files: dict[str, Checkpoint], monkeypatch: pytest.MonkeyPatch, bf16: bool, strategy: str
) -> None:
    monkeypatch.setattr("rwkvchat.engine.model.multiplies_bf16", lambda: bf16)
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)
    monkeypatch.setattr("rwkvchat.engine.devices.free_memory", lambda: 6 * MB)
    model = load_model(files["bf16"].path)
    assert model.info.strategy == strategy
    assert model.chosen_because == "cpu bf16 needs 7.8 MB, and 6.0 MB are free"
    assert load_model(files["bf16"].path, "cpu bf16").chosen_because == ""


def test_before_it_is_loaded_a_user_is_told_what_is_not_the_best(
    files: dict[str, Checkpoint], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from rwkvchat.engine.strategy import parse_strategy

    def told(text: str, free: int, stored: str = "bf16") -> list[str]:
        found = files[stored]
        return memory_remarks(found, rwkv4_layout(found.tensors), parse_strategy(text), free)

    monkeypatch.setattr("rwkvchat.needs._graphics_memory", lambda: None)
    monkeypatch.setattr("sys.platform", "linux")
    assert told("auto", 100 * MB) == []
    for bf16, taken in ((False, "cpu fp32i8"), (True, "cpu bf16i8")):
        monkeypatch.setattr("rwkvchat.needs.has_bf16", lambda bf16=bf16: bf16)
        assert told("auto", 6 * MB) == [f"auto takes {taken}: cpu bf16 needs 7.8 MB, and 6.0 MB are free"]
    assert told("cpu fp32i8", 6 * MB) == []
    assert told("cpu bf16", 8 * MB) == []
    [remark] = told("cpu bf16", 6 * MB)
    assert "7.1 MB of the weights are used in the file" in remark
    assert "7.1 MB" in told("cpu fp32 *0+", 6 * MB)[0]
    assert told("cpu fp32 *3 -> cpu bf16", 6 * MB) == []
    monkeypatch.setattr("rwkvchat.needs._graphics_memory", lambda: 10**9)
    assert told("auto", 6 * MB) == []
