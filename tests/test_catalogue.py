"""Which model a name means, and what belongs to it: files, tokenizer, template, settings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth
from hub_cases import cached
from programs import write_model
from shells import SessionShell, offered

from rwkvchat.catalogue import DEMO, find_model, find_tokenizer, find_weights, load_model, names_here
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.dialogue.template import load_template
from rwkvchat.dialogue.tokenizer import load_tokenizer, world_tokenizer
from rwkvchat.errors import NotHereError, TokenizerError, UsageError, WeightsError
from rwkvchat.known_models import (
    KNOWN,
    PILE,
    RAVEN,
    SIZES,
    WORLD,
    family_of,
    known_at,
    known_model,
    near_names,
    trained_context,
)
from rwkvchat.session import Session


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty cache, and a hub that nobody could reach."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with the shipped tokenizer beside it."""
    return write_model(tmp_path_factory.mktemp("tiny"), n_layer=1, n_embd=16)


def neox_tokenizer(path: Path, mark: str = "~") -> Path:
    """A tokenizer.json of as many tokens as that of the Pile and Raven models; the mark tells it from another."""
    table = json.loads(TOKENIZER.read_bytes())
    vocabulary = table["model"]["vocab"]
    vocabulary |= {f"{mark}{i}": i for i in range(max(vocabulary.values()) + 1, 50277)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(table))
    return path


# The table


def test_the_table_has_every_published_model_once() -> None:
    assert list(KNOWN)[:4] == ["raven-1b5", "raven-3b", "raven-7b", "raven-14b"]
    assert len({(known.repo, known.file) for known in KNOWN.values()}) == len(KNOWN) == 30
    for known in KNOWN.values():
        assert known_model(known.name) is known
        assert known_at(known.repo, known.file) is known
        assert known.file.endswith(".pth") or not known.file
        assert family_of(known.file or known.repo) == known.family
        load_template(known.profile.template)


@pytest.mark.parametrize(
    ("size", "millions"),
    [("169m", 169.342), ("430m", 430.397), ("1b5", 1515.106), ("3b", 2984.627), ("7b", 7392.649), ("14b", 14148.598)],
)
def test_sizes_have_as_many_parameters_as_was_published(size: str, millions: float) -> None:
    assert SIZES[size].n_params / 1e6 == pytest.approx(millions, abs=0.001)


def test_the_number_of_parameters_is_that_of_the_tensors() -> None:
    weights = random_weights(n_layer=2, n_embd=16, n_vocab=50)
    size = SIZES["169m"]._replace(n_layer=2, n_embd=16, n_vocab=50)
    assert size.n_params == sum(tensor.numel() for tensor in weights.values())


def test_known_sizes_of_files_are_those_of_their_parameters() -> None:
    for known in KNOWN.values():
        if known.exact:
            assert known.nbytes == pytest.approx(2 * known.size.n_params, rel=1e-4)
            assert len(known.sha256) == 16


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("raven-1b5", "raven-1b5"),
        ("Raven-1B5", "raven-1b5"),
        ("RWKV-4-1B5", "raven-1b5"),
        ("rwkv-4-14b", "raven-14b"),
        ("RWKV-4-169M", "pile-169m"),
        ("RWKV-4-World-0.4B", "world-0.4b"),
        ("RWKV-4-Pile-7B", "pile-7b"),
        ("RWKV-4-Raven-3B-v12-Eng98%-Other2%-20230520-ctx4096.pth", "raven-3b"),
        ("rwkv-4-raven-3b-v12-eng98%-other2%-20230520-ctx4096", "raven-3b"),
        ("raven-1.5b", "raven-1b5"),
        ("raven", None),
        ("", None),
    ],
)
def test_names_and_short_forms(text: str, name: str | None) -> None:
    known = known_model(text)
    assert (known.name if known else None) == name


@pytest.mark.parametrize(
    ("text", "near"),
    [("raven3b", "raven-3b"), ("pile-196m", "pile-169m"), ("word-3b", "world-3b"), ("RWKV-4-1b4", "raven-1b5")],
)
def test_near_misses_are_helped(text: str, near: str) -> None:
    assert near in near_names(text)
    assert set(near_names(text)) <= set(KNOWN)
    assert near_names("something else") == []


@pytest.mark.parametrize(
    ("name", "context"),
    [("x-ctx4096.pth", 4096), ("x-ctx8192-test1050", 8192), ("x-ctx16k", 16384), ("ctxt", None), ("x", None)],
)
def test_the_trained_context_is_in_the_name(name: str, context: int | None) -> None:
    assert trained_context(name) == context


def test_each_family_has_its_settings() -> None:
    assert known_model("raven-7b").profile == RAVEN  # type: ignore[union-attr]
    assert (RAVEN.params.temperature, RAVEN.params.top_p, RAVEN.params.presence) == (1.2, 0.5, 0.4)
    assert known_model("world-7b").profile == WORLD  # type: ignore[union-attr]
    assert WORLD.params.presence == PILE.params.presence == 0


# Finding


def test_no_name_is_the_model_that_ships() -> None:
    assert find_weights(None) == find_weights(DEMO) == MODEL
    assert names_here() == [DEMO]


def test_a_cached_model_is_found_by_each_of_its_names(tiny: Path) -> None:
    known = KNOWN["raven-1b5"]
    snapshot = cached(known.repo, {known.file: tiny, "20B_tokenizer.json": TOKENIZER})
    for name in ("raven-1b5", "RWKV-4-1B5", known.file, f"{known.repo}/{known.file}", known.repo):
        assert find_weights(name) == snapshot / known.file
    assert names_here() == [DEMO, "raven-1b5"]
    found = find_model("raven-1b5")
    assert found.profile == RAVEN
    assert found.name == known.file.removesuffix(".pth")


def test_a_cached_folder_is_called_as_its_repository(tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "made", random_weights(1, 16, 2100), shards=2, form="bin")
    shutil.copyfile(TOKENIZER, folder / "tokenizer.json")
    cached("RWKV/rwkv-raven-1b5", {path.name: path for path in folder.iterdir()})
    found = find_model("raven-1b5-hf")
    assert found.name == "rwkv-raven-1b5"
    assert found.profile == RAVEN
    assert load_model("RWKV/rwkv-raven-1b5", "cpu fp32").info.name == "rwkv-raven-1b5"


def test_a_path_that_exists_wins_over_a_name(tmp_path: Path, tiny: Path) -> None:
    known = KNOWN["raven-1b5"]
    cached(known.repo, {known.file: b"cached"})
    for name in ("raven-1b5", DEMO, known.repo):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(tiny, path)
        assert find_weights(name) == Path(name)


def test_a_name_that_is_not_here_says_what_brings_it() -> None:
    with pytest.raises(NotHereError) as caught:
        find_weights("RWKV-4-3B")
    assert caught.value.message == "RWKV-4-3B is not on this machine"
    assert caught.value.hint == "download it with: rwkvchat models get raven-3b"
    assert caught.value.exit_code == 3
    with pytest.raises(NotHereError, match="at revision abc") as caught:
        find_weights("someone/model/x.pth", "abc")
    assert caught.value.hint.endswith("rwkvchat models get someone/model/x.pth --revision abc")


def test_a_revision_is_looked_for_and_no_other(tiny: Path) -> None:
    known = KNOWN["pile-169m"]
    old = cached(known.repo, {known.file: tiny}, commit="a" * 40, ref="v1")
    new = cached(known.repo, {known.file: tiny}, commit="b" * 40)
    assert find_weights("pile-169m") == new / known.file
    for revision in ("v1", "a" * 40, "a" * 7):
        assert find_weights("pile-169m", revision) == old / known.file
    with pytest.raises(NotHereError):
        find_weights("pile-169m", "v2")


@pytest.mark.parametrize("name", [None, DEMO, "x.pth"])
def test_a_revision_of_a_file_is_refused(name: str | None) -> None:
    with pytest.raises(UsageError, match="--revision says nothing of"):
        find_weights(name, "abc")


def test_a_word_that_is_neither_name_nor_path_is_told_with_near_names() -> None:
    with pytest.raises(WeightsError, match="there is no model named raven-1b6") as caught:
        find_weights("raven-1b6")
    assert "did you mean raven-1b5" in caught.value.hint
    with pytest.raises(WeightsError) as caught:
        find_weights("raven-nan")
    assert caught.value.hint.startswith("did you mean raven-nano")  # the one that ships has no row in the table


@pytest.mark.parametrize("text", ["none.pth", "./a/b", "/a/b", "models/x.pth", "there/b", "there/b/c.pth", "~/x/y.bin"])
def test_what_looks_like_a_path_is_a_file_that_there_is_not(tmp_path: Path, text: str) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(WeightsError, match="No such file or directory"):
        find_model(text)


def test_the_names_of_models_that_are_here_complete_the_command_for_another(
    tiny: Path, start: Callable[[], Session], tmp_path: Path
) -> None:
    known = KNOWN["raven-1b5"]
    cached(known.repo, {known.file: tiny})
    shell = SessionShell(start(), tmp_path)
    assert offered(shell, "/model rav")[:2] == ["/model raven-nano", "/model raven-1b5"]
    shell.interactive = False
    with pytest.raises(NotHereError, match="raven-3b is not on this machine"):
        shell.say("/model raven-3b")


# What a file says of itself


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param({"template": "/dev/zero"}, id="a path as its template"),
        pytest.param({"template": "no-such"}, id="a template that there is not"),
        pytest.param({"sampling": "{"}, id="no JSON"),
        pytest.param({"sampling": "[]"}, id="no table"),
        pytest.param({"sampling": "[" * 200_000}, id="nested too deeply"),
        pytest.param({"sampling": '{"temperature": "hot"}'}, id="no number"),
        pytest.param({"sampling": '{"heat": 1}'}, id="no setting"),
    ],
)
def test_settings_in_a_file_that_make_no_sense_are_refused(tmp_path: Path, metadata: dict[str, str]) -> None:
    data = MODEL.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header["__metadata__"] |= metadata
    written = json.dumps(header).encode()
    path = tmp_path / "odd.safetensors"
    path.write_bytes(len(written).to_bytes(8, "little") + written + data[start:])
    with pytest.raises(WeightsError, match=r"odd\.safetensors: its metadata hold no settings that make sense"):
        find_model(str(path), str(TOKENIZER))


# Tokenizers


def test_world_models_bring_their_vocabulary_whatever_lies_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "RWKV-4-World-tiny.pth"
    assert find_tokenizer(path, 65536).fingerprint == world_tokenizer().fingerprint
    neox_tokenizer(tmp_path / "20B_tokenizer.json")
    assert find_tokenizer(path, 65536).fingerprint == world_tokenizer().fingerprint
    write_pth(path, random_weights(1, 16, 65536), torch.bfloat16)
    found = find_model(str(path))
    assert found.profile == WORLD
    assert found.tokenizer.decode(found.tokenizer.encode("Привет, 世界")) == "Привет, 世界"


def test_the_tokenizer_of_the_pile_is_taken_from_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "RWKV-4-Raven-tiny.pth"
    with pytest.raises(TokenizerError) as caught:
        find_tokenizer(path, 50277)
    assert "rwkvchat models get EleutherAI/gpt-neox-20b/tokenizer.json" in caught.value.hint
    copy = neox_tokenizer(tmp_path / "made" / "tokenizer.json")
    cached("RWKV/rwkv-4-169m-pile", {"tokenizer.json": copy})
    assert find_tokenizer(path, 50277).fingerprint == load_tokenizer(copy).fingerprint
    original = neox_tokenizer(tmp_path / "original" / "tokenizer.json", "!")
    cached("EleutherAI/gpt-neox-20b", {"tokenizer.json": original})
    assert find_tokenizer(path, 50277).fingerprint == load_tokenizer(original).fingerprint


def test_the_tokenizer_beside_a_model_comes_first(tmp_path: Path, tiny: Path) -> None:
    neox_tokenizer(tmp_path / "tokenizer.json")
    cached("EleutherAI/gpt-neox-20b", {"tokenizer.json": b"not looked at"})
    assert find_tokenizer(tmp_path / "x.pth", 50277).size == 50277
    assert find_tokenizer(tiny, 2100).size == 2100
    assert find_tokenizer(tiny.parent, 2100).size == 2100  # a folder, in which it lies


def test_a_tokenizer_of_another_size_is_passed_over_where_there_is_a_better_one(tmp_path: Path) -> None:
    path = tmp_path / "RWKV-4-Raven-tiny.pth"
    (tmp_path / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
    with pytest.raises(TokenizerError, match="fewer tokens than the model: 2100 against 50277"):
        find_tokenizer(path, 50277)
    cached("EleutherAI/gpt-neox-20b", {"tokenizer.json": neox_tokenizer(tmp_path / "made" / "tokenizer.json")})
    assert find_tokenizer(path, 50277).size == 50277
    assert find_tokenizer(path, 65536).fingerprint == world_tokenizer().fingerprint
    neox_tokenizer(tmp_path / "20B_tokenizer.json", "!")
    beside = load_tokenizer(tmp_path / "20B_tokenizer.json")
    assert find_tokenizer(path, 50277).fingerprint == beside.fingerprint


def test_a_vocabulary_of_another_size_wants_a_tokenizer_of_that_size(tmp_path: Path) -> None:
    with pytest.raises(TokenizerError) as caught:
        find_tokenizer(tmp_path / "x.pth", 1234)
    assert "tokenizer.json of 1234 tokens" in caught.value.hint


# Settings


@pytest.mark.parametrize(
    ("name", "profile"),
    [("RWKV-4-Raven-x", RAVEN), ("RWKV-4-Pile-x", PILE), ("something", PILE)],
    ids=["Raven", "Pile", "?"],
)
def test_the_name_of_a_file_tells_how_to_talk_to_it(tmp_path: Path, tiny: Path, name: str, profile: object) -> None:
    shutil.copyfile(tiny, tmp_path / f"{name}.pth")
    shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
    assert find_model(str(tmp_path / f"{name}.pth")).profile == profile
