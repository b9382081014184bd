"""Checkpoints in every form: the same model out of each, and its name, size and sums."""

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from checkpoints import config_of, hugging_face, random_weights, write_hugging_face, write_pth
from reference import Reference
from safetensors.torch import save_file

from rwkvchat.catalogue import load_model
from rwkvchat.engine import checkpoint
from rwkvchat.engine.checkpoint import Checkpoint, open_checkpoint
from rwkvchat.engine.layout import rwkv4_layout
from rwkvchat.engine.model import Model, load, run
from rwkvchat.engine.strategy import parse_strategy
from rwkvchat.errors import DeviceError, WeightsError
from rwkvchat.events import Loading

IDS = [(i * 7919 + i * i) % 120 for i in range(40)]
WEIGHTS = random_weights(n_ffn=100)


def raw_safetensors(path: Path) -> Path:
    path.mkdir()
    save_file(WEIGHTS, path / "raven.safetensors")
    return path


def hub_snapshot(path: Path) -> Path:
    """A folder as the hub's cache has it: links to files that are named by their sums."""
    path.mkdir()
    write_hugging_face(path / "plain", WEIGHTS, shards=3)
    snapshot = path / "models--RWKV--rwkv-raven-tiny" / "snapshots" / "0123abcd"
    blobs = snapshot.parent.parent / "blobs"
    snapshot.mkdir(parents=True)
    blobs.mkdir()
    for number, file in enumerate(sorted((path / "plain").iterdir())):
        file.rename(blobs / str(number))
        (snapshot / file.name).symlink_to(Path("../..") / "blobs" / str(number))
    return snapshot


def pth_folder(path: Path) -> Path:
    path.mkdir()
    write_pth(path / "RWKV-4-Raven-tiny.pth", WEIGHTS)
    (path / "config.json").write_text('{"model_type": "llama"}')  # of whatever was downloaded beside it
    (path / "optimizer.pt").write_bytes(b"x")
    (path / "rng_state_0.pth").write_bytes(b"x")
    return path


def both_forms(path: Path) -> Path:
    write_hugging_face(path, WEIGHTS, "bin", 2)
    return write_hugging_face(path, WEIGHTS, "safetensors", 3)


FORMS = {
    "pth": lambda path: write_pth(path.with_suffix(".pth"), WEIGHTS),
    "folder with one pth": pth_folder,
    "safetensors folder": lambda path: write_hugging_face(path, WEIGHTS),
    "safetensors shards": lambda path: write_hugging_face(path, WEIGHTS, shards=5),
    "bin folder": lambda path: write_hugging_face(path, WEIGHTS, "bin"),
    "bin shards": lambda path: write_hugging_face(path, WEIGHTS, "bin", 4),
    "safetensors beside bin": both_forms,
    "the file in a folder": lambda path: write_hugging_face(path, WEIGHTS) / "model.safetensors",
    "the bin file in a folder": lambda path: write_hugging_face(path, WEIGHTS, "bin") / "pytorch_model.bin",
    "an index": lambda path: write_hugging_face(path, WEIGHTS, shards=2) / "model.safetensors.index.json",
    "RWKV-LM's names in safetensors": lambda path: raw_safetensors(path) / "raven.safetensors",
    "folder of RWKV-LM's names": raw_safetensors,
    "hub's cache": hub_snapshot,
}


def logits(model: Model) -> torch.Tensor:
    """What a model says to a text read at once and then one by one."""
    snapshot = model.forward(IDS, model.initial_state())
    return torch.stack([snapshot.logits, model.forward([7], snapshot.state).logits])


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[torch.Tensor, str]:
    model = load_model(write_pth(tmp_path_factory.mktemp("expected") / "m.pth", WEIGHTS), "cpu fp32")
    return logits(model), model.info.fingerprint


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_model_bit_for_bit(
    tmp_path: Path, expected: tuple[torch.Tensor, str], form: str
) -> None:
    path = FORMS[form](tmp_path / "form")
    for mapped in (True, False):
        model = load_model(path, "cpu fp32", mmap=mapped)
        assert torch.equal(logits(model), expected[0])
        assert model.info.fingerprint == expected[1]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_same_tensors(tmp_path: Path, form: str) -> None:
    found = open_checkpoint(FORMS[form](tmp_path / "form"))
    assert set(found.tensors) == set(WEIGHTS)
    for name, tensor in WEIGHTS.items():
        assert torch.equal(found.tensor(name), tensor)
        assert bytes(found.view(name)) == tensor.numpy().tobytes()
    assert found.size == sum(file.path.stat().st_size for file in found.files)
    assert found.has_checksums == (found.format == "pth")
    assert rwkv4_layout(found.tensors).n_ffn == 100
    found.verify()


def test_a_checkpoint_tells_how_it_is_stored(tmp_path: Path) -> None:
    def told(form: str) -> tuple[str, str, str, int]:
        found = open_checkpoint(FORMS[form](tmp_path / form.replace(" ", "-")))
        return found.name, found.format, found.names, len(found.files)

    assert told("pth") == ("pth", "pth", "RWKV-LM", 1)
    assert told("folder with one pth") == ("folder-with-one-pth", "pth", "RWKV-LM", 1)
    assert told("bin shards") == ("bin-shards", "pth", "Hugging Face", 4)
    assert told("safetensors beside bin") == ("safetensors-beside-bin", "safetensors", "Hugging Face", 3)
    assert told("the file in a folder") == ("the-file-in-a-folder", "safetensors", "Hugging Face", 1)
    assert told("RWKV-LM's names in safetensors") == ("raven", "safetensors", "RWKV-LM", 1)
    assert told("hub's cache") == ("rwkv-raven-tiny", "safetensors", "Hugging Face", 3)


def test_a_folder_is_named_as_it_is_seen_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_hugging_face(tmp_path / "my-raven", WEIGHTS))
    assert open_checkpoint(Path()).name == "my-raven"


def test_loading_from_shards_tells_how_far_it_is(tmp_path: Path) -> None:
    loading = load(open_checkpoint(write_hugging_face(tmp_path / "hf", WEIGHTS, shards=3)))
    assert list(loading) == [Loading(1, 3), Loading(2, 3), Loading(3, 3)]


def resident(path: Path) -> int:
    """Bytes of a mapped file that count as this process's."""
    lines = iter(Path("/proc/self/smaps").read_text().splitlines())
    found = 0
    for line in lines:
        if line.endswith(str(path)):
            found += 1024 * next(int(fact.split()[1]) for fact in lines if fact.startswith("Rss:"))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="the figures are Linux's")
@pytest.mark.parametrize("strategy", ["cpu fp32", "cpu bf16"])
def test_after_loading_little_of_the_file_counts_as_the_programs_memory(tmp_path: Path, strategy: str) -> None:
    weights = random_weights(n_layer=2, n_embd=512, n_vocab=4000)
    found = open_checkpoint(write_pth(tmp_path / "m.pth", weights, torch.bfloat16))
    assert sum(found.tensor(name).float().sum().item() for name in weights) != 0
    assert resident(found.path) > 0.9 * found.size
    model = run(load(found, parse_strategy(strategy)))
    assert resident(found.path) < 0.1 * found.size
    found.verify()
    assert resident(found.path) < 0.1 * found.size
    assert torch.isfinite(model.forward(IDS, model.initial_state()).logits).all()


def test_a_flipped_bit_in_any_shard_is_noticed(tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, "bin", 2)
    for file in open_checkpoint(folder).files:
        good = file.path.read_bytes()
        place = next(info.offset for info in file.tensors.values())
        file.path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(WeightsError, match=file.path.name):
            open_checkpoint(folder).verify()
        file.path.write_bytes(good)
    open_checkpoint(folder).verify()


def test_an_unknown_tensor_is_named(tmp_path: Path) -> None:
    found = open_checkpoint(write_hugging_face(tmp_path / "hf", WEIGHTS))
    for ask, name in itertools.product((found.tensor, found.view), ("blocks.9.ln1.weight", "rwkv.ln_out.weight")):
        with pytest.raises(WeightsError, match=f"no tensor '{name}'"):
            ask(name)


class TestConfigs:
    def model(self, tmp_path: Path, **changes: object) -> Model:
        return load_model(write_hugging_face(tmp_path / "hf", WEIGHTS, **changes), "cpu fp32")  # type: ignore[arg-type]

    @pytest.mark.parametrize("epsilon", [1e-5, 1e-2, 1e-3])
    def test_the_epsilon_is_that_of_the_blocks_norms(self, tmp_path: Path, epsilon: float) -> None:
        # Small activations, which an epsilon can be seen in.
        weights = WEIGHTS | {"emb.weight": WEIGHTS["emb.weight"] * 0.1, "blocks.0.ln0.weight": torch.full((48,), 0.05)}
        model = load_model(write_hugging_face(tmp_path / "hf", weights, layer_norm_epsilon=epsilon), "cpu fp32")
        reference = Reference({name: tensor.numpy() for name, tensor in weights.items()}, epsilon)
        theirs, _ = reference.forward(IDS, reference.initial_state())
        ours = model.forward(IDS, model.initial_state()).logits.numpy()
        assert np.abs(ours - theirs).max() <= 1e-4 * np.abs(theirs).max()
        plain = load_model(write_pth(tmp_path / "m.pth", weights), "cpu fp32")
        if epsilon == 1e-5:
            assert model.info.fingerprint == plain.info.fingerprint
        else:
            assert model.info.fingerprint != plain.info.fingerprint
            others = plain.forward(IDS, plain.initial_state()).logits.numpy()
            assert np.abs(others - theirs).max() > 1e-3 * np.abs(theirs).max()

    @pytest.mark.parametrize("form", ["safetensors", "bin"])
    @pytest.mark.parametrize("shards", [1, 3])
    def test_an_embedding_that_is_the_head_too_serves_as_both(self, tmp_path: Path, form: str, shards: int) -> None:
        headless = {name: tensor for name, tensor in WEIGHTS.items() if name != "head.weight"}
        with_head = headless | {"head.weight": WEIGHTS["emb.weight"].clone()}
        tied = write_hugging_face(tmp_path / "tied", headless, form, shards, tie_word_embeddings=True)
        twice = write_hugging_face(tmp_path / "twice", with_head, form, shards, tie_word_embeddings=True)
        plain = load_model(write_pth(tmp_path / "m.pth", with_head), "cpu fp32")
        # One storage under both names, as modules with tied weights are saved.
        once = write_hugging_face(tmp_path / "once", headless, "bin", tie_word_embeddings=True)
        tensors = {hugging_face(name): tensor for name, tensor in headless.items()}
        torch.save(tensors | {"head.weight": tensors["rwkv.embeddings.weight"]}, once / "pytorch_model.bin")
        for folder in (tied, twice, once):
            model = load_model(folder, "cpu fp32")
            assert torch.equal(logits(model), logits(plain))
            assert model.info.fingerprint == plain.info.fingerprint
        found = open_checkpoint(tied)
        assert found.tensor("head.weight").data_ptr() == found.tensor("emb.weight").data_ptr()

    def test_a_head_of_its_own_beside_a_tied_embedding_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(WeightsError, match="its head has other values"):
            self.model(tmp_path, tie_word_embeddings=True)

    def test_a_missing_head_is_no_tied_one(self, tmp_path: Path) -> None:
        headless = {name: tensor for name, tensor in WEIGHTS.items() if name != "head.weight"}
        with pytest.raises(WeightsError, match=r"'head\.weight' is missing"):
            load_model(write_hugging_face(tmp_path / "hf", headless))

    @pytest.mark.parametrize(
        "changes",
        [
            {"eos_token_id": 2},
            {"eos_token_id": [1, "x"], "bos_token_id": -5, "rescale_every": 0, "torch_dtype": "float64"},
            {"intermediate_size": None, "attention_hidden_size": None, "quantization_config": None},
            {"model_type": ..., "architectures": ["RwkvModel"]},
            {"model_type": ..., "architectures": ...},
            dict.fromkeys(config_of(WEIGHTS), ...),
            {"auto_map": {"AutoModelForCausalLM": "code.Rwkv"}, "custom": [[{}]]},
        ],
        ids=["eos 2", "what does not matter", "nothing said", "class alone", "no name", "empty", "code"],
    )
    def test_what_else_a_config_says_changes_nothing(
        self, tmp_path: Path, expected: tuple[torch.Tensor, str], changes: dict[str, object]
    ) -> None:
        assert torch.equal(logits(self.model(tmp_path, **changes)), expected[0])

    def test_a_folder_without_a_config_is_read(self, tmp_path: Path, expected: tuple[torch.Tensor, str]) -> None:
        folder = write_hugging_face(tmp_path / "hf", WEIGHTS, shards=2)
        (folder / "config.json").unlink()
        assert torch.equal(logits(load_model(folder, "cpu fp32")), expected[0])

    def test_a_file_goes_by_the_config_beside_it(self, tmp_path: Path) -> None:
        folder = write_hugging_face(tmp_path / "hf", WEIGHTS, layer_norm_epsilon=1e-3)
        assert (
            open_checkpoint(folder / "model.safetensors").norm_epsilon == open_checkpoint(folder).norm_epsilon == 1e-3
        )

    def test_names_without_the_prefix_are_read(self, tmp_path: Path, expected: tuple[torch.Tensor, str]) -> None:
        tensors = {hugging_face(name).removeprefix("rwkv."): tensor for name, tensor in WEIGHTS.items()}
        save_file(tensors, tmp_path / "model.safetensors")
        assert torch.equal(logits(load_model(tmp_path, "cpu fp32")), expected[0])


def test_files_that_are_too_large_to_be_read_whole_are_refused_before_any_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, shards=3)
    largest = max(file.size for file in open_checkpoint(folder).files)
    monkeypatch.setattr(checkpoint, "free_memory", lambda: largest + 1)
    with pytest.raises(DeviceError, match=r"reading 'hf' whole needs \d+\.\d kB, and \d+\.\d kB are free"):
        open_checkpoint(folder, mmap=False)


def test_a_checkpoint_that_was_read_whole_needs_its_files_no_more(tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "hf", WEIGHTS, "bin", 2)
    found: Checkpoint = open_checkpoint(folder, mmap=False)
    for file in found.files:
        file.path.write_bytes(b"")
    model = run(load(found))
    assert model.info.n_layer == 3
