"""Conversions as others see them: opened by the other programs, whole or not there at all, and in little memory."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from checkpoints import random_weights, write_hugging_face, write_pth
from peers import in_the_package
from programs import PATIENCE, endless_weights

import rwkvchat
from rwkvchat import convert
from rwkvchat.catalogue import DEMO, find_model, load_model, profile_of
from rwkvchat.convert import Wanted, form_of, prepare
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.engine import outgoing as outgoing_module
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.model import Model, fingerprint
from rwkvchat.engine.quantised import QUANTISATIONS
from rwkvchat.errors import SaveError, TokenizerError, UsageError, WeightsError

IDS = [(i * 7919 + i * i) % 2100 for i in range(40)]
WEIGHTS = endless_weights(n_layer=7)  # transformers rescales from the seventh layer on


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An original checkpoint with the tokenizer of the shipped model beside it."""
    folder = tmp_path_factory.mktemp("source")
    shutil.copyfile(TOKENIZER, folder / "tokenizer.json")
    return write_pth(folder / "RWKV-4-Raven-tiny-ctx4096.pth", WEIGHTS)


@pytest.fixture(scope="module")
def ours(source: Path) -> torch.Tensor:
    return logits(load_model(source, "cpu fp32"))


def logits(model: Model) -> torch.Tensor:
    return model.score(IDS, model.initial_state())


def converted(source: Path, out: Path, **others: Any) -> Path:
    return prepare(source, Wanted(out, form_of(out, others.pop("to", None)), **others)).run()


def near(mine: torch.Tensor, theirs: torch.Tensor) -> bool:
    """Within 1e-4 of the largest logit."""
    return bool((mine - theirs).abs().max() <= 1e-4 * theirs.abs().max())


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# What others make of it


def test_transformers_opens_a_converted_folder_and_says_the_same(
    tmp_path: Path, source: Path, ours: torch.Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.engine.hugging_face_writer.SHARD", 500_000)
    folder = converted(source, tmp_path / "hf", to="hf")
    assert len(list(folder.glob("*.safetensors"))) > 1
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        from transformers import AutoModelForCausalLM, AutoTokenizer

        model = AutoModelForCausalLM.from_pretrained(folder).eval()
        tokenizer = AutoTokenizer.from_pretrained(folder)
    assert type(model).__name__ == "RwkvForCausalLM"
    assert model.dtype is torch.float32
    assert (model.config.context_length, model.config.eos_token_id, model.config.bos_token_id) == (4096, 0, 0)
    with torch.no_grad():
        assert near(ours, model(torch.tensor([IDS])).logits[0])
        # Its settings are valid, and what it writes comes from them.
        assert model.generation_config.temperature == 1.2
        assert model.generate(torch.tensor([IDS[:5]]), max_new_tokens=3).shape == (1, 8)
    text = "Bob: Où est l'été?\n\nAlice:"
    assert tokenizer.encode(text) == find_model(str(source)).tokenizer.encode(text)
    assert tokenizer.decode(tokenizer.encode(text)) == text
    assert tokenizer.eos_token_id == tokenizer.bos_token_id == 0


def test_the_rwkv_package_opens_a_converted_pth_and_says_the_same(tmp_path: Path, ours: torch.Tensor) -> None:
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, shards=2)
    path = converted(folder, tmp_path / "out.pth")
    rows, state = [], None
    with in_the_package(path) as model:
        for token in IDS:
            row, state = model.forward([token], state)
            rows.append(row.float())
    assert near(ours, torch.stack(rows))


@pytest.mark.parametrize("dtype", ["fp32", "bf16", "fp16"])
def test_no_form_changes_a_bit_or_the_fingerprint(tmp_path: Path, source: Path, dtype: str) -> None:
    paths = [converted(source, tmp_path / "a.pth", dtype=dtype)]
    for to, name in (("hf", "b"), ("safetensors", "c.safetensors"), ("hf", "d"), ("pth", "e.pth")):
        shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
        paths.append(converted(paths[-1], tmp_path / name, to=to))
    first, *others = (open_checkpoint(path) for path in paths)
    for other in others:
        assert set(other.tensors) == set(WEIGHTS)
        assert all(bytes(other.view(name)) == bytes(first.view(name)) for name in WEIGHTS)
        assert fingerprint(other) == fingerprint(first)
    assert paths[0].read_bytes() == paths[-1].read_bytes()


def test_what_belongs_to_a_model_travels_with_it(tmp_path: Path) -> None:
    shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
    before = find_model(DEMO)
    folder = converted(MODEL, tmp_path / "hf", to="hf")
    assert (folder / "tokenizer.json").read_bytes() == TOKENIZER.read_bytes()
    settings = json.loads((folder / "generation_config.json").read_bytes())
    assert settings["temperature"] == before.profile.params.temperature
    assert settings["max_new_tokens"] == before.profile.params.max_tokens
    for path in (folder, converted(folder, tmp_path / "b.safetensors")):
        after = find_model(str(path))
        assert (after.name, after.profile, after.context) == (before.name, before.profile, before.context)
        assert after.weights.metadata["recipe"] == before.weights.metadata["recipe"]


def test_the_name_of_an_original_file_still_tells_its_family_and_context(tmp_path: Path, source: Path) -> None:
    before = find_model(str(source))
    for path in (converted(source, tmp_path / "hf", to="hf"), converted(source, tmp_path / "x.safetensors")):
        shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
        after = find_model(str(path))
        assert after.name == "RWKV-4-Raven-tiny-ctx4096"
        assert after.profile == before.profile
        assert after.context == 4096


def test_what_a_pth_has_no_room_for_is_told(tmp_path: Path, source: Path) -> None:
    assert [*prepare(MODEL, Wanted(tmp_path / "a.pth", "pth")).remarks()]
    assert not [*prepare(source, Wanted(source.with_name("a.pth"), "pth")).remarks()]
    [remark] = prepare(source, Wanted(tmp_path / "a.pth", "pth")).remarks()
    assert f"copy {source.with_name('tokenizer.json')} beside a.pth" in remark
    assert not [*prepare(MODEL, Wanted(tmp_path / "a", "hf")).remarks()]


def test_a_world_model_becomes_a_folder_without_a_tokenizer_and_that_is_told(tmp_path: Path) -> None:
    path = write_pth(tmp_path / "world.pth", random_weights(1, 4, 65536), torch.bfloat16)
    conversion = prepare(path, Wanted(tmp_path / "hf", "hf"))
    assert "World vocabulary" in "".join(conversion.remarks())
    assert left(conversion.run()) == {"config.json", "generation_config.json", "model.safetensors"}


@pytest.mark.parametrize("kind", ["i8", "i4"])
def test_a_quantised_file_is_smaller_and_answers_nearly_the_same(
    tmp_path: Path, source: Path, ours: torch.Tensor, kind: str
) -> None:
    path = converted(source, tmp_path / "q.safetensors", quantisation=kind)
    plain = open_checkpoint(source)
    found = open_checkpoint(path)
    assert found.size < (0.48 if kind == "i8" else 0.45) * plain.size  # of fp32, the embedding included
    assert fingerprint(found) == fingerprint(plain)
    assert found.metadata["dtype"] == "fp32"
    assert profile_of(found, convert.layout_of(found)) == profile_of(plain, convert.layout_of(plain))
    same = logits(load_model(source, f"cpu fp32{kind}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(QUANTISATIONS[kind], "quantise")  # it was done once, and is not done again
        model = load_model(path, f"cpu fp32{kind}")
    assert torch.equal(logits(model), same)
    assert (same - ours).norm() < (0.03 if kind == "i8" else 0.3) * ours.norm()


def test_a_quantised_file_may_have_its_other_tensors_in_another_format(tmp_path: Path, source: Path) -> None:
    found = open_checkpoint(converted(source, tmp_path / "q.safetensors", quantisation="i8", dtype="bf16"))
    assert found.tensor("emb.weight").dtype is torch.bfloat16
    assert torch.equal(found.tensor("ln_out.bias"), WEIGHTS["ln_out.bias"].bfloat16())
    again = open_checkpoint(converted(source, tmp_path / "r.safetensors", quantisation="i8"))
    # The matrices are rounded once, from what the source holds.
    assert torch.equal(found.quantised("head.weight")[""], again.quantised("head.weight")[""])
    # What is rounded otherwise is another model; what only gets more room is not.
    wide = open_checkpoint(converted(source, tmp_path / "w.safetensors", quantisation="i8", dtype="fp32"))
    assert fingerprint(again) == fingerprint(wide) == fingerprint(open_checkpoint(source)) != fingerprint(found)


# What cannot be


@pytest.mark.parametrize(
    ("out", "to", "found"),
    [("a.pth", None, "pth"), ("a.PTH", None, "pth"), ("a.safetensors", None, "safetensors"), ("a", "hf", "hf"),
     ("a.b", "pth", "pth"), ("a.pth", "pth", "pth")],
)  # fmt: skip
def test_the_form_is_what_the_flag_or_the_ending_says(out: str, to: str | None, found: str) -> None:
    assert form_of(Path(out), to) == found


@pytest.mark.parametrize(
    ("out", "to", "words"),
    [("a", None, "does not say what to write"), ("a.bin", None, "does not say"), ("a.pth", "hf", "named as another"),
     ("a.safetensors", "pth", "named as another")],
)  # fmt: skip
def test_an_ending_that_does_not_tell_or_contradicts_is_refused(out: str, to: str | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        form_of(Path(out), to)


Make = Callable[[Path], Path]


def put_file(path: Path) -> Path:
    path.write_bytes(b"mine")
    return path


def put_folder(path: Path) -> Path:
    path.mkdir()
    (path / "model.safetensors").write_bytes(b"mine")
    return path


def put_home(path: Path) -> Path:
    put_folder(path)
    (path / "thesis.txt").write_bytes(b"mine")
    return path


def link_to(target: Path) -> Make:
    def make(path: Path) -> Path:
        path.symlink_to(target)
        return path

    return make


@pytest.mark.parametrize(
    ("name", "to", "make", "force", "words"),
    [
        ("a.pth", None, put_file, False, "is there already"),
        ("a", "hf", put_folder, False, "is there already, and not empty"),
        ("a", "hf", put_home, True, "holds what is no part of a converted model: 'thesis.txt'"),
        ("a", "hf", put_file, True, "is a file, and --to hf makes a folder"),
    ],
)
def test_what_is_there_is_not_replaced(
    tmp_path: Path, source: Path, name: str, to: str | None, make: Make, force: bool, words: str
) -> None:
    out = make(tmp_path / name)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match=words) as caught:
        converted(source, out, to=to, force=force)
    assert caught.value.hint
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_model_is_never_written_over_itself(tmp_path: Path, source: Path) -> None:
    folder = converted(source, tmp_path / "hf", to="hf")
    weights = folder / "model.safetensors"
    (tmp_path / "link.safetensors").symlink_to(weights)
    for given, out, to in (
        (folder, folder, "hf"),
        (weights, folder, "hf"),
        (folder, weights, None),
        (folder, tmp_path / "link.safetensors", None),
        (tmp_path / "link.safetensors", weights, None),
        (weights, weights, None),
    ):
        with pytest.raises(UsageError, match="is where the model is that is to be converted"):
            converted(given, out, to=to, force=True)


@pytest.mark.parametrize(("name", "words"), [("none/a.pth", "there is no folder"), (".", "it is a folder")])
def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path, source: Path, name: str, words: str) -> None:
    with pytest.raises(SaveError, match=words):
        converted(source, tmp_path / name, to="pth")


def test_what_only_one_form_can_say_does_not_get_lost(tmp_path: Path) -> None:
    shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, layer_norm_epsilon=1e-3)
    shutil.copyfile(TOKENIZER, folder / "tokenizer.json")
    for out in ("a.pth", "a.safetensors"):
        with pytest.raises(WeightsError, match=r"layer_norm_epsilon of 0\.001"):
            converted(folder, tmp_path / out)
    assert open_checkpoint(converted(folder, tmp_path / "b", to="hf")).norm_epsilon == 1e-3


def test_a_quantised_model_is_no_source(tmp_path: Path, source: Path) -> None:
    path = converted(source, tmp_path / "q.safetensors", quantisation="i8")
    for out, to in (("a.pth", None), ("b", "hf"), ("c.safetensors", None)):
        with pytest.raises(WeightsError, match="is quantised \\(i8\\)"):
            converted(path, tmp_path / out, to=to)


@pytest.mark.parametrize(("out", "to"), [("a.pth", None), ("a", "hf")])
def test_only_a_safetensors_file_is_quantised(tmp_path: Path, source: Path, out: str, to: str | None) -> None:
    with pytest.raises(UsageError, match="--quantize makes a safetensors file"):
        converted(source, tmp_path / out, to=to, quantisation="i4")


def test_a_tokenizer_that_is_missing_or_of_another_model_is_told_before_anything_is_written(tmp_path: Path) -> None:
    path = write_pth(tmp_path / "m.pth", random_weights(1, 8, 120))
    with pytest.raises(TokenizerError, match="no tokenizer beside"):
        converted(path, tmp_path / "hf", to="hf")
    with pytest.raises(TokenizerError, match="more tokens than the model"):
        prepare(path, Wanted(tmp_path / "hf", "hf"), TOKENIZER)
    assert left(tmp_path) == {"m.pth"}
    converted(path, tmp_path / "a.safetensors")  # which needs none


def test_a_damaged_source_is_not_converted(tmp_path: Path, source: Path) -> None:
    data = bytearray(source.read_bytes())
    data[open_checkpoint(source).tensors["head.weight"].offset] ^= 1
    (tmp_path / "m.pth").write_bytes(data)
    with pytest.raises(WeightsError, match="checksum"):
        converted(tmp_path / "m.pth", tmp_path / "a.safetensors")
    assert left(tmp_path) == {"m.pth"}


# Whole, or not there


def test_force_replaces_a_file_or_a_folder_when_the_new_one_is_whole(tmp_path: Path, source: Path) -> None:
    file, folder = put_file(tmp_path / "a.pth"), put_folder(tmp_path / "hf")
    for out, to in ((file, None), (folder, "hf")):
        conversion = prepare(source, Wanted(out, form_of(out, to), force=True))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outgoing_module, "_as_stored", interrupted)
            with pytest.raises(KeyboardInterrupt):
                conversion.run()
        assert (file if out == file else folder / "model.safetensors").read_bytes() == b"mine"
        assert left(tmp_path) == {"a.pth", "hf"}
        assert set(open_checkpoint(conversion.run()).tensors) == set(WEIGHTS)
        assert left(tmp_path) == {"a.pth", "hf"}
    assert "tokenizer_config.json" in left(folder)


def interrupted(weights: object, name: str) -> Any:
    if name == "head.weight":
        raise KeyboardInterrupt
    yield memoryview(bytes(weights.tensors[name].nbytes))  # type: ignore[attr-defined]


def test_an_empty_folder_is_taken(tmp_path: Path, source: Path) -> None:
    (tmp_path / "hf").mkdir()
    assert "config.json" in left(converted(source, tmp_path / "hf", to="hf"))


def test_a_link_stays_a_link(tmp_path: Path, source: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a.pth").symlink_to(tmp_path / "elsewhere" / "b.pth")
    assert converted(source, tmp_path / "a.pth") == tmp_path / "elsewhere" / "b.pth"
    assert (tmp_path / "a.pth").is_symlink()


def test_what_has_come_to_be_there_meanwhile_is_kept(tmp_path: Path, source: Path) -> None:
    for out, to, make in ((tmp_path / "a.pth", None, put_file), (tmp_path / "hf", "hf", put_folder)):
        conversion = prepare(source, Wanted(out, form_of(out, to)))
        make(out)
        with pytest.raises(SaveError, match="meanwhile"):
            conversion.run()
        kept = out if to is None else out / "model.safetensors"
        assert kept.read_bytes() == b"mine"
    assert left(tmp_path) == {"a.pth", "hf"}


def test_a_full_disk_leaves_nothing(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")  # limits are POSIX's
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, kept[1]))
        for out, to in (("a.pth", None), ("a.safetensors", None), ("a", "hf")):
            with pytest.raises(SaveError, match="File too large") as caught:
                converted(source, tmp_path / out, to=to)
            assert "make room" in caught.value.hint
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(SaveError, match=r"needs 1\.7 MB, and 1\.0 kB of disk are free"):
        converted(source, tmp_path / "a.pth")
    assert left(tmp_path) == set()


KILLED = """
import json, os, signal, sys, time
from pathlib import Path
from rwkvchat.cli.program import main
from rwkvchat.engine import outgoing
import rwkvchat.engine.pth_writer, rwkvchat.engine.hugging_face_writer, rwkvchat.engine.model

source, folder = sys.argv[1], Path(sys.argv[2])
real = outgoing._as_stored

def stopping(weights, name):
    for number, piece in enumerate(real(weights, name)):
        yield piece
        if name == "blocks.3.att.key.weight":
            os.write(ready, b"x")
            time.sleep(60)

def convert(arguments, stop):
    global ready
    reader, ready = os.pipe()
    child = os.fork()
    if child:
        os.close(ready)
        return child, reader
    outgoing._as_stored = stopping if stop else real
    sys.stdin = open(os.devnull)
    sys.stdout = sys.stderr = open(os.devnull, "w")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os._exit(main(["convert", source, *arguments]))

def end(child):
    status = os.waitpid(child, 0)[1]
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)

def seen():
    return sorted(path.name for path in folder.iterdir())

told = {}
for arguments in (["a.pth"], ["hf", "--to", "hf"]):
    arguments[0] = str(folder / arguments[0])
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        child, reader = convert(arguments, stop=True)
        assert os.read(reader, 1) == b"x"
        during = seen()
        if number == signal.SIGKILL:  # another one beside it takes nothing away from it
            other, other_reader = convert(arguments, stop=True)
            assert os.read(other_reader, 1) == b"x"
            beside = len(seen())
            os.kill(other, signal.SIGINT)
            end(other)
        else:
            beside = None
        os.kill(child, number)
        told[f"{Path(arguments[0]).name} {number.name}"] = during, beside, end(child), seen()
    child, reader = convert(arguments, stop=False)
    told[f"{Path(arguments[0]).name} whole"] = [], None, end(child), seen()
print(json.dumps(told))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and forks are POSIX's")
def test_however_a_conversion_is_ended_nothing_stands_under_its_name(tmp_path: Path, source: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(source), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(Path(rwkvchat.__file__).parent.parent), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    before: list[str] = []
    for name in ("a.pth", "hf"):
        for signal_name, code in (("SIGKILL", -9), ("SIGTERM", 143), ("SIGINT", 130)):
            during, beside, found, after = told[f"{name} {signal_name}"]
            temporary = [each for each in during if each.startswith(f".{name}.") and each.endswith(".tmp")]
            assert len(temporary) == 1
            assert set(during) == {*before, *temporary}  # what was left before is gone
            assert found == code
            assert after == (sorted([*before, *temporary]) if code == -9 else before)
            assert beside is None or beside == len(during) + 1
        _, _, code, after = told[f"{name} whole"]
        assert code == 0
        before = [*before, name]
        assert after == before
    assert open_checkpoint(tmp_path / "hf").tensors.keys() == WEIGHTS.keys()


def test_a_folder_that_was_only_set_aside_comes_back(tmp_path: Path, source: Path) -> None:
    put_folder(tmp_path / "hf").rename(tmp_path / ".hf.0123abcd.old")
    conversion = prepare(source, Wanted(tmp_path / "hf", "hf"))
    with pytest.raises(SaveError, match="meanwhile"):
        conversion.run()
    assert (tmp_path / "hf" / "model.safetensors").read_bytes() == b"mine"
    put_folder(tmp_path / ".hf.4567cdef.old")
    prepare(source, Wanted(tmp_path / "hf", "hf", force=True)).run()
    assert left(tmp_path) == {"hf"}  # the new one was there, so the one that was set aside is not missed


# In little memory


def sparse(path: Path, n_embd: int, n_layer: int, n_vocab: int) -> Path:
    """A bf16 model of zeros that takes no room on the disk, as a safetensors file."""
    table: dict[str, Any] = {}
    start = 0
    for name, tensor in random_weights(n_layer, 8, 13, 31).items():
        shape = [{8: n_embd, 13: n_vocab, 31: 4 * n_embd}.get(size, size) for size in tensor.shape]
        size = 2 * torch.Size(shape).numel()
        table[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [start, start + size]}
        start += size
    head = json.dumps(table).encode()
    with path.open("wb") as out:
        out.write(len(head).to_bytes(8, "little") + head)
        out.truncate(8 + len(head) + start)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="the figures are Linux's")
@pytest.mark.parametrize(
    ("out", "others", "megabytes"),
    [("a.pth", {}, 10), ("a.safetensors", {"dtype": "fp16"}, 50), ("q.safetensors", {"quantisation": "i8"}, 50)],
)
def test_a_conversion_needs_memory_for_a_piece_and_not_for_the_model(
    tmp_path: Path, out: str, others: dict[str, Any], megabytes: int
) -> None:
    source = sparse(tmp_path / "m.safetensors", n_embd=512, n_layer=8, n_vocab=9000)
    assert source.stat().st_size > 70e6
    conversion = prepare(source, Wanted(tmp_path / out, form_of(Path(out), None), **others))
    before = peak(reset=True)
    conversion.run()
    assert (tmp_path / out).stat().st_size > 35e6
    assert peak() - before < megabytes * 1e6


def peak(*, reset: bool = False) -> int:
    """Bytes of memory that this process had at most, since that was reset."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def test_progress_is_told_to_the_last_byte(tmp_path: Path, source: Path) -> None:
    told: list[tuple[int, int]] = []
    prepare(source, Wanted(tmp_path / "a.pth", "pth")).run(lambda done, total: told.append((done, total)))
    total = sum(tensor.nbytes for tensor in WEIGHTS.values())
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {all_of_it for _, all_of_it in told} == {total}
