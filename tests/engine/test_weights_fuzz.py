"""Random damage to good files: they are read or refused, and nothing else ever happens."""

import contextlib
import io
import random
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from checkpoints import opened
from safetensors.torch import save

from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.errors import WeightsError

Forge = Any  # the class lives in conftest, which cannot be imported
Wrap = Callable[[bytes], bytes]

# Numbers at which sizes and counts go wrong, and pieces of JSON and of pickles.
EDGES = [value.to_bytes(8, "little")[:n] for value in (0, 1, 2**31, 2**32 - 1, 2**62, 2**64 - 1) for n in (1, 2, 4, 8)]
EDGES += b'0 -1 1e9 NaN true null 4611686018427387904 [ ] [] {} "" , "x": \\ud800 "F32" "I64" 9,'.split(b" ")
EDGES += [b"(", b"t", b"}", b")", b"R", b"Q", b"b", b"s", b"u", b"h\0", b"N", b"K\1", b".", b"\x85", b"\x93"]


def small_model() -> dict[str, torch.Tensor]:
    random_numbers = torch.Generator().manual_seed(0)
    shapes = {"emb.weight": (40, 8), "blocks.0.att.time_mix_k": (1, 1, 8), "head.weight": (40, 8), "ln_out.bias": (8,)}
    return {name: torch.randn(shape, generator=random_numbers).bfloat16() for name, shape in shapes.items()}


def good_pth(forge: Forge) -> tuple[bytes, bytes, Wrap]:
    """A whole checkpoint, its pickle, and what puts another pickle into its place without breaking the zip."""
    file = io.BytesIO()
    tensors = OrderedDict(small_model())
    tensors["tied"] = torch.nn.Parameter(tensors["emb.weight"][2:4])
    torch.save(tensors, file)
    archive = zipfile.ZipFile(file)
    contents = {name: archive.read(name) for name in archive.namelist()}

    def wrap(damaged: bytes) -> bytes:
        return forge.zip([forge.record(n, damaged if n.endswith("data.pkl") else d) for n, d in contents.items()])

    return file.getvalue(), contents["archive/data.pkl"], wrap


def good_safetensors(forge: Forge) -> tuple[bytes, bytes, Wrap]:
    """The same of a safetensors file and its header."""
    whole = save(small_model(), {"name": "small"})
    start = 8 + int.from_bytes(whole[:8], "little")
    return whole, whole[8:start], lambda damaged: len(damaged).to_bytes(8, "little") + damaged + whole[start:]


def damage(chance: random.Random, good: bytes, interesting: list[int]) -> bytes:
    """The bytes after up to four flips, overwritten numbers, moved pieces, insertions or cuts."""
    data = bytearray(good)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.choice(interesting) if chance.random() < 0.8 else chance.randrange(len(good))
        at = min(at, len(data) - 1)
        kind = chance.randrange(6)
        piece = good[(start := chance.randrange(len(good))) : start + chance.randint(1, 40)]
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at] = chance.randrange(256)
        elif kind == 2:
            edge = chance.choice(EDGES)
            data[at : at + len(edge)] = edge
        elif kind == 3:
            data[at : at + len(piece)] = piece
        elif kind == 4:
            data[at:at] = piece if chance.random() < 0.5 else chance.choice(EDGES)
        elif chance.random() < 0.3:
            del data[max(at, 9) :]
        else:
            del data[at : at + chance.randint(1, 8)]
    return bytes(data)


def structure_of(data: bytes) -> list[int]:
    """Where the bytes lie that are not values or padding: the pickle, the directory and all headers."""
    if b"PK\1\2" not in data:
        return list(range(min(len(data), 1024)))
    headers = [at + i for at in range(len(data)) if data[at : at + 4] == b"PK\3\4" for i in range(50)]
    return [*headers, *range(600), *range(data.index(b"PK\1\2"), len(data))]


def outcome(path: Path, *, mapped: bool) -> WeightsError | None:
    """The error with which a file is refused, if it is; one that is read must be all there."""
    try:
        weights = opened(path, mapped)
    except WeightsError as error:
        return error
    for name, info in weights.tensors.items():
        assert weights.tensor(name).shape == info.shape
        assert len(weights.view(name)) == info.nbytes
    for check in (weights.verify, lambda: rwkv4_layout(weights.tensors)):
        with contextlib.suppress(WeightsError):
            check()
    return None


@pytest.mark.parametrize("count", [3000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("make", [good_pth, good_safetensors], ids=["pth", "safetensors"])
def test_a_damaged_file_is_read_or_refused(make, count, forge, saved, capsys):
    whole, inner, wrap = make(forge)
    places, inner_places = structure_of(whole), list(range(len(inner)))
    chance = random.Random(20_230_520)
    errors = 0
    for _ in range(count):
        # The outer layer hides the inner one from most damage, so the inner one is damaged on its own too.
        if chance.random() < 0.4:
            path = saved(damage(chance, whole, places))
        else:
            path = saved(wrap(damage(chance, inner, inner_places)))
        error = outcome(path, mapped=chance.random() < 0.5)
        if error is not None:
            errors += 1
            assert error.message.isprintable()
            assert len(error.message) < 500
            assert error.hint
    assert 0 < errors < count
    with capsys.disabled():
        print(f"\n{count} damaged {make.__name__[5:]} files: {count - errors} read, {errors} refused, 0 else")
