"""The engine beside the two other implementations, on the same weights."""

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from checkpoints import random_weights, write_pth

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
    """The model in the `rwkv` package, which reads settings from the environment at every step and talks a lot."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RWKV_JIT_ON", "0")
        patch.setenv("RWKV_CUDA_ON", "0")
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from rwkv.model import RWKV

            model = RWKV(model=str(path.with_suffix("")), strategy="cpu fp32", verbose=False)
        yield model


@pytest.fixture(scope="module")
def transformer(weights: dict[str, torch.Tensor]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers import RwkvConfig, RwkvForCausalLM

        vocab, width = weights["emb.weight"].shape
        model = RwkvForCausalLM(RwkvConfig(vocab_size=vocab, hidden_size=width, num_hidden_layers=3)).eval()
    model.load_state_dict({hugging_face(name): tensor.clone() for name, tensor in weights.items()})
    return model


def hugging_face(name: str) -> str:
    """The Hugging Face name of a tensor."""
    if name == "head.weight":
        return name
    for ours, theirs in (
        ("emb.", "embeddings."),
        ("blocks.0.ln0", "blocks.0.pre_ln"),
        (".att.", ".attention."),
        (".ffn.", ".feed_forward."),
        ("time_mix_k", "time_mix_key"),
        ("time_mix_v", "time_mix_value"),
        ("time_mix_r", "time_mix_receptance"),
    ):
        name = name.replace(ours, theirs)
    return f"rwkv.{name}"


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
