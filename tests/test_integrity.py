"""A damaged weight file is noticed beside the work, and a whole one is read once."""

import os
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth
from fakes import FakeModel

from rwkvchat.dialogue.template import PromptTemplate
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.errors import WeightsError
from rwkvchat.integrity import verify_beside
from rwkvchat.params import SamplingParams
from rwkvchat.session import Session


@pytest.fixture
def weights(tmp_path: Path) -> Checkpoint:
    return open_checkpoint(write_pth(tmp_path / "m.pth", random_weights(), torch.bfloat16))


def damaged(weights: Checkpoint) -> Checkpoint:
    """The same file with a bit of a weight turned over, as no check of its form can notice."""
    place = weights.tensors["blocks.1.att.key.weight"].offset + 40
    data = bytearray(weights.path.read_bytes())
    data[place] ^= 1
    weights.path.write_bytes(data)
    return open_checkpoint(weights.path)


def verify(weights: Checkpoint, memory: Path) -> tuple[bool, list[WeightsError]]:
    """Whether the file was read, and what was found."""
    errors: list[WeightsError] = []
    thread = verify_beside(weights, memory, errors.append)
    if thread is not None:
        thread.join(30)
    return thread is not None, errors


def test_a_whole_file_is_read_once_and_then_remembered(weights: Checkpoint, tmp_path: Path) -> None:
    memory = tmp_path / "verified.json"
    assert verify(weights, memory) == (True, [])
    assert verify(weights, memory) == (False, [])
    os.utime(weights.path, ns=(1, 1))
    assert verify(weights, memory) == (True, [])


def test_each_of_several_files_is_watched(tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "hf", random_weights(), "bin", 3)
    weights, memory = open_checkpoint(folder), tmp_path / "verified.json"
    assert verify(weights, memory) == (True, [])
    assert verify(weights, memory) == (False, [])
    os.utime(weights.files[1].path, ns=(1, 1))
    assert verify(weights, memory) == (True, [])


def test_a_single_bit_is_noticed_every_time(weights: Checkpoint, tmp_path: Path) -> None:
    broken, memory = damaged(weights), tmp_path / "verified.json"
    for _ in range(2):
        read, errors = verify(broken, memory)
        assert read
        assert len(errors) == 1
        assert "m.pth" in errors[0].message
        assert errors[0].hint


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, null]", b"\xff"], ids=["empty", "object", "numbers", "bytes"])
def test_a_broken_memory_only_means_reading_again(weights: Checkpoint, tmp_path: Path, content: bytes) -> None:
    memory = tmp_path / "verified.json"
    memory.write_bytes(content)
    assert verify(weights, memory) == (True, [])
    assert verify(weights, memory) == (False, [])


def test_where_nothing_can_be_remembered_the_file_is_read_again(weights: Checkpoint, tmp_path: Path) -> None:
    (tmp_path / "no folder").touch()
    memory = tmp_path / "no folder" / "verified.json"
    assert [verify(weights, memory) for _ in range(2)] == [(True, []), (True, [])]


def test_damage_ends_the_turn_and_leaves_no_trace(tokenizer: Tokenizer, template: PromptTemplate) -> None:
    session = Session(FakeModel(tokenizer, lambda text: " one two three"), tokenizer, template, SamplingParams())
    list(session.ask("hello"))
    before = session.conversation.copy()
    events = session.ask("again")
    next(events)
    session.damage = WeightsError("damaged")
    with pytest.raises(WeightsError, match="damaged"):
        list(events)
    assert session.conversation == before
    with pytest.raises(WeightsError, match="damaged"):
        list(session.ask("again"))
