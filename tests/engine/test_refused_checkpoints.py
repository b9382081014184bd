"""Folders and files that are no RWKV-4 as a whole: each is refused with its name, what is wrong and what to do."""

import json
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import torch
from checkpoints import config_of, hugging_face, random_weights, write_hugging_face, write_pth
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file

from rwkvchat.catalogue import load_model
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.hugging_face import parse_config, parse_index
from rwkvchat.errors import WeightsError

WEIGHTS = random_weights(n_layer=2, n_embd=16, n_vocab=40)
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 3030279730\n"
PAGE = b"<!DOCTYPE html><html><body>404</body></html>" * 50
INDEX = "model.safetensors.index.json"
SHARD = "model-00002-of-00003.safetensors"


def other_generation(path: Path, **changes: tuple[int, ...] | None) -> Path:
    """A .pth of another RWKV: tensors of other shapes, and with None those that are not there."""
    tensors = {name.replace("__", "."): shape for name, shape in changes.items()}
    weights = {name: tensor for name, tensor in WEIGHTS.items() if tensors.get(name, ()) is not None}
    weights |= {name: torch.zeros(shape) for name, shape in tensors.items() if shape is not None}
    return write_pth(path / "m.pth", weights)


def file_of(data: bytes, name: str = "m.pth") -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        (path / name).write_bytes(data)
        return path / name

    return make


def saved(tensors: Callable[[], dict[str, torch.Tensor]]) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.save(tensors(), path / "m.pth")
        return path / "m.pth"

    return make


def cut(form: str, share: float, name: str = "m.incomplete") -> Callable[[Path], Path]:
    """A file of which a share has arrived."""

    def make(path: Path) -> Path:
        folder = write_hugging_face(path / "hf", WEIGHTS, form)
        whole = next(folder.glob(f"*.{form}")).read_bytes()
        return file_of(whole[: int(len(whole) * share)], name)(path)

    return make


def shards(change: Callable[[Path], object], form: str = "safetensors") -> Callable[[Path], Path]:
    """A folder of three files, something of which is changed."""

    def make(path: Path) -> Path:
        folder = write_hugging_face(path / "hf", WEIGHTS, form, 3)
        change(folder)
        return folder

    return make


def indexed(change: Callable[[dict], object]) -> Callable[[Path], Path]:
    """A folder of three files with another index."""

    def rewrite(folder: Path) -> None:
        index = json.loads((folder / INDEX).read_text())
        index = change(index["weight_map"]) or index
        (folder / INDEX).write_text(index if isinstance(index, str) else json.dumps(index))

    return shards(rewrite)


def placed(name: object) -> Callable[[Path], Path]:
    """An index that has a tensor elsewhere."""
    return indexed(lambda places: places.update({"head.weight": name}))


def reshard(folder: Path, name: str, tensors: dict[str, torch.Tensor]) -> None:
    """Put other tensors into a shard; None takes one away."""
    (folder / name).unlink()
    save_file(tensors, folder / name)


def renumbered(folder: Path) -> None:
    for number in (1, 2):
        os.replace(folder / f"model-0000{number}-of-00003.safetensors", folder / f"{number}")
    os.replace(folder / "1", folder / SHARD)
    os.replace(folder / "2", folder / "model-00001-of-00003.safetensors")


def config(**changes: object) -> Callable[[Path], Path]:
    return lambda path: write_hugging_face(path / "hf", WEIGHTS, **changes)  # type: ignore[arg-type]


def config_text(text: str | bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        folder = write_hugging_face(path / "hf", WEIGHTS)
        (folder / "config.json").write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return make


def folder(*files: str, data: bytes = b"x" * 2000) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        for name in files:
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_bytes(data)
        return path

    return make


def link(target: str) -> Callable[[Path], Path]:
    def change(folder: Path) -> None:
        (folder / SHARD).unlink()
        (folder / SHARD).symlink_to(target)

    return shards(change)


def sparse() -> dict[str, torch.Tensor]:
    return {"emb.weight": torch.eye(40).to_sparse()}


def quantised() -> dict[str, torch.Tensor]:
    return {"emb.weight": torch.quantize_per_tensor(torch.ones(40, 16), 0.1, 0, torch.qint8)}


RAVEN, GET, PLAIN = "rwkvchat runs RWKV-4", "download", "fp32, fp16 or bf16"
REFUSED = {
    # other networks
    "RWKV-2": (lambda p: other_generation(p, blocks__0__att__time_decay=(16, 1)), "RWKV-2 or RWKV-3", RAVEN),
    "RWKV-3": (lambda p: other_generation(p, blocks__0__att__time_mix=(16,)), "RWKV-2 or RWKV-3", RAVEN),
    "RWKV-4a": (lambda p: other_generation(p, blocks__1__tiny_q__weight=(8, 16)), "RWKV-4a", RAVEN),
    "RWKV-4b": (lambda p: other_generation(p, blocks__0__att__qq__weight=(16, 16)), "RWKV-4b", RAVEN),
    "RWKV-5": (lambda p: other_generation(p, blocks__0__att__ln_x__weight=(16,)), "RWKV-5 checkpoint", RAVEN),
    "RWKV-5.2": (lambda p: other_generation(p, blocks__0__att__gate__weight=(16, 16)), "RWKV-5.2", RAVEN),
    "RWKV-6": (lambda p: other_generation(p, blocks__0__att__time_maa_x=(1, 1, 16)), "RWKV-6", RAVEN),
    "RWKV-7": (lambda p: other_generation(p, blocks__0__att__r_k=(2, 8)), "RWKV-7", RAVEN),
    "RWKV-5 of the hub, by its config": (config(model_type="rwkv5"), "an RWKV-5 (model_type 'rwkv5')", RAVEN),
    "RWKV-6 of the hub, by its config": (config(model_type="rwkv6"), "an RWKV-6", RAVEN),
    "RWKV-7 of the hub, by its config": (config(model_type="rwkv7"), "an RWKV-7", RAVEN),
    "RWKV-5 of the hub, by its tensors": (
        lambda p: write_hugging_face(p / "hf", WEIGHTS | {"blocks.0.att.gate.weight": torch.ones(16, 16)}),
        "an RWKV-5.2 checkpoint",
        RAVEN,
    ),
    "GPT-NeoX, by its config": (config(model_type="gpt_neox"), "model_type 'gpt_neox'", RAVEN),
    "Llama, by its config": (config(model_type="llama"), "model_type 'llama'", RAVEN),
    "a class alone": (config(model_type=..., architectures=["MambaForCausalLM"]), "'MambaForCausalLM'", RAVEN),
    "GPT-NeoX": (saved(lambda: {"gpt_neox.embed_in.weight": torch.ones(40, 16)}), "a GPT-NeoX", RAVEN),
    "Llama": (saved(lambda: {"model.layers.0.self_attn.q_proj.weight": torch.ones(40, 16)}), "Llama kind", RAVEN),
    # what cannot be computed with
    "quantised by torch": (saved(quantised), "it is quantised: its pickle asks for", PLAIN),
    "8 bits in a .pth": (saved(lambda: {"w": torch.ones(900, dtype=torch.int8)}), "it is quantised", PLAIN),
    "8-bit floats in a .pth": (
        saved(lambda: {"w": torch.ones(900).to(torch.float8_e4m3fn)}),
        "it is quantised",
        PLAIN,
    ),
    "64 bits in a .pth": (saved(lambda: {"w": torch.ones(900).double()}), "numbers of 64 bits", "tensor.float()"),
    "sparse": (saved(sparse), "holds sparse tensors", "to_dense"),
    "sparse, in rows": (saved(lambda: {"w": torch.eye(40).to_sparse_csr()}), "holds sparse tensors", "to_dense"),
    "8 bits in safetensors": (
        lambda p: save_file({"w": torch.ones(2000, dtype=torch.int8)}, p / "m.safetensors") or p,
        "it is quantised: its tensor 'w' has the type 'I8'",
        PLAIN,
    ),
    "8-bit floats in safetensors": (
        lambda p: save_file({"w": torch.ones(2000).to(torch.float8_e5m2)}, p / "m.safetensors") or p,
        "it is quantised: its tensor 'w' has the type 'F8_E5M2'",
        PLAIN,
    ),
    "quantised by its config": (
        config(quantization_config={"quant_method": "bitsandbytes"}),
        "describes a quantised model",
        PLAIN,
    ),
    "bitsandbytes": (
        lambda p: write_pth(p / "m.pth", WEIGHTS | {"blocks.0.att.key.SCB": torch.ones(16)}),
        "it is quantised (it holds 'blocks.0.att.key.SCB')",
        PLAIN,
    ),
    "GPTQ": (
        lambda p: write_pth(p / "m.pth", WEIGHTS | {"blocks.0.att.key.qweight": torch.ones(16)}),
        "it is quantised",
        PLAIN,
    ),
    # files that are something else
    "GGUF": (file_of(b"GGUF" + bytes(3000), "m.gguf"), "a GGUF file", "made from"),
    "a folder of GGUF": (folder("m-Q4_0.gguf", data=b"GGUF" + bytes(3000)), "a GGUF file", "made from"),
    "ggml": (file_of(b"fmgg" + bytes(3000), "m.bin"), "a ggml file", "made from"),
    "a folder of ggml": (folder("rwkv.bin", data=b"fmgg" + bytes(3000)), "a ggml file", "made from"),
    "LFS pointer": (file_of(POINTER), "a Git LFS pointer", "git lfs pull"),
    "a folder of LFS pointers": (folder("model.safetensors", data=POINTER), "a Git LFS pointer", "git lfs pull"),
    "config.json is a pointer": (config_text(POINTER), "config.json': it is a Git LFS pointer", "git lfs pull"),
    "the index is a pointer": (
        shards(lambda f: (f / INDEX).write_bytes(POINTER)),
        f"{INDEX}': it is a Git LFS pointer",
        "git lfs pull",
    ),
    "a shard is a pointer": (
        shards(lambda f: (f / SHARD).write_bytes(POINTER)),
        f"{SHARD}': it is a Git LFS pointer",
        "git lfs pull",
    ),
    "web page": (file_of(PAGE), "a web page", GET),
    "config.json is a web page": (config_text(PAGE), "config.json': it is a web page", GET),
    "half a .pth": (cut("bin", 0.5, "m.pth"), "a zip file without an end", GET),
    "half a .pth, by its name": (cut("bin", 0.5), "a zip file without an end", GET),
    "half a safetensors": (cut("safetensors", 0.5), "its header speaks of", GET),
    "the header of a safetensors": (cut("safetensors", 0.1), "longer than the file", GET),
    "nothing yet": (file_of(b"", "m.incomplete"), "it is empty", GET),
    "a folder of a download": (folder("m.pth.incomplete"), "an unfinished download: 'm.pth.incomplete'", GET),
    "a folder of a browser's download": (folder("m.pth.crdownload", "readme.txt"), "an unfinished download", GET),
    "a folder of the hub's cache": (folder("snapshots/x", "refs/main"), "a folder of the hub's cache", "snapshots"),
    "a folder without weights": (folder("README.md", ".hidden.pth", "optimizer.pt"), "without weights", ".safetensors"),
    # two models
    "two .pth": (folder("a.pth", "b.pth"), "more than one model: 'a.pth', 'b.pth'", "the file that you mean"),
    "six .pth": (folder(*(f"{i}.pth" for i in range(6))), "'3.pth' and 2 more", "the file that you mean"),
    "a .pth beside Hugging Face's": (folder("a.pth", "model.safetensors"), "more than one model", "that you mean"),
    "an adapter": (folder("adapter_model.bin", "pytorch_model.bin"), "more than one model", "that you mean"),
    "a model in one file and in several": (
        shards(lambda f: (f / "model.safetensors").write_bytes(b"x")),
        "a model twice: 'model.safetensors', 'model.safetensors.index.json'",
        "that you mean",
    ),
    # shards
    "one shard": (
        lambda p: shards(lambda f: None)(p) / SHARD,
        "it is part 2 of a model in 3 files",
        "the folder",
    ),
    "no index": (shards(lambda f: (f / INDEX).unlink()), "and no index of them", "index.json"),
    "a shard is missing": (shards(lambda f: (f / SHARD).unlink()), f"of its 3 files '{SHARD}' is missing", GET),
    "a link that leads nowhere": (link("../../blobs/01"), f"of its 3 files '{SHARD}' is missing", GET),
    "a link in a circle": (link(SHARD), "is missing", GET),
    "a link to a device": (link("/dev/zero"), "not a regular file", "save it to a file"),
    "a link to a folder": (link(".."), "it is a folder", "file"),
    "two shards are missing": (
        shards(lambda f: [(f / f"model-0000{i}-of-00003.safetensors").unlink() for i in (1, 3)]),
        "'model-00001-of-00003.safetensors', 'model-00003-of-00003.safetensors' are missing",
        GET,
    ),
    "shards of the wrong names": (shards(renumbered), "is not in it, where", "different models"),
    "a tensor that no index names": (
        indexed(lambda places: places.pop("head.weight") and None),
        "'head.weight' is in it, where model.safetensors.index.json does not have it",
        "different models",
    ),
    "a tensor that no shard has": (
        indexed(lambda places: places.update({"rwkv.more": SHARD})),
        "the tensor 'rwkv.more' is not in it",
        "different models",
    ),
    "a tensor under both names": (
        lambda p: (
            save_file({hugging_face(n): t.clone() for n, t in WEIGHTS.items()} | WEIGHTS, p / "model.safetensors") or p
        ),
        "twice, as",
        "mixed",
    ),
    "a tensor in two shards": (
        shards(lambda f: reshard(f, SHARD, {hugging_face(n): t.clone() for n, t in WEIGHTS.items()})),
        "is in it, where",
        "different models",
    ),
    "a shard outside of the folder": (
        placed("../model.safetensors"),
        "'../model.safetensors', which is no file",
        "get",
    ),
    "a shard by its full path": (placed("/etc/passwd"), "'/etc/passwd', which is no file beside it", "get"),
    "a shard in a folder": (placed("more/model.safetensors"), "which is no file beside it", "get"),
    "a shard on another drive": (placed("C:model.safetensors"), "which is no file beside it", "get"),
    "a shard behind a backslash": (placed("..\\model.safetensors"), "which is no file beside it", "get"),
    "a shard called ..": (placed(".."), "which is no file beside it", "get"),
    "a shard without a name": (placed(""), "which is no file beside it", "get"),
    "a shard of 5,000 letters": (placed("m" * 5000), "which is no file beside it", "get"),
    "an escape in a shard's name": (placed("\x1b[2J"), r"'\x1b[2J', which is no file", "get"),
    "a shard that is a number": (placed(5), "'5', which is no file", "get"),
    "a shard that is a list": (placed([SHARD]), "a list, which is no file", "get"),
    "an escape in a tensor's name": (
        indexed(lambda places: places.update({"\x1b[2J": SHARD})),
        r"'\x1b[2J' in it is no name for a tensor",
        "get",
    ),
    "an index without tensors": (indexed(lambda places: places.clear()), "its weight_map is not a list of 1 to", "get"),
    "an index of 5,000 tensors": (
        indexed(lambda places: places.update({f"w{i}": SHARD for i in range(5000)})),
        "its weight_map is not a list of 1 to",
        "get",
    ),
    "an index without a weight_map": (indexed(lambda places: {"metadata": {}}), "its weight_map is not", "get"),
    "an index that is a list": (indexed(lambda places: [places]), "it is not a table", "get"),
    "an index that is cut": (indexed(lambda places: '{"weight_map": {"a'), "it is not JSON", "get"),
    "an index of 5 MB": (indexed(lambda places: " " * (5 << 20)), "no such file has more than", "get"),
    "an index of nested tables": (indexed(lambda places: '{"a":' * 100_000), "nested too deeply", "get"),
    "an index of many tables": (indexed(lambda places: '{"a":[' + "{}," * 5000 + "{}]}"), "more than 1000", "get"),
    # configs
    "another width": (config(hidden_size=32, attention_hidden_size=32), "its hidden_size is 32, and", "another model"),
    "another number of layers": (config(num_hidden_layers=3), "its num_hidden_layers is 3, and", "another model"),
    "another vocabulary": (config(vocab_size=50277), "its vocab_size is 50277, and", "another model"),
    "another feed-forward width": (config(intermediate_size=60), "its intermediate_size is 60, and", "another model"),
    "attention of another width": (
        config(attention_hidden_size=32),
        "its attention_hidden_size is 32 and its hidden_size 16",
        "no agreed form",
    ),
    "attention of another width, by its tensors": (
        lambda p: other_generation(p, blocks__0__att__time_decay=(8,), blocks__0__att__key__weight=(8, 16)),
        "its attention_hidden_size is 8 and its hidden_size 16",
        "no agreed form",
    ),
    "epsilon 0": (config(layer_norm_epsilon=0), "layer_norm_epsilon is not a number", "get"),
    "epsilon 1": (config(layer_norm_epsilon=1), "layer_norm_epsilon is not a number", "get"),
    "epsilon of 4,000 digits": (config(layer_norm_epsilon=10**4000), "layer_norm_epsilon is not a number", "get"),
    "epsilon is text": (config(layer_norm_epsilon="1e-5"), "layer_norm_epsilon is not a number", "get"),
    "epsilon is true": (config(layer_norm_epsilon=True), "layer_norm_epsilon is not a number", "get"),
    "epsilon is a list": (config(layer_norm_epsilon=[1e-5]), "up to 0.1: a list", "get"),
    "epsilon is nothing": (config(layer_norm_epsilon=None), "layer_norm_epsilon is not a number", "get"),
    "epsilon 1e999": (config_text('{"layer_norm_epsilon": 1e999}'), "layer_norm_epsilon is not a number", "get"),
    "epsilon NaN": (config_text('{"layer_norm_epsilon": NaN}'), "the number 'NaN'", "get"),
    "width of -16": (config(hidden_size=-16, attention_hidden_size=...), "its hidden_size is not a possible", "get"),
    "width of 2^40": (config(hidden_size=1 << 40, attention_hidden_size=...), "not a possible number", "get"),
    "width of 16.0": (config(hidden_size=16.0), "its hidden_size is not a possible number", "get"),
    "layers are text": (config(num_hidden_layers="2"), "its num_hidden_layers is not a possible number", "get"),
    "tied is text": (config(tie_word_embeddings="yes"), "its tie_word_embeddings is neither", "get"),
    "tied, with another head": (config(tie_word_embeddings=True), "its head has other values", "original"),
    "model_type is a number": (config(model_type=4), "its model_type is not a text", "get"),
    "model_type is a table": (config(model_type={"rwkv": 1}), "its model_type is not a text", "get"),
    "an escape in model_type": (config(model_type="\x1b[2J"), r"model_type '\x1b[2J'", RAVEN),
    "config says it twice": (config_text('{"vocab_size": 40, "vocab_size": 41}'), "says 'vocab_size' twice", "get"),
    "config is cut": (config_text('{"hidden_size": 16,'), "config.json': it is not JSON", "get"),
    "config is a list": (config_text("[]"), "it is not a table", "get"),
    "config is empty": (config_text(""), "config.json': it is empty", GET),
    "config in UTF-16": (config_text("{}".encode("utf-16")), "it is not UTF-8", "get"),
    "config of 2 MB": (config_text(" " * (2 << 20)), "no such file has more than", "get"),
    "config of nested lists": (config_text('{"a":' + "[" * 100_000), "nested too deeply", "get"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_whole_checkpoint_is_refused_with_what_to_do(tmp_path: Path, case: str) -> None:
    make, fragment, hint = REFUSED[case]
    path = make(tmp_path)
    with pytest.raises(WeightsError) as caught:
        load_model(path)
    assert fragment in caught.value.message
    assert hint in caught.value.hint
    assert str(tmp_path) in caught.value.message
    assert caught.value.message.count("cannot use") == 1
    assert caught.value.message.isascii()
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 500


@pytest.mark.parametrize("name", ["config.json", INDEX])
def test_a_pipe_in_the_place_of_a_text_is_refused_without_waiting(tmp_path: Path, name: str) -> None:
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, shards=3)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(WeightsError, match="not a regular file"):
        open_checkpoint(folder)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=20), inner, max_size=3),
    max_leaves=8,
)
CONFIG = config_of(WEIGHTS)


T = TypeVar("T")


def read(parse: Callable[[bytes], T], data: bytes) -> T | None:
    """What is read; None of what is refused, in a sentence that can be shown."""
    try:
        return parse(data)
    except WeightsError as refused:
        error = refused
    assert error.message.isprintable()
    assert error.message.isascii()
    assert len(error.message) < 300
    assert error.hint
    return None


@settings(deadline=None, max_examples=300)
@given(changes=st.dictionaries(st.sampled_from([*CONFIG, "quantization_config"]), JSON, max_size=4))
def test_any_config_is_read_or_refused(changes: dict[str, object]) -> None:
    found = read(parse_config, json.dumps(CONFIG | changes).encode("utf-8", "surrogatepass"))
    if found is not None:
        assert 0 < found.epsilon <= 0.1
        assert all(type(size) is int and size > 0 for size in found.sizes.values())


@settings(deadline=None, max_examples=300)
@given(
    places=JSON | st.dictionaries(st.sampled_from(["emb.weight", "a b", ""]), st.just("model.bin") | JSON, max_size=3),
    others=st.dictionaries(st.text(max_size=10), JSON, max_size=2),
)
def test_any_index_is_read_or_refused(places: object, others: dict[str, object]) -> None:
    found = read(parse_index, json.dumps(others | {"weight_map": places}).encode())
    if found is not None:
        assert found == places
        for file in found.values():
            assert Path(file).name == file
            assert file not in (".", "..")


@settings(deadline=None, max_examples=300)
@given(data=st.binary(max_size=200) | st.text(alphabet='{}[]",:0x\\u\ud8e9.-N', max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes | str) -> None:
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    for parse in (parse_config, parse_index):
        read(parse, raw)
