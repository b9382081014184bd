"""The measure of quantising: its models with outliers, and the roundings that are not the program's own."""

from pathlib import Path

import pytest
import tokenizers
import torch
from checkpoints import random_weights, write_pth
from peers import in_the_package

from rwkvchat.catalogue import load_model
from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.quantisation import (
    KINDS,
    Cost,
    as_ours,
    as_the_rwkv_package,
    costs,
    matrix_errors,
    rounded,
    table,
    weights_of,
    with_outliers,
)

IDS = [(i * 7919 + i * i) % 120 for i in range(60)]


def logits_of(path: Path, strategy: str = "cpu fp32") -> torch.Tensor:
    model = load_model(path, strategy)
    return model.score(IDS, model.initial_state())


def near(ours: torch.Tensor, theirs: torch.Tensor, tolerance: float) -> bool:
    return bool((ours - theirs).abs().max() <= tolerance * theirs.abs().max())


def test_a_model_with_outliers_says_the_same(tmp_path: Path) -> None:
    weights = random_weights(n_embd=96)
    path = write_pth(tmp_path / "m.pth", weights)
    assert torch.equal(weights_of(path)["head.weight"], weights["head.weight"])
    made_over = with_outliers(weights, 3)
    assert near(logits_of(write_pth(tmp_path / "o.pth", made_over)), logits_of(path), 1e-3)
    for name in ("blocks.0.att.key", "blocks.1.att.value", "blocks.2.ffn.key", "blocks.0.ffn.receptance", "head"):
        assert made_over[f"{name}.weight"].abs().max() > 10 * weights[f"{name}.weight"].abs().max(), name


def test_what_is_rounded_as_ours_are_is_what_the_strategy_computes(tmp_path: Path) -> None:
    weights = random_weights()
    path = write_pth(tmp_path / "m.pth", weights)
    for kind in ("i8", "i4"):
        alike = rounded(weights, as_ours(kind))
        alike["head.weight"] = as_ours("i8")(weights["head.weight"])
        mine = logits_of(write_pth(tmp_path / f"{kind}.pth", alike))
        assert near(mine, logits_of(path, f"cpu fp32{kind}"), 1e-4)


def test_the_rwkv_packages_rounding_is_its_own(tmp_path: Path) -> None:
    weights = random_weights(n_ffn=100)
    path = write_pth(tmp_path / "m.pth", weights)
    with in_the_package(path, "cpu fp32i8") as package:
        theirs, _ = package.forward(IDS, None)
    mine = logits_of(write_pth(tmp_path / "r.pth", rounded(weights, as_the_rwkv_package)))[-1]
    assert near(mine, theirs.float(), 1e-4)
    assert not near(logits_of(path)[-1], theirs.float(), 1e-4)


def test_the_table_tells_of_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rwkvchat.demo.quantisation.COMPARED", 1)
    n_vocab = tokenizers.Tokenizer.from_file(str(TOKENIZER)).get_vocab_size()
    weights = random_weights(2, 64, n_vocab)
    plain, outliers = (costs(each, seed=1, documents=1) for each in (weights, with_outliers(weights, 1)))
    titles = [kind.title for kind in KINDS]
    assert list(plain) == list(outliers) == titles
    assert plain["fp32"] == Cost(plain["fp32"].perplexity, 0, 0)
    assert outliers["fp32"].perplexity == pytest.approx(plain["fp32"].perplexity, rel=1e-3)
    for ours, theirs in (("i8", "8 bits, by rows"), ("i8", "8 bits, `rwkv` package"), ("i4", "4 bits, by rows")):
        assert outliers[ours].divergence < 0.5 * outliers[theirs].divergence
    matrix = matrix_errors(1)
    assert outliers["i4"].divergence < outliers["i4, the head too"].divergence
    assert set(matrix) <= set(titles)
    assert matrix["i8"] < 0.2 * matrix["8 bits, by rows"]
    assert table("a model", plain, outliers, matrix).row_count == len(KINDS)
