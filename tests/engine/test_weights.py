import importlib.util
import json
import os
import struct
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from checkpoints import opened
from safetensors.torch import save_file

from rwkvchat.engine.safetensors_format import DTYPES, parse_header
from rwkvchat.engine.weights import WeightFile, open_weights
from rwkvchat.errors import WeightsError

DTYPE_IDS = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}


def some_tensors(dtype: torch.dtype = torch.float32) -> dict[str, torch.Tensor]:
    random = torch.Generator().manual_seed(1)
    shapes = {"emb.weight": (50, 8), "blocks.0.att.time_mix_k": (1, 1, 8), "odd": (7,), "empty": (0,), "one": (1,)}
    return {name: torch.randn(shape, generator=random).to(dtype) for name, shape in shapes.items()}


def assert_equal(weights: WeightFile, expected: dict[str, torch.Tensor]) -> None:
    assert list(weights.tensors) == list(expected)
    for name, tensor in expected.items():
        found = weights.tensor(name)
        assert (found.dtype, found.shape, found.is_contiguous()) == (tensor.dtype, tensor.shape, True)
        raw = tensor.detach().contiguous().view(torch.uint8).numpy().tobytes()
        assert found.view(torch.uint8).numpy().tobytes() == raw == bytes(weights.view(name))


@pytest.mark.parametrize("mapped", [True, False], ids=["mapped", "read whole"])
@pytest.mark.parametrize("dtype", DTYPE_IDS.values(), ids=DTYPE_IDS)
class TestRoundTrips:
    def test_a_saved_dict_comes_back_bit_for_bit(self, tmp_path, dtype, mapped):
        torch.save(some_tensors(dtype), tmp_path / "m.pth")
        weights = opened(tmp_path / "m.pth", mapped)
        assert_equal(weights, some_tensors(dtype))
        assert (weights.format, weights.metadata, weights.has_checksums) == ("pth", {}, True)
        assert weights.size == (tmp_path / "m.pth").stat().st_size
        weights.verify()

    def test_a_saved_ordered_dict_comes_back_bit_for_bit(self, tmp_path, dtype, mapped):
        torch.save(OrderedDict(some_tensors(dtype)), tmp_path / "m.pth")
        assert_equal(opened(tmp_path / "m.pth", mapped), some_tensors(dtype))

    def test_saved_parameters_come_back_bit_for_bit(self, tmp_path, dtype, mapped):
        parameters = {name: torch.nn.Parameter(tensor) for name, tensor in some_tensors(dtype).items()}
        torch.save(parameters, tmp_path / "m.pth")
        assert_equal(opened(tmp_path / "m.pth", mapped), some_tensors(dtype))

    def test_a_file_of_the_safetensors_library_comes_back_bit_for_bit(self, tmp_path, dtype, mapped):
        tensors = some_tensors(dtype)
        save_file({**tensors, "more": torch.zeros(300).to(dtype)}, tmp_path / "m", metadata={"name": "Äpfel"})
        weights = opened(tmp_path / "m", mapped)
        assert_equal(weights, {name: {**tensors, "more": torch.zeros(300).to(dtype)}[name] for name in weights.tensors})
        assert (weights.format, weights.metadata, weights.has_checksums) == ("safetensors", {"name": "Äpfel"}, False)
        weights.verify()


def test_views_of_one_storage_come_back_bit_for_bit(tmp_path):
    whole = torch.randn(30, 16)
    tensors = {"first": whole[:10], "row": whole[12], "rest": whole[14:], "flat": whole[1:3].view(32)}
    torch.save(tensors, tmp_path / "m.pth")
    assert_equal(open_weights(tmp_path / "m.pth"), tensors)


def test_a_tensor_that_goes_by_two_names_comes_back_under_both(tmp_path):
    whole = torch.randn(300, 16)
    torch.save({"emb.weight": whole, "head.weight": whole, "ln": torch.ones(16)}, tmp_path / "m.pth")
    assert_equal(open_weights(tmp_path / "m.pth"), {"emb.weight": whole, "head.weight": whole, "ln": torch.ones(16)})
    torch.save(dict.fromkeys(("emb.weight", "head.weight", "third"), whole), tmp_path / "n.pth")
    with pytest.raises(WeightsError, match="more bytes than the file has"):
        open_weights(tmp_path / "n.pth")


def test_a_module_state_with_metadata_is_read(tmp_path):
    module = torch.nn.Sequential(torch.nn.Linear(20, 20), torch.nn.LayerNorm(20))
    torch.save(module.state_dict(), tmp_path / "m.pth")
    assert_equal(open_weights(tmp_path / "m.pth"), module.state_dict())


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_every_pickle_protocol_of_torch_is_read(tmp_path, protocol):
    tensors = {f"w{i}": torch.full((3,), float(i)) for i in range(300)}
    torch.save(tensors, tmp_path / "m.pth", pickle_protocol=protocol)
    assert_equal(open_weights(tmp_path / "m.pth"), tensors)


def test_a_file_name_beyond_ascii_is_read(tmp_path):
    torch.save(some_tensors(), tmp_path / "Räven 98% \u2603.pth")
    assert_equal(open_weights(tmp_path / "Räven 98% \u2603.pth"), some_tensors())


def test_links_are_followed(tmp_path):
    torch.save(some_tensors(), tmp_path / "blob")
    (tmp_path / "m.pth").symlink_to("blob")
    assert_equal(open_weights(tmp_path / "m.pth"), some_tensors())


def test_forged_files_without_a_fault_are_read(forge, saved):
    # Else the hostile ones that are made of the same parts would prove nothing.
    plain = open_weights(saved(forge.pth()))
    assert bytes(plain.view("w0")) == bytes(range(256)) * 4
    plain.verify()
    assert len(open_weights(saved(forge.safetensors({"w": forge.entry()}))).tensors) == 1


def test_a_header_of_any_length_is_read(forge, saved):
    # The length comes first, and 640 bytes begin like an old pickle does, others like a program or a web page.
    header = json.dumps({"w": forge.entry([65536], 0, 1 << 18)}).encode()
    for length in (640, 641, 896, 1152, 1034, 0x5A4D, 0x8B1F, 0x683C, 0x010280):
        weights = open_weights(saved(forge.safetensors(header.ljust(length), 1 << 18)))
        assert weights.tensors["w"].offset == 8 + length


def test_zip64_files_are_read(forge, saved):
    full, wide = 0xFFFFFFFF, struct.pack("<2H2Q", 1, 16, 1024, 1024)
    record = forge.record("a/data/0", bytes(1024), size=full, extra=wide, local_extra=wide)
    pickle = forge.record("a/data.pkl", forge.pickle())
    plain = forge.zip([pickle, record])
    directory = plain.index(b"PK\1\2")
    end = len(plain) - 22
    end64 = forge.end64(2, end - directory, directory, end)
    sentinels = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, full, full, 0)
    for tail in (plain[end:], end64 + plain[end:], end64 + sentinels):
        weights = open_weights(saved(plain[:end] + tail))
        assert bytes(weights.view("w0")) == bytes(1024)
        weights.verify()


def test_tensors_lie_in_the_mapping_and_writing_leaves_the_file_alone(tmp_path):
    path = tmp_path / "m.pth"
    torch.save(some_tensors(), path)
    before = path.read_bytes()
    weights = open_weights(path)
    whole = torch.frombuffer(weights._data, dtype=torch.uint8)
    for name in ("emb.weight", "odd", "one"):
        tensor = weights.tensor(name)
        assert tensor.data_ptr() == whole.data_ptr() + weights.tensors[name].offset
        tensor.fill_(3.0)
        assert weights.tensor(name)[..., 0].flatten()[0] == 3.0
    assert path.read_bytes() == before


def test_a_tensor_that_is_not_aligned_is_read(forge, saved):
    header = {
        "one": forge.entry([1], 0, 2, "F16"),
        "w": forge.entry([255], 2, 1022),
        "two": forge.entry([1], 1022, 1024, "F16"),
    }
    for spaces in range(4):
        weights = open_weights(saved(forge.safetensors(json.dumps(header).encode() + b" " * spaces)))
        assert weights.tensor("w").view(torch.uint8).numpy().tobytes() == bytes(weights.view("w"))


def test_tensors_outlive_their_file_object(tmp_path):
    torch.save(some_tensors(), tmp_path / "m.pth")
    tensor = open_weights(tmp_path / "m.pth").tensor("emb.weight")
    (tmp_path / "m.pth").unlink()
    assert torch.equal(tensor, some_tensors()["emb.weight"])


def test_an_unknown_tensor_is_named(forge, saved):
    weights = open_weights(saved(forge.pth()))
    for ask in (weights.tensor, weights.view):
        with pytest.raises(WeightsError, match=r"no tensor 'head\.weight'"):
            ask("head.weight")


def test_one_flipped_byte_in_any_record_is_noticed(tmp_path):
    path = tmp_path / "m.pth"
    torch.save(some_tensors(), path)
    good = path.read_bytes()
    weights = open_weights(path)
    places = [record.start + at for record in weights._records for at in range(0, record.size, 7)]
    for place in places:
        path.write_bytes(good[:place] + bytes([good[place] ^ 0x10]) + good[place + 1 :])
        with pytest.raises(WeightsError):
            open_weights(path).verify()
    assert len(places) > 100


@pytest.mark.skipif(sys.platform != "linux", reason="the sizes of mappings are Linux's")
def test_a_file_larger_than_memory_can_be_mapped(tmp_path):
    path = tmp_path / "m"
    size = 48 << 30
    shape = [size >> 20, 1 << 18]
    header = f'{{"w":{{"dtype":"F32","shape":{shape},"data_offsets":[0,{size}]}}}}'.encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header)
    os.truncate(path, 8 + len(header) + size)  # a sparse file: it takes no room on the disk
    assert open_weights(path).tensors["w"].nbytes == size


def test_the_conversation_types_are_read_where_they_are_allowed(forge):
    sizes = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "U8": 1}
    header, at = {"__metadata__": {"format": "x"}}, 0
    for code, item in sizes.items():
        header[code] = forge.entry([3], at, at + 3 * item, code)
        at += 3 * item
    raw = forge.safetensors(header, 0)
    tensors, metadata, start = parse_header(raw, len(raw) + at, DTYPES)
    assert metadata == {"format": "x"}
    assert start == len(raw) == tensors["F64"].offset
    assert {info.nbytes // 3 for info in tensors.values()} == {1, 2, 4, 8}
    with pytest.raises(WeightsError, match="has the type 'F64'"):
        parse_header(raw, len(raw) + at)


def test_checking_a_file_does_not_import_torch(tmp_path):
    torch.save(some_tensors(), tmp_path / "m.pth")
    program = (
        "import sys, pathlib; from rwkvchat.engine.checkpoint import open_checkpoint; import rwkvchat.engine.layout;"
        "open_checkpoint(pathlib.Path(sys.argv[1])).verify();"
        "sys.exit(any(name in sys.modules for name in ('torch', 'pickle', 'numpy', 'safetensors')))"
    )
    package = Path(importlib.util.find_spec("rwkvchat").origin).parent.parent
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "m.pth")], cwd=package, check=False)
    assert done.returncode == 0


def test_memory_that_is_not_there_is_an_error_and_not_a_crash(tmp_path):
    path = tmp_path / "m"
    path.write_bytes(struct.pack("<Q", 2) + b"{}")
    os.truncate(path, 60 << 30)
    program = (
        "import resource, sys, pathlib; from rwkvchat.engine.weights import open_weights, WeightsError\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try: open_weights(pathlib.Path(sys.argv[1]))\n"
        "except WeightsError as error: print(error.message)\n"
    )
    package = Path(importlib.util.find_spec("rwkvchat").origin).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", program, path], cwd=package, check=True, capture_output=True, text=True
    )
    assert "Cannot allocate memory" in done.stdout
