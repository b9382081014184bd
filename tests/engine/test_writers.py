"""Files that the writers write: every value to the bit, in the place where others look for it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from rwkvchat.engine import hugging_face_writer, pth_writer
from rwkvchat.engine import outgoing as outgoing_module
from rwkvchat.engine import weights as weights_module
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.hugging_face import hugging_face_name, rwkv_lm_name
from rwkvchat.engine.hugging_face_writer import write_folder
from rwkvchat.engine.outgoing import Outgoing, outgoing
from rwkvchat.engine.pth_writer import write_pth as write_torch
from rwkvchat.engine.safetensors_writer import write_safetensors
from rwkvchat.engine.weights import torch_dtype
from rwkvchat.errors import WeightsError

Tensors = dict[str, torch.Tensor]

WEIGHTS = random_weights(n_layer=2, n_embd=16, n_vocab=40)


def from_torch(path: Path, tensors: Sequence[Outgoing]) -> Path:
    """Write a .pth file."""
    with path.open("wb") as out:
        write_torch(out, tensors)
    return path


def from_safetensors(path: Path, tensors: Sequence[Outgoing]) -> Path:
    with path.open("wb") as out:
        write_safetensors(out, {"name": "x"}, tensors)
    return path


def of(path: Path, dtype: str | None = None) -> list[Outgoing]:
    return outgoing(open_checkpoint(path), dtype)


def bits(tensors: Tensors) -> dict[str, tuple[torch.dtype, bytes]]:
    """What is in tensors to the bit, nan included; a time mix has one of two shapes."""
    return {name: (each.dtype, each.flatten().view(torch.uint8).numpy().tobytes()) for name, each in tensors.items()}


def read(path: Path) -> Tensors:
    found = open_checkpoint(path)
    return {name: found.tensor(name) for name in found.tensors}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_pth(tmp_path / "source.pth", WEIGHTS)


@pytest.mark.parametrize("large", [False, True], ids=["records of 32-bit sizes", "records of 64-bit sizes"])
def test_torch_opens_a_written_pth_mapped_and_without_running_code(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    if large:
        monkeypatch.setattr(pth_writer, "LARGE", 100)
    path = from_torch(tmp_path / "written.pth", of(source))
    for mapped in (True, False):
        found = torch.load(path, weights_only=True, mmap=mapped, map_location="cpu")
        assert bits(found) == bits(WEIGHTS)
        assert found["blocks.1.ffn.time_mix_r"].shape == (1, 1, 16)
        assert all(tensor.is_contiguous() for tensor in found.values())
    written = open_checkpoint(path)
    written.verify()  # the zip's checksums
    assert {info.offset % 64 for info in written.tensors.values()} == {0}


def test_a_damaged_byte_of_a_written_pth_is_noticed(tmp_path: Path, source: Path) -> None:
    path = from_torch(tmp_path / "written.pth", of(source))
    place = open_checkpoint(path).tensors["head.weight"].offset
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.unlink()
    path.write_bytes(data)
    with pytest.raises(WeightsError, match="checksum"):
        open_checkpoint(path).verify()


def test_tensors_come_in_the_order_in_which_a_network_uses_them(source: Path) -> None:
    names = [tensor.name for tensor in of(source)]
    layers = [name.split(".")[1] for name in names if name.startswith("blocks.")]
    assert names[0] == "emb.weight"
    assert names[-3:] == ["ln_out.bias", "ln_out.weight", "head.weight"]
    assert layers == sorted(layers)


def test_the_formats_own_library_opens_a_written_safetensors_file(tmp_path: Path, source: Path) -> None:
    path = from_safetensors(tmp_path / "written.safetensors", of(source))
    assert bits(load_file(path)) == bits(WEIGHTS)
    with safe_open(path, "pt") as file:
        assert file.metadata() == {"name": "x"}
    assert {info.offset % 64 for info in open_checkpoint(path).tensors.values()} == {0}


def test_a_model_too_large_for_one_file_becomes_several_with_an_index(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hugging_face_writer, "SHARD", 6000)
    folder = tmp_path / "hf"
    folder.mkdir()
    write_folder(folder, {"name": "x", "template": "qa"}, of(source))
    found = open_checkpoint(folder)
    assert len(found.files) > 3
    assert all(sum(info.nbytes for info in file.tensors.values()) <= 6000 for file in found.files)
    assert bits(read(folder)) == bits(WEIGHTS)
    assert found.names == "Hugging Face"
    assert found.metadata["name"] == "x"  # of all of them
    assert {file.metadata["format"] for file in found.files} == {"pt"}


def test_a_tensor_larger_than_a_file_may_be_has_one_of_its_own(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hugging_face_writer, "SHARD", 2000)
    monkeypatch.setattr(weights_module, "MIN_SIZE", 100)
    folder = tmp_path / "hf"
    folder.mkdir()
    write_folder(folder, {}, of(source))
    assert bits(read(folder)) == bits(WEIGHTS)
    assert ["head.weight"] in [list(file.tensors) for file in open_checkpoint(folder).files]


def test_both_names_of_every_tensor_lead_to_each_other() -> None:
    for name in random_weights(n_layer=12, n_embd=2, n_vocab=2):
        assert rwkv_lm_name(hugging_face_name(name)) == name


@st.composite
def any_model(draw: st.DrawFn) -> Tensors:
    """A network of any small sizes, each tensor of a format of its own, of any bits whatever."""
    shape = {
        "n_layer": draw(st.integers(1, 3)),
        "n_embd": draw(st.integers(1, 9)),
        "n_vocab": draw(st.integers(16, 40)),
    }
    shapes = random_weights(**shape, n_ffn=draw(st.integers(1, 12)))
    generator = torch.Generator().manual_seed(draw(st.integers(0, 2**32)))
    formats = draw(st.lists(st.sampled_from(["fp32", "fp16", "bf16"]), min_size=1, max_size=5))
    flat = draw(st.booleans())
    found = {}
    for number, (name, like) in enumerate(shapes.items()):
        dtype = torch_dtype(formats[number % len(formats)])
        raw = torch.randint(256, (like.numel() * dtype.itemsize,), generator=generator, dtype=torch.uint8)
        size = (like.shape[-1],) if flat and "time_mix" in name else like.shape
        found[name] = raw.view(dtype).reshape(size)
    return found


@settings(max_examples=25, deadline=None)
@given(weights=any_model(), piece=st.integers(1, 50))
def test_any_bits_come_back_through_all_forms(
    weights: Tensors, piece: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("forms")
    torch.save(weights, folder / "a.pth")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outgoing_module, "PIECE", piece)
        (folder / "hf").mkdir()
        write_folder(folder / "hf", {}, of(folder / "a.pth"))
        second = from_torch(folder / "b.pth", of(folder / "hf"))
        third = from_safetensors(folder / "c.safetensors", of(second))
        fourth = from_torch(folder / "d.pth", of(third))
    for path in (folder / "hf", second, third, fourth):
        assert bits(read(path)) == bits(weights)
    assert second.read_bytes() == fourth.read_bytes()
    assert bits(torch.load(second, weights_only=True)) == bits(weights)


@pytest.mark.parametrize("before", ["fp32", "fp16", "bf16"])
@pytest.mark.parametrize("after", ["fp32", "fp16", "bf16"])
def test_another_number_format_rounds_as_torch_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    monkeypatch.setattr(outgoing_module, "PIECE", 37)  # in many pieces, the last of them short
    source = write_pth(tmp_path / "a.pth", WEIGHTS, torch_dtype(before))
    path = from_torch(tmp_path / "b.pth", of(source, after))
    expected = {name: tensor.to(torch_dtype(before)).to(torch_dtype(after)) for name, tensor in WEIGHTS.items()}
    assert bits(torch.load(path, weights_only=True)) == bits(expected)


def test_a_tied_head_is_written_twice(tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, tie_word_embeddings=True)
    tensors = {name: each for name, each in load_file(folder / "model.safetensors").items() if name != "head.weight"}
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    found = torch.load(from_torch(tmp_path / "a.pth", of(folder)), weights_only=True)
    assert torch.equal(found["head.weight"], WEIGHTS["emb.weight"])


@pytest.mark.parametrize(
    ("value", "before", "after", "words"),
    [
        (70000.0, "fp32", "fp16", "holds 70000, and fp16 ends at 65504"),
        (-1e30, "bf16", "fp16", "holds 1.00...e\\+30, and fp16 ends at 65504"),
        (3.4e38, "fp32", "bf16", "holds 3.4e\\+38, and bf16 ends at"),
        (float("nan"), "fp32", "bf16", "no numbers"),
        (float("inf"), "bf16", "fp32", "no numbers"),
    ],
)
def test_a_value_that_a_format_cannot_hold_is_refused_with_the_name_of_its_tensor(
    tmp_path: Path, value: float, before: str, after: str, words: str
) -> None:
    weights = {name: tensor.clone() for name, tensor in WEIGHTS.items()}
    weights["blocks.1.ffn.key.weight"][3, 2] = value
    source = write_pth(tmp_path / "a.pth", weights, torch_dtype(before))
    with pytest.raises(WeightsError, match=f"'blocks.1.ffn.key.weight' .*{words}") as caught:
        from_torch(tmp_path / "b.pth", of(source, after))
    assert caught.value.hint


def test_values_that_are_no_numbers_are_not_quantised(tmp_path: Path) -> None:
    weights = {name: tensor.clone() for name, tensor in WEIGHTS.items()}
    weights["head.weight"][-1, -1] = float("nan")
    source = open_checkpoint(write_pth(tmp_path / "a.pth", weights))
    with pytest.raises(WeightsError, match=r"'head.weight' holds values that are no numbers"):
        from_safetensors(tmp_path / "b.safetensors", outgoing(source, quantisation="i8"))
