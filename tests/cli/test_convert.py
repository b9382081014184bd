"""``rwkvchat convert`` as its users call it: what it writes, says and refuses, and how it ends."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth
from hub_cases import quick_hub
from hub_server import Hub
from programs import Ended, Program

from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.engine import outgoing
from rwkvchat.engine.checkpoint import open_checkpoint

Call = Callable[..., Ended]

TOKEN = "hf_abc"

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content")  # of the hub's client about itself


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    """A hub to which the user may upload."""
    with quick_hub(monkeypatch, tmp_path / "hf_home") as hub:
        monkeypatch.setenv("HF_TOKEN", TOKEN)
        # As this program sets it before the client is imported, which another test may have done.
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
        hub.writers.add(f"Bearer {TOKEN}")
        yield hub


def test_a_model_by_its_name_becomes_a_folder_that_can_be_chatted_with(program: Program, call: Call) -> None:
    ended = call("convert", "raven-nano", "nano", "--to", "hf")
    assert (ended.code, ended.stdout.decode()) == (0, f"{Path('nano').resolve()}\n")
    assert "raven-nano: 12.5 MB in fp16" in ended.stderr
    question = ("-p", "What is 7 + 8?", "--seed", "3", "--strategy", "cpu fp32")
    answers = {program.run("-m", model, *question, model=False).stdout for model in ("nano", "raven-nano")}
    assert len(answers) == 1
    assert answers != {b""}


def test_json_tells_what_was_written(call: Call, tmp_path: Path) -> None:
    ended = call("convert", str(MODEL), "a.safetensors", "--quantize", "i8", "--dtype", "bf16", "--json")
    told = json.loads(ended.stdout)
    assert told.pop("seconds") > 0
    assert told == {
        "path": str(tmp_path / "a.safetensors"),
        "form": "safetensors",
        "dtype": "i8",
        "bytes": (tmp_path / "a.safetensors").stat().st_size,
        "url": None,
    }
    assert open_checkpoint(tmp_path / "a.safetensors").quantisation == "i8"
    info = json.loads(call("models", "info", "a.safetensors", "--json").stdout)
    assert (info["dtype"], info["name"], info["context"], info["template"]) == ("i8", "raven-nano", 1024, "raven-chat")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "required: IN, OUT"),
        (["raven-nano"], 2, "required: OUT"),
        (["raven-nano", "a"], 2, "does not say what to write"),
        (["raven-nano", "a.pth", "--to", "hf"], 2, "named as another"),
        (["raven-nano", "a", "--to", "gguf"], 2, "invalid choice: 'gguf'"),
        (["raven-nano", "a", "--to", "safetensor"], 2, "did you mean safetensors?"),
        (["raven-nano", "a.pth", "--dtype", "fp8"], 2, "invalid choice: 'fp8'"),
        (["raven-nano", "a.safetensors", "--quantize", "i2"], 2, "invalid choice: 'i2'"),
        (["raven-nano", "a.pth", "--quantize", "i8"], 2, "--quantize makes a safetensors file"),
        (["raven-nano", "a", "--to", "hf", "--quantize", "i8"], 2, "--quantize makes a safetensors file"),
        (["raven-nano", "there.pth"], 2, "there.pth is there already"),
        (["raven-nano", "there", "--to", "hf"], 2, "there is there already, and not empty"),
        (["there", "there.pth", "--force"], 3, "it is a folder without weights"),
        (["raven-nano", "no/a.pth"], 1, "there is no folder"),
        (["none.pth", "a.pth"], 3, "none.pth"),
        (["raven-1b5", "a.safetensors"], 3, "rwkvchat models get raven-1b5"),
        (["raven-nan", "a.pth"], 3, "did you mean raven-nano"),
        (["", "a.pth"], 2, "model cannot be ''"),
        (["raven-nano", "a.pth", "--push-to-hub", "me/x"], 2, "--push-to-hub is for a folder"),
        (["raven-nano", "a", "--to", "hf", "--push-to-hub", "x"], 2, "x is no name of a repository"),
        (["raven-nano", "a", "--to", "hf", "--push-to-hub", "me/x/y"], 2, "me/x/y is no name of a repository"),
        (["raven-nano", "a", "--to", "hf", "--push-to-hub", "me/x", "--offline"], 2, "none are to be made"),
        (["raven-nano", "a", "--to", "hf", "--tokenizer", "none.json"], 3, "cannot read the tokenizer none.json"),
        (["large.pth", "a.pth", "--dtype", "fp16"], 3, "'head.weight' holds 70000, and fp16 ends at 65504"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_a_hint_and_leaves_nothing(
    call: Call, hub: Hub, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "there.pth").write_bytes(b"mine")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "config.json").write_bytes(b"mine")
    weights = random_weights(1, 8, 20)
    weights["head.weight"][0, 0] = 70000
    write_pth(tmp_path / "large.pth", weights)
    ended = call("convert", *arguments)
    assert ended.code == code
    assert words in " ".join(ended.stderr.split())
    assert len(ended.stderr.splitlines()) >= 2
    assert "Traceback" not in ended.stderr
    assert ended.stdout == b""
    assert {"there", "there.pth", "large.pth"} >= {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / "there.pth").read_bytes() == b"mine"
    assert not hub.seen


def test_ctrl_c_ends_it_with_its_code_and_nothing_written(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pieces(weights: object, name: str) -> Iterator[memoryview]:
        raise KeyboardInterrupt
        yield memoryview(b"")

    monkeypatch.setattr(outgoing, "_as_stored", pieces)
    ended = call("convert", "raven-nano", "a.pth")
    assert (ended.code, ended.stdout) == (130, b"")
    assert "stopped; nothing was written" in ended.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_folder_is_uploaded_file_by_file_into_a_repository_of_its_own(call: Call, hub: Hub, tmp_path: Path) -> None:
    ended = call("convert", "raven-nano", "nano", "--to", "hf", "--push-to-hub", "me/nano", "--json")
    assert ended.code == 0, ended.stderr
    assert json.loads(ended.stdout)["url"] == f"{hub.url}/me/nano"
    assert f"uploaded to {hub.url}/me/nano" in ended.stderr
    repo = hub.repos["me/nano"]
    uploaded = repo.commits[repo.refs["main"]]
    written = {path.name: path.read_bytes() for path in (tmp_path / "nano").iterdir()}
    assert {name: data for name, data in uploaded.items() if name != ".gitattributes"} == written
    # Once more, into the one that is there now.
    assert call("convert", "raven-nano", "nano", "--to", "hf", "--push-to-hub", "me/nano", "--force").code == 0


@pytest.mark.parametrize(
    ("token", "match", "status", "words"),
    [
        ("", "", 0, "there is no token for the hub"),
        ("hf_other", "", 0, "the hub does not let you write to me/nano"),
        (TOKEN, "/api/repos/create", 401, "the hub does not take the token"),
        (TOKEN, "/commit/", 403, "the hub does not let you write to me/nano"),
        (TOKEN, "/api/repos/create", 500, "the hub is out of order (500)"),
        (TOKEN, "nowhere", 0, "cannot reach the hub at http://127.0.0.1:9"),
        ("tökén", "", 0, "holds characters that no token has"),
    ],
)
def test_an_upload_that_fails_is_told_and_what_was_converted_is_kept(
    call: Call,
    hub: Hub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    match: str,
    status: int,
    words: str,
) -> None:
    monkeypatch.setenv("HF_TOKEN", token)
    if match == "nowhere":
        monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    if status:
        hub.fail(match, status=status, times=100)
    shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
    write_pth(tmp_path / "m.pth", random_weights(1, 8, 2100), torch.float16)
    ended = call("convert", "m.pth", "nano", "--to", "hf", "--push-to-hub", "me/nano")
    assert ended.code == 3
    said = " ".join(ended.stderr.split())
    assert words in said
    assert token == "" or "hf upload me/nano" in said
    assert (tmp_path / "nano").exists() == bool(token)
    assert "hf_" not in said.replace("hf auth", "")
