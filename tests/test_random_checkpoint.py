"""Random weights of a released size are a model like any other, written piece by piece."""

import shutil
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from rwkvchat import random_checkpoint
from rwkvchat.benchmark import SIZES
from rwkvchat.catalogue import load_model
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.errors import SaveError, UsageError
from rwkvchat.random_checkpoint import check_size, random_tensors, write_random


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_checkpoint, "SIZES", {"tiny": (3, 64)})
    monkeypatch.setattr(random_checkpoint, "VOCABULARY", 501)
    monkeypatch.setattr(random_checkpoint, "NOISE", 4993)
    monkeypatch.setattr(random_checkpoint, "PIECE", 1000)


@pytest.mark.parametrize("dtype", ["fp32", "bf16", "fp16"])
def test_it_is_a_model_that_computes(tmp_path: Path, dtype: str) -> None:
    path = tmp_path / "random.pth"
    write_random("tiny", path, dtype)
    weights = open_checkpoint(path)
    weights.verify()
    layout = rwkv4_layout(weights.tensors)
    assert (layout.n_layer, layout.n_embd, layout.n_vocab, layout.n_ffn, layout.dtype) == (3, 64, 501, 256, dtype)
    model = load_model(path, f"cpu {dtype}")
    found = model.forward(list(range(300)), model.initial_state())
    assert found.logits.isfinite().all()
    assert 0.1 < float(found.logits.std()) < 10
    assert torch.load(path, weights_only=True).keys() == weights.tensors.keys()


def test_matrices_differ_and_are_as_wide_as_they_should_be(tmp_path: Path) -> None:
    write_random("tiny", tmp_path / "random.pth", "fp32")
    weights = open_checkpoint(tmp_path / "random.pth")
    scales = {"key": 0.6, "receptance": 0.6, "value": 0.6, "output": 0.6}
    squares = {name: weights.tensor(name) for name in weights.tensors if ".att." in name and name.endswith("weight")}
    for name, tensor in squares.items():
        assert float(tensor.std()) * 8 == pytest.approx(scales[name.split(".")[-2]], rel=0.1)
        assert len(set(tensor[:, 0].tolist())) > 60  # no row comes again
    assert len({tuple(tensor.flatten().tolist()) for tensor in squares.values()}) == len(squares)
    assert weights.tensor("blocks.1.att.time_decay").tolist() == torch.linspace(-5, 3, 64).tolist()


def test_no_more_than_a_piece_is_made_at_a_time() -> None:
    for tensor in random_tensors("tiny"):
        pieces = [piece.nbytes for piece in tensor.pieces()]
        assert sum(pieces) == tensor.nbytes
        assert max(pieces) <= 2 * 1000


def test_all_released_sizes_have_their_numbers_of_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_checkpoint, "SIZES", SIZES)
    monkeypatch.setattr(random_checkpoint, "VOCABULARY", 50277)
    millions = {size: sum(tensor.nbytes for tensor in random_tensors(size)) / 2e6 for size in SIZES}
    released = {
        "169m": 169.342, "430m": 430.397, "1b5": 1515.107, "3b": 2984.627, "7b": 7392.649, "14b": 14148.598,
    }  # fmt: skip
    assert millions == pytest.approx(released, abs=0.001)


def test_names_are_those_of_an_rwkv_4() -> None:
    names = Counter(tensor.name for tensor in random_tensors("tiny"))
    assert set(names.values()) == {1}
    assert len(names) == 6 + 3 * 18


def test_a_size_is_known_in_any_letters_and_another_is_not() -> None:
    assert check_size("TINY") == "tiny"
    with pytest.raises(UsageError, match="there is no model of the size 'tinny'") as failure:
        check_size("tinny")
    assert failure.value.hint == "did you mean tiny? there are tiny"


def test_too_small_a_disk_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000))
    with pytest.raises(
        SaveError, match=r"a model of the size tiny needs .* kB, and 1\.0 kB of disk are free"
    ) as failure:
        write_random("tiny", tmp_path / "random.pth")
    assert "TMPDIR" in failure.value.hint
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="No such file or directory"):
        write_random("tiny", tmp_path / "nowhere" / "random.pth")
