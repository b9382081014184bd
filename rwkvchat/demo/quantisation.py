"""Measures what quantising costs: the demo model as it is, and made over so that it says the same with outliers.

    python -m rwkvchat.demo.quantisation [--model FILE] [--seed N] [--documents N] [--threads N]

Beside the program's own formats stand two that it does not have: plain rounding of rows, and the `rwkv` package's int8.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import tokenizers
import torch
from rich.console import Console
from rich.table import Table

from rwkvchat import load_model
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.demo.batches import Encoder
from rwkvchat.demo.corpus.conversation import document
from rwkvchat.demo.evaluate import perplexity
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.model import Model
from rwkvchat.engine.quantised import QUANTISATIONS

Tensor = torch.Tensor
Weights = dict[str, Tensor]
Rounding = Callable[[Tensor], Tensor]

SHARE = 40
"""One of so many rows and columns is made an outlier."""
LEAST, MOST = 20.0, 50.0
"""By how much it is multiplied."""
COMPARED = 8
"""Documents whose logits are compared."""


class Kind(NamedTuple):
    """A way of keeping weights."""

    title: str
    strategy: str
    """Of the program's own."""
    rounding: Rounding | None = None
    """Of one that it does not have: from the weights to what is left of them."""


class Cost(NamedTuple):
    """What a kind does to a model."""

    perplexity: float
    divergence: float
    """Mean over tokens of the Kullback-Leibler divergence from fp32, in nats."""
    logits: float
    """The largest difference of a logit, as a share of the largest logit."""


def by_rows(steps: int) -> Rounding:
    """Whole multiples of a scale for each row, of which its largest weight is so many."""

    def rounded(weight: Tensor) -> Tensor:
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-30) / steps
        return (weight / scale).round() * scale

    return rounded


def as_the_rwkv_package(weight: Tensor) -> Tensor:
    """Its int8: minima of rows and columns are taken off, and what is left is 256 steps of both their ranges."""
    left = weight.T.clone()  # as the package keeps it
    rows_first = left.shape[0] > left.shape[1]
    low_rows = left.amin(1, keepdim=True) if rows_first else torch.zeros(len(left), 1)
    left -= low_rows
    low_columns = left.amin(0)
    left -= low_columns
    if not rows_first:
        low_rows = left.amin(1, keepdim=True)
        left -= low_rows
    wide_columns = left.amax(0)
    left /= wide_columns
    wide_rows = left.amax(1, keepdim=True)
    left /= wide_rows
    codes = (left * 256).floor().clamp(0, 255)
    return ((codes + 0.5) / 256 * wide_rows * wide_columns + low_rows + low_columns).T.contiguous()


def as_ours(kind: str) -> Rounding:
    """The weights that a quantisation of the program multiplies with."""
    return lambda weight: QUANTISATIONS[kind].quantise(weight)(torch.eye(weight.shape[1])).T.contiguous()


KINDS = (
    Kind("fp32", "cpu fp32"),
    Kind("bf16", "cpu bf16"),
    Kind("i8", "cpu fp32i8"),
    Kind("8 bits, `rwkv` package", "", as_the_rwkv_package),
    Kind("8 bits, by rows", "", by_rows(127)),
    Kind("i4", "cpu fp32i4"),
    Kind("i4, the head too", "", as_ours("i4")),
    Kind("4 bits, by rows", "", by_rows(7)),
)


def weights_of(path: Path) -> Weights:
    """All tensors of a checkpoint, in fp32."""
    checkpoint = open_checkpoint(path)
    return {name: checkpoint.tensor(name).float().clone() for name in checkpoint.tensors}


def with_outliers(weights: Weights, seed: int) -> Weights:
    """Weights of the same function, in whose matrices some rows and columns are many times as large as the others.

    What goes into a larger column is made smaller: its channel of the norm before it. What comes out of a larger row
    is: the column of the matrix that takes it.
    """
    weights = {name: tensor.clone() for name, tensor in weights.items()}
    generator = torch.Generator().manual_seed(seed)

    def factors(size: int) -> Tensor:
        chosen = torch.rand(size, generator=generator) < 1 / SHARE
        return torch.where(chosen, LEAST + (MOST - LEAST) * torch.rand(size, generator=generator), 1.0)

    def columns(norm: str, *matrices: str) -> None:
        factor = factors(len(weights[f"{norm}.weight"]))
        for part in ("weight", "bias"):
            weights[f"{norm}.{part}"] /= factor
        for name in matrices:
            weights[f"{name}.weight"] *= factor

    def rows(name: str, taker: str, power: int) -> None:
        factor = factors(len(weights[f"{name}.weight"]))
        weights[f"{name}.weight"] *= factor.unsqueeze(1)
        weights[f"{taker}.weight"] /= factor**power

    n_layer = sum(name.endswith(".ln1.weight") for name in weights)
    for block in (f"blocks.{layer}" for layer in range(n_layer)):
        columns(f"{block}.ln1", *(f"{block}.att.{name}" for name in ("key", "value", "receptance")))
        columns(f"{block}.ln2", *(f"{block}.ffn.{name}" for name in ("key", "receptance")))
        rows(f"{block}.att.value", f"{block}.att.output", 1)
        rows(f"{block}.ffn.key", f"{block}.ffn.value", 2)  # what comes out is squared
    columns("ln_out", "head")
    return weights


def rounded(weights: Weights, rounding: Rounding) -> Weights:
    """The same, with every matrix that the network multiplies with rounded."""
    return {
        name: rounding(tensor) if tensor.dim() == 2 and name != "emb.weight" else tensor
        for name, tensor in weights.items()
    }


def models(weights: Weights, folder: Path) -> Iterator[tuple[str, Model]]:
    """The model of each kind."""
    plain, path = folder / "plain.pth", folder / "rounded.pth"
    torch.save(weights, plain)
    for title, strategy, rounding in KINDS:
        if rounding is not None:
            path.unlink(missing_ok=True)  # a file that is still mapped must not be written over
            torch.save(rounded(weights, rounding), path)
            yield title, load_model(path, "cpu fp32")
        else:
            yield title, load_model(plain, strategy)


def costs(weights: Weights, seed: int, documents: int) -> dict[str, Cost]:
    """What each kind does to a model, by its title."""
    encoder = Encoder(tokenizers.Tokenizer.from_file(str(TOKENIZER)))
    texts = [encoder.document(document(Random(f"compared:{seed}:{index}")))[0] for index in range(COMPARED)]
    exact: list[Tensor] = []
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for title, model in models(weights, Path(folder)):
            logits = [model.score(ids, model.initial_state()) for ids in texts]
            exact = exact or logits
            found[title] = Cost(perplexity(model, encoder, seed, documents), *_compared(logits, exact))
    return found


def _compared(logits: list[Tensor], exact: list[Tensor]) -> tuple[float, float]:
    ours, theirs = torch.cat(logits).double(), torch.cat(exact).double()
    told, known = ours.log_softmax(-1), theirs.log_softmax(-1)
    divergence = (known.exp() * (known - told)).sum(-1).mean()
    return float(divergence), float((ours - theirs).abs().max() / theirs.abs().max())


def matrix_errors(seed: int) -> dict[str, float]:
    """How far rows of a matrix with outliers are off, on average: relative to their length, in what x is scaled to."""
    generator = torch.Generator().manual_seed(seed)
    weight = torch.randn(1024, 1024, generator=generator)
    places = torch.rand(2, 1024, generator=generator) < 1 / SHARE
    sizes = LEAST + (MOST - LEAST) * torch.rand(2, 1024, generator=generator)
    rows, columns = torch.where(places, sizes, 1.0)
    weight *= rows.unsqueeze(1) * columns
    ways: dict[str, Rounding] = {kind.title: kind.rounding for kind in KINDS if kind.rounding}
    ways |= {"bf16": lambda plain: plain.bfloat16().float(), **{kind: as_ours(kind) for kind in QUANTISATIONS}}
    return {
        title: float((((way(weight) - weight) / columns).norm(dim=1) / (weight / columns).norm(dim=1)).mean())
        for title, way in ways.items()
    }


def table(name: str, plain: dict[str, Cost], outliers: dict[str, Cost], matrix: dict[str, float]) -> Table:
    """All of it, for people."""
    shown = Table(title=f"{name}: as it is | saying the same with outliers | a random matrix with outliers")
    for title in ("weights", "perplexity", "KL", "logits", "perplexity", "KL", "logits", "rows off by"):
        shown.add_column(title, justify="left" if title == "weights" else "right")
    for title, cost in plain.items():
        cells = [cell for each in (cost, outliers[title]) for cell in _cells(each)]
        shown.add_row(title, *cells, f"{matrix[title]:.2%}" if title in matrix else "")
    return shown


def _cells(cost: Cost) -> tuple[str, str, str]:
    return f"{cost.perplexity:.4f}", f"{cost.divergence:.1e}", f"{cost.logits:.2%}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m rwkvchat.demo.quantisation")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=100, help="held-out documents for the perplexity")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    weights = weights_of(arguments.model)
    with torch.inference_mode():
        plain = costs(weights, arguments.seed, arguments.documents)
        outliers = costs(with_outliers(weights, arguments.seed), arguments.seed, arguments.documents)
        shown = table(arguments.model.stem, plain, outliers, matrix_errors(arguments.seed))
    Console(width=120).print(shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
