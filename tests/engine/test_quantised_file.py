"""Models that were quantised once for all: read in place, and refused where a part is not as it should be."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth
from safetensors.torch import load_file, save_file

from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.engine.model import fingerprint
from rwkvchat.engine.outgoing import outgoing
from rwkvchat.engine.quant_parts import quantisation_of
from rwkvchat.engine.quantised import QUANTISATIONS
from rwkvchat.engine.quantised_file import is_matrix
from rwkvchat.engine.safetensors_writer import write_safetensors
from rwkvchat.errors import WeightsError

WEIGHTS = random_weights(n_layer=2, n_embd=32, n_vocab=40, n_ffn=70)
MATRIX = "blocks.1.ffn.value.weight"
Tables = tuple[dict[str, torch.Tensor], dict[str, str]]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("source") / "source.pth", WEIGHTS, torch.bfloat16)


def quantised(path: Path, source: Path, kind: str = "i8", **changes: str) -> Path:
    """Quantise a model; returns the file."""
    weights = open_checkpoint(source)
    about = {
        "format": "rwkvchat",
        "version": "1",
        "quantisation": kind,
        "source": fingerprint(weights),
        "dtype": "bf16",
    }
    with path.open("wb") as out:
        write_safetensors(out, about | changes, outgoing(weights, quantisation=kind))
    return path


@pytest.mark.parametrize("kind", QUANTISATIONS)
def test_a_quantised_file_holds_what_quantising_gives(tmp_path: Path, source: Path, kind: str) -> None:
    found = open_checkpoint(quantised(tmp_path / "m.safetensors", source, kind))
    assert found.quantisation == kind
    assert set(found.tensors) == set(WEIGHTS)
    for name, tensor in WEIGHTS.items():
        stored = tensor.to(torch.bfloat16)
        if is_matrix(name):
            own = quantisation_of(kind, name)
            parts, expected = found.quantised(name), QUANTISATIONS[own].quantise(stored).tensors()
            assert parts.keys() == expected.keys()
            assert all(torch.equal(parts[suffix], expected[suffix]) for suffix in parts)
            assert found.tensors[name].dtype == own
            assert found.tensors[name].nbytes == sum(part.nbytes for part in parts.values())
        else:
            assert torch.equal(found.tensor(name), stored)
    matrices = {name for name in WEIGHTS if is_matrix(name)}
    assert len(matrices) == 2 * 7 + 1
    assert "emb.weight" not in matrices


def test_a_quantised_file_has_the_sizes_and_the_fingerprint_of_its_source(tmp_path: Path, source: Path) -> None:
    plain, found = open_checkpoint(source), open_checkpoint(quantised(tmp_path / "m.safetensors", source))
    before, after = rwkv4_layout(plain.tensors), rwkv4_layout(found.tensors)
    assert before._replace(dtype="", nbytes=0) == after._replace(dtype="", nbytes=0)
    assert (before.dtype, after.dtype) == ("bf16", "i8")
    assert after.nbytes < before.nbytes
    assert fingerprint(found) == fingerprint(plain)


def test_the_parts_of_a_quantised_file_are_used_in_place(tmp_path: Path, source: Path) -> None:
    found = open_checkpoint(quantised(tmp_path / "m.safetensors", source))
    first, again = found.quantised("head.weight"), found.quantised("head.weight")
    assert first.keys() == {"", "rows", "columns"}
    assert all(first[suffix].data_ptr() == again[suffix].data_ptr() for suffix in first)


def test_a_quantised_matrix_has_no_plain_values(tmp_path: Path, source: Path) -> None:
    found = open_checkpoint(quantised(tmp_path / "m.safetensors", source))
    for ask in (found.tensor, found.view):
        with pytest.raises(WeightsError, match=r"m.safetensors.*'head.weight' is quantised"):
            ask("head.weight")
    with pytest.raises(WeightsError, match=r"'emb.weight' is not quantised"):
        found.quantised("emb.weight")
    with pytest.raises(WeightsError, match=r"no tensor 'nothing'"):
        found.tensor("nothing")


def without(name: str) -> Callable[[Tables], object]:
    return lambda tables: tables[0].pop(name)


def put(name: str, make: Callable[[torch.Tensor | None], torch.Tensor]) -> Callable[[Tables], object]:
    return lambda tables: tables[0].update({name: make(tables[0].get(name))})


def say(**texts: str | None) -> Callable[[Tables], object]:
    def change(tables: Tables) -> None:
        for key, text in texts.items():
            tables[1].pop(key, None)
            if text is not None:
                tables[1][key] = text

    return change


HOSTILE: dict[str, tuple[Callable[[Tables], object], str]] = {
    "no codes": (without(MATRIX), "not a complete RWKV-4"),
    "no scales": (without(f"{MATRIX}.rows"), f"'{MATRIX}.rows' is missing"),
    "scales of another type": (put(f"{MATRIX}.rows", lambda old: old.half()), f"'{MATRIX}.rows' is fp16 of 32"),
    "scales of another length": (put(f"{MATRIX}.rows", lambda old: old[1:].clone()), "is fp32 of 31, where i8 has"),
    "scales of two dimensions": (put(f"{MATRIX}.columns", lambda old: old[None].clone()), "is fp32 of 1x70"),
    "a part of nobody": (put(f"{MATRIX}.zeros", lambda old: torch.zeros(3)), "left over|in it and not in the model"),
    "codes without signs": (put(MATRIX, lambda old: old.view(torch.uint8)), f"'{MATRIX}' is uint8"),
    "codes on their side": (put(MATRIX, lambda old: old.t().contiguous()), f"'{MATRIX}' is int8 of 70x32"),
    "a plain matrix": (put(MATRIX, lambda old: old.float()), f"'{MATRIX}' is fp32"),
    "a quantised embedding": (put("emb.weight", lambda old: old.to(torch.int8)), "'emb.weight' has the type int8"),
    "no embedding": (without("emb.weight"), "emb.weight is missing or empty"),
    "an embedding of no width": (put("emb.weight", lambda old: torch.zeros(4, 0)), "emb.weight is missing or empty"),
    "a wider feed-forward in one block": (
        put("blocks.1.ffn.key.weight", lambda old: torch.cat([old, old])),
        r"'blocks.1.ffn.key.weight.rows' is fp32 of 70, where i8 has fp32 of 140",
    ),
    "Hugging Face's names": (
        lambda tables: [tables[0].update({f"rwkv.{name}": tables[0].pop(name)}) for name in list(tables[0])],
        "emb.weight is missing",
    ),
    "another version": (say(version="2"), "in the form '2'"),
    "no version": (say(version=None), "in the form ''"),
    "another quantisation": (say(quantisation="i2"), "quantised as 'i2'"),
    "the other quantisation": (
        say(quantisation="i4"),
        "is int8 of 32x32, where i4 has uint8",
    ),
    "no source": (say(source=None), "which model it was made from"),
    "a source that is an escape": (say(source="\x1b[2J" * 16), "which model it was made from"),
    "not said to be ours": (say(format="pt"), "it is quantised: its tensor"),
    "not said to be quantised": (say(quantisation=None), "it is quantised: its tensor"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_quantised_file_that_is_not_as_it_should_be_is_refused(tmp_path: Path, source: Path, case: str) -> None:
    change, words = HOSTILE[case]
    path = quantised(tmp_path / "good.safetensors", source)
    tables = load_file(path), dict(open_checkpoint(path).metadata)
    change(tables)
    save_file(tables[0], tmp_path / "bad.safetensors", tables[1])
    with pytest.raises(WeightsError, match=words) as caught:
        rwkv4_layout(open_checkpoint(tmp_path / "bad.safetensors").tensors)
    assert caught.value.hint
    assert caught.value.message.isprintable()


def test_shards_of_a_quantised_model_are_refused(tmp_path: Path, source: Path) -> None:
    path = quantised(tmp_path / "whole.safetensors", source)
    about, tensors = dict(open_checkpoint(path).metadata), load_file(path)
    path.unlink()
    places = {}
    for number in (1, 2):
        name = f"model-{number:05}-of-00002.safetensors"
        part = {key: tensors[key] for key in sorted(tensors)[number - 1 :: 2]}
        save_file(part, tmp_path / name, about)
        places |= dict.fromkeys(part, name)
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))
    with pytest.raises(WeightsError, match="one of several files of a quantised model"):
        open_checkpoint(tmp_path)
