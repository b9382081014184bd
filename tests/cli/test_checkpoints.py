"""The program with a model in the Hugging Face form, and with one that memory can hardly hold."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from checkpoints import write_hugging_face
from programs import Ended, endless_weights

from rwkvchat.demo import TOKENIZER

Call = Callable[..., Ended]
ASK = ("--template", "raven-chat", "--max-tokens", "6", "--seed", "7", "-p")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of `model_file`, in two shards."""
    folder = write_hugging_face(tmp_path_factory.mktemp("hub") / "tiny", endless_weights(), shards=2)
    shutil.copyfile(TOKENIZER, folder / "tokenizer.json")
    return folder


def test_a_conversation_goes_on_from_a_folder_to_a_file_and_back(call: Call, folder: Path, model_file: Path) -> None:
    asked = call("-m", str(folder), *ASK, "hello", "--save-state", "a.state")
    assert asked.code == 0, asked.stderr
    assert asked.stdout == call("-m", str(model_file), *ASK, "hello").stdout
    # The file of a conversation names its model, which is found there again.
    again = call("--state", "a.state", *ASK, "and then?", "--incognito")
    assert again.code == 0, again.stderr
    elsewhere = call("-m", str(model_file), "--state", "a.state", *ASK, "and then?", "--incognito")
    assert elsewhere.stdout == again.stdout
    assert "read again" not in elsewhere.stderr


def test_a_folder_that_is_no_model_is_refused_in_one_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = call("-m", "empty", "-p", "hello")
    assert ended.code == 3
    assert "it is a folder without weights" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_weights_that_memory_cannot_keep_are_spoken_of(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "page cache" not in call("-m", str(folder), *ASK, "hello").stderr
    monkeypatch.setattr("rwkvchat.cli.wiring.free_memory", lambda: 1000)
    assert "(page cache)" in call("-m", str(folder), "--strategy", "cpu fp32", *ASK, "hello").stderr
    assert "page cache" not in call("-m", str(folder), "--no-mmap", *ASK, "hello").stderr
