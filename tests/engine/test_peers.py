"""The engine beside the two other implementations, on the same weights."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from checkpoints import hugging_face, random_weights, write_pth
from peers import in_the_package

from rwkvchat.catalogue import load_model
from rwkvchat.engine.model import Model
from rwkvchat.engine.state import Snapshot

IDS = [(i * 7919 + i * i) % 120 for i in range(1000)]


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    return random_weights()


@pytest.fixture(scope="module")
def path(weights: dict[str, torch.Tensor], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pth(tmp_path_factory.mktemp("peers") / "model.pth", weights)


@pytest.fixture(scope="module")
def ours(path: Path) -> Model:
    return load_model(path, "cpu fp32")


@pytest.fixture(scope="module")
def package(path: Path) -> Iterator[Any]:
    with in_the_package(path) as model:
        yield model


@pytest.fixture(scope="module")
def transformer(weights: dict[str, torch.Tensor]) -> Any:
    return make_transformer(weights)


def make_transformer(weights: dict[str, torch.Tensor], **settings: object) -> Any:
    """The model in `transformers`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers import RwkvConfig, RwkvForCausalLM

        vocab, width = weights["emb.weight"].shape
        sizes = {"vocab_size": vocab, "hidden_size": width, "num_hidden_layers": 3}
        model = RwkvForCausalLM(RwkvConfig(**sizes, **settings)).eval()
    model.load_state_dict({hugging_face(name): tensor.clone() for name, tensor in weights.items()})
    return model


def save_bin(model: Any, folder: Path, shards: int) -> Path:
    """Save a model as `transformers` did before safetensors: its own config, and torch.save of its own tensors."""
    model.config.save_pretrained(folder)
    tensors = model.state_dict()
    if shards == 1:
        torch.save(tensors, folder / "pytorch_model.bin")
        return folder
    places = {name: f"pytorch_model-{i % shards + 1:05}-of-{shards:05}.bin" for i, name in enumerate(tensors)}
    for file in set(places.values()):
        torch.save({name: tensor for name, tensor in tensors.items() if places[name] == file}, folder / file)
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))
    return folder


def assert_same_choices(mine: torch.Tensor, theirs: torch.Tensor) -> None:
    """Logits (T, V) within 1e-4 of max|logit|; the same argmax wherever the two best are further apart than that."""
    limit = 1e-4 * theirs.abs().amax(-1)
    assert ((mine - theirs).abs().amax(-1) <= limit).all()
    best = theirs.topk(2, dim=-1).values
    clear = best[:, 0] - best[:, 1] > limit
    assert clear.sum() > 0.9 * len(clear)
    assert torch.equal(mine.argmax(-1)[clear], theirs.argmax(-1)[clear])


def stepwise(ours: Model) -> torch.Tensor:
    """Our logits after each of 1,000 tokens, read one by one."""
    rows, snapshot = [], Snapshot.unread(ours.initial_state(), ours.info.n_vocab)
    for token in IDS:
        snapshot = ours.forward([token], snapshot.state)
        rows.append(snapshot.logits)
    return torch.stack(rows)


def test_a_thousand_tokens_give_the_choices_of_the_rwkv_package(ours: Model, package: Any) -> None:
    rows, state = [], None
    for token in IDS:
        logits, state = package.forward([token], state)
        rows.append(logits.float())
    theirs = torch.stack(rows)
    assert_same_choices(stepwise(ours), theirs)
    assert_same_choices(ours.score(IDS, ours.initial_state()), theirs)


def test_a_prompt_gives_the_logits_of_the_rwkv_package(ours: Model, package: Any) -> None:
    for length in (2, 100, 256):
        theirs, state = package.forward(IDS[:length], None)
        mine = ours.forward(IDS[:length], ours.initial_state())
        assert (mine.logits - theirs).abs().max() <= 1e-4 * theirs.abs().max()
        # And what follows, each from its own state.
        theirs, _ = package.forward([7], state)
        again = ours.forward([7], mine.state).logits
        assert (again - theirs).abs().max() <= 1e-4 * theirs.abs().max()


def test_a_thousand_tokens_give_the_choices_of_transformers(ours: Model, transformer: Any) -> None:
    with torch.no_grad():
        theirs = transformer(torch.tensor([IDS])).logits[0]
    assert_same_choices(stepwise(ours), theirs)
    assert_same_choices(ours.score(IDS, ours.initial_state()), theirs)


@pytest.mark.parametrize("tied", [False, True], ids=["a head of its own", "tied embedding"])
def test_what_transformers_saves_gives_the_logits_of_transformers(tmp_path: Path, tied: bool) -> None:
    weights = random_weights(n_ffn=100)
    # Small activations, in which another epsilon can be seen.
    weights |= {"emb.weight": weights["emb.weight"] * 0.1, "blocks.0.ln0.weight": torch.full((48,), 0.05)}
    if tied:
        weights["head.weight"] = weights["emb.weight"]
    settings = {"intermediate_size": 100, "layer_norm_epsilon": 1e-3, "tie_word_embeddings": tied}
    model = make_transformer(weights, **settings)
    with torch.no_grad():
        theirs = model(torch.tensor([IDS])).logits[0]

    model.save_pretrained(tmp_path / "safetensors")
    model.save_pretrained(tmp_path / "shards", max_shard_size="30KB")
    assert (tmp_path / "shards" / "model.safetensors.index.json").is_file()
    folders = [tmp_path / "safetensors", tmp_path / "shards"]
    folders += [save_bin(model, tmp_path / f"{shards} bin", shards) for shards in (1, 4)]
    scores = []
    for folder in folders:
        ours = load_model(folder, "cpu fp32")
        assert ours.info.n_layer == 3
        scores.append(ours.score(IDS, ours.initial_state()))
        assert torch.equal(scores[-1], scores[0])
    # All of one limit: tied, the logits of some tokens are small all together.
    assert (scores[0] - theirs).abs().max() <= 1e-4 * theirs.abs().max()
    usual = load_model(write_pth(tmp_path / "m.pth", weights), "cpu fp32")
    assert (usual.score(IDS, usual.initial_state()) - theirs).abs().max() > 1e-3 * theirs.abs().max()
